"""Many witnesses, one distribution: the log-linear pool of calibrated experts.

log p(e) = log prior(e) + sum over m of w_m q_m 2^(-age/half-life) (log p_m(e) - log prior(e)), then one temperature
(Genest and Zidek 1986, Statistical Science 1:114, logarithmic opinion pool; from memory). The prior is divided out
of every expert once and put back once; a class an expert lacks carries its uniform share and so counts as nothing.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul, sub

import numpy as np
from numpy.typing import NDArray

from der_server.emotion.feeling import Evidence, Witness
from der_server.emotion.layer import Layer
from der_server.labels import EMOTIONS, MODALITIES

Floats = NDArray[np.float32]
COUNT = len(EMOTIONS)
LOG_COUNT = math.log(COUNT)
FLOOR = 1e-4
"""No expert may rule a class out for good."""
LOG_FLOOR = math.log(FLOOR)
NOTHING = Evidence(0.0, 0.0, math.inf)


@dataclass(frozen=True, slots=True)
class FusionParams:
    """weights and half_lives_s by modality; temperature divides the pooled logits; log_prior f32[7]."""

    weights: Mapping[str, float]
    half_lives_s: Mapping[str, float]
    temperature: float
    log_prior: Floats


@dataclass(frozen=True, slots=True)
class Pooled:
    """probs: of the 7 labels; evidence by modality; conflict 0..1: how far the witnesses were from the pool at their
    newest word (their weighted mean divergence, in units of log 7); freshness 0..1: how much
    of the evidence is left after ageing (0 = none ever came)."""

    probs: list[float]
    evidence: Mapping[str, Evidence]
    conflict: float
    freshness: float


@cache
def shipped_params() -> FusionParams:
    """The parameters of `fusion.toml`, with a uniform prior."""
    raw = tomllib.loads((files("der_server.emotion") / "fusion.toml").read_text(encoding="utf-8"))
    table = raw["modality"]
    if set(table) != set(MODALITIES):
        raise ValueError(f"fusion.toml must have one table per modality: {', '.join(MODALITIES)}")
    return FusionParams(
        weights={m: float(table[m]["weight"]) for m in MODALITIES},
        half_lives_s={m: float(table[m]["half_life_s"]) for m in MODALITIES},
        temperature=float(raw["temperature"]),
        log_prior=np.full(COUNT, -np.log(COUNT), np.float32),
    )


def fuse(witnesses: Sequence[Witness], time_us: int, params: FusionParams, layer: Layer | None = None) -> Pooled:
    """Pool what the witnesses say, as of client time `time_us`. Without witnesses: the prior.

    Conflict is that at their newest word: while nothing new is heard it does not settle, and doubt only grows.
    layer: one person's own, from their feedback; None = as shipped. The prior must be uniform for it.
    """
    evidence = dict.fromkeys(MODALITIES, NOTHING)
    if not witnesses:
        prior = [p / params.temperature for p in params.log_prior.tolist()]
        return Pooled(_probs(_normalised(prior)), evidence, 0.0, 0.0)
    said = [_floored(w.log_probs) for w in witnesses]
    now = _pool(witnesses, said, time_us, params, layer)
    most = max(1.0, sum(now.alphas))
    for witness, weight in zip(witnesses, now.alphas, strict=True):
        age_s = max(0, time_us - witness.time_us) / 1e6
        evidence[witness.modality] = Evidence(weight / most, float(witness.quality), age_s)
    newest_us = max((w.time_us for w in witnesses if w.quality > 0), default=time_us)
    then = now if newest_us >= time_us else _pool(witnesses, said, newest_us, params, layer)
    return Pooled(_probs(now.logs), evidence, _conflict(then, said), now.freshness)


@dataclass(frozen=True, slots=True)
class _Pool:
    """alphas: exponents by witness; freshness: see `Pooled`; logs: of the pooled probabilities."""

    alphas: list[float]
    freshness: float
    logs: list[float]


def _pool(
    witnesses: Sequence[Witness],
    said: Sequence[Sequence[float]],
    time_us: int,
    params: FusionParams,
    layer: Layer | None,
) -> _Pool:
    """Of log probabilities `said` by the witnesses, as of a client time."""
    shares = _shares(witnesses, time_us, params)
    fresh, left = sum(share[0] for share in shares), sum(share[1] for share in shares)
    freshness = min(1.0, left / fresh) if fresh > 0 else 0.0
    alphas = [share[1] for share in shares]
    if layer is not None:
        gains = layer.gains.tolist()
        alphas = [a * gains[MODALITIES.index(w.modality)] for a, w in zip(alphas, witnesses, strict=True)]
    by_label = zip(params.log_prior.tolist(), zip(*said, strict=True), strict=True)
    rest = 1 - sum(alphas)
    logits = [(rest * prior + sum(map(mul, alphas, logs))) / params.temperature for prior, logs in by_label]
    if layer is not None:  # its bias ages with the evidence: without any it says nothing
        logits = [layer.heat * x + freshness * b for x, b in zip(logits, layer.bias.tolist(), strict=True)]
    return _Pool(alphas, freshness, _normalised(logits))


def _floored(log_probs: Floats) -> list[float]:
    logs: list[float] = log_probs.tolist()
    return logs if min(logs) >= LOG_FLOOR else [max(LOG_FLOOR, x) for x in logs]


def _normalised(logits: Sequence[float]) -> list[float]:
    """Natural logs of probabilities that sum to 1."""
    top = max(logits)
    rest = top + math.log(sum(math.exp(x - top) for x in logits))
    return [x - rest for x in logits]


def _probs(logs: Sequence[float]) -> list[float]:
    return [math.exp(x) for x in logs]


def _conflict(pool: _Pool, said: Sequence[Sequence[float]]) -> float:
    """0..1: the weighted mean divergence of what was said (log probabilities) from the pool, in units of log 7."""
    total = sum(pool.alphas)
    if len(said) < 2 or total <= 0:
        return 0.0
    apart, pooled = 0.0, [max(LOG_FLOOR, x) for x in pool.logs]
    for alpha, logs in zip(pool.alphas, said, strict=True):
        apart += alpha * sum(map(mul, map(math.exp, logs), map(sub, logs, pooled)))
    return min(1.0, max(0.0, apart / total / LOG_COUNT))


def pulls_of(witnesses: Sequence[Witness], time_us: int, params: FusionParams) -> Floats:
    """What each modality adds to the pooled logits as shipped, f32[M, 7]."""
    pulls = np.zeros((len(MODALITIES), COUNT), np.float32)
    for witness, (_, alpha) in zip(witnesses, _shares(witnesses, time_us, params), strict=True):
        logs = np.log(np.maximum(np.exp(witness.log_probs), FLOOR))
        pulls[MODALITIES.index(witness.modality)] += alpha * (logs - params.log_prior) / params.temperature
    return pulls


def _shares(witnesses: Sequence[Witness], time_us: int, params: FusionParams) -> list[tuple[float, float]]:
    """Per witness its exponent before and after ageing; dependent witnesses share one."""
    out = []
    speaking = any(w.modality == "voice" and w.quality > 0 for w in witnesses)
    for w in witnesses:
        weight = params.weights[w.modality]
        if w.depends_on_voice and speaking:
            weight = max(0.0, min(weight, 1.0 - params.weights["voice"]))
        fresh = weight * min(1.0, max(0.0, float(w.quality)))
        age_s = max(0, time_us - w.time_us) / 1e6
        out.append((fresh, fresh * 2 ** (-age_s / params.half_lives_s[w.modality])))
    return out
