"""A person's word about what is kept of them, between visits and into live ones; and what visits leave and find.

Without a store nothing is kept: consent then reaches live and resumable visits of this process alone.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from der_server.faults import DerError, Erased, NotAllowed, NotFound, ProfileUnavailable, Repeated
from der_server.privacy.audit import Audit, Deed
from der_server.privacy.consent import Grant
from der_server.privacy.door import Principal
from der_server.privacy.kept import Known, Mark, Record, Wants, Who
from der_server.session.feedback import Feedback, Result
from der_server.session.hall import Guest, Hall
from der_server.session.keeping import amend
from der_server.session.visit import Visit

if TYPE_CHECKING:
    from der_server.privacy.store import Store

LOG = structlog.get_logger()
POLL_S = 0.25
"""How often a change of consent on another process is looked for: at most half a second is promised."""
SWEEP_S = 3600.0
SETTLE_S = 2.0
"""How long a new visit waits for the last one of the same person to be saved."""
ERASED = "The person's data was erased: start a new session."


@dataclass(frozen=True, slots=True)
class Asked:
    """A call about a person: by whom, and of whom."""

    principal: Principal
    who: Who

    @property
    def named(self) -> bool:
        """Whether the person has a name of their own, under which something can be kept."""
        return self.principal.names(self.who.person_id)

    def deed(self, what: str, why: str = "call", **facts: Any) -> Deed:
        """For the audit log."""
        caller = Who(self.principal.tenant, self.principal.subject)
        return Deed(what, why, self.who, caller, self.principal.role, facts)


class Profiles:
    """The one desk for it. Lives in the event loop; `serve` runs it."""

    def __init__(
        self, hall: Hall, store: "Store | None" = None, audit: Audit | None = None, *, history: bool = False
    ) -> None:
        """history: whether emotion histories are kept, of people who consent to `record`."""
        self._hall, self._store, self._audit = hall, store, audit
        self.history = history and store is not None
        self._saving: dict[Who, set[asyncio.Task[None]]] = {}
        self._tasks: asyncio.TaskGroup | None = None

    @property
    def kept(self) -> bool:
        """Whether anything can be kept between visits."""
        return self._store is not None

    # -- what visits ask -------------------------------------------------------------------------------

    async def known(self, who: Who, wants: Wants) -> Known:
        """What a visit should know as it begins, once the last one of the same person is saved; see `Store.read`.

        Raises DerError.
        """
        if self._store is None:
            return Known()
        if saving := self._saving.get(who):
            await asyncio.wait(saving, timeout=SETTLE_S)
        return await self._store.read(who, wants)

    async def cap(self, asked: Asked, visit: Visit) -> None:
        """A recording is read with no more consent than the person set. Where that cannot be had, by its own."""
        try:
            known = await self._known(asked)
        except DerError as error:
            note_failure(error)
        else:
            if known.standing is not None:
                visit.cap(known.standing)

    async def save(self, who: Who, kept: Mapping[str, Any], mark: Mark, keep_s: float | None = None) -> None:
        """Keep what a visit leaves. Raises DerError."""
        if self._store is not None:
            await self._store.save(who, kept, mark, keep_s)

    async def add_history(
        self, who: Who, points: Sequence[Sequence[Any]], mark: Mark, keep_s: float | None = None
    ) -> None:
        """See `Store.add_history`."""
        if self._store is not None:
            await self._store.add_history(who, points, mark, keep_s)

    async def narrow(self, asked: Asked, withdrawn: frozenset[tuple[str, str]]) -> Mark | None:
        """A withdrawal in a visit, for what the person set for all visits. Raises DerError."""
        mark = await self._store.narrow(asked.who, withdrawn) if self._store and asked.named else None
        pairs = sorted(f"{modality}.{use}" for modality, use in withdrawn)
        await self._record(asked.deed("withdraw", "in a session", withdrawn=pairs))
        return mark

    def finish(self, who: Who, work: Coroutine[Any, Any, None]) -> None:
        """Run a visit's last save after its stream has ended."""
        if self._tasks is None:
            work.close()
            return
        task = self._tasks.create_task(work)
        self._saving.setdefault(who, set()).add(task)
        task.add_done_callback(lambda done: self._finished(who, done))

    def _finished(self, who: Who, task: asyncio.Task[None]) -> None:
        left = self._saving[who]
        left.discard(task)
        if not left:
            del self._saving[who]

    # -- what people ask -------------------------------------------------------------------------------

    async def get_consent(self, asked: Asked) -> tuple[Grant, ...]:
        """What holds: what the person set, else what their newest live visit began with. Raises NotFound."""
        known = await self._known(asked)
        if known.standing is not None:
            return known.standing
        if guests := self._hall.of(asked.who):
            return guests[-1][1].permission.in_force()
        raise NotFound("Nothing is known of this person: they have no profile here and no live session.")

    async def set_consent(self, asked: Asked, grants: Sequence[Grant]) -> int:
        """Replace what the person consented to; how many live visits it reached. Raises DerError.

        Live visits lose at once what is not in it, whatever happens to the database; they gain the rest only once the
        change is kept.
        """
        uses = sorted({use for grant in grants for use in grant.uses})
        await self._record(asked.deed("set_consent", modalities=sorted({g.modality for g in grants}), uses=uses))
        reached = self._hall.of(asked.who)
        for _, visit in reached:
            visit.cap(grants)
        self._hall.cap_keepsakes(asked.who, grants)
        mark = None
        if self._store is not None and asked.named:
            mark = await self._do(asked, "set_consent", self._store.set_consent(asked.who, grants))
        for guest, visit in self._hall.of(asked.who):
            visit.regrant(grants)
            guest.mark = mark or guest.mark
        return len(reached)

    async def feedback(self, asked: Asked, session_id: str, told: Feedback) -> Result:
        """What the person says about a visit of theirs. Raises NotFound, NotAllowed, or Repeated."""
        live = self._hall.live(session_id, asked.who)
        if live is None:
            return await self._amend(asked, told)
        guest, visit = live
        if told in guest.told:
            raise Repeated("This feedback was given before: it counts once.")
        result = visit.feedback(told)
        if result is None:
            raise NotAllowed("The person did not consent to being adapted to (use ADAPT).", reason="NO_CONSENT")
        guest.told.append(told)
        return result

    async def _amend(self, asked: Asked, told: Feedback) -> Result:
        """Feedback on a visit that is over, for what it left."""
        known = await self._store.read(asked.who, lambda standing: True) if self._store and asked.named else Known()
        if not known.kept:
            raise NotFound("This person has no such session, and nothing is kept of an earlier one.")
        kept, result = amend(known.kept, told)
        if kept != known.kept and self._store is not None:
            await self._store.save(asked.who, kept, known.mark)
        return result

    async def records(self, asked: Asked) -> list[Record]:
        """Everything that is kept of a person; none where nothing is. Raises DerError."""
        return await self._store.export(asked.who) if self._store and asked.named else []

    async def export(self, asked: Asked) -> list[Record]:
        """The same, to be taken away. Raises NotFound."""
        await self._record(asked.deed("export_profile"))
        if found := await self.records(asked):
            return found
        raise NotFound("Nothing is kept of this person.")

    async def erase(self, asked: Asked) -> tuple[int, int]:
        """Records erased and live visits ended. Raises DerError."""
        await self._record(asked.deed("delete_profile"))
        ended, forgotten, count = self._dismiss(asked.who), self._hall.forget(asked.who), 0
        if self._store is not None and asked.named:
            count = await self._do(asked, "delete_profile", self._store.erase(asked.who))
        return count + forgotten, ended

    def _dismiss(self, who: Who, *, but: str = "") -> int:
        """End a person's live visits, but those that began after the erasure `but`; how many."""
        guests = [g for g, _ in self._hall.of(who) if not (but and (g.mark is None or g.mark.erasure == but))]
        for guest in guests:
            guest.dismiss(Erased(ERASED))
        return len(guests)

    async def _known(self, asked: Asked) -> Known:
        return await self._store.read(asked.who) if self._store and asked.named else Known()

    async def _do(self, asked: Asked, what: str, work: Coroutine[Any, Any, Any]) -> Any:
        """A change that was recorded already; where it fails, that is recorded too."""
        try:
            return await work
        except DerError as error:
            with contextlib.suppress(DerError):
                await self._record(asked.deed(f"{what}_failed", error.reason))
            note_failure(error)
            raise

    async def _record(self, deed: Deed) -> None:
        if self._audit is not None:
            await asyncio.to_thread(self._audit.append, deed)

    # -- running ---------------------------------------------------------------------------------------

    async def open(self) -> None:
        """Open the store before the first visit; where that fails, visits go on without profiles."""
        if self._store is not None:
            try:
                await self._store.open()
            except DerError as error:
                note_failure(error)

    async def serve(self) -> None:
        """Follow changes made elsewhere, sweep what has expired, finish what visits left; until cancelled."""
        try:
            async with asyncio.TaskGroup() as self._tasks:
                if self._store is not None:
                    self._tasks.create_task(_again(POLL_S, self._follow))
                    self._tasks.create_task(_again(SWEEP_S, self._sweep))
                await asyncio.Event().wait()
        finally:
            self._tasks = None

    async def settle(self, timeout_s: float) -> None:
        """Wait for the last saves, then let database and log go."""
        if tasks := [task for tasks in self._saving.values() for task in tasks]:
            await asyncio.wait(tasks, timeout=timeout_s)
        if self._store is not None:
            await self._store.close()
        if self._audit is not None:
            self._audit.close()

    async def _follow(self) -> None:
        """Consent that changed, and people who were erased, on another process."""
        if self._store is None or not (people := self._hall.people()):
            return
        for who, mark in (await self._store.marks(people)).items():
            if mark.erasure:
                self._dismiss(who, but=mark.erasure)
                self._hall.forget(who, but=mark.erasure)
            behind = [(g, v) for g, v in self._hall.of(who) if g.mark is None or _older(g.mark, mark)]
            if behind:
                known = await self._store.read(who)
                for guest, visit in behind:
                    _catch_up(guest, visit, known)

    async def _sweep(self) -> None:
        if self._store is not None and (count := await self._store.sweep()):
            LOG.info("profiles_swept", records=count)
            await self._record(Deed("sweep", "retention", facts={"records": count}))


def _older(mark: Mark, other: Mark) -> bool:
    return mark.consent_version < other.consent_version


def _catch_up(guest: Guest, visit: Visit, known: Known) -> None:
    """Bring a live visit to what its person set; one that could not be told at its start gains nothing."""
    if guest.mark is not None and guest.mark.granted_version < known.mark.granted_version:
        visit.regrant(known.standing or ())
    elif known.standing is not None:
        visit.cap(known.standing)
    guest.mark = known.mark


async def _again(period_s: float, work: Callable[[], Awaitable[None]]) -> None:
    """Do something again and again; a failure is told and costs that turn."""
    told = False
    while True:
        try:
            await work()
            told = False
        except DerError as error:
            if not told:
                note_failure(error)
            told = True
        await asyncio.sleep(period_s)


def note_failure(error: DerError) -> None:
    """An event for the operator: the reason and the database's own word for it, nothing of a person."""
    cause = error.cause if isinstance(error, ProfileUnavailable) else ""
    LOG.error("profiles_unavailable", reason=error.reason, cause=cause)
