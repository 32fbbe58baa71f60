"""Speech corpora whose file names tell speaker and emotion.

Sources of the naming rules: RAVDESS (Livingstone and Russo 2018, zenodo 1188976), CREMA-D (Cao et al. 2014, its
README), EMO-DB (Burkhardt et al. 2005, emodb.bilderbar.info), ESD (Zhou et al. 2021, its README), SAVEE (Info.txt in
AudioData), CASIA (folder names).
"""

import csv
import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from der_server.training.native.layout import Layout, Tools, nothing

AUDIO = "audio"
"""Name of the link to the corpus inside its folder."""


@dataclass(frozen=True)
class Names:
    """pattern: of a path below the corpus, with groups `speaker` and `label`; labels: what the label says."""

    corpus: str
    pattern: str
    labels: Mapping[str, str]

    def write(self, source: Path, folder: Path, tools: Tools) -> Counter[str]:
        """`labels.csv` and a link to the recordings. Raises NotFound where no name fits."""
        rule = re.compile(self.pattern, re.IGNORECASE)
        found = []
        for path in sorted(source.rglob("*")):
            name = path.relative_to(source).as_posix()
            if (match := rule.search(f"/{name}")) and path.is_file():
                label = self.labels[match["label"].lower()]
                found.append((f"{AUDIO}/{name}", f"{self.corpus}{match['speaker'].lower()}", label))
        if not found:
            raise nothing(source, f"recording of {self.corpus}")
        folder.mkdir(parents=True)
        os.symlink(source.resolve(), folder / AUDIO, target_is_directory=True)
        with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(("file", "speaker", "emotion"))
            writer.writerows(found)
        return Counter(label for _, _, label in found)


_ALL = ("neutral", "calm", "happy", "sad", "angry", "fear", "disgust", "surprise")
_RULES = (
    (
        Names(
            "ravdess",
            r"/03-01-(?P<label>\d\d)-\d\d-\d\d-\d\d-(?P<speaker>\d\d)\.(wav|flac)$",
            {f"{n:02d}": name for n, name in enumerate(_ALL, 1)},
        ),
        "Audio_Speech_Actors_01-24 (speech only; song is left out)",
        "CC BY-NC-SA 4.0",
    ),
    (
        Names(
            "cremad",
            r"/(?P<speaker>\d{4})_[A-Z]{3}_(?P<label>ANG|DIS|FEA|HAP|NEU|SAD)_[A-Z]{2}\.(wav|flac)$",
            {"ang": "angry", "dis": "disgust", "fea": "fear", "hap": "happy", "neu": "neutral", "sad": "sad"},
        ),
        "AudioWAV",
        "ODbL 1.0",
    ),
    (
        Names(
            "emodb",
            r"/(?P<speaker>\d\d)[ab]\d\d(?P<label>[WLEAFTN])[a-z]?\.(wav|flac)$",
            {
                "w": "angry",
                "l": "boredom",
                "e": "disgust",
                "a": "fear",
                "f": "happy",
                "t": "sad",
                "n": "neutral",
            },
        ),
        "wav",
        "CC0 (audeering's release); the authors' own page names no licence",
    ),
    (
        Names(
            "esd",
            r"/(?P<speaker>\d{4})/(?P<label>angry|happy|neutral|sad|surprise)/((train|test|evaluation)/)?\d{4}_\d{6}\.wav$",
            {name: name for name in _ALL},
        ),
        "Emotion Speech Dataset (folders 0001 to 0020)",
        "research only",
    ),
    (
        Names(
            "savee",
            r"/(?P<speaker>DC|JE|JK|KL)[/_](?P<label>sa|su|[adfhn])\d\d\.(wav|flac)$",
            {
                "a": "angry",
                "d": "disgust",
                "f": "fear",
                "h": "happy",
                "n": "neutral",
                "sa": "sad",
                "su": "surprise",
            },
        ),
        "AudioData",
        "research only",
    ),
    (
        Names(
            "casia",
            r"/(?P<speaker>[^/]+)/(?P<label>angry|fear|happy|neutral|sad|surprise)/\d+\.wav$",
            {name: name for name in _ALL},
        ),
        "a folder per speaker, in it one per emotion",
        "research only",
    ),
)

SOUNDS = tuple(Layout(rule.corpus, "voice", rule.corpus, about, terms, rule.write) for rule, about, terms in _RULES)
