"""Bridges: packets of face trackers in, OSC of avatar programs out, over loopback UDP and a real server."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythonosc.osc_packet import OscPacket
from typer.testing import CliRunner
from wire_kit import Start

from der_client import DerClientError, connect
from der_client.bridge import LiveLinkInput, OscOutput, VmcOutput, VrchatInput, run_bridge
from der_client.bridge.live_link import NAMES, parse_live_link
from der_client.bridge.outputs import bundle
from der_server.cli import app

pytestmark = [pytest.mark.wire, pytest.mark.model]
SMILE = {
    "mouthSmileLeft": 0.8,
    "mouthSmileRight": 0.8,
    "cheekSquintLeft": 0.5,
    "cheekSquintRight": 0.5,
    "eyeSquintLeft": 0.5,
    "eyeSquintRight": 0.5,
}


def live_link(weights: list[float], subject: str = "iPhone", device: str = "A-B-C") -> bytes:
    """A packet as the app sends it."""
    texts = b"".join(struct.pack(">i", len(text.encode())) + text.encode() for text in (device, subject))
    frame = struct.pack(">ifii", 1, 0.5, 60, 1)
    return bytes([6]) + texts + frame + struct.pack(f">B{len(weights)}f", len(weights), *weights)


def smiling(step: int) -> list[float]:
    return [SMILE.get(name, 0.0) + step % 97 * 1e-4 for name in NAMES] + [0.0] * 9


floats = st.floats(0, 1, width=32)


@given(st.lists(floats, min_size=61, max_size=61), st.text(max_size=60))
def test_a_packet_says_what_was_put_in(weights: list[float], subject: str) -> None:
    name = subject.replace("\0", "")
    face = parse_live_link(live_link(weights, name))
    assert face.subject == name
    assert list(face.weights) == weights[:52]


@given(st.binary(max_size=400), st.integers(0, 400))
def test_garbage_is_refused_and_nothing_worse(noise: bytes, cut: int) -> None:
    for packet in (noise, live_link(smiling(1))[:cut], live_link(smiling(1)) + b"x"):
        with contextlib.suppress(DerClientError):
            parse_live_link(packet)
        source = VrchatInput()
        source.take(packet, 1)
        assert source.faces() == []


def test_no_weights_mean_no_face() -> None:
    source = LiveLinkInput()
    source.take(live_link([]), 5)
    source.take(b"garbage", 6)
    assert source.faces() == [(5, ())]
    assert source.refused == 1


def test_parameters_are_kept_until_they_change_and_names_grow() -> None:
    source = VrchatInput()
    source.take(bundle([("/avatar/parameters/v2/JawOpen", (0.5,)), ("/avatar/parameters/Mute", (True,))]), 1)
    assert (source.faces(), source.names) == ([(1, (0.5,))], ("JawOpen",))
    assert source.faces() == []
    source.take(bundle([("/avatar/parameters/FT/v2/MouthSmileLeft", (7.0,))]), 2)
    assert (source.faces(), source.names) == ([(2, (0.5, 1.0))], ("JawOpen", "MouthSmileLeft"))
    source.take(bundle([("/avatar/parameters/v2/JawOpen", (float("nan"),))]), 3)
    assert source.faces() == []


class Listener(asyncio.DatagramProtocol):
    """An avatar program: keeps the newest value of each address, or of each blend shape."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.addresses: list[str] = []

    def datagram_received(self, data: bytes, addr: object) -> None:
        messages = [timed.message for timed in OscPacket(data).messages]
        self.addresses = [message.address for message in messages]
        for message in messages:
            if message.address == "/VMC/Ext/Blend/Val":
                self.values[message.params[0]] = message.params[1]
            elif message.params:
                self.values[message.address] = message.params[0]

    def value(self, name: str) -> float:
        found = self.values.get(name, 0.0)
        return float(found) if isinstance(found, int | float) else 0.0


@contextlib.asynccontextmanager
async def listening() -> AsyncIterator[tuple[Listener, tuple[str, int]]]:
    loop = asyncio.get_running_loop()
    transport, listener = await loop.create_datagram_endpoint(Listener, local_addr=("127.0.0.1", 0))
    try:
        yield listener, transport.get_extra_info("sockname")[:2]
    finally:
        transport.close()


async def play(
    server: str, source: LiveLinkInput | VrchatInput, packets: Callable[[int], list[bytes]]
) -> list[Listener]:
    """Bridge packets at 60 a second until one listener has seen joy and the other its smile: VMC, then OSC."""
    said: list[str] = []

    def seen() -> bool:
        return osc.value("/avatar/parameters/DER/joy") >= 0.6 and vmc.value("MouthSmileLeft") > 0.15

    async with listening() as (vmc, vmc_at), listening() as (osc, osc_at), connect(server) as client:
        outputs = [(VmcOutput(), vmc_at), (OscOutput(), osc_at)]
        running = asyncio.create_task(run_bridge(client, source, ("127.0.0.1", 0), outputs, say=said.append))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tracker:
            for step in range(600):
                if said and not seen():
                    port = int(said[0].rsplit(":", 1)[1].split()[0])
                    for packet in packets(step):
                        tracker.sendto(packet, ("127.0.0.1", port))
                if running.done() or seen():
                    break
                await asyncio.sleep(1 / 60)
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
    return [vmc, osc]


async def test_an_iphone_smiles_and_the_avatar_does(running: Start) -> None:
    source = LiveLinkInput()
    async with running() as server:
        vmc, osc = await play(server.address, source, lambda step: [live_link(smiling(step)), b"noise"])
    assert source.refused > 0
    assert osc.value("/avatar/parameters/DER/joy") >= 0.6
    assert osc.value("/avatar/parameters/DER/valence") > 0
    assert vmc.value("MouthSmileLeft") > 0.1
    assert vmc.value("Joy") == vmc.value("happy") > 0.1
    assert vmc.addresses[0] == "/VMC/Ext/OK"
    assert vmc.addresses[-1] == "/VMC/Ext/Blend/Apply"


async def test_parameters_of_vrcfacetracking_are_read_by_name(running: Start) -> None:
    def packets(step: int) -> list[bytes]:
        weights = smiling(step)
        count = len(NAMES) if step > 90 else 20  # the mouth comes later
        named = zip(NAMES[:count], weights[:count], strict=True)
        return [bundle([(f"/avatar/parameters/v2/{name[0].upper()}{name[1:]}", (weight,)) for name, weight in named])]

    async with running() as server:
        _, osc = await play(server.address, VrchatInput(), packets)
    assert osc.value("/avatar/parameters/DER/joy") >= 0.6
    assert osc.values["/avatar/parameters/DER/label"] in (1, 255)


async def test_a_port_that_is_taken_and_a_missing_consent_are_told(running: Start) -> None:
    async with running() as server, connect(server.address) as client, listening() as (_, taken):
        with pytest.raises(DerClientError, match="cannot be listened on"):
            await run_bridge(client, LiveLinkInput(), taken, [], say=lambda words: None)
        arguments = ["bridge", "live-link", "--address", server.address]
        told = await asyncio.to_thread(CliRunner().invoke, app, arguments)
    assert told.exit_code == 1
    assert "automatic system" in told.stdout


def test_an_address_that_is_none_is_told() -> None:
    told = CliRunner().invoke(app, ["bridge", "vrchat", "--consent", "--vmc", "nowhere"])
    assert told.exit_code == 1
