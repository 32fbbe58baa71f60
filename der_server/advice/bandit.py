"""What helps this person: a contextual bandit over strategies, off unless the operator turns it on.

LinUCB with one ridge regression per strategy (Li, Chu, Langford and Schapire 2010, WWW, algorithm 1; from memory).
What it adds to a utility is bounded: it can choose between neighbours and never turn a table over. Preconditions,
escalation and the safety path stand above it. Regret is measured by `simulate`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.advice.packs import Strategy

Floats = NDArray[np.float64]

BOUND = 0.15
"""Most that learning may add to or take from a utility (our choice: half of what good manners are worth)."""
WIDTH = 0.3
"""Optimism, the alpha of LinUCB: how many standard errors count as promise."""
EXPECTED = 0.3
"""Relief at which a strategy is worth neither more nor less than its table says."""
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class _Arm:
    """gram f64[k, k] and reward f64[k] of one strategy's regression; k = states it answers and one."""

    gram: Floats
    reward: Floats


class Bandit:
    """What was learned of one person in one visit. Its owner is that visit."""

    def __init__(self) -> None:
        self._arms: dict[str, _Arm] = {}

    def bonus(self, strategy: Strategy, states: Mapping[str, float]) -> float:
        """What to add to the utility, within BOUND; 0 for what was never tried."""
        arm = self._arms.get(strategy.name)
        if arm is None:
            return 0.0
        x = _context(strategy, states)
        inverse_x = np.linalg.solve(arm.gram, x)
        hoped = EXPECTED + inverse_x @ arm.reward + WIDTH * (np.sqrt(x @ inverse_x) - np.sqrt(x @ x / RIDGE))
        return float(np.clip(hoped - EXPECTED, -BOUND, BOUND))

    def learn(self, strategy: Strategy, states: Mapping[str, float], relief: float) -> None:
        """A strategy begun in `states` ended with `relief` 0..1."""
        x = _context(strategy, states)
        arm = self._arms.get(strategy.name) or _Arm(RIDGE * np.eye(len(x)), np.zeros(len(x)))
        surprise = float(np.clip(relief, 0, 1)) - EXPECTED
        self._arms[strategy.name] = _Arm(arm.gram + np.outer(x, x), arm.reward + surprise * x)

    def snapshot(self) -> dict[str, Any]:
        """What `restore` needs; plain lists."""
        return {name: (arm.gram.tolist(), arm.reward.tolist()) for name, arm in self._arms.items()}

    def restore(self, snapshot: Mapping[str, Any]) -> None:
        """Go on from a snapshot."""
        self._arms = {name: _Arm(np.array(gram), np.array(reward)) for name, (gram, reward) in snapshot.items()}


def _context(strategy: Strategy, states: Mapping[str, float]) -> Floats:
    return np.array([1.0, *(states.get(state, 0.0) for state, gain in strategy.when.items() if gain > 0)])


@dataclass(frozen=True, slots=True)
class Regret:
    """Lost relief against always choosing what helps this person most, summed over rounds; means over people."""

    with_bandit: float
    without: float
    rounds: int
    people: int


def simulate(
    strategies: Sequence[Strategy], states: Mapping[str, float], *, people: int, rounds: int, seed: int
) -> Regret:
    """Simulated people, each helped by each strategy to a hidden degree, with noise; the table alone against what is
    learned beside it. Strategies may be chosen freely: preconditions and dwell play no part here."""
    rng = np.random.default_rng(seed)
    lost = np.zeros(2)
    for _ in range(people):
        helps = rng.uniform(0, 0.8, len(strategies))
        for which, bandit in enumerate((Bandit(), None)):
            lost[which] += _live(_World(strategies, states, helps), bandit, rounds, rng)
    return Regret(float(lost[0] / people), float(lost[1] / people), rounds, people)


@dataclass(frozen=True, slots=True)
class _World:
    """A simulated person: relief f64[strategies] each strategy brings on average, in fixed states."""

    strategies: Sequence[Strategy]
    states: Mapping[str, float]
    relief: Floats


def _live(world: _World, bandit: Bandit | None, rounds: int, rng: np.random.Generator) -> float:
    """Relief lost over the rounds."""
    tabled = np.array([s.base + sum(s.gains(world.states).values()) for s in world.strategies])
    lost = 0.0
    for _ in range(rounds):
        learned = np.array([bandit.bonus(s, world.states) if bandit else 0.0 for s in world.strategies])
        index = int((tabled + learned).argmax())
        lost += float(world.relief.max() - world.relief[index])
        if bandit:
            seen = float(np.clip(world.relief[index] + rng.normal(0, 0.15), 0, 1))
            bandit.learn(world.strategies[index], world.states, seen)
    return lost
