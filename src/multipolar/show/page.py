"""Pages: a template and what stands in it, written as one HTML file that asks nothing of any network.

In: the name of a template of `templates/` and its values. Out: a file. All text of documents is hostile and escaped;
every template forbids itself scripts, fonts, frames and requests by a Content-Security-Policy.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from multipolar.errors import ShowError
from multipolar.show.words import direction

if TYPE_CHECKING:
    from pathlib import Path

    import jinja2

# control characters have no place in HTML; line breaks and tabs do
CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000)), "�")


def rendered(name: str, *styles: str, **values: object) -> str:
    """Return a template with its style sheets and its values, everything in them escaped."""
    import markupsafe

    # our own files, not a document's words: as they stand
    style = markupsafe.Markup("\n".join(_file(f"{each}.css") for each in styles))  # noqa: S704
    return _template(f"{name}.html.j2").render(**values, style=style).translate(CONTROLS)


def check(target: Path) -> None:
    """Refuse early what cannot be written anyway."""
    if target.is_dir():
        raise ShowError(f"The page cannot be written to {target}: it is a folder. Name a file in it.")
    if not target.parent.is_dir():
        raise ShowError(f"The page cannot be written to {target}: there is no folder {target.parent}.")


def write(target: Path, text: str) -> Path:
    """Write a page whole or not at all, and return its path."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise ShowError(f"The page cannot be written to {target}: {error.strerror or error}.") from error
    return target


@cache
def _template(name: str) -> jinja2.Template:
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters["direction"] = direction
    return environment.from_string(_file(name))


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text("utf-8")
