"""What a recording holds: its tracks, their gaps and how good they are, as plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_client import Recording
from der_client.recording import capture_times_us
from der_server.faults import BadFrame
from der_server.signals.body import body_reader
from der_server.signals.canonical import BODY
from der_server.signals.face import face_reader
from der_server.signals.voice import RATE_HZ, VoiceReader
from der_server.signals.voice_health import is_clipped
from der_server.v1.signals_pb2 import BehaviourKind
from der_server.wire import words

Floats = NDArray[np.float32]
GAP_FACTOR = 3.0
"""A pause of more than so many usual steps is a gap."""


@dataclass(frozen=True)
class Track:
    """One stream. times_s f64[n]; quality f32[n], 0..1: the share of it that is known in each sample; value f32[n]: a
    curve to draw. facts: figures by name."""

    name: str
    times_s: NDArray[np.float64]
    quality: Floats
    value: Floats
    facts: dict[str, Any]

    def gaps_s(self) -> list[tuple[float, float]]:
        """Where nothing came, (from, to) in seconds."""
        steps = np.diff(self.times_s)
        if not len(steps):
            return []
        long = steps > max(GAP_FACTOR * float(np.median(steps)), 1e-3)
        return [(float(self.times_s[i]), float(self.times_s[i + 1])) for i in np.flatnonzero(long)]

    def summary(self) -> dict[str, Any]:
        """The track as plain values."""
        span_s = float(self.times_s[-1] - self.times_s[0]) if len(self.times_s) > 1 else 0.0
        gaps = self.gaps_s()
        return {
            "track": self.name,
            "samples": len(self.times_s),
            "rate_hz": round((len(self.times_s) - 1) / span_s, 2) if span_s else 0.0,
            "gaps": len(gaps),
            "longest_gap_s": round(max((b - a for a, b in gaps), default=0.0), 3),
            "known": round(float(self.quality.mean()), 3) if len(self.quality) else 0.0,
            **self.facts,
        }


def tracks_of(held: Recording) -> list[Track]:
    """Every track of a recording that holds a sample. Raises DerError where its declaration cannot be read."""
    found = [*_faces(held), *_bodies(held), *_voice(held), *_marks(held)]
    return [track for track in found if len(track.times_s)]


def _seconds(times_us: Sequence[int], held: Recording) -> NDArray[np.float64]:
    first_us = min((min(found) for piece in held.signals if (found := capture_times_us(piece))), default=0)
    return (np.array(times_us, np.float64) - first_us) / 1e6


def _faces(held: Recording) -> Iterator[Track]:
    for source in held.start.face_sources:
        reader = face_reader(source.standard or "custom", tuple(source.names))
        frames = [f for p in held.signals for f in p.faces if f.source_id == source.id]
        fitting = [f for f in frames if len(f.weights) == reader.count and np.isfinite(f.weights).all()]
        weights = np.array([f.weights for f in fitting], np.float32).reshape(len(fitting), reader.count)
        lost = np.array([(f.lower_lost, f.left_upper_lost, f.right_upper_lost) for f in fitting], bool).reshape(-1, 3)
        values, known = reader.read(weights, lost, np.ones((len(fitting), 3), np.float32))
        usual = np.minimum(reader.matrix.sum(0), 1)
        share = known[:, usual > 0] / usual[usual > 0] if (usual > 0).any() else known
        times_s = _seconds([f.capture_time_us for f in fitting], held)
        still = (
            np.concatenate([[False], (np.diff(weights, axis=0) == 0).all(1)]) if len(weights) else np.zeros(0, bool)
        )
        facts = {
            "standard": reader.standard,
            "unreadable": len(frames) - len(fitting),
            "zeros": round(float((~weights.any(1)).mean()), 3) if len(weights) else 0.0,
            "frozen_s": round(_longest(times_s, still), 3),
            "audio_driven": sum(f.audio_driven for f in fitting),
        }
        yield Track(f"face {source.id}", times_s, share.mean(1), values.max(1, initial=0), facts)


def _longest(times_s: NDArray[np.float64], flags: NDArray[np.bool_]) -> float:
    """Seconds of the longest run of flagged samples."""
    longest, began = 0.0, None
    for time_s, flag in zip(times_s.tolist(), flags.tolist(), strict=True):
        began = (time_s if began is None else began) if flag else None
        longest = max(longest, time_s - began) if began is not None else longest
    return longest


def _bodies(held: Recording) -> Iterator[Track]:
    for source in held.start.body_sources:
        reader = body_reader(source.standard, tuple(source.names))
        frames = [f for p in held.signals for f in p.bodies if f.source_id == source.id]
        fitting = [f for f in frames if len(f.positions) == 3 * reader.count]
        places = np.array([f.positions for f in fitting], np.float32).reshape(len(fitting), reader.count, 3)
        lost = np.zeros((len(fitting), reader.count), bool)
        for i, frame in enumerate(fitting):
            lost[i, [j for j in frame.lost_joints if j < reader.count]] = True
        lost |= ~np.isfinite(places).all(2)
        joints, known = reader.read(places, np.zeros((len(fitting), 0, 4), np.float32), lost)
        times_s = _seconds([f.capture_time_us for f in fitting], held)
        step_s = np.maximum(np.diff(times_s, prepend=times_s[:1] - 1 if len(times_s) else 0), 1e-3)
        moved = np.linalg.norm(np.diff(joints, axis=0, prepend=joints[:1]), axis=2).mean(1) / step_s
        share = known[:, [i for i, name in enumerate(BODY) if name in reader.joints]].mean(1)
        facts = {"standard": reader.standard, "unreadable": len(frames) - len(fitting)}
        yield Track(f"body {source.id}", times_s, share.astype(np.float32), moved.astype(np.float32), facts)


def _voice(held: Recording) -> Iterator[Track]:
    if not held.start.HasField("voice"):
        return
    form = held.start.voice
    encoding = words.ENCODING.word(form.encoding) or "pcm16"
    reader = VoiceReader(form.sample_rate_hz, form.channels or 1, encoding)
    times, levels, clipped, bad, missing = [], [], 0, 0, 0
    for chunk in (v for p in held.signals for v in p.voices):
        try:
            heard = reader.read(chunk.first_sample, chunk.data)
        except BadFrame:
            bad += 1
            continue
        times.append(chunk.capture_time_us)
        levels.append(float(np.sqrt(np.mean(np.square(heard.heard)))) if len(heard.heard) else 0.0)
        clipped += is_clipped(heard.heard)
        missing += heard.gap_samples
    level = np.array(levels, np.float32)
    facts = {
        "encoding": encoding,
        "unreadable": bad,
        "clipped": round(clipped / max(1, len(times)), 3),
        "silent": round(float((level == 0).mean()), 3) if len(level) else 0.0,
        "missing_s": round(missing / (form.sample_rate_hz or RATE_HZ), 3),
        "copies": reader.duplicates,
    }
    yield Track("voice", _seconds(times, held), (level > 0).astype(np.float32), level, facts)


def _marks(held: Recording) -> Iterator[Track]:
    """Texts and events: moments, not streams."""
    texts = [t for p in held.signals for t in p.texts]
    ones = np.ones(len(texts), np.float32)
    facts: dict[str, Any] = {"partial": sum(t.partial for t in texts)}
    yield Track("text", _seconds([t.capture_time_us for t in texts], held), ones, ones, facts)
    events = [e for p in held.signals for e in p.events]
    kinds = sorted({BehaviourKind.Name(e.kind).removeprefix("BEHAVIOUR_KIND_").lower() for e in events})
    ones = np.ones(len(events), np.float32)
    yield Track("events", _seconds([e.capture_time_us for e in events], held), ones, ones, {"kinds": kinds})
