"""The `der` command. Commands load what they need when they run, so that `der --help` answers at once."""

import typer

from der_server.cli import (
    advise,
    bench,
    bridge,
    corpus,
    federate,
    files,
    law,
    look,
    models,
    network,
    play,
    profiles,
    serve,
    study,
)

app = typer.Typer(
    name="der",
    help="DER Server: emotion from headset streams. Try `der demo` first: a mock headset plays one minute, live.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    add_completion=False,
)
app.command()(serve.serve)
app.command()(play.demo)
app.command()(look.describe)
app.command()(look.analyze)
app.command()(play.record)
app.command()(play.replay)
app.command()(bridge.bridge)
app.command()(advise.advise)
app.add_typer(advise.domains, name="domains", no_args_is_help=True)
app.command()(law.law)
app.command()(files.convert)
app.command()(files.inspect)
app.add_typer(corpus.corpus, name="corpus", no_args_is_help=True)
app.command()(models.train)
app.command()(models.finetune)
app.command()(models.export)
app.add_typer(federate.federate, name="federate", no_args_is_help=True)
app.command()(models.evaluate)
app.add_typer(study.study, name="study", no_args_is_help=True)
app.command()(bench.bench)
app.add_typer(profiles.profiles, name="profiles", no_args_is_help=True)
app.add_typer(profiles.audit, name="audit", no_args_is_help=True)
app.command()(network.network)
app.command()(network.robustness)


def main() -> None:
    """Entry of `der` and of `python -m der_server.cli`."""
    app(prog_name="der")
