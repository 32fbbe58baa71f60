"""`Watch` and `ListSessions`: seeing somebody's states, by right and consent."""

import time
from typing import Any

from der_server.faults import NotAllowed
from der_server.privacy.door import Principal
from der_server.session.house import House
from der_server.session.state import State
from der_server.v1 import service_pb2
from der_server.wire.encode import encode_state, encode_watched
from der_server.wire.outbox import Outbox


async def watch(request: service_pb2.WatchRequest, principal: Principal, house: House, context: Any) -> None:
    """Show states until the visit or the consent ends. Raises NotFound or NotAllowed."""
    guest = house.hall.guest(request.session_id, principal)
    if request.with_advice and not guest.advisable_to(principal):
        raise NotAllowed("Advice is shown to the person and to role `operator` only: leave `with_advice` out.")
    outbox: Outbox[State] = Outbox()

    def see(state: State | None) -> None:
        if state is None:
            outbox.close()
        elif guest.is_own(principal) or guest.watchable():
            outbox.put_newest(state)
        else:
            outbox.close()  # consent is gone: so is the watcher

    guest.watchers.add(see)
    try:
        async for state in outbox:
            latency_us = (time.monotonic_ns() - state.received_ns) // 1000 if state.received_ns else 0
            if request.with_advice:
                seen = encode_state(state, full=True, latency_us=latency_us)
            else:
                seen = encode_watched(state, latency_us=latency_us)
            await context.write(service_pb2.WatchResponse(state=seen).SerializeToString())
    finally:
        guest.watchers.discard(see)


def list_sessions(principal: Principal, house: House) -> service_pb2.ListSessionsResponse:
    """What this principal may watch now."""
    sessions = []
    for guest in house.hall.watchable_by(principal):
        advised = guest.advisable_to(principal)
        targets = guest.targets() if advised else []
        age_s = time.monotonic() - guest.since_s
        sessions.append(
            service_pb2.LiveSession(session_id=guest.session_id, age_s=age_s, targets=targets, with_advice=advised)
        )
    return service_pb2.ListSessionsResponse(sessions=sessions)
