"""`Analyze`: a recording in one message; the same visit, driven by its own time instead of a clock."""

import time
from collections import Counter

import numpy as np

from der_server.faults import BadRequest, OutOfOrder, TooMuch
from der_server.labels import EMOTIONS, SOCIAL
from der_server.session.arrival import Arrival
from der_server.session.house import House
from der_server.session.profiles import Asked
from der_server.session.state import State
from der_server.session.visit import Visit
from der_server.v1 import service_pb2
from der_server.wire.decode_signals import decode_signals
from der_server.wire.decode_start import decode_start
from der_server.wire.encode import encode_bundles, encode_refused, encode_state
from der_server.wire.limits import MAX_ANALYZE_S
from der_server.wire.slow_lane import overhear, read_texts


async def analyze(request: service_pb2.AnalyzeRequest, house: House, asked: Asked) -> service_pb2.AnalyzeResponse:
    """States and a summary. Raises a DerError where it cannot or must not be read."""
    if not request.signals:
        raise BadRequest("`signals` is empty: there is nothing to analyse.")
    visit = house.visit(decode_start(request.start), asked.principal.said)
    await house.profiles.cap(asked, visit)
    if visit.permission.awaiting_notice:
        raise OutOfOrder("Show the notice of `Describe` first, then send its version in `notice_version_shown`.")
    states: list[State] = []
    first_us = None
    for signals in request.signals:
        arrival = decode_signals(signals, time.monotonic_ns())
        newest_us = _newest_us(arrival)
        if newest_us is not None:
            first_us = newest_us if first_us is None else first_us
            if newest_us - first_us > MAX_ANALYZE_S * 1e6:
                raise TooMuch(f"`signals` cover more than {MAX_ANALYZE_S:g} s: send them in pieces.")
        states.extend(await _play(visit, house, arrival, newest_us or 0))
    return _answer(request, visit, house, states)


async def _play(visit: Visit, house: House, arrival: Arrival, now_us: int) -> list[State]:
    """What the visit says to one message, with the recording's own time for the server's."""
    visit.absorb(arrival, now_us)
    if arrival.texts:
        await read_texts(visit, house)
    states = []
    while trigger := visit.due(now_us):
        stepped = await house.infer_recorded(visit.step(now_us))
        states.append(visit.conclude(stepped, trigger, now_us))
        await overhear(visit, house)
    return states


def _newest_us(arrival: Arrival) -> int | None:
    times = [int(x.times_us.max()) for xs in (arrival.faces, arrival.bodies) for x in xs]
    times += [x.time_us for xs in (arrival.heads, arrival.voices, arrival.texts, arrival.events) for x in xs]
    return max(times) if times else None


def _answer(
    request: service_pb2.AnalyzeRequest, visit: Visit, house: House, states: list[State]
) -> service_pb2.AnalyzeResponse:
    held = Counter(state.feeling.label for state in states)
    unknown = held.pop(-1, 0)
    count = max(1, len(states))
    full = visit.start.full_detail
    mean = np.mean([s.feeling.probs for s in states], 0).tolist() if states else []
    return service_pb2.AnalyzeResponse(
        labels=EMOTIONS,
        social_labels=SOCIAL,
        states=[encode_state(state, full=full, latency_us=0) for state in states],
        shares=[service_pb2.LabelShare(label_index=i, share=n / count) for i, n in held.most_common()],
        unknown_share=unknown / count,
        mean_probabilities=mean,
        notices=[encode_refused(refused) for refused in visit.refusals.due(0, everything=True)],
        bundles=encode_bundles(house.bundles),
    )
