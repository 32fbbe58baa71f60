"""A person who comes back: what an earlier visit left is told to this one, and what this one leaves is kept.

Consent to `store` decides on both, when it is read and when it is written. A database that is slow or broken costs
the visit nothing but that.
"""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

from der_server.faults import DerError
from der_server.labels import EMOTIONS
from der_server.privacy.consent import Grant
from der_server.privacy.kept import DAY_S, Mark
from der_server.session.hall import Guest
from der_server.session.profiles import Asked, Profiles, note_failure
from der_server.session.state import State
from der_server.session.visit import Visit

SAVE_S = 60.0
POINT_S = 10.0
"""Seconds between two points of a history: a day of them is 8,640."""
MOST_POINTS = 360
Point = tuple[float, str, float, float, float]


class Returning:
    """One visit's. `hello` before its first frame, `run` beside it, `goodbye` at its end."""

    def __init__(self, profiles: Profiles, guest: Guest, visit: Visit) -> None:
        self._profiles, self._guest, self._visit = profiles, guest, visit
        self._asked = Asked(guest.principal, guest.who)
        self._keeps = profiles.kept and self._asked.named
        self._withdrew = asyncio.Event()
        self._withdrawals = self._passed_on = 0
        self._points: list[Point] = []  # of the last minute; of up to an hour while they cannot be kept
        self._pointed_s = 0.0
        self._told = False

    async def hello(self) -> DerError | None:
        """Tell the visit what is known of its person; the error where that could not be had."""
        if not self._keeps:
            return None
        try:
            known = await self._profiles.known(self._guest.who, self._may_be_told)
        except DerError as error:
            note_failure(error)
            return error
        self._guest.mark, self._told = known.mark, True
        if known.kept:
            self._visit.recollect(known.kept)
        return None

    def _may_be_told(self, standing: tuple[Grant, ...] | None) -> bool:
        """Bring the visit under what its person set; whether it may then know what they left."""
        if standing is not None and self._visit.start.grants:
            self._visit.cap(standing)
        elif standing is not None:
            self._visit.regrant(standing)
        return self._visit.permission.covers("store")

    def withdrew(self) -> None:
        """The person took consent back in the visit: what they set for all visits shrinks with it."""
        self._withdrawals += 1
        self._withdrew.set()

    def note(self, state: State) -> None:
        """A state, for the history."""
        now_s = time.time()
        if self._told and now_s - self._pointed_s >= POINT_S and self._keeps_history():
            self._pointed_s = now_s
            del self._points[: -MOST_POINTS + 1]
            self._points.append(_point(state, now_s))

    def _keeps_history(self) -> bool:
        return self._profiles.history and self._visit.permission.covers("record")

    async def run(self) -> None:
        """Save now and then, and pass withdrawals on at once; until cancelled."""
        while True:
            try:
                async with asyncio.timeout(SAVE_S):
                    await self._withdrew.wait()
            except TimeoutError:
                await self._save()
            self._withdrew.clear()
            await _trying(self._narrow())

    async def _narrow(self) -> None:
        """Pass on what was not yet; what fails is tried again later."""
        count = self._withdrawals
        if count != self._passed_on:
            mark = await self._profiles.narrow(self._asked, self._visit.permission.consent.withdrawn)
            self._guest.mark = mark or self._guest.mark
            self._passed_on = count

    def goodbye(self) -> None:
        """The visit is over: what it leaves is kept, after its stream has ended."""
        self._profiles.finish(self._guest.who, self._last())

    async def _last(self) -> None:
        await _trying(self._narrow())
        await self._save()

    async def _save(self) -> None:
        if self._told and self._guest.mark is not None:
            await _trying(self._save_as(self._guest.mark))

    async def _save_as(self, mark: Mark) -> None:
        days = self._visit.permission.ruling.keep_days
        keep_s = None if days is None else days * DAY_S
        if kept := self._visit.keepsake():
            await self._profiles.save(self._guest.who, kept, mark, keep_s)
        if not self._keeps_history():
            self._points.clear()
        elif points := list(self._points):
            await self._profiles.add_history(self._guest.who, points, mark, keep_s)
            del self._points[: len(points)]


async def _trying(work: Coroutine[Any, Any, None]) -> None:
    """A failure is told to the operator and costs nothing else."""
    try:
        await work
    except DerError as error:
        note_failure(error)


def _point(state: State, now_s: float) -> Point:
    feeling = state.feeling
    label = "" if feeling.unknown else EMOTIONS[feeling.label]
    figures = (feeling.confidence, feeling.valence.mean, feeling.arousal.mean)
    confidence, valence, arousal = (round(float(figure), 3) for figure in figures)
    return (round(now_s, 1), label, confidence, valence, arousal)
