"""Measure how real faces move from neutral into each emotion, and write `der_client/faces.json`.

    python client_examples/python/measure_faces.py /path/to/data

Reads `face/{rafdb,ckplus48,fer2013}/*.npz` (MediaPipe coefficients of labelled photographs; training splits only)
and keeps, per emotion, a mean face, the main ways in which faces of that emotion differ from one another, and
the sizes of those differences. Kept are only samples whose label a linear classifier fitted to other samples
agrees with, and of these the half that is furthest along the way from neutral: what a clear performance looks
like. No table of action units, rigs or blendshape meanings takes part.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.model_selection import cross_val_predict

Floats = NDArray[np.float64]
OURS = {
    "happy": "joy",
    "sad": "sadness",
    "angry": "anger",
    "fear": "fear",
    "disgust": "disgust",
    "surprise": "surprise",
    "neutral": "neutral",
}
CORPORA = ("rafdb", "ckplus48", "fer2013")
COMPONENTS = 5
PER_CORPUS = 400
"""At most so many samples of one emotion from one corpus, so that the largest does not speak for all."""


def read_corpus(path: Path) -> tuple[Floats, NDArray[np.str_], list[str]]:
    """Coefficients f64[n, 52], our labels, and the coefficients' names."""
    with np.load(path) as held:
        labels = np.array([OURS.get(str(label), "") for label in held["y"]])
        use = labels != ""
        if "split" in held.files:
            use &= held["split"] == "Training"
        return held["X"][use].astype(np.float64), labels[use], [str(name) for name in held["names"]]


def agreed(values: Floats, labels: NDArray[np.str_]) -> Floats:
    """For each sample, the cross-fitted probability of its own label under equal priors."""
    classes = np.unique(labels)
    model = LinearDiscriminantAnalysis(priors=np.full(len(classes), 1 / len(classes)))
    odds = cross_val_predict(model, np.sqrt(values), labels, cv=5, method="predict_proba")
    likeliest = classes[odds.argmax(1)]
    own = odds[np.arange(len(labels)), np.searchsorted(classes, labels)]
    return np.where(likeliest == labels, own, 0.0)


def clear_samples(values: Floats, labels: NDArray[np.str_], emotion: str) -> Floats:
    """Agreed samples of one emotion: of neutral the half nearest to its mean, of the others the furthest half."""
    sure = agreed(values, labels)
    chosen = values[(labels == emotion) & (sure > 0)]
    neutral = labels == "neutral"
    centre = values[neutral].mean(0) if neutral.any() else np.zeros(values.shape[1])
    spread = values.std(0) + 0.01
    away = np.linalg.norm((chosen - centre) / spread, axis=1)
    order = np.argsort(away if emotion == "neutral" else -away, kind="stable")
    return np.asarray(chosen[order[: min(PER_CORPUS, max(1, len(order) // 2))]])


def measure(samples: Floats) -> dict[str, object]:
    """Mean face, main differences between faces (unit length) and their standard deviations."""
    mean = samples.mean(0)
    _, sizes, ways = np.linalg.svd(samples - mean, full_matrices=False)
    return {
        "n": len(samples),
        "mean": np.round(mean, 4).tolist(),
        "ways": np.round(ways[:COMPONENTS], 4).tolist(),
        "sds": np.round(sizes[:COMPONENTS] / np.sqrt(len(samples)), 4).tolist(),
    }


def main() -> None:
    """Read, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    default = Path(__file__).parent / "der_client" / "faces.json"
    parser.add_argument("--out", type=Path, default=default)
    asked = parser.parse_args()
    read = [read_corpus(asked.data / "face" / name / f"{name}.npz") for name in CORPORA]
    names = read[0][2]
    emotions = {}
    for emotion in OURS.values():
        parts = [clear_samples(x, y, emotion) for x, y, _ in read if (y == emotion).any()]
        emotions[emotion] = measure(np.concatenate(parts))
    note = "Means and main variations of MediaPipe coefficients of labelled faces; see measure_faces.py."
    out = {"note": note, "corpora": list(CORPORA), "names": names, "emotions": emotions}
    asked.out.write_text(json.dumps(out, separators=(",", ":")) + "\n", encoding="utf-8")
    print({emotion: measured["n"] for emotion, measured in emotions.items()}, asked.out)


if __name__ == "__main__":
    main()
