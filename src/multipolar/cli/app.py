"""The program: the verbs in the order in which they are used."""

from __future__ import annotations

from typing import Annotated

import typer

from multipolar.cli import (
    backup,
    code,
    compact,
    demo,
    evaluate,
    export,
    happening,
    happenings,
    history,
    import_,
    inspect,
    offices,
    problems,
    read,
    records,
    report,
    reread,
    restore,
    review,
    search,
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
    reread.reread,
    inspect.inspect,
    code.code,
    records.records,
    review.review,
    history.history,
    happenings.happenings,
    happening.happening,
    search.search,
    shifts.shifts,
    show.show,
    stories.stories,
    story.story,
    report.report,
    verify.verify,
    backup.backup,
    restore.restore,
    compact.compact,
    export.export,
    import_.import_,
    problems.problems,
    evaluate.evaluate,
    offices.offices,
):
    app.command(verb.__name__.rstrip("_"))(verb)
