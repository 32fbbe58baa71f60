"""What is read of a bundle, and by whom."""

import shutil
from pathlib import Path

import pytest

from der_server.faults import BadBundle
from der_server.models.bundle import describe_bundle, load_bundle
from der_server.models.lineup import SHIPPED, cards_of_lineup, load_lineup

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("name", sorted(path.parent.name for path in SHIPPED.glob("*/card.json")))
def test_who_does_not_run_a_bundle_knows_its_card_and_digest_without_its_weights(name: str) -> None:
    told, loaded = describe_bundle(SHIPPED / name), load_bundle(SHIPPED / name)
    assert (told.card, told.digest) == (loaded.card, loaded.digest)
    assert not told.weights


@pytest.mark.model
def test_the_process_that_listens_and_those_that_run_models_choose_the_same_bundles() -> None:
    told, run = cards_of_lineup(), load_lineup().bundles
    assert [(b.card.name, b.digest) for b in told] == [(b.card.name, b.digest) for b in run]


def test_weights_that_are_damaged_are_refused_where_they_are_loaded(tmp_path: Path) -> None:
    bundle = tmp_path / "face-net"
    shutil.copytree(SHIPPED / "face-net", bundle)
    weights = bundle / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:20_000])
    with pytest.raises(BadBundle, match="face-net cannot be read"):
        load_bundle(bundle)
    assert describe_bundle(bundle).digest != describe_bundle(SHIPPED / "face-net").digest
