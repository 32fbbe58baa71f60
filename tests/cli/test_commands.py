"""The `der` command as scripts call it: a process, JSON on stdout, and one sentence where it fails."""

import json
import os
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from der_server.labels import EMOTIONS, SOCIAL
from der_server.signals.canonical import FACE

pytestmark = [pytest.mark.wire, pytest.mark.model]
COMMANDS = ("serve", "demo", "describe", "analyze", "record", "replay", "train", "finetune", "evaluate")
LEAST_S = "3"


def der(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "der_server.cli", *words],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "160", "NO_COLOR": "1", "TERM": "dumb", **env},
        check=False,
    )


def answer(*words: str, **env: str) -> Any:
    """The one JSON line on stdout."""
    done = der(*words, "--json", **env)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    return json.loads(line)


@pytest.fixture(scope="module")
def take(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of the mock headset, recorded."""
    path = tmp_path_factory.mktemp("takes") / "take.der"
    told = answer("record", str(path), "--consent", "--seconds", LEAST_S)
    assert told == {"file": str(path), "messages": 60, "bytes": path.stat().st_size}
    return path


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    path = tmp_path / "tone.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(22_050)
        out.writeframes((8000 * np.sin(np.arange(22_050) / 20)).astype("<i2").tobytes())
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A face CSV of a broad smile, as a browser tracker would write it."""
    path = tmp_path / "face.csv"
    smile = {"mouthSmile": 0.8, "cheekSquint": 0.5, "eyeSquint": 0.5, "mouthUpperUp": 0.3}
    shown = [next((v for part, v in smile.items() if name.startswith(part)), 0.01) for name in FACE]
    rows = [",".join(str(round(v + i % 7 / 1000, 4)) for v in shown) for i in range(120)]
    path.write_text("\n".join((f"time_s,{','.join(FACE)}", *(f"{i / 60:.4f},{row}" for i, row in enumerate(rows)))))
    return path


def test_help_teaches_every_command() -> None:
    whole = der("--help")
    assert whole.returncode == 0
    assert "Try `der demo` first" in whole.stdout.replace("der demo first", "`der demo` first")
    for command in COMMANDS:
        assert command in whole.stdout
        told = der(command, "--help")
        assert told.returncode == 0
        assert "Example" in told.stdout
        assert "--json" in told.stdout


def test_without_a_command_it_shows_help() -> None:
    assert "Usage" in "".join((der().stdout, der().stderr))


def shares(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(v, float) and 0 <= v <= 1 for v in value.values())


def test_the_demo_prints_the_figures_scripts_rely_on() -> None:
    found = answer("demo", "--seconds", "12")
    assert list(found) == ["states", "recognised", "recognised_social", "by_modality", "latency_ms", "errors"]
    assert isinstance(found["states"], int)
    assert 60 <= found["states"] <= 140
    assert shares(found["recognised"])
    assert set(found["recognised"]) <= set(EMOTIONS)
    assert found["recognised"]["joy"] > 0.5
    assert shares(found["recognised_social"])
    assert set(found["recognised_social"]) <= set(SOCIAL)
    assert set(found["by_modality"]) == {"face", "body", "voice", "text", "behaviour"}
    assert found["by_modality"]["voice"] == "none"
    assert shares(found["by_modality"]["face"])
    assert all(value == "no model" or shares(value) for m, value in found["by_modality"].items() if m != "voice")
    assert set(found["latency_ms"]) == {"p50", "p99"}
    assert 0 < found["latency_ms"]["p50"] <= found["latency_ms"]["p99"]
    assert found["errors"] == 0


def test_describe_says_what_there_is() -> None:
    found = answer("describe")
    assert found["labels"] == list(EMOTIONS)
    assert found["social_labels"] == list(SOCIAL)
    assert {one["name"] for one in found["face_standards"]} >= {"arkit", "fb", "mediapipe"}
    assert all(bundle["terms"] for bundle in found["bundles"])


def test_a_recorded_session_is_analysed_and_replayed(take: Path) -> None:
    found = answer("analyze", str(take))
    assert set(found) == {
        *("states", "seconds", "shares", "mean_probabilities", "highest_social", "refused", "timeline"),
    }
    assert found["seconds"] == pytest.approx(3, abs=0.2)
    assert found["states"] == len(found["timeline"])
    assert sum(found["shares"].values()) == pytest.approx(1, abs=0.001)
    assert sum(found["mean_probabilities"].values()) == pytest.approx(1, abs=0.001)
    assert found["refused"] == []
    first = found["timeline"][0]
    assert set(first["probabilities"]) == set(EMOTIONS)
    assert {"mean", "spread"} == set(first["valence"])
    assert answer("replay", str(take), "--fast")["timeline"] == found["timeline"]
    live = answer("replay", str(take))
    assert live["seconds"] == pytest.approx(3, abs=0.5)
    assert live["refused"] == []


def test_a_table_of_a_smile_is_joy(table: Path) -> None:
    found = answer("analyze", str(table))
    assert found["timeline"][-1]["label"] == "joy"
    assert der("analyze", str(table)).stdout.count("joy") >= 2


def test_a_sound_file_is_heard(tone: Path) -> None:
    found = answer("analyze", str(tone))
    assert found["states"] > 5
    assert found["refused"] == []


def test_a_file_becomes_a_recording_that_keeps_it(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "face.der"
    assert answer("record", str(out), "--consent", "--source", str(table))["messages"] == 30
    assert answer("analyze", str(out))["timeline"][-1]["label"] == "joy"


FAILURES = {
    "no file": (("analyze", "gone.wav"), "There is no file"),
    "no consent": (("record", "x.der"), "--consent"),
    "no server": (("describe", "--address", "127.0.0.1:1"), "No server answers at 127.0.0.1:1"),
    "no server to play to": (("demo", "--seconds", "3", "--address", "127.0.0.1:1"), "No server answers"),
    "unknown standard": (("demo", "--seconds", "3", "--standard", "openface"), "mediapipe, arkit or fb"),
    "no voice folder": (("demo", "--seconds", "3", "--voice", "gone"), "labels.csv"),
    "no data": (("evaluate", "--data", "gone"), "There is no folder gone"),
    "no data to train on": (("train", "--data", "gone"), "There is no folder gone"),
    "unknown corpus": (("evaluate", "--data", ".", "--modality", "face", "--corpus", "zebra"), "face/zebra"),
    "unknown modality": (("train", "--data", ".", "--modality", "smell", "--out", "x"), "smell"),
    "no search": (("train", "--data", ".", "--modality", "voice-heavy", "--search", "2"), "--search means nothing"),
    "no study without its encoder": (("study", "paired", "--data", "."), "--teacher"),
    "no such expert": (("finetune", "voice", "--data", ".", "--out", "x", "--expert", "huge"), "'huge'"),
    "no bundles": (("serve", "--bundles", "gone", "--listen", "127.0.0.1:0"), "gone"),
    "no config": (("serve", "--config", "gone.toml"), "gone.toml"),
    "bad address": (("serve", "--listen", "here"), "HOST:PORT"),
    "no such setting": (("serve", "--set", "voise=heavy"), "Did you mean voice?"),
    "a setting with a flag": (("serve", "--set", "listen=here"), "there is a flag for it"),
    "a file by --set": (("serve", "--set", "config=gone.toml"), "there is a flag for it"),
    "a setting without a value": (("serve", "--set", "voice"), "KEY=VALUE"),
    "a setting out of range": (("serve", "--set", "beat_ms=1000"), "beat_ms"),
    "open without a token": (("serve", "--listen", "0.0.0.0:0"), "tls_cert and tls_key"),
    "half of TLS": (("serve", "--tls-cert", "c.pem"), "tls_key"),
    "no metrics there": (("serve", "--listen", "127.0.0.1:0", "--metrics-listen", "here"), "HOST:PORT"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_fails_exits_with_1_and_one_sentence(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words, told = FAILURES[name]
    monkeypatch.chdir(tmp_path)
    root = Path(__file__).resolve().parents[2]
    path = os.pathsep.join(map(str, (root, root / "client_examples" / "python")))
    done = der(*words, PYTHONPATH=path)
    assert done.returncode == 1, done.stderr
    assert told in done.stderr
    assert done.stderr.startswith("der: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not done.stdout or words[0] == "demo"  # which has said by then what it is doing
    as_json = der(*words, "--json", PYTHONPATH=path)
    assert as_json.returncode == 1
    error = json.loads(as_json.stdout)["error"]
    assert told in error["message"]
    assert error["reason"].isupper()


def test_a_word_it_does_not_know_is_a_usage_error() -> None:
    for words in (("demonstrate",), ("demo", "--seconds", "1"), ("analyze",)):
        done = der(*words)
        assert done.returncode == 2
        assert "Usage" in done.stderr


def test_the_demo_says_its_figures_in_words_too() -> None:
    done = der("demo", "--seconds", LEAST_S)
    assert done.returncode == 0, done.stderr
    for word in ("Too short to say", "states, 0 errors", "server latency", "the mock headset is mute"):
        assert word in done.stdout
