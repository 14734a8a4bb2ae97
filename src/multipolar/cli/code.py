"""multipolar code: sentences in, events out."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer


def code(
    *, coder: Annotated[str, typer.Option(metavar="NAME", help="What finds the acts.")] = "rules"
) -> None:
    """Read JSON lines {"id", "text", "date"} on standard input, print {"id", "events"} in the same order.

    An unreadable line gives {"id", "error"} and the run goes on.
    """
    from multipolar.read.extract import coder as known

    known(coder)  # a wrong name is said before the first line, not once a line
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", "replace")
        if text.strip():
            sys.stdout.write(json.dumps(_answer(text, coder), ensure_ascii=False) + "\n")
            sys.stdout.flush()


def _answer(text: str, coder: str) -> dict[str, Any]:
    from multipolar.read.sentences import coded

    try:
        return coded(text, coder)
    except Exception as error:  # noqa: BLE001 : one line that cannot be read must not end the run of thousands
        return {"id": _id(text), "error": f"The line cannot be read ({type(error).__name__}: {error})."}


def _id(text: str) -> Any:  # noqa: ANN401 : any JSON value
    try:
        return json.loads(text).get("id")
    except (AttributeError, RecursionError, ValueError):
        return None
