"""The command line: one thin file a verb. `main` is the program; errors become one clear sentence and an exit code.

0 fine · 1 nothing of what was asked could be done, or damage found · 2 wrong usage · 3 ledger · 4 reading · 5 measures ·
6 reports · 130 interrupted
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the program and exit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # pages are in every script, whatever the terminal is set to
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_ended())


def _ended() -> int:
    """Run the verb, write out what it printed, and return the exit code."""
    from multipolar.errors import MultipolarError

    try:
        code = _run()
        sys.stdout.flush()
    except MultipolarError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("interrupted.")
        return 130
    except BrokenPipeError:  # whoever reads the output has enough of it
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        _say(f"The output cannot be written: {error.strerror or error}.")
        return 1
    return code


def _run() -> int:
    from multipolar.cli.app import app

    try:
        app()
    except SystemExit as end:
        if end.code == 130:  # Typer has taken the KeyboardInterrupt
            raise KeyboardInterrupt from end
        if isinstance(end.__context__, BrokenPipeError):  # Typer or Rich has taken it
            raise BrokenPipeError from end
        return end.code if isinstance(end.code, int) else 0
    return 0


def _say(sentence: str) -> None:
    words = " ".join(sentence.split())
    print(f"multipolar: {words}", file=sys.stderr)  # noqa: T201 : the program's own standard error


def _drop_output() -> None:
    """Send what is still to be printed nowhere, so that the end of the program does not fail on it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
