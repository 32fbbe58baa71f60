"""`der corpus list` and `der corpus add`: public corpora, as their authors pack them, for training and evaluation."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from der_server.cli.answer import Json, answering, write_json

if TYPE_CHECKING:
    from der_client.camera import Eyes
    from der_server.training.native import Tools
    from der_server.training.native.layout import Picture

corpus = typer.Typer(help="Public corpora of labelled recordings, in the layout their authors gave them.")
SMALLEST = 192
"""Faces in smaller pictures are enlarged to so many pixels first: the tracker finds few in 48 pixels."""
EDGE = 0.2
"""Width of the border added around a cropped face, as a share of the picture."""
BODY_RATE_HZ = 30.0


@corpus.command("list")
def list_layouts(json: Json = False) -> None:
    """Say which layouts can be read, where to point at, and each corpus' own terms.

    Example: `der corpus list`
    """
    with answering(json):
        from der_server.training.native import LAYOUTS

        rows = [
            {"name": one.name, "modality": one.modality, "point_at": one.about, "terms": one.terms}
            for one in LAYOUTS.values()
        ]
        if json:
            write_json(rows)
            return
        from rich.console import Console
        from rich.table import Table

        table = Table("name", "modality", "point at", "terms (its authors')")
        for row in rows:
            table.add_row(*row.values())
        Console().print(table)


@corpus.command()
def add(
    name: Annotated[str, typer.Argument(help="Layout, see `der corpus list`.")],
    source: Annotated[Path, typer.Argument(help="The corpus as you downloaded it under its own terms.")],
    data: Annotated[Path, typer.Option(help="Folder of recordings to add to; `der train --data` reads it.")],
    face_model: Annotated[
        Path | None, typer.Option(help="MediaPipe's face_landmarker.task, for corpora of pictures.")
    ] = None,
    json: Json = False,
) -> None:
    """Make a folder that `der train`, `der finetune` and `der evaluate` read from a public corpus.

    Sound is linked, not copied; of pictures only face coefficients are kept. Example:
    `der corpus add cremad ~/CREMA-D/AudioWAV --data ~/data`
    """
    with answering(json):
        from der_server.training import native

        found = native.add(name, source, data, _tools(face_model))
        if json:
            write_json(found)
        else:
            print(f"{found['folder']}: {found['items']} items, {found['labels']}")


def _tools(face_model: Path | None) -> "Tools":
    """What native layouts need of the client: its face tracker, opened at the first picture, and its BVH reader."""
    from der_client.bvh import read_places
    from der_client.faces import poses
    from der_client.film import read_still
    from der_server.training.native import Tools

    eyes: list[Eyes] = []

    def face(picture: "Picture") -> list[float] | None:
        from der_client.camera import Eyes

        if not eyes:
            eyes.append(Eyes(face_model, moving=False).__enter__())
        seen = eyes[0].see(_framed(picture), 0)
        return list(seen.faces[0].weights) if seen.faces else None

    def pose(path: Path) -> Any:
        places, names, frame_s = read_places(path)
        step = max(1, round(1 / frame_s / BODY_RATE_HZ))
        return places[::step].astype("float32"), tuple(names), 1 / (frame_s * step)

    return Tools(tuple(poses().names), face, read_still, pose)


def _framed(picture: "Picture") -> "Picture":
    """Enlarged where it is small, with a border of its own edge."""
    import cv2
    import numpy as np

    shortest = min(picture.shape[:2])
    if shortest < SMALLEST:
        scale = SMALLEST / shortest
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    edge = round(EDGE * min(picture.shape[:2]))
    return np.pad(picture, ((edge, edge), (edge, edge), (0, 0)), mode="edge")
