"""The page on headsets says what the code says, and the recipe for another headset works as written."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from der_server.labels import EMOTIONS
from der_server.models.face_support import face_support
from der_server.signals import face, layout
from der_server.signals.canonical import FACE

pytestmark = pytest.mark.unit
DOCS = Path(__file__).parents[2] / "docs"
CACHES = (layout.standards, layout.layout, layout.own_names, layout.orders, face.layouts)


def test_the_table_of_what_a_face_can_say_is_the_code_s() -> None:
    page = (DOCS / "headsets.md").read_text("utf-8")
    for standard in layout.standards():
        support = face_support([face.face_reader(standard, ())])
        shares = {row.label: row.share for row in support.labels}
        cells = " | ".join(f"{100 * shares[label]:.0f}" for label in EMOTIONS[1:])
        assert f"| `{standard}` | {cells} |" in page


def test_every_standard_has_a_device() -> None:
    page = (DOCS / "headsets.md").read_text("utf-8").split("## What a face can say")[0]
    for standard in (*layout.standards(), *(path.stem for path in Path(str(SKELETONS)).glob("*.toml"))):
        assert f"`{standard}`" in page, standard


SKELETONS = files("der_server.signals") / "skeletons"


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """The page's table put where it says, in a copy of the package's folder."""
    table, golden = re.findall(r"```toml\n(.*?)```", (DOCS / "add_a_headset.md").read_text("utf-8"), re.DOTALL)
    shutil.copytree(str(files("der_server.signals") / "layouts"), tmp_path / "layouts")
    (tmp_path / "layouts" / "acme.toml").write_text(table, encoding="utf-8")
    monkeypatch.setattr(layout, "files", lambda package: tmp_path)
    for cache in CACHES:
        cache.cache_clear()
    yield tomllib.loads(golden)
    monkeypatch.undo()
    for cache in CACHES:
        cache.cache_clear()


def test_the_recipe_for_another_headset_works(acme: dict[str, dict[str, dict[str, float]]]) -> None:
    assert "acme" in layout.standards()
    reader = face.face_reader("Acme_One", ())
    for name, place in acme.pop("places").items():
        assert reader.names[int(place)] == name  # type: ignore[call-overload]
    known = acme.pop("known")
    for act in acme.values():
        frame = np.zeros((1, reader.count), np.float32)
        for name, value in act["sent"].items():
            frame[0, reader.names.index(name)] = value
        values, seen = reader.read(frame, np.zeros((1, 3), bool), np.ones((1, 3), np.float32))
        assert {n: v for n, v in zip(FACE, values[0].tolist(), strict=True) if v} == pytest.approx(act["gives"])
        assert {n for n, v in zip(FACE, seen[0], strict=True) if v} == set(known)
    weak = {row.label for row in face_support([reader]).labels if row.share < 0.5}
    assert {"disgust", "anger"} <= weak
