"""What all tests share: where the recordings lie, and no deadlines."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("calm", deadline=None)  # no test fails for being slow on a busy machine
settings.load_profile("calm")

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Folder of recordings: DER_DATA, else `shared/data` beside the repository. Skips where there is none.

    A DER_DATA that is set but wrong fails under CI, so that no check is left out unnoticed.
    """
    named = os.environ.get("DER_DATA")
    folder = Path(named) if named else BESIDE
    if folder.is_dir():
        return folder
    if named and os.environ.get("CI") == "true":
        pytest.fail(f"DER_DATA is set to {folder}, which is not a folder.")
    pytest.skip("skipped: no data")
