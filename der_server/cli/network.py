"""`der network`."""

from typing import Annotated

import typer

from der_server.cli.answer import Json, answering, write_json


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
