"""One person's reader: witnesses and cues in, a feeling out. Its owner is one visit."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from der_server.emotion.dimensions import dimensions
from der_server.emotion.feeling import Evidence, Feeling, Witness
from der_server.emotion.fusion import Floats, FusionParams, fuse, pulls_of, shipped_params
from der_server.emotion.layer import Layer
from der_server.emotion.social import Cue, aged, feeling_cues, judge
from der_server.emotion.timeline import Timeline

STALE = 0.5
"""Below this share of its fresh weight, evidence is stale."""
CUE_FLOOR = 0.02
"""Cues weaker than this are not reported."""
SAID_S = 1.0
"""A sentence that was written or said is a whole: it counts as if it had been shown for so long (our choice)."""
SAID_SHARE = 0.5
"""Where words are at least so much of the evidence, a label they bring need not lead for a while first."""


class EmotionReader:
    """Fusion, smoothing, label and social states of one person, in client time."""

    def __init__(self, params: FusionParams | None = None) -> None:
        """`params` None = the shipped ones."""
        self._params = params or shipped_params()
        self._timeline: Timeline | None = None
        self._levels: dict[str, float] = {}
        self._weights: dict[str, float] = {}
        self.said = 0.0
        """How far the newest feeling rests on words that had just come, 0..1."""
        self.layer: Layer | None = None
        """The person's own, from their feedback; None = as shipped."""

    def read(
        self,
        witnesses: Sequence[Witness],
        cues: Mapping[str, Cue],
        time_us: int,
        *,
        said: bool = False,
    ) -> Feeling:
        """The feeling as of client time `time_us`; times must not go back (they count as no time passed).

        cues: see `social.Cue`; said: words have just come; as far as they are the evidence, they settle at once.
        """
        pooled = fuse(witnesses, time_us, self._params, self.layer)
        before = self._timeline or Timeline.starting(time_us)
        self.said = _share_of_text(pooled.evidence) if said else 0.0
        least_s = SAID_S * self.said
        timeline, transitions = before.toward(pooled.probs, time_us, least_s).decide(at_once=self.said >= SAID_SHARE)
        doubt = 1 - (1 - pooled.conflict) * pooled.freshness
        valence, arousal, dominance = dimensions(timeline.probs, doubt)
        faded = aged(cues, time_us)
        everything = {**faded, **feeling_cues(timeline.probs, valence, arousal)}
        social = judge(everything, self._levels, max(least_s, (time_us - before.time_us) / 1e6))
        self._timeline = timeline
        self._levels = {state.name: state.level for state in social}
        self._weights = {m: item.weight for m, item in pooled.evidence.items()}
        return Feeling(
            time_us=time_us,
            probs=np.array(timeline.probs, np.float32),
            label=timeline.label,
            confidence=max(timeline.probs) if timeline.label < 0 else timeline.probs[timeline.label],
            valence=valence,
            arousal=arousal,
            dominance=dominance,
            evidence=pooled.evidence,
            social=social,
            transitions=transitions,
            stale=pooled.freshness < STALE,
            cues={name: value for name, value in faded.items() if value >= CUE_FLOOR},
        )

    def pulls(self, witnesses: Sequence[Witness], time_us: int) -> Floats:
        """See `pulls_of`."""
        return pulls_of(witnesses, time_us, self._params)

    def forget(self, modality: str) -> None:
        """Drop what a modality has contributed, at once: what it moved starts anew."""
        if self._weights.pop(modality, 0.0) > 0:
            self._timeline = None
        self._levels.clear()

    def snapshot(self) -> dict[str, Any]:
        """What `restore` needs; plain numbers and lists."""
        t = self._timeline
        line = None
        if t is not None:
            line = [list(t.probs), t.time_us, t.label, t.rival, t.rival_since_us]
        return {"timeline": line, "levels": dict(self._levels), "weights": dict(self._weights)}

    def restore(self, snapshot: Mapping[str, Any]) -> None:
        """Go on from a snapshot."""
        line = snapshot["timeline"]
        self._timeline = None if line is None else Timeline(*line)
        self._levels = dict(snapshot["levels"])
        self._weights = dict(snapshot["weights"])


def _share_of_text(evidence: Mapping[str, Evidence]) -> float:
    total = sum(item.weight for item in evidence.values())
    return evidence["text"].weight / total if total > 0 else 0.0
