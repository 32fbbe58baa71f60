"""Small made-up starts and corpora, for tests that train."""

import csv
import gzip
from pathlib import Path

import numpy as np

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
