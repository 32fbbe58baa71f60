"""Voices and texts are taught further as faces are, each in seconds on made-up data."""

from pathlib import Path

import numpy as np
import pytest
import torch
from training_kit import write_texts, write_voices

from der_server.faults import BadRequest
from der_server.labels import EMOTIONS
from der_server.models.bundle import load_bundle
from der_server.models.lineup import SHIPPED, load_lineup
from der_server.models.text import TextExpert
from der_server.models.voice_head import Likeness
from der_server.training import finetune as tuning
from der_server.training.finetune import base_of, finetune, lend_others
from der_server.training.tune_net import Recipe, eased
from der_server.training.voice_heavy_tune import extended
from der_server.training.watch import Watch

ANGER, SADNESS = EMOTIONS.index("anger"), EMOTIONS.index("sadness")
SLANG = {"joy": ["zibble zabble", "zibble yay"], "sadness": ["grumf grumf", "grumf oh"]}


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("voices")
    write_voices(folder / "voice" / "choir", people=6, each=9)
    return folder


@pytest.mark.model
@pytest.mark.parametrize("name", ["voice-open", "voice-heavy"])
def test_a_voice_expert_learns_how_these_people_sound(name: str, voices: Path, tmp_path: Path) -> None:
    recipe = Recipe(epochs=5, batch=8, rate=2e-3)
    told = finetune("voice", voices, base_of("voice", name), tmp_path, recipe=recipe, say=lambda _: None)
    assert told["apart"] == "people"
    assert told["written"]
    assert told["after"]["macro_f1"]["value"] > told["before"]["macro_f1"]["value"]
    bundle = load_bundle(tmp_path / name)
    assert bundle.card.trained_on[-1] == "choir"
    assert bundle.card.terms == "research"
    graphs = {key for key in bundle.weights if key.startswith("graph.")}
    assert graphs == {key for key in load_bundle(SHIPPED / name).weights if key.startswith("graph.")}
    assert bundle.card.metrics["finetuned"]["after"] == told["after"]
    assert bundle.saw(["voice/choir/p0", "voice/0-0.wav"]).all()
    assert not load_bundle(SHIPPED / name).saw(["voice/choir/p0"]).any()
    lend_others(SHIPPED, tmp_path)
    heavy = load_lineup(tmp_path, voice="heavy", allowed_terms=None)
    assert {"voice_stream", "voice_heavy"} <= {one.card.kind for one in heavy.bundles}


@pytest.mark.model
def test_texts_of_ones_own_are_read_as_meant(tmp_path: Path) -> None:
    write_texts(tmp_path / "data" / "text" / "slang" / "all.tsv.gz", SLANG, 30)
    base = base_of("text")
    told = finetune("text", tmp_path / "data", base, tmp_path / "out", terms="permissive", say=lambda _: None)
    assert told["written"]
    assert told["apart"] == "items"
    assert told["after"]["accuracy"]["value"] > 0.9 > told["before"]["accuracy"]["value"]
    bundle, shipped = load_bundle(tmp_path / "out" / "text-all"), load_bundle(base)
    assert "upon" not in bundle.card.settings  # it stands alone
    asked = ["zibble hm", "i miss him", "我很难过"], ["en", "en", "zh"]
    taught, before = TextExpert(bundle).read(*asked), TextExpert(shipped).read(*asked)
    assert taught[0].log_probs.argmax() == EMOTIONS.index("joy")
    np.testing.assert_allclose(taught[2].log_probs, before[2].log_probs, atol=0.15)  # nothing Chinese was taught
    assert TextExpert(bundle).fine("i love this", "en") == TextExpert(shipped).fine("i love this", "en")


@pytest.mark.model
def test_what_rests_upon_a_taught_bundle_is_not_lent(tmp_path: Path) -> None:
    write_texts(tmp_path / "data" / "text" / "slang" / "all.tsv.gz", SLANG, 30)
    told = finetune("text", tmp_path / "data", base_of("text", "text-open"), tmp_path / "out", say=lambda _: None)
    assert told["model"] == "text-open"
    lend_others(SHIPPED, tmp_path / "out")
    assert not (tmp_path / "out" / "text-all").exists()
    assert load_lineup(tmp_path / "out").text is not None


@pytest.mark.model
def test_a_cut_off_lesson_goes_on(voices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning, "with_graphs", lambda card, weights: weights)  # they take longest, and have tests

    class CutOff(Exception):
        """The power went."""

    class Fragile(Watch):
        def step(self, name: str, loss: float) -> None:
            super().step(name, loss)
            if self._steps == 3:
                raise CutOff

    def taught(out: str, watch: Watch) -> bytes:
        base, recipe = base_of("voice", "voice-open"), Recipe(epochs=4, batch=8, rate=2e-3)
        finetune("voice", voices, base, tmp_path / out, recipe=recipe, watch=watch, say=lambda _: None)
        return (tmp_path / out / "voice-open" / "weights.safetensors").read_bytes()

    whole = taught("whole", Watch())
    with pytest.raises(CutOff):
        taught("cut", Fragile(folder=tmp_path / "run"))
    watch = Watch(folder=tmp_path / "run")
    assert taught("again", watch) == whole
    assert watch._steps < 8


def test_an_expert_of_another_sense_or_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="No bundle 'voice-huge'"):
        base_of("voice", "voice-huge")
    with pytest.raises(BadRequest, match="face-net reads face, not voice"):
        finetune("voice", tmp_path, SHIPPED / "face-net", tmp_path)


@pytest.mark.model
def test_a_run_that_cannot_go_on_is_refused(voices: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="--run and --logger mean nothing for voice-heavy"):
        finetune("voice", voices, base_of("voice", "voice-heavy"), tmp_path, watch=Watch(folder=tmp_path))


def test_what_the_base_knows_stays_where_nothing_new_was_heard() -> None:
    draw = np.random.default_rng(0)
    base = Likeness(draw.normal(size=(20, 4)).astype(np.float32), draw.normal(size=(20, 7)).astype(np.float32), 0.5)
    new = draw.normal(10, 1, size=(6, 4)).astype(np.float32)
    both = extended(base, new, np.full(6, ANGER), np.full(6, 1e-3))
    np.testing.assert_allclose(both.ask(base.known)[0], base.ask(base.known)[0], atol=1e-4)
    assert (both.ask(new)[0].argmax(1) == ANGER).all()
    free = extended(base, new, np.full(6, SADNESS), np.full(6, 1e6))
    np.testing.assert_allclose(free.ask(new)[0], base.ask(new)[0], atol=1e-3)  # a hard pull learns nothing


def test_few_items_move_a_calibration_little() -> None:
    assert eased(1.0, 0.0, 0) == 0.0
    assert 0 < eased(1.0, 0.0, 10) < eased(1.0, 0.0, 1000) < 1.0
