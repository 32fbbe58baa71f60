"""`der network` and `der robustness`."""

from pathlib import Path
from typing import Annotated

import typer

from der_server.cli.answer import Json, answering, write_json
from der_server.cli.models import DATA_HELP


def network(
    seconds: Annotated[float, typer.Option(min=10, max=600, help="Length of the mock performance.")] = 60.0,
    performers: Annotated[int, typer.Option(min=1, help="How many performers each point is the mean of.")] = 2,
    curve: Annotated[
        list[str] | None, typer.Option(help="Only these, such as loss, jitter_ms or face_rate_hz. Default: all.")
    ] = None,
    json: Json = False,
) -> None:
    """Measure what a bad network costs: loss, jitter, stalls, duplicates, reordering, clock drift, other frame rates.

    Everything is simulated, so that the same seeds give the same figures on every machine.

    Example: `der network --curve loss --curve stall_s --json`
    """
    with answering(json):
        import torch

        from der_server.bench.network import CURVES, measure
        from der_server.faults import BadRequest

        if unknown := set(curve or ()) - set(CURVES):
            raise BadRequest(f"No such curve: {', '.join(sorted(unknown))}. There are {', '.join(CURVES)}.")
        torch.set_num_threads(1)
        found = measure(seconds, tuple(range(performers)), tuple(curve or ()))
        if json:
            write_json(found)
            return
        print(f"{'network':40} {'recognised':>10} {'known':>7} {'age p50':>9} {'age p95':>9}")
        for name, points in found["curves"].items():
            for point in points:
                told = ", ".join(f"{key}={value:g}" for key, value in point["network"].items()) or f"{name}: none"
                ages = f"{point['age_ms_p50']:7.0f}ms {point['age_ms_p95']:7.0f}ms"
                print(f"{told:40} {point['recognised']:10.1%} {point['known']:7.1%} {ages}")


def robustness(
    data: Annotated[Path | None, typer.Option(help=DATA_HELP)] = None,
    json: Json = False,
) -> None:
    """Measure how the face expert bears turned heads, noisy coefficients and lost regions, on faces not learned from.

    Example: `der robustness --data ../shared/data --json`
    """
    with answering(json):
        import torch

        from der_server.bench.robustness import measure
        from der_server.cli.models import data_folder

        torch.set_num_threads(1)
        found = measure(data_folder(data))
        if json:
            write_json(found)
            return
        for row in found["rows"]:
            told = "  ".join(
                f"{name} {row[name]['value']:.1%} ({row[name]['lo']:.1%} to {row[name]['hi']:.1%})"
                for name in ("accuracy", "uar")
            )
            print(f"{row['corpus']:10} {row['what']:26} {row['value']:20} n={row['n']:<6} {told}")
