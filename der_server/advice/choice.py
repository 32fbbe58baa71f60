"""Choosing a strategy: expected utility over an uncertain state, without flicker, remembering what was tried.

A state counts once it has lasted; a strategy stays for its dwell time and rests for its cool-down; escalation goes on
only where what was tried did not help.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from der_server.advice.advice import Considered
from der_server.advice.bandit import Bandit
from der_server.advice.packs import FALLBACK, Pack, Strategy

STICK = 0.05
"""A rival must be better by this much (hysteresis), our choice."""
URGENT = 0.5
"""A rival better by this much need not wait for the dwell time."""
MEMORY_S = 120.0
"""How long a strategy that was tried counts as `after`."""
HELPED = 0.3
"""A strategy helped where what it answers fell by this share from its height."""
EASING = 0.75
"""Where what a strategy answers is down to this share of its settled level, it is easing: nothing new is begun."""
NAMED = 0.1
"""A state that adds this much to the utility is named as a reason."""
RELAX_S = 1.5
"""Half-life of a state's fall: a short pause does not end it (our choice)."""
SAID = 0.9
"""How much of the way to what words say a state goes at once: a statement is whole when it is made (our choice)."""
LOOSE = 0.7
"""A strategy in use keeps its preconditions down to this share of them."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A strategy that was or is used: last moment in use, how long it was held, and what it answers (see
    `Strategy.burden`) at its height and last."""

    used_us: int
    held_s: float
    peak: float
    last: float

    @property
    def relief(self) -> float:
        """0 (as bad as ever) to 1 (gone)."""
        return max(0.0, 1 - self.last / self.peak) if self.peak > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, by which states, against which others; changed: another than before."""

    strategy: Strategy
    reasons: tuple[str, ...]
    considered: tuple[Considered, ...]
    changed: bool
    begun: int


class Chooser:
    """Chooses among one pack's strategies for one person or room, in its own time."""

    def __init__(self, pack: Pack, *, intent: str = "", bandit: Bandit | None = None) -> None:
        """intent: `raise`, `ease` or empty. bandit None = what was learned plays no part."""
        self._by_name = {strategy.name: strategy for strategy in pack.strategy}
        self._pack, self.intent, self._bandit = pack, intent, bandit
        self._levels: dict[str, float] = {}
        self._newest: Mapping[str, float] = {}
        self._time_us: int | None = None
        self._current = ""
        self._context: dict[str, float] = {}
        self._tried: dict[str, Tried] = {}
        self._begun: dict[str, int] = {}

    def choose(self, states: Mapping[str, float], time_us: int, *, said: float = 0.0) -> Choice:
        """The strategy at `time_us` for memberships `states` 0..1; a state that is not there counts as 0.

        said: 0..1, how far `states` rest on words that have just come: so far they count as having lasted.
        """
        self._newest = states
        self._settle(states, time_us, said)
        utilities = {name: self._utility(s) for name, s in self._by_name.items()}
        closed = {name: self._closed(s, time_us) for name, s in self._by_name.items()}
        name = self._best(utilities, closed, time_us)
        changed = name != self._current
        if changed:
            self._begin(name, time_us)
        self._hold(self._by_name[name], time_us, changed)
        ours = self._by_name[name].gains(self._levels)
        order = sorted(utilities, key=lambda n: -utilities[n])
        return Choice(
            strategy=self._by_name[name],
            reasons=tuple(s for s in sorted(ours, key=lambda s: -ours[s]) if ours[s] >= NAMED),
            considered=tuple(Considered(n, round(utilities[n], 3), closed[n]) for n in order),
            changed=changed,
            begun=self._begun[name],
        )

    def _settle(self, states: Mapping[str, float], time_us: int, said: float) -> None:
        elapsed_s = 0.0 if self._time_us is None else max(0, time_us - self._time_us) / 1e6
        self._time_us = max(time_us, self._time_us or time_us)
        most = 1 - SAID * said
        falls = min(most, 2 ** (-elapsed_s / RELAX_S))
        for state in self._levels.keys() | states.keys():
            before, now = self._levels.get(state, 0.0), states.get(state, 0.0)
            keep = min(most, 2 ** (-elapsed_s / self._pack.settle_s(state))) if now > before else falls
            self._levels[state] = keep * before + (1 - keep) * now

    def _utility(self, strategy: Strategy) -> float:
        learned = self._bandit.bonus(strategy, self._levels) if self._bandit else 0.0
        return strategy.base + sum(strategy.gains(self._levels).values()) + learned

    def _best(self, utilities: Mapping[str, float], closed: Mapping[str, str], time_us: int) -> str:
        best = max((name for name in utilities if not closed[name]), key=lambda name: utilities[name])
        if not self._current or closed[self._current] or best == self._current:
            return best
        ahead = utilities[best] - utilities[self._current]
        dwell_s = 0.0 if self._current == FALLBACK else self._by_name[self._current].dwell_s
        settled = self._tried[self._current].held_s >= dwell_s or ahead >= URGENT
        return best if settled and ahead >= STICK else self._current

    def _closed(self, strategy: Strategy, time_us: int) -> str:
        """Why it cannot be chosen now, or empty."""
        if strategy.name == FALLBACK:
            return ""
        inside = strategy.name == self._current
        if strategy.intent and strategy.intent != self.intent:
            return f"intent {strategy.intent}"
        for state, least in strategy.needs.items():
            if self._levels.get(state, 0.0) < least * (LOOSE if inside else 1):
                return f"needs {state}"
        for state, most in strategy.unless.items():
            if self._levels.get(state, 0.0) >= most:
                return f"unless {state}"
        return "" if inside else self._not_yet(strategy, time_us)

    def _not_yet(self, strategy: Strategy, time_us: int) -> str:
        if strategy.after:
            before = self._tried.get(strategy.after)
            lately = before is not None and time_us - before.used_us <= MEMORY_S * 1e6
            if before is None or not lately or before.held_s < self._by_name[strategy.after].dwell_s:
                return f"after {strategy.after}"
            if before.relief >= HELPED:
                return f"{strategy.after} helped"
            if strategy.burden(self._newest) < EASING * strategy.burden(self._levels):
                return "easing"
        rested = self._tried.get(strategy.name)
        resting = rested is not None and time_us - rested.used_us < strategy.cooldown_s * 1e6
        return "resting" if resting else ""

    def _begin(self, name: str, time_us: int) -> None:
        if self._current and self._bandit:
            self._bandit.learn(self._by_name[self._current], self._context, self._tried[self._current].relief)
        self._current, self._context = name, dict(self._levels)
        self._begun[name] = self._begun.get(name, 0) + 1

    def _hold(self, strategy: Strategy, time_us: int, fresh: bool) -> None:
        burden = strategy.burden(self._levels)
        before = self._tried.get(strategy.name)
        if fresh or before is None:
            self._tried[strategy.name] = Tried(time_us, 0.0, burden, burden)
            return
        held_s = before.held_s + max(0, time_us - before.used_us) / 1e6
        used_us = max(time_us, before.used_us)
        self._tried[strategy.name] = replace(
            before, used_us=used_us, held_s=held_s, peak=max(before.peak, burden), last=burden
        )

    def unlearn(self) -> None:
        """Forget what was learned, and learn nothing more."""
        self._bandit = None

    def snapshot(self) -> dict[str, Any]:
        """What `restore` needs."""
        return {
            "levels": dict(self._levels),
            "time_us": self._time_us,
            "current": self._current,
            "context": dict(self._context),
            "tried": dict(self._tried),
            "begun": dict(self._begun),
            "bandit": self._bandit.snapshot() if self._bandit else None,
        }

    def restore(self, snapshot: Mapping[str, Any]) -> None:
        """Go on from a snapshot; what a changed pack no longer has is forgotten."""
        self._levels, self._time_us = dict(snapshot["levels"]), snapshot["time_us"]
        self._current = snapshot["current"] if snapshot["current"] in self._by_name else ""
        self._context = dict(snapshot["context"])
        self._tried = {name: t for name, t in snapshot["tried"].items() if name in self._by_name}
        self._begun = {name: n for name, n in snapshot["begun"].items() if name in self._by_name}
        if self._bandit and snapshot["bandit"] is not None:
            self._bandit.restore(snapshot["bandit"])
