"""What a device can do: people it could serve, and how much of its own best that is."""

import time
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np
import torch
from torch.utils.flop_counter import FlopCounterMode

from der_server.bench.measure import STATES_HZ
from der_server.models.example import example_step
from der_server.models.expert import Step
from der_server.models.graph import without_graphs
from der_server.models.lineup import KINDS, Lineup, load_lineup

BATCHES = (1, 8, 64, 256)
TRY_S = 1.0
SQUARE = 2048
"""Side of the matrices whose product tells what the device can do at best."""


def device_figures(device: str) -> dict[str, Any]:
    """Steps a second by batch size, people at the best of them, and its share of the device's best in full precision.

    Voice activity runs on the CPU whatever the device, and is in the figures.
    """
    lineup = load_lineup(device=device)
    rates = {size: _steps_per_s(lineup, size) for size in BATCHES}
    best = max(rates.values())
    operations, peak = _operations(), _peak(device)
    return {
        "device": torch.cuda.get_device_name(device) if device.startswith("cuda") else device,
        "steps_per_s": {str(size): round(rate, 1) for size, rate in rates.items()},
        "people": int(best / STATES_HZ),
        "operations_per_step": operations,
        "roofline_share": round(best * operations / peak, 6),
    }


def _steps(lineup: Lineup, size: int) -> list[Step]:
    """People in the middle of a talk: their states are not fresh."""
    steps = [example_step(seed) for seed in range(size)]
    return [replace(s, states=a.states) for s, a in zip(steps, lineup.run(steps), strict=True)]


def _steps_per_s(lineup: Lineup, size: int) -> float:
    steps = _steps(lineup, size)
    lineup.run(steps)
    count, begun_s = 0, time.perf_counter()
    while time.perf_counter() - begun_s < TRY_S:
        lineup.run(steps)
        count += 1
    return count * size / (time.perf_counter() - begun_s)


def _operations() -> int:
    """Floating-point operations of one step, as torch counts them on the CPU (a graph hides them)."""
    bundles = [without_graphs(expert.bundle) for expert in load_lineup().experts]
    lineup = Lineup(tuple(import_module(KINDS[one.card.kind]).load(one, "cpu") for one in bundles), None)
    steps = _steps(lineup, 1)
    with FlopCounterMode(display=False) as counted:
        lineup.run(steps)
    return int(counted.get_total_flops())


def _peak(device: str) -> float:
    """Operations a second of a large product of matrices."""
    one = torch.from_numpy(np.random.default_rng(0).normal(size=(SQUARE, SQUARE)).astype(np.float32)).to(device)
    times = []
    for _ in range(4):
        _wait(device)
        begun_s = time.perf_counter()
        one @ one
        _wait(device)
        times.append(time.perf_counter() - begun_s)
    return float(2.0 * SQUARE**3 / min(times))


def _wait(device: str) -> None:
    if device.startswith("cuda"):
        torch.cuda.synchronize(device)
