"""Small made-up starts and corpora, for tests that train."""

import csv
import gzip
from pathlib import Path

import numpy as np
import soundfile

from der_server.models.text_encoder import packed, unpacked
from der_server.training.text_start import Start

WIDTH, INNER, LAYERS = 32, 64, 2
SENTENCES = {
    "joy": ["what a lovely day", "i love this", "so good"],
    "anger": ["i hate this", "stop it now", "how dare they"],
    "sadness": ["i miss him", "so lonely here", "i cried"],
    "neutral": ["the bus is at ten", "see the list", "it is a table"],
}
CHINESE = {"happy": ["太好了", "真开心啊"], "angry": ["气死我了", "太可恶"], "neutral": ["今天星期二", "会议十点"]}


def made_up_start() -> Start:
    """Letters and a few characters as pieces, vectors and layers by lot."""
    drawn = np.random.default_rng(0)
    signs = sorted({c for texts in (SENTENCES | CHINESE).values() for text in texts for c in text if c != " "})
    pieces = ("<s>", "<pad>", "</s>", "<unk>", "▁", *signs, "😀")
    shapes: dict[str, tuple[int, ...]] = {"emb.pos": (128, WIDTH), "emb.type": (2 * WIDTH,)}
    shapes |= {"emb.ln.w": (WIDTH,), "emb.ln.b": (WIDTH,)}
    for n in range(LAYERS):
        for name, (out, into) in {
            **dict.fromkeys(("q", "k", "v", "ao"), (WIDTH, WIDTH)),
            "fi": (INNER, WIDTH),
            "fo": (WIDTH, INNER),
        }.items():
            shapes |= {f"l{n}.{name}.w": (out, into), f"l{n}.{name}.b": (out,)}
        shapes |= {f"l{n}.{norm}.{part}": (WIDTH,) for norm in ("aln", "oln") for part in "wb"}
    tensors = {name: drawn.normal(size=shape).astype(np.float32) * 0.2 for name, shape in shapes.items()}
    tensors |= {name: value + 1 for name, value in tensors.items() if name.endswith("ln.w")}
    words = drawn.normal(size=(len(pieces), WIDTH)).astype(np.float32)
    tensors["emb.word"] = unpacked(*packed(words))
    scores = np.full(len(pieces), -3, np.float32)
    special = {"begin": 0, "pad": 1, "end": 2, "unknown": 3}
    return Start(WIDTH, LAYERS, 4, INNER, 1e-12, pieces, scores, special, tensors)


def write_texts(path: Path, texts: dict[str, list[str]], times: int) -> None:
    """A corpus file in which every sentence stands `times` times, each time a little different."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, delimiter="\t")
        rows.writerow(["text", "labels"])
        rows.writerows(
            (f"{text} {'!' * (n % 3)} {n}", label)
            for label, all_ in texts.items()
            for text in all_
            for n in range(times)
        )


def write_voices(folder: Path, people: int, each: int, seconds: float = 0.9) -> Path:
    """A voice corpus: a person's anger is a high buzz, their sadness a low one, each at a pitch of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    draw, rows = np.random.default_rng(0), ["file,emotion,speaker"]
    times = np.arange(round(16000 * seconds)) / 16000
    for person in range(people):
        for number in range(each):
            angry = number % 2 == 0
            pitch_hz = (400 if angry else 120) * (1 + 0.1 * draw.uniform(-1, 1))
            buzz = 0.2 * np.sign(np.sin(2 * np.pi * pitch_hz * times)) * (0.6 + 0.4 * np.sin(8 * np.pi * times))
            name = f"{person}-{number}.wav"
            soundfile.write(folder / name, buzz + draw.normal(0, 0.005, len(buzz)), 16000)
            rows.append(f"{name},{'anger' if angry else 'sadness'},p{person}")
    (folder / "labels.csv").write_text("\n".join(rows))
    return folder


def write_takes(folder: Path, actions: int = 5) -> Path:
    """A body corpus of four styles that differ in how high the hands are and how fast they go."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("Hips", "Neck", "Head", "Hand_L", "Hand_R", "UpperLeg_L", "UpperLeg_R")
    heights = {"Hips": 0.9, "Neck": 1.3, "Head": 1.5, "Hand_L": 0.8, "Hand_R": 0.8}
    rest = np.array([[0.1 * (n % 2), heights.get(name, 0.85), 0] for n, name in enumerate(names)])
    time = np.arange(100)[:, None, None] / 30
    takes, styles, contents = [], [], []
    for action in range(actions):
        for place, style in enumerate(("normal", "happy", "sad", "angry")):
            sway = np.array([0, 0.02, 1]) * np.sin((1 + place) * time + action)
            takes.append(rest + np.array([0, 0.15 * place, 0]) * (rest[:, 1:2] < 1) + 0.1 * sway)
            styles.append(style)
            contents.append(f"action{action}")
    np.savez(
        folder / f"{folder.name}.npz",
        joints=np.concatenate(takes).astype(np.float32),
        lengths=[len(take) for take in takes],
        joint_names=names,
        fps=30.0,
        style=styles,
        content=contents,
    )
    return folder
