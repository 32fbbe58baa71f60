"""`der train` and `der evaluate`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from der_server.cli.answer import Json, answering, write_json

DATA_HELP = "Folder of labelled recordings, laid out `<modality>/<corpus>/`. Default: DER_DATA, else ../shared/data."
TEACHER_HELP = "Unpacked Whisper packages that the voice recipe learns from; without, it learns from labels alone."
Teacher = Annotated[Path | None, typer.Option(envvar="DER_TEACHER", help=TEACHER_HELP)]


def train(
    data: Annotated[Path | None, typer.Option(help=DATA_HELP)] = None,
    out: Annotated[Path | None, typer.Option(help="Where bundles go. Default: the shipped ones.")] = None,
    modality: Annotated[list[str] | None, typer.Option(help="What to train; several times for several.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed and data give the same weights.")] = 0,
    teacher: Teacher = None,
    json: Json = False,
) -> None:
    """Train the experts from labelled recordings; people kept apart for testing are never trained on.

    Example: `der train --data ../shared/data --modality face --out bundles`
    """
    with answering(json):
        import torch

        from der_server.models.lineup import SHIPPED
        from der_server.training.train import RECIPES, train_all

        torch.set_num_threads(1)
        say = _quiet if json else _say
        names = tuple(modality or RECIPES)
        figures = train_all(_data_folder(data), out or SHIPPED, names, seed, say, teacher=teacher)
        if json:
            write_json(figures)
        else:
            from rich import print_json

            print_json(data=figures)


def evaluate(
    data: Annotated[Path | None, typer.Option(help=DATA_HELP)] = None,
    modality: Annotated[str | None, typer.Option(help="Only this: face, body, voice or text.")] = None,
    corpus: Annotated[str | None, typer.Option(help="Only the corpus of this name.")] = None,
    bundles: Annotated[Path | None, typer.Option(help="Bundles to score instead of the shipped ones.")] = None,
    train: Annotated[
        Path | None, typer.Option(help="Train on this folder's people instead and score held-back folds of it.")
    ] = None,
    folds: Annotated[int, typer.Option(min=2, help="How many folds of people, with --train.")] = 5,
    recipe: Annotated[str | None, typer.Option(help="With --train: another recipe, such as voice-heavy.")] = None,
    teacher: Teacher = None,
    json: Json = False,
) -> None:
    """Score the shipped experts on labelled recordings they did not learn from, with intervals.

    Rows marked `seen` hold people or items the expert was trained on: they prove nothing.

    Example: `der evaluate --data ../shared/data --modality voice --json`
    """
    with answering(json):
        from der_server.training import evaluate as scoring

        if train is not None:
            found = _folds(scoring, train, modality, corpus, folds=folds, recipe=recipe, teacher=teacher)
        else:
            found = scoring.evaluate(_data_folder(data), modality, corpus, bundles=bundles)
        if json:
            write_json(found)
        else:
            from der_server.cli.view import print_figures

            print_figures(found["rows"])


def _folds(scoring: Any, data: Path, modality: str | None, corpus: str | None, **how: Any) -> dict[str, Any]:
    """The recipe in a corpus' own classes. Raises DerError."""
    from der_server.faults import BadRequest, NotBuilt

    if not hasattr(scoring, "evaluate_folds"):
        raise NotBuilt("Training and scoring by folds is not part of this release.")
    if not data.is_dir():
        raise BadRequest(f"There is no folder {data}.")
    found: dict[str, Any] = scoring.evaluate_folds(data, modality, corpus, **how)
    return found


def _data_folder(named: Path | None) -> Path:
    """The folder of recordings. Raises NotFound where there is none."""
    import os

    from der_server.faults import NotFound

    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    folder = named or (Path(os.environ["DER_DATA"]) if "DER_DATA" in os.environ else beside)
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder}: give --data, or set DER_DATA.")
    return folder


def _say(words: str) -> None:
    print(words, flush=True)


def _quiet(words: str) -> None:
    """Says nothing: stdout is for JSON."""
