"""`der study`: what the experts lose, and what stands beside them; the figures behind `docs/models/`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from der_server.cli.answer import Json, answering
from der_server.cli.models import DATA_HELP, Teacher, data_folder, show

study = typer.Typer(help="What the experts lose, and what stands beside them: the figures of the model cards.")
Data = Annotated[Path | None, typer.Option(help=DATA_HELP)]
Modality = Annotated[str | None, typer.Option(help="Only this one.")]
Ways = Mapping[str, Callable[[Path], Any]]


@study.command()
def gaps(data: Data = None, modality: Modality = None, json: Json = False) -> None:
    """What a face or a body loses when less of it is seen: headset standards' gaps, lost regions, noise.

    Example: `der study gaps --modality face`
    """
    with answering(json):
        from der_server.training import gaps as told

        _answer({"face": told.face_rows, "body": told.body_rows}, data, modality, json=json)


@study.command()
def noise(data: Data = None, json: Json = False) -> None:
    """What the voice experts lose in a fan's noise, in babble, and where packets are lost. Two minutes.

    Example: `der study noise --data ../shared/data`
    """
    with answering(json):
        from der_server.training import noise as told

        _answer({"voice": told.rows}, data, None, json=json)


@study.command()
def cost(data: Data = None, json: Json = False) -> None:
    """What the voice experts cost: CPU time for a second of sound, alone and eight people at once. Half a minute.

    Example: `der study cost --data ../shared/data`
    """
    with answering(json):
        from der_server.training import voice_cost as told

        _answer({"voice": told.rows}, data, None, json=json)


@study.command()
def shrink(data: Data = None, modality: Modality = None, json: Json = False) -> None:
    """What smaller and faster forms of the nets cost: ONNX, 8-bit weights, pruning.

    Example: `der study shrink --modality voice`
    """
    with answering(json):
        from der_server.training import shrink as told

        _answer({"face": told.face_rows, "voice": told.voice_rows}, data, modality, json=json)


@study.command()
def baselines(data: Data = None, modality: Modality = None, json: Json = False) -> None:
    """Classical models beside the experts, on the very same held-out items.

    Example: `der study baselines --modality body`
    """
    with answering(json):
        from der_server.training import classical as told

        ways = {"face": told.face_rows, "body": told.body_rows, "voice": told.voice_rows}
        _answer(ways, data, modality, json=json)


@study.command()
def losses(data: Data = None, json: Json = False) -> None:
    """Fuzzy against hard thresholds, cross-entropy against squared error with classes balanced or not, on faces.

    Example: `der study losses --data ../shared/data`
    """
    with answering(json):
        from der_server.training import losses as told

        _answer({"thresholds": told.threshold_rows, "losses": told.loss_rows}, data, None, json=json)


@study.command()
def pretrain(data: Data = None, json: Json = False) -> None:
    """What the face net gains from being taught without labels first, on all labels and on few. A quarter of an hour.

    Example: `der study pretrain --data ../shared/data`
    """
    with answering(json):
        from der_server.training import pretrain as told

        _answer({"face": told.rows}, data, None, json=json)


@study.command()
def recipes(data: Data = None, modality: Modality = None, json: Json = False) -> None:
    """What the recipes of faces and bodies owe to choice and chance: headsets shown, class frequencies, seeds.

    Example: `der study recipes --modality body`
    """
    with answering(json):
        from der_server.training import recipes as told

        _answer({"face": told.face_rows, "body": told.body_rows}, data, modality, json=json)


@study.command()
def paired(data: Data = None, teacher: Teacher = None, json: Json = False) -> None:
    """What face and voice of one take tell together, in RAVDESS' eight classes on its published folds.

    Example: `der study paired --teacher DIR`
    """
    with answering(json):
        from der_server.faults import BadRequest
        from der_server.training import paired as told

        if teacher is None:
            raise BadRequest("This listens through the large encoder: name its folder with --teacher.")
        _answer({"paired": lambda folder: told.rows_of(folder, teacher)}, data, None, json=json)


def _answer(ways: Ways, data: Path | None, modality: str | None, *, json: bool) -> None:
    """Raises BadRequest for a modality that is not studied so, NotFound without recordings."""
    import torch

    from der_server.faults import BadRequest

    if modality is not None and modality not in ways:
        raise BadRequest(f"--modality {modality} is not studied so: use {', '.join(ways)}.")
    torch.set_num_threads(1)
    folder = data_folder(data)
    show({name: way(folder) for name, way in ways.items() if modality in (None, name)}, json=json)
