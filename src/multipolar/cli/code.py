"""multipolar code: sentences in, events out."""

from __future__ import annotations

import json
import sys

from multipolar.cli.options import CoderName, MinConfidence  # noqa: TC001 : Typer reads them at run time
from multipolar.read.extract import CODER


def code(*, coder: CoderName = CODER, min_confidence: MinConfidence = 0.0) -> None:
    """Read JSON lines {"id", "text", "date"} on standard input, print {"id", "events"} in the same order.

    The encoder tells acts inside a state and by private persons as well: a party of no known state has a null code.
    An unreadable line gives {"id", "error"} and the run goes on.
    """
    from multipolar.cli.output import tell_spent
    from multipolar.read.extract import coder as known
    from multipolar.read.sentences import code as code_lines

    known(coder)  # a wrong name is said before the first line, not once a line
    lines = (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
    for answer in code_lines(lines, coder_name=coder, least=min_confidence):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    tell_spent(coder)
