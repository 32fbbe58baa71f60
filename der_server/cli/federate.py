"""`der federate simulate`: what learning together would bring, and what it would cost in privacy."""

from pathlib import Path
from typing import Annotated

import typer

from der_server.cli.answer import Json, answering, write_json

federate = typer.Typer(help="Learning together without data leaving: personal layers averaged with noise.")


@federate.callback()
def _group() -> None:
    """Keeps `simulate` a command of its own."""


@federate.command()
def simulate(
    data: Annotated[Path | None, typer.Option(help="Folder of recordings with people's ids.")] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds.")] = 10,
    share: Annotated[float, typer.Option(min=0.01, max=1, help="Share of the people in a round.")] = 0.25,
    clip: Annotated[float, typer.Option(min=0.01, help="Most that one person may move the shared start.")] = 0.5,
    lessons: Annotated[int, typer.Option(min=1, help="Corrections a person gives at most.")] = 8,
    delta: Annotated[float, typer.Option(help="Of (epsilon, delta)-privacy.")] = 1e-3,
    shadows: Annotated[int, typer.Option(min=8, help="Runs of the membership attack.")] = 64,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures.")] = 0,
    json: Json = False,
) -> None:
    """Play federated learning on people of the corpora: accuracy on others, epsilon, and an attack on membership.

    Nothing is sent anywhere and nothing is written. Example: `der federate simulate --data ../shared/data`
    """
    with answering(json):
        from der_server.cli.models import data_folder
        from der_server.training.federate import Plan
        from der_server.training.federate import simulate as play

        plan = Plan(rounds, share, clip, lessons=lessons, delta=delta)
        told = play(data_folder(data), plan, seed=seed, shadows=shadows)
        if json:
            write_json(told)
            return
        from rich.console import Console
        from rich.table import Table

        table = Table("noise", "epsilon", "accuracy as shipped", "from the shared start", "attack AUC (0.5 = chance)")
        for row in told["rows"]:
            both = (row[name] for name in ("as_shipped", "from_shared_start"))
            scores = (f"{one['value']:.3f} ({one['lo']:.3f} to {one['hi']:.3f})" for one in both)
            table.add_row(f"{row['noise']:g}", f"{row['epsilon']:g}", *scores, f"{row['attack_auc']:.3f}")
        Console().print(table)
        print(
            f"{told['people']} people, {told['items']} items; delta {delta:g}; others are never those who took part."
        )
