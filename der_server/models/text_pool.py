"""One text read in pieces, each in its own language: what the pieces say together."""

from collections.abc import Sequence

import numpy as np

from der_server.labels import EMOTIONS
from der_server.models.expert import Estimate


def pool_pieces(estimates: Sequence[Estimate]) -> Estimate:
    """The pieces' mean, weighed by how much there was to read in each; the best quality, the strongest of each cue.

    Even and of quality 0 where no piece says anything.
    """
    if len(estimates) == 1:
        return estimates[0]
    weights = np.array([estimate.quality for estimate in estimates], np.float64)
    even = np.full(len(EMOTIONS), -np.log(len(EMOTIONS)), np.float32)
    cues = {name for estimate in estimates for name in estimate.extra}
    extra = {name: max(float(e.extra.get(name, 0.0)) for e in estimates) for name in sorted(cues)}
    if not weights.sum() > 0:
        return Estimate(even, 0.0, extra)
    logs = weights @ np.stack([estimate.log_probs for estimate in estimates]).astype(np.float64) / weights.sum()
    return Estimate((logs - np.logaddexp.reduce(logs)).astype(np.float32), float(weights.max()), extra)
