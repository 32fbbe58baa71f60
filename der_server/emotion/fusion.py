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
    """probs f32[7]; evidence by modality; conflict 0..1: how far the witnesses are from the pool (their
    weighted mean divergence, in units of log 7); freshness 0..1: how much
    of the evidence is left after ageing (0 = none ever came)."""

    probs: Floats
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

    layer: one person's own, from their feedback; None = as shipped. The prior must be uniform for it.
    """
    evidence = dict.fromkeys(MODALITIES, NOTHING)
    if not witnesses:
        return Pooled(softmax(params.log_prior / params.temperature), evidence, 0.0, 0.0)
    shares = _shares(witnesses, time_us, params)
    likely = np.maximum(np.exp(np.array([w.log_probs for w in witnesses])), FLOOR)
    logs = np.log(likely)
    alphas = np.array([share[1] for share in shares])
    fresh = sum(share[0] for share in shares)
    freshness = min(1.0, sum(share[1] for share in shares) / fresh) if fresh > 0 else 0.0
    if layer is not None:
        alphas = alphas * layer.gains[[MODALITIES.index(w.modality) for w in witnesses]]
    logits = (params.log_prior + alphas @ (logs - params.log_prior)) / params.temperature
    if layer is not None:  # its bias ages with the evidence: without any it says nothing
        logits = layer.heat * logits + freshness * layer.bias
    probs = softmax(logits)
    weights = alphas.tolist()
    total = sum(weights)
    for witness, weight in zip(witnesses, weights, strict=True):
        age_s = max(0, time_us - witness.time_us) / 1e6
        evidence[witness.modality] = Evidence(weight / max(1.0, total), float(witness.quality), age_s)
    conflict = 0.0
    if len(witnesses) > 1 and total > 0:
        apart = (likely * (logs - np.log(np.maximum(probs, FLOOR)))).sum(1)
        conflict = min(1.0, max(0.0, float(alphas @ apart) / total / LOG_COUNT))
    return Pooled(probs, evidence, conflict, freshness)


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


def softmax(logits: NDArray[np.floating]) -> Floats:
    """Probabilities f32[...], summing to 1 over the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    probs: Floats = (shifted / shifted.sum(-1, keepdims=True)).astype(np.float32)
    return probs
