"""What a training shows while it runs, and what it leaves so that it can go on after being cut off."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

from der_server.faults import BadRequest
from der_server.training.extra import needed

LOGGERS = ("none", "tensorboard", "wandb")


class Board(Protocol):
    """Where curves go."""

    def add_scalar(self, tag: str, scalar_value: float, global_step: int) -> None: ...

    def close(self) -> None: ...


class _Nowhere:
    def add_scalar(self, tag: str, scalar_value: float, global_step: int) -> None: ...

    def close(self) -> None: ...


class _WandbBoard:
    """Curves in Weights & Biases, under its own account and settings (WANDB_* variables)."""

    def __init__(self, folder: Path) -> None:
        self._run = needed("wandb", "wandb").init(project="der-server", dir=str(folder))

    def add_scalar(self, tag: str, scalar_value: float, global_step: int) -> None:
        self._run.log({tag: scalar_value}, step=global_step)

    def close(self) -> None:
        self._run.finish()


def board(logger: str, folder: Path) -> Board:
    """A logger of LOGGERS that writes into `folder`. Raises BadRequest where it is unknown or not installed."""
    if logger == "none":
        return _Nowhere()
    if logger == "tensorboard":
        made: Board = needed("torch.utils.tensorboard", "tensorboard").SummaryWriter(str(folder / "tensorboard"))
        return made
    if logger == "wandb":
        return _WandbBoard(folder)
    raise BadRequest(f"There is no logger {logger!r}: use {', '.join(LOGGERS)}.")


@dataclass
class Watch:
    """One run of training. folder: where unfinished nets are kept, None = nowhere; bar: show progress on stderr."""

    board: Board = field(default_factory=_Nowhere)
    folder: Path | None = None
    bar: bool = False
    _steps: int = 0
    _progress: Any = None

    def begin(self, name: str, total: int, done: int = 0) -> None:
        """A net of `total` steps begins, or goes on after `done`."""
        if self.bar:
            tqdm = needed("tqdm").tqdm
            self._progress = tqdm(desc=name, total=total, initial=done, unit="step", dynamic_ncols=True, leave=False)

    def step(self, name: str, loss: float) -> None:
        """One step was taken. Raises BadRequest where the loss is no number any more."""
        if not math.isfinite(loss):
            raise BadRequest(f"{name}: the loss is not finite; lower the rate, or look for broken items in the data.")
        self._steps += 1
        self.board.add_scalar(f"{name}/loss", loss, self._steps)
        self.tick()
        if self._progress is not None:
            self._progress.set_postfix(loss=f"{loss:.3f}", refresh=False)

    def tick(self) -> None:
        """A step that has no loss, such as an item that was read."""
        if self._progress is not None:
            self._progress.update()

    def figure(self, name: str, value: float, step: int) -> None:
        """A figure on people held out, for the curves."""
        self.board.add_scalar(name, value, step)

    def end(self) -> None:
        """The net is done."""
        if self._progress is not None:
            self._progress.close()
            self._progress = None

    def kept(self, name: str, key: str) -> dict[str, Any] | None:
        """What an earlier run left of the same net: same name, data and recipe (`key`)."""
        path = self._path(name, key)
        if path is None or not path.is_file():
            return None
        held: dict[str, Any] = torch.load(path, weights_only=True)
        return held

    def keep(self, name: str, key: str, state: Mapping[str, Any]) -> None:
        """Leave an unfinished net. It is written whole or not at all."""
        path = self._path(name, key)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_suffix(".half")
            torch.save(dict(state), half)
            half.replace(path)

    def _path(self, name: str, key: str) -> Path | None:
        if self.folder is None:
            return None
        return self.folder / "unfinished" / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:12]}.pt"


@dataclass(frozen=True)
class Run:
    """The moving parts of one net's training, as they are kept and taken up again.

    rate: None where it stays. draw: numpy's chance, where it is used. mean: the weights' running mean, where there is
    one; it changes in place.
    """

    net: nn.Module
    optimiser: Optimizer
    rate: LRScheduler | None
    noise: torch.Generator
    draw: np.random.Generator | None = None
    mean: Mapping[str, Tensor] | None = None

    def left(self, epoch: int) -> dict[str, Any]:
        """Everything needed to go on with this epoch as if it had never stopped."""
        return {
            "epoch": epoch,
            "net": self.net.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "rate": None if self.rate is None else self.rate.state_dict(),
            "noise": self.noise.get_state(),
            "chance": torch.get_rng_state(),
            "draw": None if self.draw is None else json.dumps(self.draw.bit_generator.state),
            "mean": None if self.mean is None else dict(self.mean),
        }

    def go_on(self, left: Mapping[str, Any] | None) -> int:
        """Take up what a run left; the epoch to go on with, 0 where nothing was left."""
        if left is None:
            return 0
        self.net.load_state_dict(left["net"])
        self.optimiser.load_state_dict(left["optimiser"])
        self.noise.set_state(left["noise"])
        torch.set_rng_state(left["chance"])
        if self.rate is not None:
            self.rate.load_state_dict(left["rate"])
        if self.draw is not None:
            self.draw.bit_generator.state = json.loads(left["draw"])
        for name, value in (self.mean or {}).items():
            value.copy_(left["mean"][name])
        return int(left["epoch"])
