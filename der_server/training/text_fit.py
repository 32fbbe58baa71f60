"""Fine-tuning of the text encoder on one core: what it learns from, in which order, and how fast."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from der_server.labels import EMOTIONS
from der_server.training.text_net import Net, padded
from der_server.training.watch import Run, Watch

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Say = Callable[[str], None]

STRETCH = 200
"""Batches after which an unfinished net is kept."""
POOL = 40
"""Batches drawn at once and sorted by length, so that little of a batch is padding."""


@dataclass(frozen=True, slots=True)
class Course:
    """How the encoder learns. rate, head_rate: of AdamW at its height, after `warm` of the steps, falling to zero.

    fine_share: what the sum over the fine labels' losses counts beside the emotions' loss.
    """

    rounds: float = 2.0
    batch: int = 48
    rate: float = 3e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm: float = 0.08
    fine_share: float = 0.3


@dataclass(frozen=True, slots=True)
class Sheet:
    """n texts as token ids, each with its targets. often: f32[n], how many times a round it is drawn on average.

    emotions f32[n, 7], fine f32[n, 28], has_fine bool[n], loud f32[n] what its emotions' loss counts.
    """

    ids: Sequence[Ints]
    emotions: Floats
    fine: Floats
    has_fine: NDArray[np.bool_]
    often: Floats
    loud: Floats

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def fingerprint(self) -> str:
        """What tells these texts and targets from others."""
        said = hashlib.sha256(np.concatenate(list(self.ids)).tobytes())
        for column in (self.emotions, self.fine, self.has_fine, self.often, self.loud):
            said.update(np.ascontiguousarray(column).tobytes())
        return said.hexdigest()

    @staticmethod
    def joined(sheets: "Sequence[Sheet]") -> "Sheet":
        """One sheet of several, in their order."""
        rest = ("emotions", "fine", "has_fine", "often", "loud")
        columns = (np.concatenate([getattr(sheet, name) for sheet in sheets]) for name in rest)
        return Sheet([ids for sheet in sheets for ids in sheet.ids], *columns)


def fit(net: Net, sheet: Sheet, course: Course, *, seed: int, pad: int, say: Say, watch: Watch | None = None) -> None:
    """Teach the net in place; the same seed gives the same weights on the same machine.

    A `watch` with a folder lets a run that was cut off go on with the stretch of STRETCH batches it was in.
    """
    watch = watch or Watch()
    torch.manual_seed(seed)
    batches = list(_batches(sheet, course, np.random.default_rng(seed)))
    body = [p for name, p in net.named_parameters() if p.requires_grad and not name.startswith("head")]
    groups = [{"params": body, "lr": course.rate}, {"params": list(net.head.parameters()), "lr": course.head_rate}]
    steps = torch.optim.AdamW(groups, weight_decay=course.decay)
    rise = max(1, int(course.warm * len(batches)))
    pace = torch.optim.lr_scheduler.LambdaLR(
        steps, lambda n: min((n + 1) / rise, max(0.0, (len(batches) - n) / (len(batches) - rise + 1)))
    )
    run, key = Run(net, steps, pace, torch.Generator()), f"{course} {seed} {sheet.fingerprint}"
    first = run.go_on(watch.kept("text", key))
    net.train()
    losses: list[float] = []
    watch.begin("text", len(batches), first)
    for number, rows in enumerate(batches[first:], first + 1):
        loss = _loss(net, sheet, rows, course, pad)
        steps.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        steps.step()
        pace.step()
        losses.append(float(loss.detach()))
        watch.step("text", losses[-1])
        if number % STRETCH == 0 or number == len(batches):
            say(f"encoder: batch {number} of {len(batches)}, loss {sum(losses) / len(losses):.3f}")
            losses.clear()
            watch.keep("text", key, run.left(number))
    watch.end()
    net.eval()


def _loss(net: Net, sheet: Sheet, rows: Ints, course: Course, pad: int) -> torch.Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        scores = net(*padded([sheet.ids[row] for row in rows], pad))
    seven = len(EMOTIONS)
    loud, emotions = torch.from_numpy(sheet.loud[rows]), torch.from_numpy(sheet.emotions[rows])
    loss = (loud * F.cross_entropy(scores[:, :seven], emotions, reduction="none")).mean()
    fine = np.flatnonzero(sheet.has_fine[rows])
    if len(fine):
        truth = torch.from_numpy(sheet.fine[rows[fine]])
        every = F.binary_cross_entropy_with_logits(scores[fine, seven:], truth, reduction="none")
        loss = loss + course.fine_share * every.sum() / len(rows)
    return loss


def _batches(sheet: Sheet, course: Course, drawn: np.random.Generator) -> Iterator[Ints]:
    """Rows of the sheet, batch by batch; an item stands `often * rounds` times in all, rounded by lot."""
    times = np.floor(sheet.often * course.rounds + drawn.random(len(sheet))).astype(np.int64)
    rows = drawn.permutation(np.repeat(np.arange(len(sheet)), times))
    lengths = np.array([len(ids) for ids in sheet.ids])
    size = POOL * course.batch
    for begin in range(0, len(rows), size):
        pool = rows[begin : begin + size]
        pool = pool[np.argsort(lengths[pool], kind="stable")]
        cut = [pool[at : at + course.batch] for at in range(0, len(pool), course.batch)]
        yield from (cut[turn] for turn in drawn.permutation(len(cut)))


@torch.inference_mode()
def scores_of(net: Net, ids: Sequence[Ints], pad: int, batch: int = 64) -> Floats:
    """What the net says of each text: f32[n, outputs]."""
    net.eval()
    out = np.zeros((len(ids), net.head.out_features), np.float32)
    order = np.argsort([len(one) for one in ids], kind="stable")
    for begin in range(0, len(ids), batch):
        rows = order[begin : begin + batch]
        with torch.autocast("cpu", torch.bfloat16):
            out[rows] = net(*padded([ids[row] for row in rows], pad)).numpy()
    return out
