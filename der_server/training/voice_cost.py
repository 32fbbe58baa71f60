"""What the voice experts cost: CPU time for a second of sound, and the state they keep of a person.

    der study cost

Several people's recordings are heard at once, 100 ms a call as in a visit, on one thread. CPU time is that of the
thread, so that other work on the machine disturbs it little. The first seconds are left out: some things happen once.
"""

import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.features.voice import BLOCK_FRAMES, RATE_HZ, VAD_WINDOW, offline, windows_before
from der_server.models.bundle import load_bundle
from der_server.models.expert import Expert
from der_server.models.lineup import KINDS, SHIPPED
from der_server.models.vad import STATE, voice_activity
from der_server.models.voice_hops import SOUND, SPEAKING
from der_server.training.datasets import find_corpora, load_parts
from der_server.training.voice_clips import read_samples

Floats = NDArray[np.float32]

NAMES = ("voice-stream", "voice-heavy")
AT_ONCE = (1, 8)
LENGTH_S = 10.0
WARM_S = 2.0
"""Heard before the clock starts."""


def stretches(data_dir: Path) -> list[Floats]:
    """As many people's sound as are heard at once, f32[LENGTH_S x 16000] each: recordings one after the other."""
    parts = [part for corpus in find_corpora(data_dir, "voice") for part in load_parts(corpus)]
    paths = [path for part in parts for path in part.content]
    draw, length = np.random.default_rng(0), round(LENGTH_S * RATE_HZ)
    out: list[Floats] = []
    while len(out) < max(AT_ONCE):
        own = np.zeros(0, np.float32)
        while len(own) < length:
            own = np.concatenate([own, read_samples(paths[int(draw.integers(len(paths)))])])
        out.append(own[:length])
    return out


def calls_of(sound: Floats) -> list[Mapping[str, Floats]]:
    """One person's input of each 100 ms, for either expert."""
    mel, pcm = offline(sound)
    blocks = len(mel) // BLOCK_FRAMES
    windows = [pcm[windows_before(at) : windows_before(at + 1)] for at in range(blocks)]
    frames = mel.reshape(blocks, BLOCK_FRAMES, -1)
    return [{"mel": own, "pcm": some, SOUND: some} for own, some in zip(frames, windows, strict=True)]


def cpu_ms(expert: Expert, people: Sequence[Sequence[Mapping[str, Floats]]]) -> float:
    """Milliseconds of CPU for a second of one person's sound, people heard at once."""
    states = np.zeros((len(people), expert.state_size), np.float32)
    calls = list(zip(*people, strict=True))
    warm, began = round(WARM_S * 10), 0
    for at, inputs in enumerate(calls):
        if at == warm:
            began = time.thread_time_ns()
        _, states = expert.step(list(inputs), states)
    return (time.thread_time_ns() - began) / 1e6 / ((len(calls) - warm) / 10) / len(people)


def rows(data_dir: Path) -> list[dict[str, Any]]:
    """A row per expert and number of people at once."""
    sounds = stretches(data_dir)
    people = [calls_of(sound) for sound in sounds]
    out = []
    for name in NAMES:
        bundle = load_bundle(SHIPPED / name)
        expert: Expert = import_module(KINDS[bundle.card.kind]).load(bundle, "cpu")
        for many in AT_ONCE:
            groups = [people[at : at + many] for at in range(0, len(people), many)]
            cost = float(np.mean([cpu_ms(expert, group) for group in groups]))
            told = {"model": name, "people_at_once": many, "cpu_ms_per_second": round(cost, 1)}
            out.append(told | {"state_kb": round(expert.state_size * 4 / 1000, 1), "speech": spoken(sounds)})
    return out


def spoken(sounds: Sequence[Floats]) -> float:
    """The share of windows in which somebody speaks."""
    windows = [sound[: len(sound) // VAD_WINDOW * VAD_WINDOW].reshape(-1, VAD_WINDOW) for sound in sounds]
    probs, _ = voice_activity().read(windows, np.zeros((len(windows), STATE), np.float32))
    return round(float((np.concatenate(probs) >= SPEAKING).mean()), 2)
