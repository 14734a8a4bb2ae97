"""multipolar code: sentences in, events out."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer


def code(*, coder: Annotated[str, typer.Option(help="What finds the acts.")] = "rules") -> None:
    """Read JSON lines {"id", "text", "date"} on standard input, print {"id", "events"} in the same order.

    An unreadable line gives {"id", "error"} and the run goes on.
    """
    from multipolar.read.sentences import code as coded

    texts = (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
    for answer in coded(texts, coder_name=coder):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
