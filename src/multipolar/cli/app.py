"""The program: the verbs in the order in which they are used."""

from __future__ import annotations

from typing import Annotated

import typer

from multipolar.cli import (
    code,
    demo,
    evaluate,
    inspect,
    offices,
    problems,
    read,
    records,
    report,
    shifts,
    show,
    stories,
    story,
    verify,
)

app = typer.Typer(
    name="multipolar",
    help="Read news pages, keep the proof, measure which states move toward or away from each other.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: multipolar demo",
)


def _version(*, asked: bool) -> None:
    if asked:
        from multipolar import __version__

        typer.echo(f"multipolar {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda value: _version(asked=value),
            is_eager=True,
            help="Say which version this is.",
        ),
    ] = False,
) -> None:
    pass


for verb in (
    demo.demo,
    read.read,
    inspect.inspect,
    code.code,
    records.records,
    shifts.shifts,
    show.show,
    stories.stories,
    story.story,
    report.report,
    verify.verify,
    problems.problems,
    evaluate.evaluate,
    offices.offices,
):
    app.command()(verb)
