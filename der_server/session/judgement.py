"""From experts' estimates to a state: witnesses and cues gathered, fused, advised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from der_server.advice.advice import AvatarAdvice, DialogueAdvice, Target
from der_server.advice.avatar import AvatarAdvisor
from der_server.advice.dialogue import DialogueAdvisor
from der_server.advice.packs import Packs, shipped_packs
from der_server.emotion.feeling import Feeling, Floats, Witness
from der_server.emotion.habits import CUES, Habits
from der_server.emotion.layer import Layer
from der_server.emotion.reader import EmotionReader
from der_server.emotion.social import Cue
from der_server.faults import BadDeclaration
from der_server.models.bundle import Bundle, Card
from der_server.models.expert import Estimate
from der_server.models.voice_hops import KIND as HEAVY_VOICE
from der_server.session.start import Update

HEAVY_STANDS_S = 2.0
"""The heavy voice expert speaks about once a second; after so much more speech without it the other's word counts."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What dialogue is advised for. domain: a pack's name, empty = the scenario's own; intent: see `Chooser`."""

    scenario: str
    language: str
    domain: str = ""
    intent: str = ""

    @property
    def pack(self) -> str:
        """Name of the pack."""
        return self.domain or self.scenario

    def moved(self, update: Update) -> "Talk":
        """What it is about after an update; a new scenario brings its own domain."""
        moved = replace(self, scenario=update.scenario, domain="") if update.scenario else self
        return replace(
            moved,
            language=update.language or self.language,
            domain=update.domain or moved.domain,
            intent=update.intent or self.intent,
        )


class Judgement:
    """One person's reader and advisors, and the newest word of every expert."""

    def __init__(
        self,
        bundles: Sequence[Bundle],
        targets: Sequence[Target],
        talk: Talk,
        *,
        packs: Packs | None = None,
        learning: bool = False,
    ) -> None:
        """packs None = the shipped ones. Raises BadDeclaration where a target or a domain cannot be advised."""
        self._cards = {bundle.card.name: bundle.card for bundle in bundles}
        self._names = [bundle.card.name for bundle in bundles]
        self._reader = EmotionReader()
        self._witnesses: dict[str, tuple[str, Witness]] = {}  # modality -> (bundle name, its word)
        self._cues: dict[str, Cue] = {}
        self.avatars = AvatarAdvisor(targets)
        self.targets = tuple(targets)
        self.talk = talk
        self.conflict = 0.0
        self.habits: Habits | None = None
        """What is usual for the person; None = nothing is known of it."""
        self._packs, self._learning = packs or shipped_packs(), learning
        self._dialogue = self._advisor(talk)

    def hear(self, bundle: str, estimate: Estimate, time_us: int, *, audio_driven: bool = False) -> None:
        """Take in one expert's word about a sample of client time `time_us`."""
        card = self._cards[bundle]
        for name, value in estimate.extra.items():
            if "." in name:  # `speech` is the visit's own
                self._cues[name] = (value, time_us)
        before = self._witnesses.get(card.modality)
        if before is not None and self._stands_back(card, time_us, *before):
            return
        word = Witness(card.modality, estimate.log_probs, estimate.quality, time_us, audio_driven)
        self._witnesses[card.modality] = (bundle, word)

    def _stands_back(self, card: Card, time_us: int, before: str, word: Witness) -> bool:
        """Whether a better expert of the same modality has spoken: a trained one before rules, and for a moment the
        heavy voice before the streaming one, which answers sooner."""
        held = self._cards[before]
        if held.kind == HEAVY_VOICE and card.kind != HEAVY_VOICE:
            return time_us - word.time_us <= HEAVY_STANDS_S * 1e6
        return held.trained and not card.trained

    def notice(self, cue: str, value: float, time_us: int) -> None:
        """Take in a cue no expert gives."""
        self._cues[cue] = (value, time_us)

    def word(self, modality: str) -> tuple[Witness, bool] | None:
        """The newest word of a modality's expert, and whether that one is trained."""
        there = self._witnesses.get(modality)
        return (there[1], self._cards[there[0]].trained) if there else None

    def adapt(self, layer: Layer | None) -> None:
        """Read through a personal layer from now on; None = as shipped."""
        self._reader.layer = layer

    def postures(self, now_us: int) -> dict[str, float]:
        """Cues that are a matter of habit, as shown within the last second."""
        fresh_us = now_us - 1_000_000
        return {name: value for name, (value, time_us) in self._cues.items() if name in CUES and time_us >= fresh_us}

    def pulls(self, now_us: int) -> Floats:
        """What each modality adds to the fused logits now, f32[M, 7], before any personal layer."""
        return self._reader.pulls([word for _, word in self._witnesses.values()], now_us)

    def forget(self, modality: str) -> None:
        """Drop everything a modality has contributed."""
        theirs = [name for name in self._cues if name.startswith(f"{modality}.")]
        word = self._witnesses.pop(modality, None)
        for name in theirs:
            del self._cues[name]
        if theirs or word:
            self._reader.forget(modality)

    def conclude(
        self, now_us: int, *, speaking: bool, needs_human: bool, said: bool = False
    ) -> tuple[Feeling, tuple[AvatarAdvice, ...], DialogueAdvice, int]:
        """The feeling now, advice for every target, dialogue advice, and the index of the weightiest bundle.

        said: final text was read since the last state.
        """
        words = [word for _, word in self._witnesses.values()]
        feeling = self._reader.read(words, self._unusual(), now_us, said=said)
        avatars = tuple(
            self.avatars.advise(target, feeling, now_us, speaking, self.talk.scenario) for target in self.targets
        )
        dialogue = self._dialogue.advise(feeling, now_us, needs_human, self.conflict, said=self._reader.said)
        return feeling, avatars, dialogue, self._weightiest(feeling)

    def _unusual(self) -> Mapping[str, Cue]:
        """Cues, relative to what is usual for the person."""
        if self.habits is None:
            return self._cues
        habitual = {name: self._cues[name][0] for name in self.habits.levels if name in self._cues}
        relative = self.habits.relative(habitual)
        return {**self._cues, **{name: (value, self._cues[name][1]) for name, value in relative.items()}}

    def _weightiest(self, feeling: Feeling) -> int:
        weights = {m: feeling.evidence[m].weight for m in self._witnesses if m in feeling.evidence}
        if not weights:
            return 0
        return self._names.index(self._witnesses[max(weights, key=lambda m: weights[m])][0])

    def retarget(self, targets: Sequence[Target]) -> None:
        """Advise other targets from now on. Raises BadDeclaration and changes nothing where one cannot be."""
        self.avatars = AvatarAdvisor(targets)
        self.targets = tuple(targets)

    def move(self, talk: Talk) -> None:
        """Another scenario, domain, language or intent. Raises BadDeclaration and then changes nothing."""
        if talk != self.talk:
            self._dialogue = self._advisor(talk)
            self.talk = talk

    def meet_conflict(self, level: float) -> None:
        """The person is in a conflict of 0..1 with another of their room."""
        self.conflict = level

    def unlearn(self) -> None:
        """What was learned of the person is gone, and nothing more is learned."""
        if self._learning:
            self._learning = False
            self._dialogue.unlearn()

    def _advisor(self, talk: Talk) -> DialogueAdvisor:
        pack = self._packs.get(talk.pack)
        if pack is None:
            raise BadDeclaration(f"There is no domain {talk.pack!r}: use one of {', '.join(self._packs)}.")
        return DialogueAdvisor(pack, talk.language, intent=talk.intent, learning=self._learning)

    def memory(self) -> dict[str, Any]:
        """What a resumed visit needs to go on."""
        return {
            "reader": self._reader.snapshot(),
            "dialogue": (self.talk, self._dialogue.snapshot()),
            "witnesses": dict(self._witnesses),
            "cues": dict(self._cues),
        }

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Go on from `memory`; dialogue only where it is about the same."""
        self._reader.restore(memory["reader"])
        talk, dialogue = memory["dialogue"]
        if talk == self.talk:
            self._dialogue.restore(dialogue)
        self._witnesses = dict(memory["witnesses"])
        self._cues = dict(memory["cues"])

    def restart(self) -> None:
        """Forget the past, keep the declarations and the personal layer."""
        layer, self._reader = self._reader.layer, EmotionReader()
        self._reader.layer = layer
        self._witnesses.clear()
        self._cues.clear()
