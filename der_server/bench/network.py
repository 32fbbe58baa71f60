"""What a bad network costs: how much of a performance is still recognised, and how old the newest sample is by then.

A mock headset's performance is carried by a simulated network to one visit, in simulated time: the same seed is the
same run on every machine, and no clock is read. Figures of a mock performer are no accuracy on people: the curves
compare networks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from der_client import MockHeadset, Script, default_script
from der_client.faults import Timed
from der_client.play import shifted
from der_server.labels import EMOTIONS
from der_server.models.lineup import Lineup, load_lineup
from der_server.models.text_pool import pool_pieces
from der_server.session.state import State
from der_server.session.texts import readings
from der_server.session.visit import Visit
from der_server.v1.signals_pb2 import Signals
from der_server.wire.decode_signals import decode_signals
from der_server.wire.decode_start import decode_start

BEGIN_US = 1_000_000
SETTLE_S = 1.5
"""The beginning of a stretch, in which a face is still on its way, does not count."""
TICK_S = 0.01
NOTICE = "bench"
MESSAGE_S = 0.05


@dataclass(frozen=True, slots=True)
class Network:
    """loss, duplicates, reordered: shares of messages; jitter_ms: each is late by up to so much; stall_at_s, stall_s:
    nothing arrives for so long, then all at once; burst_loss: mean length of a run of lost messages; drift_ppm: the
    headset's clock runs faster by so much; face_rate_hz: frames a second, 0 = the tracker's own."""

    loss: float = 0.0
    burst_loss: float = 1.0
    jitter_ms: float = 0.0
    stall_at_s: float = 0.0
    stall_s: float = 0.0
    duplicates: float = 0.0
    reordered: float = 0.0
    drift_ppm: float = 0.0
    face_rate_hz: float = 0.0


CURVES: Mapping[str, tuple[Network, ...]] = {
    "loss": tuple(Network(loss=loss) for loss in (0.0, 0.01, 0.05, 0.2)),
    "burst_loss": tuple(Network(loss=loss, burst_loss=10) for loss in (0.01, 0.05, 0.2)),
    "jitter_ms": tuple(Network(jitter_ms=ms) for ms in (20, 50, 100, 300)),
    "stall_s": tuple(Network(stall_at_s=20, stall_s=s) for s in (1, 3, 8)),
    "duplicates": tuple(Network(duplicates=share) for share in (0.05, 0.2)),
    "reordered": tuple(Network(reordered=share) for share in (0.05, 0.2)),
    "drift_ppm": tuple(Network(drift_ppm=ppm) for ppm in (-200, 200)),
    "face_rate_hz": tuple(Network(face_rate_hz=hz) for hz in (10, 15, 30, 60, 72, 90, 120)),
}
"""The curves of `der network`, each over one thing that goes wrong."""


def carry(messages: Sequence[Timed], network: Network, seed: int) -> list[Timed]:
    """The messages as they arrive, in order of arrival; capture times stay the headset's own."""
    rng = np.random.default_rng([seed, 7])
    arriving: list[Timed] = []
    lost = False
    for at_s, signals in messages:
        stay = 1 - 1 / max(1.0, network.burst_loss)
        begin = network.loss * (1 - stay) / max(1e-9, 1 - network.loss)
        lost = bool(rng.random() < (stay if lost else min(1.0, begin)))
        due_s = at_s + rng.uniform(0, network.jitter_ms / 1e3)
        if network.stall_at_s <= at_s < network.stall_at_s + network.stall_s:
            due_s = network.stall_at_s + network.stall_s
        late = rng.random() < network.reordered
        twice = rng.random() < network.duplicates
        if not lost:
            arriving.append((due_s + (2.5 * MESSAGE_S if late else 0), signals))
        if twice and not lost:
            arriving.append((due_s + MESSAGE_S, signals))
    return sorted(arriving, key=lambda timed: timed[0])


def drifting(messages: Sequence[Timed], drift_ppm: float) -> Iterator[Timed]:
    """The same, timed by a clock that runs faster by so many millionths."""
    for at_s, signals in messages:
        copy = Signals()
        copy.CopyFrom(signals)
        for samples in (copy.faces, copy.heads, copy.bodies, copy.voices, copy.texts, copy.events):
            for sample in samples:
                sample.capture_time_us += round(sample.capture_time_us * drift_ppm * 1e-6)
        yield at_s, copy


def at_face_rate(messages: Sequence[Timed], rate_hz: float) -> list[Timed]:
    """The same performance from a face tracker of another rate: frames drawn between the tracker's own."""
    frames = [frame for _, signals in messages for frame in signals.faces]
    if not frames:
        return list(messages)
    times_us = np.array([frame.capture_time_us for frame in frames])
    weights = np.array([frame.weights for frame in frames])
    wanted_us = np.arange(times_us[0], times_us[-1], 1e6 / rate_hz)
    drawn = np.stack([np.interp(wanted_us, times_us, column) for column in weights.T], 1)
    out, at = [], 0
    for at_s, signals in messages:
        copy = Signals()
        copy.CopyFrom(signals)
        del copy.faces[:]
        while at < len(wanted_us) and wanted_us[at] <= at_s * 1e6:
            copy.faces.add(capture_time_us=round(wanted_us[at]), weights=drawn[at])
            at += 1
        out.append((at_s, copy))
    return out


def attend(headset: MockHeadset, arriving: Sequence[Timed], lineup: Lineup) -> list[tuple[float, State]]:
    """What a visit says, each with the moment (seconds since the beginning) at which it says it."""
    start = replace(decode_start(headset.start()), notice_version_shown=NOTICE)
    visit = Visit(start, lineup.bundles, NOTICE, lambda: 0.0)
    said: list[tuple[float, State]] = []
    waiting = list(arriving)[::-1]
    for tick in range(round((headset.script.seconds + 0.5) / TICK_S)):
        now_s = tick * TICK_S
        server_us = round(now_s * 1e6)
        while waiting and waiting[-1][0] <= now_s:
            copy = Signals()
            copy.CopyFrom(waiting.pop()[1])
            visit.absorb(decode_signals(shifted(copy, BEGIN_US), 0), server_us)
            _read_texts(visit, lineup)
        if trigger := visit.due(server_us):
            stepped = lineup.run([visit.step(server_us)])[0]
            said.append((now_s, visit.conclude(stepped, trigger, server_us)))
    return said


def _read_texts(visit: Visit, lineup: Lineup) -> None:
    texts = visit.texts.take()
    if not texts or lineup.text is None:
        return
    pooled = []
    for text in texts:
        pieces = readings(text, visit.judgement.talk.language)
        pooled.append(pool_pieces(lineup.text.read([piece for piece, _ in pieces], [tongue for _, tongue in pieces])))
    visit.read(lineup.text.bundle.card.name, texts, pooled)


def figures(script: Script, said: Sequence[tuple[float, State]]) -> dict[str, float]:
    """recognised: share of states that name what was performed, mean over emotions; known: share that name anything;
    age_ms: how old the newest covered sample was when a state was given, middle and slowest twentieth."""
    right: dict[str, list[bool]] = {}
    ages_ms, known = [], []
    for now_s, state in said:
        ages_ms.append(1e3 * now_s - (state.covered_to_us - BEGIN_US) / 1e3)
        known.append(not state.feeling.unknown)
        stretch, since_s = script.at(now_s)
        if since_s >= SETTLE_S and not stretch.social:
            held = "" if state.feeling.unknown else EMOTIONS[state.feeling.label]
            right.setdefault(stretch.emotion, []).append(held == stretch.emotion)
    return {
        "states": len(said),
        "recognised": round(float(np.mean([np.mean(hits) for hits in right.values()])), 3),
        "known": round(float(np.mean(known)), 3),
        "age_ms_p50": round(float(np.percentile(ages_ms, 50)), 1),
        "age_ms_p95": round(float(np.percentile(ages_ms, 95)), 1),
    }


def measure(seconds: float = 60.0, seeds: Sequence[int] = (0,), curves: Sequence[str] = ()) -> dict[str, Any]:
    """Every curve (or those named), each point the mean over performers. Raises KeyError for an unknown curve."""
    lineup = load_lineup()
    found: dict[str, Any] = {"seconds": seconds, "performers": len(seeds), "curves": {}}
    for name in curves or CURVES:
        found["curves"][name] = [
            {"network": _set(network), **_mean([_point(network, seconds, seed, lineup) for seed in seeds])}
            for network in CURVES[name]
        ]
    return found


def _point(network: Network, seconds: float, seed: int, lineup: Lineup) -> dict[str, float]:
    headset = MockHeadset(default_script(seconds), seed, "arkit")
    messages = list(headset.messages())
    if network.face_rate_hz:
        messages = at_face_rate(messages, network.face_rate_hz)
    arriving = carry(list(drifting(messages, network.drift_ppm)), network, seed)
    return figures(headset.script, attend(headset, arriving, lineup))


def _set(network: Network) -> dict[str, float]:
    return {name: value for name, value in asdict(network).items() if value != getattr(Network(), name)}


def _mean(points: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: round(float(np.mean([point[name] for point in points])), 3) for name in points[0]}
