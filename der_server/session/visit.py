"""One person's visit: what they declared and allowed, what they sent, and what is due to them.

Synchronous and without a clock: server times come in as arguments, client times live in the samples. It is owned
by one stream; inference happens outside, between `step` and `conclude`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from der_server.advice.packs import Packs
from der_server.labels import MODALITIES
from der_server.models.bundle import Bundle
from der_server.models.expert import Estimate, Floats, Step, Stepped
from der_server.models.voice_hops import ADAPT
from der_server.privacy.consent import Grant
from der_server.privacy.law import Ruling, free
from der_server.session.arrival import Arrival, TextPiece
from der_server.session.deeds import DeedSense, head_down, read_head
from der_server.session.feedback import Feedback, Result
from der_server.session.judgement import Judgement, Talk
from der_server.session.overheard import Overheard
from der_server.session.permission import Permission
from der_server.session.person import Person
from der_server.session.refusals import Refusals
from der_server.session.senses import BodySense, FaceSense
from der_server.session.start import Start, Update
from der_server.session.state import State
from der_server.session.texts import TextSense
from der_server.session.turns import Turns
from der_server.session.unchanged import Unchanged
from der_server.session.voice import VoiceSense
from der_server.session.wipe import wipe


class Sense(Protocol):
    """What a visit asks of every sense."""

    @property
    def newest_us(self) -> int | None: ...

    def forget(self) -> None: ...


class Visit:
    """See the module."""

    def __init__(
        self,
        start: Start,
        bundles: Sequence[Bundle],
        notice_version: str,
        wall_s: Callable[[], float],
        *,
        packs: Packs | None = None,
        learning: bool = False,
        law: Callable[[str], Ruling] = free,
    ) -> None:
        """packs: dialogue packs, None = the shipped ones; learning: whether the operator lets strategies be learned,
        for people who consent; law: the ruling for a scenario. Raises BadDeclaration where a source, format, target
        or domain cannot be read."""
        self.start = start
        self.permission = Permission(start, notice_version, wall_s, law)
        self.refusals = Refusals()
        self.face, self.body = FaceSense(start.faces), BodySense(start.bodies)
        self.voice, self.texts, self.deeds = VoiceSense(start.voice), TextSense(), DeedSense()
        self.judgement = Judgement(
            bundles,
            start.targets,
            Talk(start.context.scenario, start.language, start.domain, start.intent),
            packs=packs,
            learning=learning and self.permission.covers("adapt"),
        )
        self.overheard = Overheard(bundles, start.model_choice, self.permission, self.judgement)
        self.person = Person(self.face, self.judgement, self.refusals, asks="feedback_request" in start.capabilities)
        self.person.permit(self.permission)
        self._wall_s = wall_s
        self._senses: dict[str, Sense] = {
            "face": self.face,
            "body": self.body,
            "voice": self.voice,
            "text": self.texts,
            "behaviour": self.deeds,
        }
        self._modality_of = {b.card.name: b.card.modality for b in bundles}
        self._digest_of = {b.card.name: b.digest for b in bundles}
        self._turns, self._body = Turns(), Unchanged()
        self._read = self.permission.readable()
        self._states: dict[str, Floats] = {}
        self._learning = False  # whether models may learn of the person in the step under way
        self._sequence = 0
        self._recalled_us: int | None = None

    # -- what may be read ------------------------------------------------------------------------------

    def notice_shown(self, version: str) -> None:
        """Inference starts here. Raises OutOfOrder for another notice than the one of `ready`."""
        self.permission.notice_shown(version)
        self._read = self.permission.readable()

    def withdraw(self, modalities: Sequence[str], uses: Sequence[str]) -> None:
        """Take consent back; what is no longer readable is forgotten before the next frame."""
        self.permission.withdraw(modalities, uses)
        self._forget_unreadable()

    def regrant(self, grants: Sequence[Grant]) -> None:
        """The person set consent anew between visits; see `Permission.regrant`. It holds before the next frame."""
        self.permission.regrant(grants)
        self._forget_unreadable()

    def cap(self, grants: Sequence[Grant]) -> None:
        """The visit never has more consent than this; see `Permission.cap`. It holds before the next frame."""
        self.permission.cap(grants)
        self._forget_unreadable()

    def update(self, update: Update) -> None:
        """Change a running visit. Raises BadDeclaration and then changes nothing of that part, and Unlawful where the
        new scenario leaves nothing to read."""
        if update.scenario:
            for modality in self.permission.move(update.scenario):
                self.refusals.add(self.permission.why_not(modality), modality)
        self.face.add(update.faces)
        self.body.add(update.bodies)
        if update.targets:
            self.judgement.retarget(update.targets)
        self.judgement.move(self.judgement.talk.moved(update))
        self.permission.mute(update.mute, update.unmute)
        detail = self.start.full_detail if update.full_detail is None else update.full_detail
        self.start = replace(self.start, rate_hz=update.rate_hz or self.start.rate_hz, full_detail=detail)
        self._forget_unreadable()

    def _forget_unreadable(self) -> None:
        readable = self._read = self.permission.readable()
        adapts = self.permission.covers("adapt")
        if not adapts:
            self.judgement.unlearn()
        for modality in MODALITIES:
            if modality in readable:
                continue
            if modality == "body":
                self._body.forget()
            self._senses[modality].forget()
            self.judgement.forget(modality)
        self.overheard.forget_unreadable()
        read = readable - {"voice"} if self.person.adapts and not adapts else readable
        if read != readable:  # what was learned of the voice lies in its states
            self.overheard.forget()
        gone = [name for name in self._states if self._modality_of[name] not in read]
        wipe(self._states.pop(name) for name in gone)
        self.person.permit(self.permission)

    # -- what came -------------------------------------------------------------------------------------

    def absorb(self, arrival: Arrival, server_us: int) -> None:
        """Take in one message. Raises where a promise of `start` is broken; bad samples are only counted."""
        counts = {
            "face": sum(len(f.times_us) for f in arrival.faces) + len(arrival.heads),
            "body": sum(len(b.times_us) for b in arrival.bodies),
            "voice": len(arrival.voices),
            "text": len(arrival.texts),
            "behaviour": len(arrival.events),
        }
        readable = self.permission.readable()
        for modality, count in counts.items():
            if count and modality not in readable and modality not in self.permission.muted:
                self.refusals.add(self.permission.why_not(modality), modality, count)
        if any(counts[m] for m in readable):
            self._absorb_samples(arrival, readable, server_us)
        if arrival.end_of_utterance and self._turns.newest_us is not None:
            self._turns.urgent = "end_of_speech"

    def _absorb_samples(self, arrival: Arrival, readable: frozenset[str], server_us: int) -> None:
        latest_us = self._turns.latest_us(server_us, 0 if self._turns.begun else arrival.first_us)
        before = self._newest_us()
        self._absorb_readable(arrival, readable, latest_us)
        newest_us = self._newest_us()
        if newest_us is not None and newest_us != before:
            self._cover(newest_us, server_us, arrival.received_ns)

    def _absorb_readable(self, arrival: Arrival, readable: frozenset[str], latest_us: int) -> None:
        if "face" in readable:
            for faces in arrival.faces:
                self.face.absorb(faces, latest_us, self.refusals)
            for head in arrival.heads:
                if read_head(head, latest_us, self.refusals) and head.rotation is not None:
                    self.judgement.notice("face.head_down", head_down(head.rotation), head.time_us)
        if "body" in readable:
            for bodies in arrival.bodies:
                self.body.absorb(bodies, latest_us, self.refusals)
        if "voice" in readable:
            self.voice.absorb(arrival.voices, latest_us, self.refusals)
        if "behaviour" in readable:
            self.deeds.absorb(arrival.events, latest_us, self.refusals)
            self.refusals.add("TOO_FAST", "behaviour", arrival.events_over)
        if "text" in readable:
            self.texts.absorb(arrival.texts, latest_us, self.refusals)

    def _newest_us(self) -> int | None:
        times_us = [time_us for sense in self._senses.values() if (time_us := sense.newest_us) is not None]
        return max(times_us) if times_us else None

    def _cover(self, newest_us: int, server_us: int, received_ns: int) -> None:
        if self._recalled_us is not None and newest_us < self._recalled_us:
            self.judgement.restart()  # the client's clock began anew: the past cannot be placed
            self.person.restart()
        self._recalled_us = None
        self._turns.cover(newest_us, server_us, received_ns)

    # -- what is due -----------------------------------------------------------------------------------

    def waits_for(self, newest_us: int) -> bool:
        """Whether samples as new as that may make a state due."""
        return self._turns.waits_for(newest_us)

    def due(self, server_us: int) -> str:
        """The trigger of the state that is due now, or empty."""
        trigger = self._turns.due(server_us)
        return trigger if trigger and not self.permission.awaiting_notice and self.permission.allowed() else ""

    def step(self, server_us: int) -> Step:
        """The person's evidence now, for the fast lane; `conclude` follows. What it takes of the voice is gone."""
        self._turns.take()
        if self.permission.readable() != self._read:  # a grant has run out
            self._forget_unreadable()
        now_us = self._turns.now_us(server_us)
        seen = {
            "face": self.face.input_at(now_us),
            "body": self._body.fresh(self.body.input_at(now_us)),
            "behaviour": self.deeds.input_at(now_us),
        }
        inputs: dict[str, Floats] = {name: value for name, value in seen.items() if value is not None}
        inputs |= self.overheard.gather(self.voice.take(), self.voice.spoken_us)
        self._learning = self.person.adapts
        if self._learning and "pcm" in inputs:
            inputs[ADAPT] = np.ones(1, np.float32)
        return Step(inputs, dict(self._states))

    @property
    def taken_ns(self) -> int:
        """When the newest evidence of the step under way came, on the server's clock; 0 = in silence."""
        return self._turns.taken_ns

    def read(self, bundle: str, texts: Sequence[TextPiece], estimates: Sequence[Estimate]) -> None:
        """The slow lane's answer: a state is due at once."""
        if "text" in self.permission.readable():
            for text, estimate in zip(texts, estimates, strict=True):
                self.judgement.hear(bundle, estimate, text.time_us)
            self._turns.urgent = "text"

    def conclude(self, stepped: Stepped | None, trigger: str, server_us: int) -> State:
        """The state that was due. `stepped` None = the step was skipped under load; the answer says so.

        A text read while the step was under way is in this state, which says so. Speech that ended meanwhile is
        not: its own state is still due.
        """
        if trigger == "tick" and self._turns.urgent == "text":
            trigger = "text"
        now_us = self._turns.now_us(server_us)
        ended = stepped is not None and self._hear(stepped, now_us)
        feeling, avatars, dialogue, bundle_index = self.judgement.conclude(
            now_us, speaking=self.voice.speaking, needs_human=self.texts.take_distress(), said=trigger == "text"
        )
        if stepped is None:
            feeling = replace(feeling, stale=True)
        self.person.note(feeling, now_us, speaking=self.voice.speaking)
        self._sequence += 1
        covered_from_us, covered_to_us = self._turns.conclude(trigger, now_us, self.start.rate_hz)
        return State(
            sequence=self._sequence,
            covered_from_us=covered_from_us,
            covered_to_us=covered_to_us,
            trigger="end_of_speech" if ended else trigger,
            feeling=feeling,
            avatars=avatars,
            dialogue=dialogue,
            bundle_index=bundle_index,
            received_ns=self._turns.taken_ns,
            speaking=self.voice.speaking,
            deeds=self.deeds.deeds(now_us),
        )

    def _hear(self, stepped: Stepped, now_us: int) -> bool:
        """Take in the fast lane's answer; True where the person has just stopped speaking."""
        readable = self.permission.readable()
        ended = False
        bodies = [name for name, modality in self._modality_of.items() if modality == "body"]
        for name, estimate in self._body.words(stepped.estimates, bodies).items():
            modality = self._modality_of[name]
            if modality not in readable:
                continue  # withdrawn while the step was under way
            time_us = self._sampled_us(modality, now_us)
            if modality == "voice":
                ended = self.voice.listen(estimate.extra.get("speech", 0.0), time_us)
                if self.voice.spoken_us is None:
                    continue
                time_us = self.voice.spoken_us
            self.judgement.hear(name, estimate, time_us, audio_driven=self._audio_driven(modality))
        if self._learning and not self.person.adapts:
            readable -= {"voice"}  # it has learned what it must no longer know
        kept = {name: state for name, state in stepped.states.items() if self._modality_of[name] in readable}
        self._states.update(kept)
        return ended

    def _audio_driven(self, modality: str) -> bool:
        return modality == "face" and self.face.audio_driven

    def _sampled_us(self, modality: str, now_us: int) -> int:
        newest_us = self._senses[modality].newest_us
        return now_us if newest_us is None else newest_us

    # -- the person ------------------------------------------------------------------------------------

    def feedback(self, told: Feedback) -> Result | None:
        """See `Person.feedback`."""
        return self.person.feedback(told)

    def recollect(self, kept: Mapping[str, Any]) -> None:
        """Begin from the `keepsake` of an earlier visit; before the first sample. A damaged one is counted."""
        self.person.recollect(kept)

    def keepsake(self) -> dict[str, Any] | None:
        """What a stored profile may keep of this visit, plain JSON; None without consent for that."""
        return self.person.keepsake(self._wall_s()) if self.permission.covers("store") else None

    # -- what is kept for a resume ---------------------------------------------------------------------

    def memory(self) -> dict[str, Any]:
        """What a resumed visit needs to go on; holds no raw samples."""
        states = {name: (self._digest_of[name], np.copy(value)) for name, value in self._states.items()}
        return {
            "judgement": self.judgement.memory(),
            "person": self.person.memory(),
            "states": states,
            "withdrawn": self.permission.consent.withdrawn,
            "standing": self.permission.consent.standing,
            "ruling": self.permission.ruling,
            "sequence": self._sequence,
            "newest_us": self._turns.newest_us,
            "noticed": not self.permission.awaiting_notice,
        }

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Go on where the cut visit stopped. What was withdrawn stays withdrawn."""
        self.permission.recall(memory["withdrawn"], memory["ruling"], memory["standing"], noticed=memory["noticed"])
        self.judgement.recall(memory["judgement"])
        self._states = {
            name: value for name, (digest, value) in memory["states"].items() if self._digest_of.get(name) == digest
        }
        self._sequence = memory["sequence"]
        self._recalled_us = memory["newest_us"]
        self.person.recall(memory["person"])
        self._forget_unreadable()
