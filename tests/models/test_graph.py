"""Graphs and nets say the same, whoever shares the batch; and a server on a CPU runs without torch."""

import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from der_server.faults import BadBundle
from der_server.features.face import CHANNELS
from der_server.features.voice import MELS, VAD_WINDOW, offline, windows_before
from der_server.models import face, voice
from der_server.models.bundle import Bundle, load_bundle
from der_server.models.example import example_step
from der_server.models.expert import Floats
from der_server.models.graph import PREFIX, session, without_graphs, without_torch
from der_server.models.lineup import SHIPPED
from der_server.models.vad import CONTEXT, HIDDEN, STATE, WINDOW, voice_activity
from der_server.training.datasets import Corpus, find_corpora, load_parts
from der_server.training.graphs import with_graphs
from der_server.training.vad import SOURCE
from der_server.training.voice_clips import read_samples

pytestmark = pytest.mark.model

CLOSE = 1e-4
"""In log probabilities."""
VOICES = ("voice-stream", "voice-open")
PEOPLE = (1, 2, 3, 8, 64)


def both(name: str, module: Any) -> tuple[Any, Any]:
    """A shipped expert by its graph, and by PyTorch."""
    bundle = load_bundle(SHIPPED / name)
    assert without_torch(bundle, "cpu")
    return module.load(bundle, "cpu"), module.load(without_graphs(bundle), "cpu")


@pytest.mark.parametrize("people", PEOPLE)
def test_any_faces_get_the_same_answer_by_graph_and_by_net(people: int) -> None:
    graph, net = both("face-net", face)
    draw = np.random.default_rng(people)
    faces = np.concatenate([draw.uniform(0, 1, (people, CHANNELS)), draw.integers(0, 2, (people, CHANNELS))], 1)
    faces = faces.astype(np.float32)
    np.testing.assert_allclose(graph.net_log_probs(faces), net.net_log_probs(faces), atol=CLOSE)


@pytest.mark.data
def test_real_faces_get_the_same_answer_by_graph_and_by_net(data_dir: Path) -> None:
    graph, net = both("face-net", face)
    faces = load_parts(find_corpora(data_dir, "face", "ckplus48")[0])[0].content
    np.testing.assert_allclose(graph.log_probs(faces), net.log_probs(faces), atol=CLOSE)


@pytest.mark.parametrize("name", VOICES)
@pytest.mark.parametrize("people", PEOPLE)
def test_long_voices_are_remembered_and_answered_the_same_by_graph_and_by_net(name: str, people: int) -> None:
    graph, net = both(name, voice)
    draw, blocks = np.random.default_rng(people), 12
    mel = draw.normal(-6, 2, (people, 10 * blocks, MELS)).astype(np.float32)
    gate = draw.uniform(0, 1, (people, blocks)).astype(np.float32)
    memory = np.zeros((people, graph.layout.size), np.float32)
    ours, theirs = graph.hear(mel, gate, memory), net.hear(mel, gate, memory)
    np.testing.assert_allclose(ours, theirs, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(graph.answer(ours), net.answer(theirs), atol=CLOSE)


@pytest.mark.data
@pytest.mark.parametrize("name", VOICES)
def test_real_voices_get_the_same_answer_tenth_by_tenth(name: str, data_dir: Path) -> None:
    graph, net = both(name, voice)
    part = load_parts(Corpus("voice", "ravdess", data_dir / "voice" / "ravdess"))[0]
    said = 0
    for path in part.content[:3]:
        ours = theirs = np.zeros((1, graph.state_size), np.float32)
        for step in tenths(read_samples(path)):
            (here,), ours = graph.step([step], ours)
            (there,), theirs = net.step([step], theirs)
            np.testing.assert_allclose(here.log_probs, there.log_probs, atol=CLOSE)
            said += here.quality > 0.3
    assert said > 10


def tenths(samples: Floats) -> list[dict[str, Floats]]:
    mel, pcm = offline(samples)
    ends = [windows_before(n) for n in range(len(mel) // 10 + 1)]
    return [
        {"mel": mel[10 * n : 10 * n + 10], "pcm": pcm[ends[n] : ends[n + 1]].reshape(-1, VAD_WINDOW)}
        for n in range(len(mel) // 10)
    ]


@pytest.mark.parametrize("name", ["face-net", *VOICES])
def test_the_shipped_graphs_are_those_of_the_shipped_nets(name: str) -> None:
    bundle = load_bundle(SHIPPED / name)
    made = with_graphs(bundle.card, bundle.weights)
    assert made.keys() == bundle.weights.keys()
    for graph in (key for key in made if key.startswith(PREFIX)):
        assert len(made[graph]) < 10_000, "weights are there once"


def test_a_graph_that_does_not_fit_is_a_bad_bundle() -> None:
    bundle = load_bundle(SHIPPED / "face-net")
    for wrong in (np.zeros(9, np.uint8), load_bundle(SHIPPED / "voice-open").weights[PREFIX + "hear"]):
        other = Bundle(bundle.card, {**bundle.weights, PREFIX + "face": wrong}, bundle.digest)
        with pytest.raises(BadBundle, match="retrain"):
            face.load(other, "cpu")


def test_the_temperature_of_the_card_counts() -> None:
    bundle = load_bundle(SHIPPED / "face-net")
    warm = replace(bundle, card=replace(bundle.card, temperature=3 * bundle.card.temperature))
    faces = np.random.default_rng(0).uniform(0, 1, (2, 2 * CHANNELS)).astype(np.float32)
    np.testing.assert_allclose(
        face.load(warm, "cpu").net_log_probs(faces),
        face.load(without_graphs(warm), "cpu").net_log_probs(faces),
        atol=CLOSE,
    )


@pytest.mark.parametrize("counts", [(3,), (4, 3, 3), (1, 0, 7, 3, 25)])
def test_voice_activity_says_what_its_source_says_however_many_share_a_call(counts: tuple[int, ...]) -> None:
    pytest.importorskip("silero_vad", reason="skipped: no silero-vad here")
    source = session(Path(str(files("silero_vad").joinpath("data", SOURCE))))
    draw, activity = np.random.default_rng(len(counts)), voice_activity()
    states = np.zeros((len(counts), STATE), np.float32)
    states[:, : HIDDEN + CONTEXT] = 0.1 * draw.normal(size=(len(counts), HIDDEN + CONTEXT))
    own = [(0.1 * draw.normal(size=(count, WINDOW))).astype(np.float32) for count in counts]
    probs, after = activity.read(own, states)
    for windows, state, said, later in zip(own, states, probs, after, strict=True):
        if len(windows):
            h, c = state[:HIDDEN].reshape(2, 1, 1, -1)
            before = np.concatenate([state[None, HIDDEN : HIDDEN + CONTEXT], windows[:-1, -CONTEXT:]])
            fed = {"input": np.concatenate([before, windows], 1), "h": h, "c": c}
            truth, *memory = source.run(None, fed)
            np.testing.assert_allclose(said, truth, atol=CLOSE)
            np.testing.assert_allclose(later[:HIDDEN], np.concatenate(memory, None), atol=CLOSE)
        else:
            np.testing.assert_array_equal(later, state)


def test_models_on_a_cpu_load_no_torch() -> None:
    code = "import sys; from der_server.inference.worker import load_models as l; " + (
        "m = l({'folder': None, 'device': 'cpu', 'threads': 2, 'allowed_terms': ['permissive', 'research', "
        "'non-commercial']}); m.warm_up(); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_step_for_warming_up_wakes_the_voice_net() -> None:
    expert = voice.load(load_bundle(SHIPPED / "voice-stream"), "cpu")
    inputs = [example_step(seed).inputs for seed in range(20)]
    answers, _ = expert.step(inputs, np.zeros((20, expert.state_size), np.float32))
    assert min(answer.quality for answer in answers) > 0
