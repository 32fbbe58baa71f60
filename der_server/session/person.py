"""What a visit learns of one person: how their face rests, and what they say of its words. Only with consent `adapt`.

Pure, in client time. `note` follows every state; `tell` hands out what the client is to be told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from der_server.emotion.baseline import Baseline, Given, baseline_of
from der_server.emotion.calm import ENOUGH_S, LONGEST_S, Look, Stretch
from der_server.emotion.feeling import Feeling, Witness
from der_server.emotion.habits import Habits
from der_server.emotion.layer import Layer, Lesson, learnt
from der_server.emotion.moments import EVERY_S, Moments
from der_server.labels import EMOTIONS
from der_server.session.arrival import Floats
from der_server.session.feedback import Feedback, Result, result_of
from der_server.session.judgement import Judgement
from der_server.session.keeping import DAMAGES, kept_of, read_kept
from der_server.session.permission import Permission
from der_server.session.refusals import Refusals
from der_server.session.sayings import say
from der_server.session.senses import FaceSense
from der_server.session.wipe import wipe
from der_server.signals.canonical import FACE

STILL = 0.02
"""A face whose coefficients moved less than this on average since the last look is calm (our choice)."""
AT_ONCE = 4
"""Feedback beyond one a second of states."""
MOST_LESSONS = 64
"""Feedback that can still be taken back; older lessons are final."""
ASK_EVERY_S, ASK_AFTER = 300.0, 60
"""No two questions come closer, and none before so many moments were seen (half a minute)."""
ASK_SHARE, ASK_DOUBT = 0.05, 0.6
"""Asked is about the moments of most doubt: the top twentieth, and above this entropy (1 = no idea)."""
ASK_SPAN_US = 2_000_000
NEUTRAL = EMOTIONS.index("neutral")
_STILL = np.array([not name.startswith(("eyeBlink", "eyeLook")) for name in FACE], np.float32)


@dataclass(frozen=True, slots=True)
class Progress:
    """How a calibration goes; `verdict` of `calm.VERDICTS` once it is over, empty before."""

    progress: float
    quality: float
    device: str
    hint: str = ""
    verdict: str = ""
    resting: Given | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A span of client time that the server was unsure of."""

    from_us: int
    to_us: int
    text: str


class Person:
    """One visit's. `adapts`: whether consent covers it now; see `permit`."""

    def __init__(self, face: FaceSense, judgement: Judgement, refusals: Refusals, *, asks: bool) -> None:
        """asks: whether the client can show a question."""
        self._face, self._judgement, self._refusals, self._asks = face, judgement, refusals, asks
        self.adapts, self._why_not = False, "NO_CONSENT"
        self._telling: list[Progress | Question] = []
        self.count = 0
        self._devices: dict[str, dict[str, Any]] = {}  # of earlier visits
        self._forget_all()
        face.relative = self._relative

    def _forget_all(self) -> None:
        self.baselines: dict[str, Baseline] = {}
        self.habits = Habits()
        self.layer = self._start = Layer()
        self._lessons: list[tuple[Feedback, Lesson]] = []
        self._moments: Moments | None = None
        self._stretch: Stretch | None = None
        self._seen: dict[int, tuple[int, Floats]] = {}  # source -> time and values of its last look
        self._told_us = self._asked_us = self._heard = 0

    @property
    def _language(self) -> str:
        return self._judgement.talk.language

    def tell(self) -> list[Progress | Question]:
        """What the client is to be told; it is taken."""
        if not self._telling:
            return []
        told, self._telling = self._telling, []
        return told

    # -- consent -----------------------------------------------------------------------------------------

    def permit(self, permission: Permission) -> None:
        """What consent and law cover now. What they no longer cover is overwritten and forgotten at once."""
        adapts, face = permission.covers("adapt"), "face" in permission.allowed()
        rule = permission.ruling.strikes("adapt")
        self._why_not = rule.reason if rule else "NO_CONSENT"
        if self._stretch and not (adapts and face):
            self._finish("stopped", 0.0)
        if self.adapts and not adapts:
            wipe([*self._resting(), *([self._moments.pulls] if self._moments else [])])
            self._forget_all()
            self._devices.clear()
            self.count = 0
        if not face:
            wipe(self._resting())
            self.baselines.clear()
            self._seen.clear()
            self._devices.clear()
            self._face.given.clear()
        self.habits = self.habits.of(permission.allowed())
        self.adapts = adapts
        if adapts:
            self._take_given()
        self._apply()

    def _take_given(self) -> None:
        """Begin from resting faces the client kept; a damaged one is counted."""
        given, self._face.given = self._face.given, {}
        for device, kept in given.items():
            try:
                self.baselines[device] = baseline_of(kept)
            except ValueError:
                self._refusals.add("BAD_REQUEST", "resting")

    def _resting(self) -> list[Floats]:
        """Every array with something of the resting face in it."""
        kept = [array for known in self.baselines.values() for array in known.held()]
        looks = [values for _, values in self._seen.values()]
        looks += [array for given in self._face.given.values() for array in (given.shift, given.seconds)]
        return [*kept, *looks, *(self._stretch.held() if self._stretch else [])]

    def _apply(self) -> None:
        self._judgement.adapt(self.layer if self.adapts and self.layer.touched else None)
        self._judgement.habits = self.habits if self.adapts and self.habits.levels else None

    def restart(self) -> None:
        """The client's clock began anew: moments and looks cannot be placed any more."""
        self._moments, self._stretch = None, None
        self._seen.clear()
        self._told_us = self._asked_us = 0

    # -- the resting face --------------------------------------------------------------------------------

    def _baseline(self, source_id: int) -> Baseline:
        standard = self._face.readers[source_id].standard
        known = self.baselines.get(self._face.devices[source_id])
        return known if known and known.standard == standard else Baseline(standard)

    def _relative(self, source_id: int, values: Floats) -> Floats:
        known = self.baselines.get(self._face.devices[source_id]) if self.baselines else None
        return values if known is None else self._baseline(source_id).relative(values)

    def note(self, feeling: Feeling, now_us: int, *, speaking: bool) -> None:
        """Learn from the state just made of client time `now_us`."""
        if not self.adapts:
            return
        word, trained = self._judgement.word("face") or (None, False)
        if self._stretch:
            self._look(self._stretch, word, now_us, speaking)
        self._moments = self._moments or Moments()
        if not self._moments.due(now_us):
            return
        doubt = self._moments.add(now_us, self._judgement.pulls(now_us), feeling.probs)
        if feeling.label == NEUTRAL and not feeling.stale:
            self.habits = self.habits.learn(self._judgement.postures(now_us), feeling.confidence * EVERY_S)
            self._apply()
        if word is not None and trained and not word.depends_on_voice and not speaking:
            self._learn_faces(word)
        if self._asks:
            self._ask(self._moments, feeling, doubt, now_us)

    def _learn_faces(self, word: Witness) -> None:
        """Calm looks count by how neutral the trained face expert takes them to be; rules alone see calm in anger."""
        calm = float(np.exp(word.log_probs[0])) * min(1.0, max(0.0, word.quality))
        for source_id, track in self._face.tracks().items():
            values, before = track.values(), self._seen.get(source_id)
            if track.frozen or (before and track.time_us <= before[0]):
                continue
            self._seen[source_id] = (track.time_us, values)
            if before is None:
                continue
            elapsed_s = min((track.time_us - before[0]) / 1e6, 2 * EVERY_S)
            there = track.seen * _STILL
            moved = float(there @ np.abs(values - before[1])) / max(float(there.sum()), 1e-6)
            if moved < STILL:
                device = self._face.devices[source_id]
                self.baselines[device] = self._baseline(source_id).learn(values, track.seen, calm * elapsed_s)

    # -- a stretch that was asked for --------------------------------------------------------------------

    def calibrate(self, source_id: int, *, end: bool) -> None:
        """Begin or end a stretch in which the person looks neutral; `tell` says how it goes."""
        if not self.adapts:
            self._refusals.add(self._why_not, "calibrate")
            return
        if source_id not in self._face.readers or (end and not self._stretch):
            self._telling.append(Progress(0.0, 0.0, "", say("no_source", self._language), "no_source"))
            return
        if self._stretch:
            self._finish(*(self._stretch.verdict() if end else ("stopped", 0.0)))
        if not end:
            self._stretch, self._told_us = Stretch(source_id), 0

    def _look(self, stretch: Stretch, word: Witness | None, now_us: int, speaking: bool) -> None:
        track = self._face.tracks().get(stretch.source_id)
        zeros = np.zeros(len(FACE), np.float32)
        probs = np.zeros(len(EMOTIONS), np.float32) if word is None else np.exp(word.log_probs)
        values, known = (zeros, zeros) if track is None else (track.values(), track.known_at(now_us))
        stretch.add(Look(now_us, values, known, speaking, probs))
        if stretch.seconds >= LONGEST_S:
            self._finish(*stretch.verdict())
        elif now_us - self._told_us >= EVERY_S * 1e6:
            self._told_us = now_us
            verdict, quality = stretch.verdict()
            hint = "" if verdict in ("good", "too_short") else self._hint(stretch, verdict)
            device = self._face.devices[stretch.source_id]
            self._telling.append(Progress(min(1.0, stretch.seconds / ENOUGH_S), quality, device, hint))

    def _hint(self, stretch: Stretch, verdict: str) -> str:
        return say(verdict, self._language, label=stretch.looked()[0]) if verdict != "good" else ""

    def _finish(self, verdict: str, quality: float) -> None:
        stretch, self._stretch = self._stretch, None
        assert stretch is not None, "a stretch must have begun"
        device = self._face.devices[stretch.source_id]
        resting = None
        if verdict == "good":
            known = self.baselines[device] = self._baseline(stretch.source_id).asked(*stretch.face())
            resting = known.given()
        progress = min(1.0, stretch.seconds / ENOUGH_S)
        self._telling.append(Progress(progress, quality, device, self._hint(stretch, verdict), verdict, resting))

    # -- what they say of it -----------------------------------------------------------------------------

    def feedback(self, told: Feedback) -> Result | None:
        """Take in feedback on a span of the last two minutes; what was told of it before, by the same, is undone.

        None without consent, which is counted.
        """
        if not self.adapts:
            self._refusals.add(self._why_not, "feedback")
            return None
        pulls = self._moments.between(told.from_us, told.to_us) if self._moments and not told.fault else None
        fault = told.fault or ("outside" if pulls is None else "")
        if not fault and self._heard >= AT_ONCE + self._moments.count * EVERY_S:  # type: ignore[union-attr]
            fault = "too_often"
        if fault or pulls is None:
            return Result(False, say(fault, self._language), self.count)
        self._heard += 1
        self._undo(told)
        before, lesson = self.layer, told.lesson(pulls, self.layer)
        self.layer = before.learn(lesson)
        self._lessons.append((told, lesson))
        if len(self._lessons) > MOST_LESSONS:
            self._start = self._start.learn(self._lessons.pop(0)[1])
        self.count += 1
        self._apply()
        return result_of(told, lesson, (before, self.layer), count=self.count, language=self._language)

    def _undo(self, told: Feedback) -> None:
        """Take back what the same source told of this span before."""
        left = [(old, lesson) for old, lesson in self._lessons if not told.replaces(old)]
        if len(left) < len(self._lessons):
            self.count -= len(self._lessons) - len(left)
            self._lessons = left
            self.layer = learnt(self._start, [lesson for _, lesson in left])

    def _ask(self, moments: Moments, feeling: Feeling, doubt: float, now_us: int) -> None:
        waited = not self._asked_us or now_us - self._asked_us >= ASK_EVERY_S * 1e6
        if not waited or feeling.stale or moments.count < ASK_AFTER or doubt < ASK_DOUBT:
            return
        if doubt >= moments.doubtful(ASK_SHARE):
            self._asked_us = now_us
            self._telling.append(Question(now_us - ASK_SPAN_US, now_us, say("question", self._language)))

    # -- what is kept ------------------------------------------------------------------------------------

    def memory(self) -> dict[str, Any]:
        """For a resumed visit, in memory only."""
        learnt_so_far = (self._start, self.layer, list(self._lessons), self._heard)
        kept = (dict(self.baselines), self.habits, self._moments, self._asked_us)
        return {"kept": kept, "learnt": learnt_so_far, "count": self.count, "devices": dict(self._devices)}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Go on from `memory`; without consent it is left alone."""
        if not self.adapts:
            return
        self.baselines, self.habits, self._moments, self._asked_us = memory["kept"]
        self._start, self.layer, self._lessons, self._heard = memory["learnt"]
        self.count, self._devices = memory["count"], memory["devices"]
        self._apply()

    def keepsake(self, now_s: float) -> dict[str, Any] | None:
        """For a stored profile, plain JSON; `docs/calibration.md` says why it holds no face. now_s: unix seconds."""
        if not self.adapts:
            return None
        made = {
            device: {"certainty": round(known.certainty, 2), "updated_s": round(now_s)}
            for device, known in self.baselines.items()
        }
        return kept_of(self.layer, self.count, self._devices | made)

    def recollect(self, kept: Mapping[str, Any]) -> None:
        """Begin from an earlier visit's `keepsake`; left alone without consent, counted where it is damaged."""
        if not self.adapts:
            return
        try:
            self._start, self.count, self._devices = read_kept(kept)
        except DAMAGES:
            self._refusals.add("BAD_REQUEST", "profile")
            return
        self.layer = learnt(self._start, [lesson for _, lesson in self._lessons])
        self._apply()
