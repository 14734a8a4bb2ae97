"""The command line: one thin file a verb. `main` is the program; errors become one clear sentence and an exit code.

0 fine · 1 nothing of what was asked could be done, or damage found · 2 wrong usage · 3 ledger · 4 reading · 5 measures ·
6 reports · 130 interrupted
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program and exit."""
    from multipolar.cli.app import app
    from multipolar.errors import MultipolarError

    try:
        app()
    except MultipolarError as error:
        print(f"multipolar: {error}", file=sys.stderr)  # noqa: T201 : the program's own standard error
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        said = "multipolar: interrupted. What was read so far is in the ledger; run the same command again to go on."
        print(said, file=sys.stderr)  # noqa: T201
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
