"""Classical baselines, and small nets, beside the shipped experts, on the very same held-out items.

    der study baselines

Face: the fifth of RAF-DB and FER2013 that `face.held_out` holds out; each baseline learns one corpus and is asked
about it. Body: windows of every action held out in turn. Voice: corpora held out in turn, in the four
emotions that all of them have. (The text expert is itself a linear model.)
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from der_server.features.body import NAMES
from der_server.features.voice import BLOCK_FRAMES
from der_server.labels import EMOTIONS
from der_server.models.face import alive
from der_server.models.vad import voice_activity
from der_server.training import body, face, metrics, voice
from der_server.training.datasets import find_corpora
from der_server.training.face_recipe import faces_of
from der_server.training.small_nets import SmallNets
from der_server.training.voice_clips import Heard, hear
from der_server.training.voice_head import FOUR

Floats = NDArray[np.float32]
Row = dict[str, Any]

MODELS: Mapping[str, Callable[[], Any]] = {
    "logistic regression": lambda: make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=500)),
    "SVM": lambda: make_pipeline(StandardScaler(), SVC(C=3.0, gamma=0.004)),
    "boosted trees": lambda: HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.07, max_leaf_nodes=15, l2_regularization=3.0, random_state=0
    ),
}
FACE_MODELS: Mapping[str, Callable[[], Any]] = {**MODELS, "three small nets": SmallNets}


def face_rows(data_dir: Path, seed: int = 0) -> list[Row]:
    """Accuracy and macro-F1 of each baseline and of the net, by corpus."""
    parts = face.training_parts(data_dir)
    faces = faces_of(parts, alive(), [1.0] * len(parts))
    learnt, apart = face.fifth_apart(faces, seed)
    told, corpora = face.held_out(data_dir, seed), faces.corpus.numpy()
    shown, labels = with_odds(faces.values.numpy()), faces.labels.numpy()
    rows = []
    for number, part in enumerate(parts):
        test, rest = apart[corpora[apart] == number], learnt[corpora[learnt] == number]
        asked = {name: new().fit(shown[rest], labels[rest]).predict(shown[test]) for name, new in FACE_MODELS.items()}
        asked["face-net"] = told.logs[told.corpora == number].argmax(1)
        rows += [_row(part.corpus.name, name, labels[test], guess) for name, guess in asked.items()]
    return rows


def body_rows(data_dir: Path, seed: int = 0) -> list[Row]:
    """The same for windows of actions held out in turn, whole body."""
    windows, test, _ = body.study_of(data_dir, seed)
    told = body.held_out(data_dir, seed)
    styles = dict(zip(body.LABEL_STYLES.values(), (EMOTIONS.index(e) for e in body.LABEL_STYLES), strict=True))
    known = windows.take(np.isin(windows.styles, list(styles)) & (windows.tracked == "whole body"))
    asked = {name: np.zeros(len(test.body), np.int64) for name in MODELS}
    for action in np.unique(test.actions):
        rest, mine = known.actions != action, test.actions == action
        for name, new in MODELS.items():
            model = new().fit(known.body[rest][:, : len(NAMES)], known.styles[rest])
            asked[name][mine] = [styles[style] for style in model.predict(test.body[mine][:, : len(NAMES)])]
    asked["body-trees"] = told.logs.argmax(1)
    whole = test.tracked == "whole body"
    return [_row(body.CORPUS, name, told.labels[whole], guess[whole]) for name, guess in asked.items()]


def voice_rows(data_dir: Path) -> list[Row]:
    """An SVM on mean, spread and change of log-mels, taught by all voice corpora but the one it is asked about."""
    corpora = [corpus for corpus in find_corpora(data_dir, "voice") if corpus.name in (*voice.SOURCES, "savee")]
    clips = [clip for corpus in corpora for clip in voice.clips_of(corpus.folder) if clip.label in FOUR]
    shown = np.stack([statistics(one) for one in hear(clips, voice_activity())])
    labels, corpus = np.array([clip.label for clip in clips]), np.array([clip.corpus for clip in clips])
    rows = []
    for name in np.unique(corpus):
        test, rest = corpus == name, (corpus != name) & (corpus != "savee")
        model = make_pipeline(StandardScaler(), SVC(C=3.0, class_weight="balanced")).fit(shown[rest], labels[rest])
        rows.append(_row(str(name), "SVM", labels[test], model.predict(shown[test])))
    return rows


def statistics(heard: Heard) -> Floats:
    """f32[192] of a clip's speech, its loudness taken out."""
    mel = heard.mel[np.repeat(heard.gate > 0, BLOCK_FRAMES)].astype(np.float32)
    mel -= mel.mean()
    return np.concatenate([mel.mean(0), mel.std(0), np.abs(np.diff(mel, axis=0)).mean(0)])


def with_odds(values: Floats) -> Floats:
    """Coefficients f32[n, A] and their log-odds side by side, f32[n, 2 A]."""
    inside = np.clip(values, 1e-6, 1 - 1e-6)
    return np.asarray(np.hstack([values, np.log(inside / (1 - inside))]), np.float32)


def _row(corpus: str, name: str, truth: NDArray[np.int64], guess: NDArray[np.int64]) -> Row:
    table = metrics.confusion(truth, guess, len(EMOTIONS))
    drawn = metrics.bootstrap(truth, guess, len(EMOTIONS))
    return {
        "corpus": corpus,
        "model": name,
        "n": len(truth),
        "accuracy": metrics.interval(metrics.accuracy, table, drawn).as_dict(),
        "macro_f1": metrics.interval(metrics.macro_f1, table, drawn).as_dict(),
        "uar": metrics.interval(metrics.uar, table, drawn).as_dict(),
    }
