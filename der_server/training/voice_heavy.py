"""Training and scoring of the heavy voice expert `voice-heavy`: a light head on a frozen encoder.

    train(data_dir, out, teacher=...) -> figures

Three rounds with a third of every corpus's people kept apart, and one round for each corpus kept apart as a whole,
give the figures and the confidence; the shipped head then learns from everybody.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from der_server.features.voice import SPEC, VAD_WINDOW
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, Card, save_bundle, seen_array
from der_server.models.vad import STATE, VoiceActivity, voice_activity
from der_server.models.voice_head import Head, Lean, Likeness
from der_server.models.voice_heavy import NAME, HeavyVoice, pooled
from der_server.models.voice_hops import EMPTY, FRAME_SAMPLES, HOP, KIND, REACH, SOUND, hops_of
from der_server.models.voice_person import Person
from der_server.models.whisper import Encoder, kept, narrowed, widened
from der_server.training.datasets import find_corpora
from der_server.training.datasets.voice import longest_s
from der_server.training.voice import FOLDS, SOURCES, clips_of, deal
from der_server.training.voice_clips import Clip, at_speed, read_samples
from der_server.training.voice_head import Heard, fit_head, kernel_fit, parts_of, study
from der_server.training.voice_recipe import balanced
from der_server.training.voice_teacher import encoder_weights

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Say = Callable[[str], None]

TAIL = np.zeros(HOP * VAD_WINDOW, np.float32)
"""Silence after a recording, in which its last words are heard."""
FEW_VOICES = 4
SPEEDS = (1.12, 0.89)
"""With fewer people than FEW_VOICES to learn from, their clips are also heard at these speeds, as further voices."""
POSITIONS = REACH * VAD_WINDOW // FRAME_SAMPLES
NOTES = (
    "Acted speech of 38 people in English, Chinese, Polish and German: everyday speech is much harder.",
    "The encoder is Whisper base up to its third layer (Radford et al. 2022, MIT), frozen, stored in 8 bits.",
    "Confidence falls with the distance to all voices it learned from.",
    "RAVDESS and nEMO are non-commercial, CASIA is for research: so is this bundle.",
)


class Ear:
    """The frozen encoder as it is served. What it heard is kept under `<teacher>/hops/` by a hash of the samples."""

    def __init__(self, teacher: Path) -> None:
        """Raises NotFound where the encoder is not under `teacher`."""
        self.stored = narrowed(kept(encoder_weights(teacher), POSITIONS))
        encoder = Encoder({n: torch.from_numpy(w) for n, w in widened(self.stored).items()})
        self._expert = deaf(encoder, voice_activity())
        self._kept = teacher / "hops"
        self._kept.mkdir(exist_ok=True)

    def features(self, samples: Floats) -> Floats:
        """f32[1025]: seconds of speech, and the mean and spread of what is heard in one recording."""
        name = hashlib.sha256(np.ascontiguousarray(samples).tobytes()).hexdigest()[:32]
        path = self._kept / f"{name}-{REACH}.npy"
        if not path.exists():
            np.save(path, features_of(self._expert, samples))
        return np.asarray(np.load(path, allow_pickle=False), np.float32)


def deaf(encoder: Encoder, vad: VoiceActivity) -> HeavyVoice:
    """An expert that hears but has learned nothing."""
    nothing = np.zeros((0, 0), np.float32)
    nobody = Likeness(nothing, nothing, 0.0)
    head = Head(nothing, nothing, nobody, nobody, Lean(TAIL[:0], 0.0, 0.0), (0.0, 0.0))
    card = Card(NAME, KIND, "voice", "1", "permissive", trained=False, feature_spec=SPEC)
    return HeavyVoice(Bundle(card, {}, ""), encoder, head, Person(nothing[0:0, 0:0].ravel(), TAIL[:0]), vad, "cpu")


def features_of(expert: HeavyVoice, samples: Floats) -> Floats:
    """See `Ear.features`. A recording without detected speech is heard as if all of it were speech."""
    windows = windows_of(samples)
    (probs,), _ = expert.vad.read([windows], np.zeros((1, STATE), np.float32))
    hops, _ = hops_of(EMPTY, windows, probs)
    if not any(hop.spoken for hop in hops):
        hops, _ = hops_of(EMPTY, windows, np.ones_like(probs))
    sums = expert.hear(hops).sum(0)
    return np.concatenate([[sums[0] * FRAME_SAMPLES / 16_000], pooled(sums[None])[0]]).astype(np.float32)


def gather(data_dir: Path, ear: Ear, names: Sequence[str] = SOURCES) -> Heard:
    """Every labelled clip of the corpora of these names as features. Raises NotFound."""
    corpora = [corpus for corpus in find_corpora(data_dir, "voice") if corpus.name in names]
    clips = [clip for corpus in corpora for clip in clips_of(corpus.folder) if clip.label >= 0]
    return heard_of(clips, ear)


def heard_of(clips: Sequence[Clip], ear: Ear) -> Heard:
    """Clips as features, with who speaks in them."""
    features = np.stack([ear.features(clip.samples) for clip in clips])
    return Heard(
        features[:, 1:],
        np.array([clip.label for clip in clips], np.int64),
        np.array([clip.corpus for clip in clips]),
        np.array([f"{clip.corpus}/{clip.person}" for clip in clips]),
        features[:, 0],
    )


def train(
    data_dir: Path, out_dir: Path, *, seed: int = 0, teacher: Path | None = None, say: Say = print
) -> dict[str, Any]:
    """Train `voice-heavy`, write it under `out_dir`, return its figures on people and on corpora kept apart.

    teacher: folder of the unpacked Whisper packages (see `voice_teacher`), whose encoder becomes part of the bundle;
    without it nothing is trained, and said. Raises NotFound where no corpus, or no such encoder, is there.
    """
    if teacher is None:
        say("voice-heavy: left out, it needs the encoder (--teacher)")
        return {}
    say("voice-heavy: listening")
    ear = Ear(teacher)
    heard = gather(data_dir, ear)
    return train_on(heard, ear.stored, out_dir, seed=seed, say=say)


def train_on(
    heard: Heard, encoder: dict[str, NDArray[Any]], out_dir: Path, *, seed: int, say: Say = print
) -> dict[str, Any]:
    """`train` from what was heard."""
    say("voice-heavy: rounds of people and of corpora kept apart")
    temper, figures = study(heard, deal(heard.corpora, heard.people, FOLDS), seed)
    say("voice-heavy: the shipped head, on everybody")
    head, person = fit_head(heard, temper, seed)
    card = Card(
        name=NAME,
        kind=KIND,
        modality="voice",
        version="1",
        terms="research",
        trained=True,
        feature_spec=SPEC,
        trained_on=tuple(name for name in SOURCES if name in set(heard.corpora.tolist())),
        settings={
            "temper": list(temper),
            "lean": lean_told(head.lean),
            "reach": head.stranger.reach,
            "windows": REACH,
        },
        metrics=figures,
        notes=NOTES,
    )
    arrays = {f"encoder/{name}": value for name, value in encoder.items()} | arrays_of(head, person)
    arrays["seen"] = seen_array(f"voice/{name}" for name in np.unique(heard.people).tolist())
    save_bundle(out_dir / NAME, card, arrays)
    return {NAME: figures}


def lean_told(lean: Lean) -> dict[str, Any]:
    """What a card says of a lean (see `lean_of`)."""
    starts = np.flatnonzero(np.diff(lean.own, prepend=np.nan) != 0)
    runs = np.diff(starts, append=len(lean.own)).tolist()
    owns = [float(own) for own in lean.own[starts]]
    return {"runs": list(zip(runs, owns, strict=True)), "familiarity": [lean.strange, lean.usual]}


def arrays_of(head: Head, person: Person) -> dict[str, NDArray[Any]]:
    """What a bundle keeps of a head and of people, known clips in half precision."""
    return {
        "head/mean": head.mean,
        "head/axes": head.axes.astype(np.float16),
        "head/stranger/known": head.stranger.known.astype(np.float16),
        "head/stranger/says": head.stranger.says,
        "head/friend/known": head.friend.known.astype(np.float16),
        "head/friend/says": head.friend.says,
        "person/centre": person.centre,
        "person/shrink": person.shrink,
    }


def score_clips(expert: HeavyVoice, clips: Sequence[Path | Floats], together: int = 32) -> Floats:
    """The expert's last answer for each recording, f32[n, 7] log probabilities, as serving would hear it.

    A recording without detected speech is heard as if all of it were speech. Clips share batches.
    """
    out = np.zeros((len(clips), len(EMOTIONS)), np.float32)
    for start in range(0, len(clips), together):
        some = [read_samples(clip) if isinstance(clip, Path) else clip for clip in clips[start : start + together]]
        answers, _ = expert.step(
            [{SOUND: windows_of(samples)} for samples in some], np.zeros((len(some), expert.state_size), np.float32)
        )
        for row, (answer, samples) in enumerate(zip(answers, some, strict=True)):
            unheard = answer.quality <= 0
            features = features_of(expert, samples)[None, 1:] if unheard else np.zeros((1, 0), np.float32)
            out[start + row] = expert.head.log_probs(expert.head.parts(features))[0] if unheard else answer.log_probs
    return out


def windows_of(samples: Floats) -> Floats:
    """A recording and the silence after it as windows f32[m, 512]."""
    whole = np.concatenate([samples, TAIL])
    return whole[: len(whole) // VAD_WINDOW * VAD_WINDOW].reshape(-1, VAD_WINDOW)


def fit_classes(
    paths: Sequence[Path], labels: Sequence[str], *, people: Sequence[str] | None = None, teacher: Path | None = None
) -> Callable[[Sequence[Path]], list[str]]:
    """The same recipe for any classes; get back what labels recordings. people: who speaks, if known.

    Raises NotFound without teacher.
    """
    ear, names = Ear(teacher or Path()), sorted(set(labels))
    speeds = (1.0, *SPEEDS) if people is not None and len(set(people)) < FEW_VOICES else (1.0,)
    numbers = np.array([names.index(label) for label in labels] * len(speeds), np.int64)
    shown = np.concatenate([_shown(paths, ear, speed) for speed in speeds])
    mean, axes = parts_of(shown)
    weights = balanced(numbers, [""] * len(numbers)) / np.float32(len(speeds))
    known = kernel_fit(np.asarray((shown - mean) @ axes, np.float32), numbers, weights, len(names))

    def tell(unknown: Sequence[Path]) -> list[str]:
        logits, _ = known.ask(np.asarray((_shown(unknown, ear) - mean) @ axes, np.float32))
        return [names[i] for i in logits.argmax(1)]

    return tell


def _shown(paths: Sequence[Path], ear: Ear, speed: float = 1.0) -> Floats:
    clips = (Clip(read_samples(path, longest_s(path.parent.parent)), -1) for path in paths)
    return np.stack([ear.features(at_speed(clip, speed).samples)[1:] for clip in clips])
