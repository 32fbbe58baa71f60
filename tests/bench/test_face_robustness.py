"""Turned heads, noise and lost regions: the measure itself, on the smaller corpora."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from der_server.bench.robustness import NOISES, REGIONS, measure
from der_server.faults import NotFound

pytestmark = [pytest.mark.model, pytest.mark.data]


@pytest.fixture(scope="module")
def rows(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("data") / "face"
    folder.mkdir()
    for name in ("ckplus48", "jaffe"):
        if not (data_dir / "face" / name).is_dir():
            pytest.skip("skipped: no data")
        (folder / name).symlink_to(data_dir / "face" / name)
    found: list[dict[str, Any]] = measure(folder.parent)["rows"]
    return found


def test_noise_and_lost_regions_cost_accuracy(rows: list[dict[str, Any]]) -> None:
    one = {(r["what"], r["value"]): r["uar"]["value"] for r in rows if r["corpus"] == "ckplus48"}
    assert {value for what, value in one if what == "lost"} == set(REGIONS)
    assert one["noise, standard deviation", f"{NOISES[-1]:g}"] < one["noise, standard deviation", "0"]
    assert one["lost", "all but right upper"] < one["lost", "left upper"] <= one["lost", "nothing"]


def test_every_figure_lies_in_its_interval(rows: list[dict[str, Any]]) -> None:
    assert {r["corpus"] for r in rows} == {"ckplus48", "jaffe"}
    for row in rows:
        for name in ("accuracy", "uar"):
            figure = row[name]
            assert 0 <= figure["lo"] <= figure["hi"] <= 1
            assert figure["lo"] - 0.02 <= figure["value"] <= figure["hi"] + 0.02
            assert np.isfinite(figure["value"])


def test_without_faces_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "face").mkdir()
    with pytest.raises(NotFound):
        measure(tmp_path)
