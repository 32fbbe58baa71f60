"""One `Session` call: a reader, a ticker, a timer and a writer around one visit."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

import grpc

from der_server.faults import DerError, GoingAway, Idle, OutOfOrder
from der_server.privacy.door import Principal
from der_server.rooms.presence import Member
from der_server.rooms.rooms import Rooms, Seat
from der_server.session.clock import ClockProbes
from der_server.session.hall import Guest
from der_server.session.house import House
from der_server.session.returning import Returning
from der_server.session.start import Start
from der_server.session.state import State
from der_server.session.turns import SILENCE_S
from der_server.session.visit import Visit
from der_server.telemetry import METRICS
from der_server.v1 import service_pb2, session_pb2
from der_server.wire import words
from der_server.wire.decode_start import decode_start, decode_update
from der_server.wire.encode import encode_failure, encode_refused, encode_response
from der_server.wire.encode_person import decode_feedback, encode_told
from der_server.wire.limits import MAX_MESSAGE_BYTES, MAX_MESSAGE_RATE_HZ
from der_server.wire.mail import Mail
from der_server.wire.outbox import Outbox
from der_server.wire.pace import Pace, server_us
from der_server.wire.parse import parse
from der_server.wire.pong import pong_of
from der_server.wire.ready import encode_ready, encode_targets
from der_server.wire.slow_lane import overhear, read_texts

Response = service_pb2.SessionResponse
IDLE = "Nothing came for too long: send a `ping` when there is nothing to say."
LAST_WRITE_S = 1.0
"""How long the end of a call waits for an answer that is being written."""


class Stream:
    """Runs one call from `start` to its end. Owns its tasks; cancelling it is the whole shutdown story."""

    def __init__(self, context: Any, house: House, principal: Principal, rooms: Rooms) -> None:
        self._context, self._house, self._principal, self._rooms = context, house, principal, rooms
        self._outbox: Outbox[Response | State] = Outbox()
        self._mid_write = False
        self._mail = Mail()
        self._pace = Pace(MAX_MESSAGE_RATE_HZ)
        self._probes = ClockProbes()
        self._stirred = asyncio.Event()
        self._spoke, self._sounded = asyncio.Event(), asyncio.Event()
        self._heard_us = server_us()
        self._visit: Visit
        self._guest: Guest
        self._seat: Seat | None = None
        self._returning: Returning
        self._dismissed = asyncio.Event()
        self._dismissal: DerError | None = None

    async def run(self) -> None:
        """Serve the call. Raises a DerError where the session must end with a status."""
        try:
            async with asyncio.timeout(self._house.terms.idle_timeout_s):
                request = await self._next()
        except TimeoutError:
            raise Idle(IDLE) from None
        if request is None:
            return
        if request.WhichOneof("part") != "start":
            raise OutOfOrder("The first part must be `start`.")
        if self._house.leaving.is_set():
            raise GoingAway("The server is going away: reconnect in a moment.")
        memory = None
        declared = self._enter(request.start)
        try:
            failure = await self._returning.hello()
            resumed = self._resume(declared.resume_token)
            self._sit_down()
            self._put(Response(ready=encode_ready(self._visit, self._guest, self._house, resumed=resumed)))
            if failure:
                self._put(Response(notice=encode_failure(failure)))
            await self._serve()
        except* DerError as group:
            error = next(e for e in _leaves(group) if isinstance(e, DerError))
            raise error from None
        finally:
            if self._dismissal is None:
                memory = self._visit.memory()
                self._returning.goodbye()
            if self._seat:
                self._seat.leave(time.time())
            self._house.hall.leave(self._guest, memory, time.monotonic())
            METRICS.sessions.dec()

    def _enter(self, start: session_pb2.SessionStart) -> Start:
        """Admit the visit. Raises Overloaded, TooMuch, BadDeclaration."""
        self._house.admit()
        declared = decode_start(start)
        person_id = self._principal.person(declared.person_id)
        self._visit = self._house.visit(declared, self._principal.said)
        self._guest = self._house.hall.enter(self._principal, person_id)
        self._guest.visit = self._visit
        self._guest.dismiss = self._dismiss
        self._guest.watchable = self._visit.permission.watchable
        self._guest.self_only = lambda: self._visit.permission.ruling.self_only
        self._guest.targets = lambda: encode_targets(self._visit)
        self._returning = Returning(self._house.profiles, self._guest, self._visit)
        METRICS.sessions.inc()
        return declared

    def _resume(self, token: str) -> bool:
        """Whether the visit goes on from an earlier one."""
        if not token:
            return False
        memory = self._house.hall.resume(token, self._principal, self._guest.person_id, time.monotonic())
        if memory is not None:
            self._visit.recall(memory)
        return memory is not None

    def _dismiss(self, error: DerError) -> None:
        self._dismissal = error
        self._dismissed.set()

    async def _leave_when_dismissed(self) -> None:
        await self._dismissed.wait()
        if self._dismissal is not None:
            raise self._dismissal

    def _sit_down(self) -> None:
        """Take a seat in the room of `start`, if any. People an engine brings without names count one by one."""
        room_id, guest, visit = self._visit.start.room_id, self._guest, self._visit
        if not room_id:
            return
        nameless = guest.person_id == self._principal.subject and self._principal.role == "operator"
        member = Member(
            session_id=guest.session_id,
            person=guest.session_id if nameless else guest.person_id,
            tenant=self._principal.tenant,
            room_id=room_id,
            scenario=lambda: visit.judgement.talk.scenario,
            watchable=visit.permission.watchable,
            shares_pair=lambda: visit.permission.covers("share_pair"),
            meet_conflict=visit.judgement.meet_conflict,
        )
        self._seat = self._rooms.enter(member, time.time())

    @property
    def _beside(self) -> list[Callable[[], Coroutine[Any, Any, None]]]:
        """What runs beside reading and writing."""
        timed, slow = [self._tick, self._mind_silence], [self._read_texts, self._overhear]
        return [*timed, *slow, self._farewell, self._leave_when_dismissed, self._returning.run]

    async def _serve(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            writer = tasks.create_task(self._write())
            others = [tasks.create_task(work()) for work in self._beside]
            await self._read()
            for task in others:
                task.cancel()
            self._outbox.close()
            await writer

    # -- reading ---------------------------------------------------------------------------------------

    async def _next(self) -> service_pb2.SessionRequest | None:
        """The next part, or None at the end of the stream."""
        data = await self._context.read()
        if data is grpc.aio.EOF:
            return None
        self._heard_us = server_us()
        return parse(service_pb2.SessionRequest, data, MAX_MESSAGE_BYTES)

    async def _read(self) -> None:
        while (request := await self._next()) is not None:
            if self._pace.allows(self._heard_us):
                self._take(request)
            else:
                self._visit.refusals.add("TOO_FAST", "message")
            self._tell_refusals()
        self._read_mail()

    def _take(self, request: service_pb2.SessionRequest) -> None:
        part = request.WhichOneof("part")
        if part == "signals":
            self._mail.put(request.signals)
            if self._mail.urgent:
                self._read_mail()
            self._stir()
            return
        self._read_mail()  # what came before is read before, and what is wrong with it is said before
        self._tell_refusals()
        match part:
            case "ping":
                self._put(Response(pong=pong_of(request.ping, self._probes, self._heard_us)))
            case "notice_shown":
                self._visit.notice_shown(request.notice_shown.notice_version)
            case "update":
                self._visit.update(decode_update(request.update))
            case "withdraw":
                withdraw = request.withdraw
                self._visit.withdraw(
                    tuple(filter(None, map(words.MODALITY.word, withdraw.modalities))),
                    tuple(filter(None, map(words.USE.word, withdraw.uses))),
                )
                self._returning.withdrew()
            case "calibrate":
                self._visit.person.calibrate(request.calibrate.face_source_id, end=request.calibrate.end)
            case "feedback":
                result = self._visit.feedback(decode_feedback(request.feedback))
                if result is not None:
                    self._put(encode_told(result))
            case "start":
                raise OutOfOrder("`start` comes once: send `update` to change a running session.")
            case _:
                return  # a part of a newer client: ignored
        self._tell_person()

    def _read_mail(self) -> None:
        """Let the visit absorb what came. Raises where a promise of `start` is broken."""
        arrival = self._mail.take()
        if arrival is None:
            return
        self._visit.absorb(arrival, self._heard_us)
        if arrival.texts:
            self._spoke.set()

    def _stir(self) -> None:
        """Have the ticker woken on the next beat where a state is due, or would be once what came was read."""
        newest_us = self._mail.newest_us
        if (newest_us > 0 and self._visit.waits_for(newest_us)) or self._visit.due(server_us()):
            self._house.beat.wake(self._stirred)

    # -- answering -------------------------------------------------------------------------------------

    def _put(self, part: Response) -> None:
        self._outbox.put(part)

    def _tell_refusals(self) -> None:
        for refused in self._visit.refusals.due(server_us()):
            METRICS.refusals.labels(refused.reason, refused.what).inc(refused.count)
            self._put(Response(notice=encode_refused(refused)))

    def _tell_person(self) -> None:
        """How a calibration goes, and questions about what is unsure."""
        for told in self._visit.person.tell():
            self._put(encode_told(told))

    async def _tick(self) -> None:
        """One state after the other, each on the first beat after it is due.

        What came is read then, all at once: a house with too much to do spends its time on states, not on reading.
        """
        while True:
            await self._stirred.wait()
            self._read_mail()
            if trigger := self._visit.due(server_us()):
                await self._state(trigger)
            self._tell_refusals()
            self._stirred.clear()
            self._stir()

    async def _mind_silence(self) -> None:
        """In silence the timer's states are due. Raises Idle after too long a one.

        It looks when the silence would be long enough, not at every message.
        """
        idle_s = self._house.terms.idle_timeout_s
        while (silent_s := (server_us() - self._heard_us) / 1e6) < idle_s:
            wait_s = SILENCE_S - silent_s
            if wait_s <= 0:
                wait_s = 1 / self._visit.start.rate_hz
                self._read_mail()
            self._stir()
            self._tell_refusals()
            await asyncio.sleep(min(wait_s, idle_s - silent_s))
        raise Idle(IDLE)

    async def _state(self, trigger: str) -> None:
        step = self._visit.step(server_us())
        stepped = await self._house.infer(step, received_ns=self._visit.taken_ns)
        if self._visit.permission.allowed():
            state = self._visit.conclude(stepped, trigger, server_us())
            self._guest.show(state)
            self._returning.note(state)
            if self._seat:
                self._seat.show(state, time.time())
            self._outbox.put_newest(state)
            self._tell_person()
        if self._visit.overheard.waiting:
            self._sounded.set()

    async def _overhear(self) -> None:
        """The slow lane: the heavy voice expert, whose word joins at the next state."""
        while True:
            await self._sounded.wait()
            self._sounded.clear()
            await overhear(self._visit, self._house)

    async def _read_texts(self) -> None:
        """The slow lane: final texts, whose answers join at the next state."""
        while True:
            await self._spoke.wait()
            self._spoke.clear()
            await read_texts(self._visit, self._house)
            self._stir()

    async def _farewell(self) -> None:
        """Says that the server is going away, once it is."""
        await self._house.leaving.wait()
        farewell = session_pb2.GoingAway(
            resume_token=self._guest.resume_token,
            reconnect_after_s=1.0,
            closing_in_s=self._house.terms.drain_s,
        )
        self._put(Response(going_away=farewell))

    async def _write(self) -> None:
        """What is in the outbox, until it is closed. Cancelled in mid-write, it still waits for that a moment: gRPC
        refuses to end a call in mid-write, and the client would never hear why."""
        writing = asyncio.ensure_future(self._write_each())
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            self._outbox.drop()
            writing.add_done_callback(_take_note)
            if self._mid_write:
                await asyncio.wait({writing}, timeout=LAST_WRITE_S)
            raise

    async def _write_each(self) -> None:
        async for part in self._outbox:
            answer = self._encoded(part) if isinstance(part, State) else part
            self._mid_write = True
            await self._context.write(answer.SerializeToString())
            self._mid_write = False

    def _encoded(self, state: State) -> Response:
        latency_us = 0
        if state.received_ns:
            latency_us = (time.monotonic_ns() - state.received_ns) // 1000
            METRICS.latency.observe(latency_us / 1e6)
        full = self._visit.start.full_detail
        return encode_response(state, full=full, latency_us=latency_us)


def _take_note(writing: "asyncio.Future[None]") -> None:
    """A write that failed because the call is over is no news to anybody."""
    if not writing.cancelled():
        writing.exception()


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    """Every exception of a group, however nested."""
    out: list[BaseException] = []
    for error in group.exceptions:
        out.extend(_leaves(error) if isinstance(error, BaseExceptionGroup) else [error])
    return out
