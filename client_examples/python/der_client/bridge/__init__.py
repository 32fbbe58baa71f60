"""Bridges: face trackers that speak UDP in, avatar programs that listen to OSC out, one session between."""

from der_client.bridge.inputs import FaceInput, LiveLinkInput, VrchatInput
from der_client.bridge.outputs import OscOutput, Output, VmcOutput
from der_client.bridge.run import run_bridge

__all__ = ["FaceInput", "LiveLinkInput", "OscOutput", "Output", "VmcOutput", "VrchatInput", "run_bridge"]
