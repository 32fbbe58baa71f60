"""How the trees of the body expert are grown, and a recipe for any styles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import QuantileTransformer

from der_server.models.body import Trees

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Tell = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Extremely randomised trees (Geurts, Ernst and Wehenkel 2006). leaf: windows a leaf holds at least.
    depth: at most; a deeper tree answers more slowly."""

    trees: int = 60
    leaf: int = 3
    depth: int = 20


@dataclass(frozen=True, slots=True)
class Windows:
    """body: f32[n, SIZE]; styles, actions and tracked: str[n]; takes: i64[n], which recording each is of."""

    body: Floats
    styles: NDArray[np.str_]
    actions: NDArray[np.str_]
    tracked: NDArray[np.str_]
    takes: NDArray[np.int64]

    def take(self, where: Flags) -> "Windows":
        words = (self.styles[where], self.actions[where], self.tracked[where])
        return Windows(self.body[where], *words, self.takes[where])


def grown(windows: Windows, labelled: Sequence[str], recipe: Recipe, seed: int) -> Trees:
    """Trees that tell all styles apart, their leaves reduced to the labelled ones (in that order)."""
    forest = ExtraTreesClassifier(
        recipe.trees, min_samples_leaf=recipe.leaf, max_depth=recipe.depth, random_state=seed
    )
    forest.fit(windows.body, windows.styles)
    columns = [list(forest.classes_).index(style) for style in labelled]
    return laid_out(forest, columns)


def laid_out(forest: Any, columns: Sequence[int]) -> Trees:
    """A fitted forest as arrays."""
    parts = [one.tree_ for one in forest.estimators_]
    sizes = [part.node_count for part in parts]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
    leaf = np.concatenate([part.children_left for part in parts]) < 0
    shift = np.repeat(starts, sizes)
    itself = np.arange(len(leaf), dtype=np.int32)

    def places(name: str) -> NDArray[np.int32]:
        return np.where(leaf, itself, np.concatenate([getattr(p, name) for p in parts]) + shift).astype(np.int32)

    counts = np.concatenate([part.value[:, 0] for part in parts])
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1e-9)
    return Trees(
        starts,
        np.where(leaf, -1, np.concatenate([part.feature for part in parts])).astype(np.int16),
        np.concatenate([part.threshold for part in parts]).astype(np.float32),
        places("children_left"),
        places("children_right"),
        np.where(leaf[:, None], shares[:, columns], 0).astype(np.float16).astype(np.float32),
        int(max(part.max_depth for part in parts)),
    )


def any_styles(body: Floats, styles: Sequence[str], seed: int) -> tuple[list[str], Tell]:
    """Trees and a linear model on ranks, for any styles: their names, and log shares f32[n, K] of other windows."""
    ranks = QuantileTransformer(n_quantiles=min(100, len(body)), output_distribution="normal", random_state=seed)
    linear = make_pipeline(ranks, LogisticRegression(C=0.05, max_iter=500))
    models = [ExtraTreesClassifier(150, min_samples_leaf=2, random_state=seed), linear]
    for model in models:
        model.fit(body, styles)

    def tell(unknown: Floats) -> Floats:
        return np.asarray(sum(np.log(model.predict_proba(unknown) + 1e-3) for model in models), np.float32)

    return [str(name) for name in models[0].classes_], tell
