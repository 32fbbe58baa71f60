"""Training of `body-trees` on acted styles: windows of recorded takes, whole actions held out.

The corpora have three actors and no ids, so nothing here is person-independent: figures are for unseen actions
of the same actors.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import NotFound
from der_server.features.body import LEAST_S, SIZE, SPEC, WINDOW_S, body_input
from der_server.labels import EMOTIONS
from der_server.models.body import ARRAYS, KIND, LEAST_SHARE, MOST_QUALITY, NAME, BodyExpert, quality_of, spread
from der_server.models.bundle import Card, save_bundle, seen_array
from der_server.signals.body import body_reader
from der_server.signals.canonical import BODY
from der_server.training import metrics
from der_server.training.body_fit import Recipe, Windows, any_styles, grown
from der_server.training.datasets import find_corpora, load_parts
from der_server.training.datasets.body import BodyClip
from der_server.training.search import search

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Say = Callable[[str], None]

CORPUS = "bandai1"
LABEL_STYLES = {"neutral": "normal", "joy": "happy", "sadness": "sad", "anger": "angry"}
"""Emotions and the acted styles that stand for them; the trees tell the other styles apart as well."""
TRACKED = {
    "whole body": BODY,
    "no legs": tuple(name for name in BODY if not name.endswith(("Leg", "Foot"))),
    "head and hands": ("head", "leftHand", "rightHand"),
}
"""What headsets see: every training window is read once with each."""
TRAIN_HOP_S, STILL_HOP_S, TEST_HOP_S = 0.75, 1.0, 1.5
RIG_SD_M, SWAY_SD_M, NOISE_SD_M = 0.015, 0.001, 0.001
"""Spread of a rig's joints about another's, of one frame's sway and of tracking noise (our choices)."""
NOTES = (
    "Learned from acted styles (normal, happy, sad, angry) of three actors whose recordings carry no ids: it is NOT "
    "person-independent, and no test on other people was possible.",
    "Fear, disgust and surprise were not acted: they keep their uniform share.",
    "Figures are for 3 s windows of actions left out of training.",
    "Non-commercial data (CC BY-NC 4.0). On a headset that senses head and hands only, expect less.",
)


def windows_of_clip(clip: BodyClip, hop_s: float, keep: Sequence[str] = BODY) -> Floats:
    """Input `"body"` f32[w, SIZE] of a take every hop_s, only the joints in `keep` tracked; w = 0 if too short."""
    return _read(clip, hop_s, keep, lambda joints: joints)


def windows_of(
    clips: Sequence[BodyClip], styles: Sequence[str], hop_s: float, tracked: Sequence[str] = tuple(TRACKED)
) -> Windows:
    """Windows of many takes, each read once with every set of joints named in `tracked`."""
    return _gather(clips, styles, tracked, lambda clip, keep: windows_of_clip(clip, hop_s, keep))


def varied_windows_of(clips: Sequence[BodyClip], styles: Sequence[str], seed: int) -> Windows:
    """Training windows: as recorded on another person's rig, and as stills.

    No rig has its joints where another has them: each window's joints are shifted a little. And nobody in the corpora
    ever stands still, so that a net would take stillness itself for sadness: every posture is also held.
    """
    draw = np.random.default_rng(seed)

    def shifted(joints: Floats) -> Floats:
        return joints + draw.normal(0, RIG_SD_M, (1, *joints.shape[1:])).astype(np.float32)

    def held(joints: Floats) -> Floats:
        sway = np.cumsum(draw.normal(0, SWAY_SD_M, (len(joints), 1, 3)), 0) * np.array([1, 0.2, 1])
        noise = draw.normal(0, NOISE_SD_M, joints.shape)
        return shifted((joints[len(joints) // 2] + sway + noise).astype(np.float32))

    def read(clip: BodyClip, keep: Sequence[str]) -> Floats:
        found = (windows_of_clip(clip, TRAIN_HOP_S, keep), _read(clip, TRAIN_HOP_S, keep, shifted))
        return np.concatenate([*found, _read(clip, STILL_HOP_S, keep, held)])

    return _gather(clips, styles, tuple(TRACKED), read)


def _gather(
    clips: Sequence[BodyClip],
    styles: Sequence[str],
    tracked: Sequence[str],
    read: Callable[[BodyClip, Sequence[str]], Floats],
) -> Windows:
    rows = [
        (read(clip, TRACKED[kind]), style, clip.content, kind, take)
        for kind in tracked
        for take, (clip, style) in enumerate(zip(clips, styles, strict=True))
    ]
    rows = [row for row in rows if len(row[0])]
    columns = [np.repeat([row[i] for row in rows], [len(row[0]) for row in rows]) for i in range(1, 5)]
    return Windows(np.concatenate([row[0] for row in rows]), *columns)


def _read(clip: BodyClip, hop_s: float, keep: Sequence[str], change: Callable[[Floats], Floats]) -> Floats:
    count, names = len(clip.positions), clip.names
    lost = np.zeros((count, len(names)), bool)
    skeleton = "mixamo" if any("UpLeg" in name for name in names) else "vrm"
    joints, known = body_reader(skeleton, names).read(clip.positions, np.zeros((count, 0, 4), np.float32), lost)
    known[:, [i for i, name in enumerate(BODY) if name not in keep]] = 0
    times_us = np.round(np.arange(count) * (1e6 / clip.fps)).astype(np.int64)
    whole, hop = round(WINDOW_S * clip.fps), max(1, round(hop_s * clip.fps))
    found = []
    for end in range(min(whole, count - 1), count, hop):
        part = slice(max(0, end - whole), end + 1)
        found.append(body_input(times_us[part], change(joints[part]), known[part]))
    return np.array([one for one in found if one is not None], np.float32).reshape(-1, SIZE)


def score_take(expert: BodyExpert, take: BodyClip) -> Floats:
    """f32[7] over EMOTIONS for a whole take: the windows' geometric mean; uniform where it is too short."""
    body = windows_of_clip(take, LEAST_S)
    if not len(body):
        return np.full(len(EMOTIONS), -np.log(len(EMOTIONS)), np.float32)
    logs = expert.log_probs(body).mean(0)
    return np.asarray(logs - np.log(np.exp(logs).sum()), np.float32)


def train(data_dir: Path, out: Path, seed: int = 0, recipe: Recipe | None = None) -> dict[str, Any]:
    """Train `body-trees`, write it under `out`, return its figures. Raises NotFound without the corpus.

    recipe: one found by `searched`; the actions that judged it are left out of the figures.
    """
    judged, recipe = recipe is not None, recipe or Recipe()
    windows, test, keys = study_of(data_dir, seed)
    told = cross_check(recipe, windows, test, seed)
    shown = ~_judging(told.actions) if judged else np.ones(len(told.actions), bool)
    figures = {
        kind: figures_of(told, shown & (told.tracked == kind)) for kind in dict.fromkeys(told.tracked.tolist())
    }
    trees = grown(windows, tuple(LABEL_STYLES.values()), recipe, seed)
    card = Card(
        name=NAME,
        kind=KIND,
        modality="body",
        version="2",
        terms="non-commercial",
        trained=True,
        feature_spec=SPEC,
        labels=tuple(LABEL_STYLES),
        temperature=told.temperature,
        trained_on=(CORPUS,),
        settings={"depth": trees.depth, "most_quality": MOST_QUALITY, "recipe": asdict(recipe)},
        metrics={"held_out_actions": figures},
        notes=NOTES,
    )
    arrays: dict[str, NDArray[Any]] = {name: getattr(trees, name) for name in ARRAYS}
    arrays["shares"] = arrays["shares"].astype(np.float16)
    save_bundle(out / NAME, card, arrays | {"seen": seen_array(keys)})
    return figures


def searched(data_dir: Path, folder: Path, *, trials: int, seed: int = 0, say: Say = print) -> Recipe:
    """The recipe that does best on a quarter of the actions, which `train` then leaves out of its figures."""
    windows, test, _ = study_of(data_dir, seed)
    styles = tuple(LABEL_STYLES.values())
    judge = test.take(_judging(test.actions))
    learn = windows.take(~np.isin(windows.actions, judge.actions))
    truth = np.array([styles.index(style) for style in judge.styles.tolist()])

    def score(asked: Recipe) -> float:
        guess = grown(learn, styles, asked, seed).mean(judge.body).argmax(1)
        return float(metrics.macro_f1(metrics.confusion(truth, guess, len(styles))))

    best, value = search("body", Recipe(), _chosen, score, trials=trials, seed=seed, folder=folder, say=say)
    say(f"body: macro-F1 {value:.3f} on the actions kept for the search with {best}")
    return best


def _judging(actions: NDArray[np.str_]) -> NDArray[np.bool_]:
    """bool[n]: windows of the actions a search is judged on, every fourth by name."""
    return np.isin(actions, np.unique(actions)[::4])


def _chosen(trial: Any) -> dict[str, Any]:
    return {
        "trees": trial.suggest_int("trees", 40, 120, step=20),
        "leaf": trial.suggest_int("leaf", 1, 10),
        "depth": trial.suggest_int("depth", 10, 24, step=2),
    }


def study_of(data_dir: Path, seed: int) -> tuple[Windows, Windows, list[str]]:
    """What is learned from, the windows it is tested on, and the keys of every take. Raises NotFound."""
    clips, styles, keys = takes_of(data_dir, CORPUS)
    if not clips:
        raise NotFound(f"No body corpus to train on in {data_dir}: needs {CORPUS}.")
    test = windows_of(clips, styles, TEST_HOP_S, ("whole body", "head and hands"))
    test = test.take(np.isin(test.styles, list(LABEL_STYLES.values())))
    return varied_windows_of(clips, styles, seed), test, keys


def takes_of(data_dir: Path, corpus: str) -> tuple[list[BodyClip], list[str], list[str]]:
    """Every take of a corpus folder, its style and its key; nothing where the folder is not there."""
    try:
        found = find_corpora(data_dir, "body", corpus)
    except NotFound:
        return [], [], []
    parts = [part for one in found for part in load_parts(one)]
    clips = [clip for part in parts for clip in part.content]
    return clips, [raw[0] for part in parts for raw in part.raw], [key for part in parts for key in part.keys]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What trees say of windows of actions they have not met.

    logs f32[n, 7], calibrated on the other actions; quality f32[n] as served, labels i64[n] into EMOTIONS, actions
    and tracked str[n], takes i64[n]. temperature: fitted on all of these windows, as it is shipped.
    """

    logs: Floats
    quality: Floats
    labels: Ints
    actions: NDArray[np.str_]
    tracked: NDArray[np.str_]
    takes: Ints
    temperature: float


def held_out(data_dir: Path, seed: int = 0, recipe: Recipe | None = None) -> HeldOut:
    """The cross-check of `train` by itself. Raises NotFound without the corpus."""
    windows, test, _ = study_of(data_dir, seed)
    return cross_check(recipe or Recipe(), windows, test, seed)


def cross_check(recipe: Recipe, windows: Windows, test: Windows, seed: int) -> HeldOut:
    """Every labelled action held out in turn, and the temperature that fits those windows best."""
    styles = tuple(LABEL_STYLES.values())
    held = np.zeros((len(test.body), len(styles)))
    for action in sorted(set(test.actions.tolist())):
        trees = grown(windows.take(windows.actions != action), styles, recipe, seed)
        mine = test.actions == action
        held[mine] = np.log(trees.mean(test.body[mine]) + LEAST_SHARE)
    truth = np.array([styles.index(style) for style in test.styles.tolist()])
    logs = _tempered(held, truth, test.actions).astype(np.float32)
    places = np.array([EMOTIONS.index(label) for label in LABEL_STYLES])
    return HeldOut(
        spread(logs, tuple(LABEL_STYLES)),
        quality_of(test.body),
        places[truth],
        test.actions,
        test.tracked,
        test.takes,
        metrics.best_temperature(held, truth),
    )


def _tempered(scores: NDArray[np.float64], truth: Ints, actions: NDArray[np.str_]) -> NDArray[np.float64]:
    """Log probabilities, those of each action by the temperature that fits all other actions."""
    out = np.zeros_like(scores)
    for action in np.unique(actions):
        mine = actions == action
        scaled = scores[mine] / metrics.best_temperature(scores[~mine], truth[~mine])
        out[mine] = scaled - np.logaddexp.reduce(scaled, axis=1, keepdims=True)
    return out


def figures_of(told: HeldOut, where: NDArray[np.bool_]) -> dict[str, Any]:
    """Of windows and of whole takes (the geometric mean of their windows); intervals over takes."""
    places = [EMOTIONS.index(label) for label in LABEL_STYLES]
    logs = told.logs[where][:, places]
    truth = np.array([places.index(label) for label in told.labels[where].tolist()])
    _, takes = np.unique(told.takes[where], return_inverse=True)
    probs = np.exp(logs.astype(np.float64))
    probs /= probs.sum(1, keepdims=True)
    voted = np.stack([logs[takes == take].mean(0) for take in range(takes.max() + 1)])
    acted = np.array([truth[takes == take][0] for take in range(takes.max() + 1)])
    return {
        **_scored(truth, probs.argmax(1), takes),
        "ece": round(metrics.calibration_error(truth, probs), 4),
        "ks_calibration_error": round(metrics.ks_calibration_error(truth, probs), 4),
        "takes": _scored(acted, voted.argmax(1), np.arange(len(acted))),
    }


def _scored(truth: Ints, guess: Ints, takes: Ints) -> dict[str, Any]:
    classes = len(LABEL_STYLES)
    table, drawn = metrics.confusion(truth, guess, classes), metrics.bootstrap(truth, guess, classes, takes)
    ways = {"accuracy": metrics.accuracy, "macro_f1": metrics.macro_f1, "uar": metrics.uar}
    return {"n": len(truth)} | {name: metrics.interval(way, table, drawn).as_dict() for name, way in ways.items()}


def fit_classes(clips: Sequence[BodyClip], styles: Sequence[str]) -> Callable[[Sequence[BodyClip]], list[str]]:
    """The same windows for any styles: learn from whole takes, get back a function that labels takes."""
    hop_s = LEAST_S
    windows = [windows_of_clip(clip, hop_s) for clip in clips]
    repeated = np.repeat(np.array(styles), [len(one) for one in windows])
    names, tell = any_styles(np.concatenate(windows), repeated.tolist(), seed=0)
    often = names.index(max(set(styles), key=list(styles).count))

    def label(unknown: Sequence[BodyClip]) -> list[str]:
        asked = [windows_of_clip(clip, hop_s) for clip in unknown]
        return [names[int(tell(one).mean(0).argmax()) if len(one) else often] for one in asked]

    return label
