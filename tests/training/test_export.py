"""Exported nets say what the nets say, and carry their data terms."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from der_server.cli import app
from der_server.faults import NotBuilt
from der_server.models.bundle import load_bundle
from der_server.models.lineup import SHIPPED
from der_server.training.export import export, graph_of, runner
from der_server.training.shrink import pruned

pytestmark = pytest.mark.model


def test_a_voice_exported_remembers_as_the_net_does(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["export", "voice-stream", "--out", str(tmp_path / "voice.onnx"), "--json"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["largest_difference"] < 1e-4
    graph, run = graph_of(load_bundle(SHIPPED / "voice-stream")), runner(tmp_path / "voice.onnx")
    draw = np.random.default_rng(2)
    theirs = ours = np.zeros(graph.examples["memory"].shape, np.float32)
    for _ in range(12):
        mel, gate = draw.normal(-6, 2, (1, 10, 64)).astype(np.float32), np.ones((1, 1), np.float32)
        theirs, logs = run({"mel": mel, "gate": gate, "memory": theirs})
        with torch.inference_mode():
            after, truth = graph.module(*(torch.from_numpy(one) for one in (mel, gate, ours)))
        ours = after.numpy()
    np.testing.assert_allclose(logs, truth.numpy(), atol=1e-3)


def test_a_face_with_8_bit_weights_is_smaller_close_and_signed(tmp_path: Path) -> None:
    import onnx

    whole = export(SHIPPED / "face-net", tmp_path / "whole.onnx")
    small = export(SHIPPED / "face-net", tmp_path / "small.onnx", int8=True)
    assert small["bytes"] < 0.5 * whole["bytes"]
    assert whole["largest_difference"] < 1e-4
    assert small["largest_difference"] < 1.0
    said = {one.key: one.value for one in onnx.load(str(tmp_path / "small.onnx")).metadata_props}
    card = load_bundle(SHIPPED / "face-net").card
    assert said["terms"] == card.terms
    assert json.loads(said["labels"]) == list(card.labels)
    assert json.loads(said["notes"]) == list(card.notes)


def test_rules_have_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="face-net and voice-stream"):
        export(SHIPPED / "face-facs", tmp_path / "face.onnx")


def test_pruning_leaves_the_largest_weights() -> None:
    module = graph_of(load_bundle(SHIPPED / "face-net")).module
    thin = pruned(module, 0.5)
    before, after = (one.state_dict()["net.first.weight"].abs() for one in (module, thin))
    assert abs(float((after == 0).float().mean()) - 0.5) < 0.01
    assert before[after == 0].max() <= before[after > 0].min()
