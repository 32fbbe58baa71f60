"""Training and scoring of the voice expert `voice-stream`, and of `voice-open`, its twin of permissive data alone.

    train(data_dir, out, seed=...) -> figures

Three rounds, each with a third of every corpus's people kept apart, give the figures; these and a round of corpora
kept apart give the temperature. The shipped weights then learn from everybody by the same recipe.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import NotFound
from der_server.features.voice import BLOCK_FRAMES, VAD_WINDOW, offline, windows_before
from der_server.labels import EMOTIONS
from der_server.models.bundle import Card, save_bundle, seen_array
from der_server.models.expert import Estimate
from der_server.models.vad import voice_activity
from der_server.models.voice import KIND, NAME, SPEC, VoiceExpert
from der_server.models.voice_net import DILATIONS, VoiceNet
from der_server.models.voice_past import log_odds, settings_of
from der_server.models.voice_person import Person
from der_server.training import metrics
from der_server.training.datasets import Corpus, find_corpora, load_parts
from der_server.training.graphs import with_graphs
from der_server.training.voice_clips import CROP_S, Clip, Heard, hear, hear_at_speeds, pooled_steps, read_samples
from der_server.training.voice_known import Said, known, person_in
from der_server.training.voice_recipe import Lesson, Recipe, balanced, predict, train_net
from der_server.training.voice_teacher import Teacher, goal_of, opinions, whitened
from der_server.training.watch import Watch

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Say = Callable[[str], None]

SOURCES = ("ravdess", "casia", "nemo", "emodb")
"""Corpora trained on. SAVEE and every other corpus stay unseen: they measure what the net does on strangers."""
OPEN, OPEN_SOURCES, OPEN_WIDTH = "voice-open", ("emodb",), 96
"""The permissive twin: its name, the corpora whose terms allow it (CC0), and its size."""
HUMBLE = 2.0
"""A net that knows one corpus is so much too sure of others (our choice): its temperature is that much higher."""
SPEEDS = (1.0, 0.9, 1.1)
FOLDS, JUDGES = 3, 4
ECHOES = 96  # of the teacher's features of a clip the net learns to give back
GIVEN = 128  # and of those of a step
PIECE_BLOCKS = 20  # scored clips go through the expert 2 s at a time
NOTES = (
    "Acted speech of 38 people in English, Chinese, Polish and German: everyday speech is much harder.",
    "Answers from about one second of speech on; the quality says how much there was.",
    "Loudness is not read, so that a microphone's gain does not matter.",
    "RAVDESS and nEMO are non-commercial, CASIA is for research: so is this bundle.",
)
OPEN_NOTES = (
    "Acted German of 8 people: near chance on anybody else (see docs/models/voice.md).",
    "For whom no other data terms will do; better leave the voice unread.",
)


@dataclass(frozen=True, slots=True)
class Lessons:
    """Everything there is to learn from, an entry per clip. people: numbers in the order of `names`."""

    heard: Sequence[tuple[Heard, ...]]
    labels: Ints
    corpora: NDArray[np.str_]
    people: Ints
    names: Sequence[str]

    @property
    def who(self) -> NDArray[np.str_]:
        """The name of each clip's person."""
        return np.array(self.names)[self.people]

    @property
    def seconds(self) -> Floats:
        """Seconds of speech in each clip."""
        return np.array([versions[0].gate.sum() / 10 for versions in self.heard], np.float32)

    @property
    def taught(self) -> bool:
        """Whether a teacher was asked."""
        return self.heard[0][0].taught is not None

    def of_corpora(self, names: Sequence[str]) -> "Lessons":
        """The clips of these corpora alone."""
        return self.take(np.flatnonzero(np.isin(self.corpora, names)))

    def take(self, rows: Ints) -> "Lessons":
        """These clips alone, people numbered anew."""
        kept, people = np.unique(self.people[rows], return_inverse=True)
        heard = [self.heard[row] for row in rows.tolist()]
        return Lessons(heard, self.labels[rows], self.corpora[rows], people, [self.names[n] for n in kept.tolist()])

    def lesson(self, rows: Ints) -> Lesson:
        """The lesson of these clips; what comes from the teacher comes from these clips alone."""
        heard = [self.heard[row] for row in rows.tolist()]
        corpora = [str(name) for name in self.corpora[rows]]
        return lesson_of(heard, self.labels[rows], corpora, self.people[rows], len(EMOTIONS))


def lesson_of(
    heard: Sequence[tuple[Heard, ...]], labels: Ints, corpora: Sequence[str], people: Ints | None, classes: int
) -> Lesson:
    """A lesson with all that a teacher adds, where one was asked. people: numbers, or None where unknown."""
    weights = balanced(labels, corpora)
    if heard[0][0].taught is None:
        return Lesson(heard, labels, weights, classes)
    pooled = np.stack([pooled_steps(versions[0]) for versions in heard])
    who = None if people is None else np.unique(people, return_inverse=True)[1]
    soft = None if who is None or not who.any() else opinions(pooled, labels, who, classes)
    steps = np.concatenate([one.taught[::4] for one, *_ in heard[::2] if one.taught is not None])
    goal = goal_of(steps, GIVEN)
    return Lesson(heard, labels, weights, classes, soft, whitened(pooled, ECHOES), goal)


def train(
    data_dir: Path,
    out_dir: Path,
    *,
    seed: int = 0,
    teacher: Path | None = None,
    recipe: Recipe | None = None,
    folds: int = FOLDS,
    say: Say = print,
    watch: Watch | None = None,
) -> dict[str, Any]:
    """Train `voice-stream` and, where its corpus is there, `voice-open`; return their figures on people kept apart.

    recipe: one found by `voice_search`; the people who judged it are left out of the figures. teacher: folder of the
    unpacked Whisper packages (see `voice_teacher`); without it the net learns from labels alone, which costs some
    points. Raises NotFound where no corpus of SOURCES, or no such teacher, is there.
    """
    say("voice: reading" + ("" if teacher else "; no teacher given, learning from labels alone"))
    lessons, judged, recipe = gather(data_dir, teacher), recipe is not None, recipe or Recipe()
    how: dict[str, Any] = {"seed": seed, "folds": folds, "say": say, "watch": watch, "judged": judged}
    figures = train_on(lessons, out_dir, recipe=recipe, **how)
    free = lessons.of_corpora(OPEN_SOURCES)
    if len(free.labels):
        small = replace(recipe, width=min(recipe.width, OPEN_WIDTH))
        figures |= train_on(free, out_dir, recipe=small, name=OPEN, **how)
    return figures


def gather(data_dir: Path, teacher: Path | None = None) -> Lessons:
    """The labelled clips of SOURCES as features. Raises NotFound."""
    corpora = [corpus for corpus in find_corpora(data_dir, "voice") if corpus.name in SOURCES]
    clips = [clip for corpus in corpora for clip in clips_of(corpus.folder) if clip.label >= 0]
    if not clips:
        raise NotFound(f"No voice corpus to train on in {data_dir}: needs one of {', '.join(SOURCES)}.")
    names, people = np.unique([f"{clip.corpus}/{clip.person}" for clip in clips], return_inverse=True)
    return Lessons(
        hear_at_speeds(clips, SPEEDS, voice_activity(), None if teacher is None else Teacher(teacher)),
        np.array([clip.label for clip in clips], np.int64),
        np.array([clip.corpus for clip in clips]),
        people.astype(np.int64),
        [str(name) for name in names],
    )


def train_on(
    lessons: Lessons,
    out_dir: Path,
    *,
    seed: int,
    recipe: Recipe,
    folds: int = FOLDS,
    say: Say = print,
    watch: Watch | None = None,
    judged: bool = False,
    name: str = NAME,
) -> dict[str, Any]:
    """`train` from gathered lessons; name: of the bundle. judged: the recipe was chosen on `judges_of` them."""
    fold = people_folds(lessons, folds)
    logits = np.zeros((len(lessons.labels), len(EMOTIONS)), np.float32)
    early = np.zeros_like(logits)
    for held in range(folds):
        say(f"{name}: round {held + 1} of {folds}")
        rest = lessons.lesson(np.flatnonzero(fold != held))
        net = train_net(rest, recipe, seed, say, watch=watch, name=f"{name}-round-{held + 1}")
        rows = np.flatnonzero(fold == held)
        heard = [lessons.heard[row][0] for row in rows.tolist()]
        logits[rows], early[rows] = predict(net, heard), predict(net, heard, longest=10)
    away = strangers(lessons, recipe, seed, say, watch)
    rows = np.flatnonzero(~judges_of(lessons)) if judged else np.arange(len(fold))
    figures = calibrated(lessons, (logits, early), rows, away)
    said = Said(log_odds(logits), lessons.labels, lessons.corpora, lessons.who, lessons.seconds)
    figures |= known(said, fold, rows, seed)
    temperature = float(figures["temperatures"]["shipped"])
    say(f"{name}: the shipped net, on everybody")
    net = train_net(lessons.lesson(np.arange(len(fold))), recipe, seed, say, watch=watch, name=name)
    person = person_in(said.odds, said.labels, said.people)
    card = card_of(lessons, recipe, person, temperature, figures, name=name)
    save_bundle(out_dir / name, card, with_graphs(card, weights_of(net, lessons)))
    return {name: figures}


def judges_of(lessons: Lessons) -> NDArray[np.bool_]:
    """bool[n]: clips of the people a search is judged on, a quarter of every corpus's."""
    return np.equal(deal(lessons.corpora, lessons.people, JUDGES), 0)


def strangers(
    lessons: Lessons, recipe: Recipe, seed: int, say: Say = print, watch: Watch | None = None
) -> tuple[Ints, Floats] | None:
    """What a net taught by the largest corpus alone says of the others: which clips i64[n], logits f32[n, 7].

    None where there is one corpus.
    """
    names, counts = np.unique(lessons.corpora, return_counts=True)
    if len(names) == 1:
        return None
    say("voice: corpora kept apart")
    known = lessons.corpora == names[counts.argmax()]
    net = train_net(lessons.lesson(np.flatnonzero(known)), recipe, seed, say, watch=watch, name="voice-strangers")
    rows = np.flatnonzero(~known)
    return rows, predict(net, [lessons.heard[row][0] for row in rows.tolist()])


def calibrated(
    lessons: Lessons, told: tuple[Floats, Floats], rows: Ints, away: tuple[Ints, Floats] | None
) -> dict[str, Any]:
    """The temperatures that suit people and corpora kept apart, the one to ship, and the figures of both at each.

    told: logits f32[n, 7] of people kept apart, after all and after the first second. rows: the clips figures are of.
    away: see `strangers`.
    """
    logits, early = told
    best = {"people": metrics.best_temperature(logits, lessons.labels)}
    if away is not None:
        _, corpus, count = np.unique(lessons.corpora[away[0]], return_inverse=True, return_counts=True)
        best["corpora"] = metrics.best_temperature(away[1], lessons.labels[away[0]], 1 / count[corpus])
    temperatures = best | {"shipped": honest(best["people"], best.get("corpora"))}
    figures: dict[str, Any] = {"temperatures": {name: round(value, 4) for name, value in temperatures.items()}}
    judged = lessons.take(rows)
    for name, value in temperatures.items():
        end = "" if name == "shipped" else f"_at_best_for_{name}"
        figures[f"people_kept_apart{end}"] = figures_of(judged, logits[rows] / value)
        if away is not None:
            figures[f"corpora_kept_apart{end}"] = figures_of(lessons.take(away[0]), away[1] / value)
    return figures | {"people_kept_apart_first_second": figures_of(judged, early[rows] / temperatures["shipped"])}


def honest(people: float, corpora: float | None) -> float:
    """A temperature between the best for people and the best for corpora kept apart: their geometric mean."""
    return people * HUMBLE if corpora is None else float(np.sqrt(people * corpora))


def card_of(
    lessons: Lessons, recipe: Recipe, person: Person, temperature: float, figures: dict[str, Any], *, name: str = NAME
) -> Card:
    """The card of a net trained on these lessons. person: what people have in common and apart."""
    settings = {"width": recipe.width, "dilations": DILATIONS, "recipe": asdict(recipe)}
    return Card(
        name=name,
        kind=KIND,
        modality="voice",
        version="1",
        terms="permissive" if name == OPEN else "research",
        trained=True,
        feature_spec=SPEC,
        temperature=temperature,
        trained_on=tuple(name for name in SOURCES if name in set(lessons.corpora.tolist())),
        settings=settings | {"taught": lessons.taught, "person": settings_of(person)},
        metrics=figures,
        notes=OPEN_NOTES if name == OPEN else NOTES,
    )


def weights_of(net: VoiceNet, lessons: Lessons) -> dict[str, NDArray[Any]]:
    """The net in half precision without the heads only training uses, and the hashes of the people it heard."""
    used = {n: v for n, v in net.state_dict().items() if not n.startswith(("echo.", "frames."))}
    arrays = {n: v.numpy().astype(np.float16) for n, v in used.items()}
    return arrays | {"seen": seen_array(f"voice/{name}" for name in lessons.names)}


def people_folds(lessons: Lessons, folds: int) -> Ints:
    """A fold per clip; each corpus's people are dealt out in turn."""
    return deal(lessons.corpora, lessons.people, folds)


def deal(corpora: NDArray[np.str_], people: NDArray[Any], folds: int) -> Ints:
    """`people_folds` from each clip's corpus and person."""
    who = np.unique(people, return_inverse=True)[1]
    of_person = np.zeros(int(who.max()) + 1, np.int64)
    for corpus in np.unique(corpora):
        order = np.random.default_rng(1).permutation(np.unique(who[corpora == corpus]))
        of_person[order] = np.arange(len(order)) % folds
    return of_person[who]


def figures_of(lessons: Lessons, logits: Floats) -> dict[str, Any]:
    """Per corpus: clips, people, UAR of the likeliest of all seven with its interval, calibration error."""
    out = {}
    wide = np.exp(logits - logits.max(1, keepdims=True)).astype(np.float64)
    probs = wide / wide.sum(1, keepdims=True)
    for corpus in np.unique(lessons.corpora):
        mine = np.flatnonzero(lessons.corpora == corpus)
        truth, guess = lessons.labels[mine], probs[mine].argmax(1)
        people = np.unique(lessons.people[mine], return_inverse=True)[1].astype(np.int64)
        drawn = metrics.bootstrap(truth, guess, len(EMOTIONS), people)
        table = metrics.confusion(truth, guess, len(EMOTIONS))
        out[str(corpus)] = {
            "n": len(mine),
            "n_people": int(people.max()) + 1,
            "n_classes": len(np.unique(truth)),
            "uar": metrics.interval(metrics.uar, table, drawn).as_dict(),
            "accuracy": metrics.interval(metrics.accuracy, table, drawn).as_dict(),
            "ece": round(metrics.calibration_error(truth, probs[mine]), 4),
        }
    return out


def clips_of(folder: Path) -> Iterator[Clip]:
    """Every recording of a corpus folder with a labels.csv; label -1 where the label is no emotion of ours.

    EMO-DB's clips are cut to their first 2.0 s (see CROP_S). Raises BadRequest for another layout.
    """
    for part in load_parts(Corpus("voice", folder.name, folder)):
        people = part.people or ("",) * len(part)
        for path, label, person, key in zip(part.content, part.labels, people, part.keys, strict=True):
            yield Clip(read_samples(path, CROP_S.get(folder.name)), int(label), person, folder.name, key)


def score_clip(expert: VoiceExpert, clip: Path | Floats) -> Floats:
    """The expert's f32[7] log probabilities of one recording (a file, or f32[k] at 16 kHz), as serving hears it."""
    return np.asarray(score_clips(expert, [clip])[0])


def score_clips(expert: VoiceExpert, clips: Sequence[Path | Floats], together: int = 32) -> Floats:
    """The expert's last answer of the best quality for each recording, f32[n, 7] log probabilities.

    A recording without detected speech is heard as if all of it were speech. Clips share batches.
    """
    out = np.zeros((len(clips), len(EMOTIONS)), np.float32)
    for start in range(0, len(clips), together):
        some = [read_samples(clip) if isinstance(clip, Path) else clip for clip in clips[start : start + together]]
        inputs = [offline(samples) for samples in some]
        for row, (estimate, (mel, _)) in enumerate(zip(_best(expert, inputs), inputs, strict=True)):
            out[start + row] = estimate.log_probs if estimate.quality > 0 else _ungated(expert, mel)
    return out


def _best(expert: VoiceExpert, inputs: Sequence[tuple[Floats, Floats]]) -> list[Estimate]:
    """Each person's last estimate of the best quality, the recordings heard side by side."""
    best = [Estimate(np.zeros(len(EMOTIONS), np.float32), 0.0)] * len(inputs)
    states = np.zeros((len(inputs), expert.state_size), np.float32)
    blocks = np.array([len(mel) // BLOCK_FRAMES for mel, _ in inputs])
    for at in range(0, int(blocks.max()), PIECE_BLOCKS):
        rows = np.flatnonzero(blocks > at).tolist()
        steps = [_piece(inputs[row], at) for row in rows]
        answers, states[rows] = expert.step(steps, states[rows])
        for row, answer in zip(rows, answers, strict=True):
            if answer.quality > 0 and answer.quality >= best[row].quality - 1e-6:
                best[row] = answer
    return best


def _piece(heard: tuple[Floats, Floats], at: int) -> dict[str, Floats]:
    mel, pcm = heard
    stop = min(at + PIECE_BLOCKS, len(mel) // BLOCK_FRAMES)
    windows = pcm[windows_before(at) : windows_before(stop)].reshape(-1, VAD_WINDOW)
    return {"mel": mel[at * BLOCK_FRAMES : stop * BLOCK_FRAMES], "pcm": windows}


def _ungated(expert: VoiceExpert, mel: Floats) -> Floats:
    gate = np.ones(len(mel) // BLOCK_FRAMES, np.float32)
    memory = np.zeros((1, expert.layout.size), np.float32)
    heard, _ = expert.listen([mel], [gate], memory, np.zeros(1, np.int64))
    return np.asarray(expert.log_probs(heard)[0])


def fit_classes(
    paths: Sequence[Path],
    labels: Sequence[str],
    *,
    people: Sequence[str] | None = None,
    teacher: Path | None = None,
) -> Callable[[Sequence[Path]], list[str]]:
    """The same recipe for any classes; get back a function that labels recordings. people: who speaks, if known."""
    names, vad = sorted(set(labels)), voice_activity()
    numbers = np.array([names.index(label) for label in labels], np.int64)
    asked = None if teacher is None else Teacher(teacher)
    heard = hear_at_speeds(_unlabelled(paths), SPEEDS, vad, asked)
    who = None if people is None else np.unique(np.array(people), return_inverse=True)[1].astype(np.int64)
    net = train_net(lesson_of(heard, numbers, [""] * len(paths), who, len(names)), Recipe(), seed=0)

    def tell(unknown: Sequence[Path]) -> list[str]:
        return [names[i] for i in predict(net, hear(_unlabelled(unknown), vad)).argmax(1)]

    return tell


def _unlabelled(paths: Sequence[Path]) -> list[Clip]:
    return [Clip(read_samples(path, CROP_S.get(path.parent.parent.name)), -1) for path in paths]
