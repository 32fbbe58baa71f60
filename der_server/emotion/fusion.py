"""Many witnesses, one distribution: the log-linear pool of calibrated experts.

log p(e) = log prior(e) + sum over m of w_m q_m 2^(-age/half-life) (log p_m(e) - log prior(e)), then one temperature
(Genest and Zidek 1986, Statistical Science 1:114, logarithmic opinion pool; from memory). The prior is divided out
of every expert once and put back once; a class an expert lacks carries its uniform share and so counts as nothing.
"""

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
FLOOR = 1e-4
"""No expert may rule a class out for good."""


@dataclass(frozen=True, slots=True)
class FusionParams:
    """weights and half_lives_s by modality; temperature divides the pooled logits; log_prior f32[7]."""

    weights: Mapping[str, float]
    half_lives_s: Mapping[str, float]
    temperature: float
    log_prior: Floats


@dataclass(frozen=True, slots=True)
class Pooled:
    """probs f32[7]; evidence by modality; conflict 0..1: how far the witnesses are apart; freshness 0..1: how much
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
    shares = _shares(witnesses, time_us, params)
    evidence_log = np.stack([_floored(w.log_probs) - params.log_prior for w in witnesses] or [np.zeros(COUNT)])
    alphas = np.array([share[1] for share in shares] or [0.0])
    fresh = sum(share[0] for share in shares)
    freshness = min(1.0, float(alphas.sum()) / fresh) if fresh > 0 else 0.0
    if layer is not None and witnesses:
        alphas = alphas * layer.gains[[MODALITIES.index(w.modality) for w in witnesses]]
    logits = (params.log_prior + alphas @ evidence_log) / params.temperature
    if layer is not None:  # its bias ages with the evidence: without any it says nothing
        logits = layer.heat * logits + freshness * layer.bias
    probs = softmax(logits)
    total = float(alphas.sum())
    evidence = {m: Evidence(0.0, 0.0, float("inf")) for m in MODALITIES}
    for witness, alpha in zip(witnesses, alphas, strict=False):
        weight = float(alpha) / max(1.0, total)
        age_s = max(0, time_us - witness.time_us) / 1e6
        evidence[witness.modality] = Evidence(weight, float(witness.quality), age_s)
    return Pooled(probs, evidence, _conflict(witnesses, alphas, probs), freshness)


def pulls_of(witnesses: Sequence[Witness], time_us: int, params: FusionParams) -> Floats:
    """What each modality adds to the pooled logits as shipped, f32[M, 7]."""
    pulls = np.zeros((len(MODALITIES), COUNT), np.float32)
    for witness, (_, alpha) in zip(witnesses, _shares(witnesses, time_us, params), strict=True):
        term = alpha * (_floored(witness.log_probs) - params.log_prior) / params.temperature
        pulls[MODALITIES.index(witness.modality)] += term
    return pulls


def _shares(witnesses: Sequence[Witness], time_us: int, params: FusionParams) -> list[tuple[float, float]]:
    """Per witness its exponent before and after ageing; dependent witnesses share one."""
    out = []
    speaking = any(w.modality == "voice" and w.quality > 0 for w in witnesses)
    for w in witnesses:
        weight = params.weights[w.modality]
        if w.depends_on_voice and speaking:
            weight = max(0.0, min(weight, 1.0 - params.weights["voice"]))
        fresh = weight * float(np.clip(w.quality, 0, 1))
        age_s = max(0, time_us - w.time_us) / 1e6
        out.append((fresh, fresh * 2 ** (-age_s / params.half_lives_s[w.modality])))
    return out


def _floored(log_probs: Floats) -> Floats:
    floored: Floats = np.log(np.maximum(np.exp(log_probs), FLOOR))
    return floored


def _conflict(witnesses: Sequence[Witness], alphas: NDArray[np.float64], probs: Floats) -> float:
    """Weighted mean divergence of the witnesses from the pool, in units of log 7, 0..1."""
    total = float(alphas.sum())
    if len(witnesses) < 2 or total <= 0:
        return 0.0
    logs = np.stack([_floored(w.log_probs) for w in witnesses])
    apart = (np.exp(logs) * (logs - np.log(np.maximum(probs, FLOOR)))).sum(1)
    return float(np.clip((alphas @ apart) / total / np.log(COUNT), 0, 1))


def softmax(logits: NDArray[np.floating]) -> Floats:
    """Probabilities f32[...], summing to 1 over the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    probs: Floats = (shifted / shifted.sum(-1, keepdims=True)).astype(np.float32)
    return probs
