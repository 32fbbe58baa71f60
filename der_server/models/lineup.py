"""The experts that run together, loaded from their bundles, and one batched step through all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from der_server.faults import BadBundle, NotFound
from der_server.models.bundle import Bundle, Card, describe_bundle, load_bundle, read_card
from der_server.models.example import example_step
from der_server.models.expert import Estimate, Expert, Floats, Reading, Step, Stepped
from der_server.models.voice_hops import KIND as HEAVY_VOICE

if TYPE_CHECKING:
    from der_server.models.text import TextExpert

SHIPPED = Path(__file__).parent / "bundles"

KINDS = {
    "face_net": "der_server.models.face",
    "face_facs": "der_server.models.facs",
    "voice_stream": "der_server.models.voice",
    "voice_heavy": "der_server.models.voice_heavy",
    "body_trees": "der_server.models.body",
    "behaviour_rules": "der_server.models.behaviour",
    "text_encoder": "der_server.models.text",
}
"""Bundle kind -> module with `load(bundle, device, threads)`."""


@dataclass(frozen=True)
class Lineup:
    """Experts in the order of `Ready.bundles`. `experts` take steps; `text` is asked apart (slow lane)."""

    experts: tuple[Expert, ...]
    text: "TextExpert | None"

    @cached_property
    def bundles(self) -> tuple[Bundle, ...]:
        """Every bundle in use."""
        read = () if self.text is None else (self.text.bundle,)
        return tuple(expert.bundle for expert in self.experts) + read

    def run(self, steps: Sequence[Step]) -> list[Stepped]:
        """One batched step for many people: each expert meets those who bring all of its inputs."""
        estimates: list[dict[str, Estimate]] = [{} for _ in steps]
        states: list[dict[str, Floats]] = [dict(step.states) for step in steps]
        for expert in self.experts:
            who = [i for i, step in enumerate(steps) if all(name in step.inputs for name in expert.inputs)]
            if who:
                _step_one(expert, who, steps, estimates, states)
        return [Stepped(e, s) for e, s in zip(estimates, states, strict=True)]

    def read(self, readings: Sequence[Reading]) -> list[Estimate]:
        """The text expert's word on each text. Raises NotFound where none is loaded."""
        if self.text is None:
            raise NotFound("No text expert is loaded.")
        return self.text.read([text for text, _ in readings], [language for _, language in readings])

    def warm_up(self) -> None:
        """Run everything a few times, so that the first person does not wait for what happens only once."""
        for count in (1, 2, 8):
            self.run([example_step()] * count)
        if self.text is not None:
            self.read([("hello", "en"), ("你好", "zh")])


def _step_one(
    expert: Expert,
    who: list[int],
    steps: Sequence[Step],
    estimates: list[dict[str, Estimate]],
    states: list[dict[str, Floats]],
) -> None:
    name = expert.bundle.card.name
    before = np.zeros((len(who), expert.state_size), np.float32)
    for row, i in enumerate(who):
        state = steps[i].states.get(name)
        if state is not None and state.shape == (expert.state_size,):
            before[row] = state
    answers, after = expert.step([steps[i].inputs for i in who], before)
    for row, i in enumerate(who):
        estimates[i][name] = answers[row]
        if expert.state_size:
            states[i][name] = after[row]


def load_lineup(
    folder: Path | None = None,
    *,
    device: str = "cpu",
    threads: int = 1,
    allowed_terms: Sequence[str] | None = None,
    voice: str = "auto",
) -> Lineup:
    """Load every bundle in `folder` (default: the shipped ones) whose data terms are allowed.

    Where several bundles of one kind are there, the trained one with the richest data allowed wins: the name of
    the permissive twin ends in `-open`. voice: `heavy` loads the heavy voice expert too, `stream` does not, `auto`
    does on anything but a CPU. threads: for one operation of a net on a CPU. Raises BadBundle.
    """
    chosen = _chosen(folder or SHIPPED, allowed_terms, device, voice)
    loaded = {k: import_module(KINDS[k]).load(load_bundle(own), device, threads) for k, own in chosen.items()}
    text = loaded.pop("text_encoder", None)
    return Lineup(tuple(loaded.values()), text)


def cards_of_lineup(
    folder: Path | None = None,
    *,
    device: str = "cpu",
    allowed_terms: Sequence[str] | None = None,
    voice: str = "auto",
) -> tuple[Bundle, ...]:
    """`Lineup.bundles` of the line-up that `load_lineup` would load, without weights: for who does not run it."""
    return tuple(map(describe_bundle, _chosen(folder or SHIPPED, allowed_terms, device, voice).values()))


def _chosen(root: Path, allowed_terms: Sequence[str] | None, device: str, voice: str) -> Mapping[str, Path]:
    """The folder of the bundle of each kind."""
    heavy = voice == "heavy" or (voice == "auto" and not device.startswith("cpu"))
    kinds = [kind for kind in KINDS if heavy or kind != HEAVY_VOICE]
    found = {path.parent: read_card(path.parent) for path in sorted(root.glob("*/card.json"))}
    allowed = {own: card for own, card in found.items() if allowed_terms is None or card.terms in allowed_terms}
    chosen = _best_of_each_kind({own: card for own, card in allowed.items() if card.kind in kinds})
    if not chosen:
        raise BadBundle(f"No usable model bundle in {root.name}: check `bundles` and `allowed_terms`.")
    if voice == "heavy" and HEAVY_VOICE not in chosen:
        raise BadBundle(f"No heavy voice bundle in {root.name} has allowed terms: set `voice` to stream or auto.")
    return chosen


def _best_of_each_kind(cards: Mapping[Path, Card]) -> Mapping[str, Path]:
    best: dict[str, Path] = {}
    for kind in KINDS:
        same = [own for own, card in cards.items() if card.kind == kind]
        if same:
            best[kind] = min(same, key=lambda own: (cards[own].name.endswith("-open"), cards[own].name))
    return best
