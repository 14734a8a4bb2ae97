"""Terms of office as a query of Wikidata gives them: a CSV or JSON file in, terms and remarks out.

The query stands in `docs/offices.md`. Columns: `personLabel`, `position` (words of `positions.csv`), `country`
(ISO 3166 alpha-3), `start`, `end` and, where asked for, `startPrecision` and `endPrecision` (Wikidata's numbers:
11 day, 10 month, 9 year). JSON may be the result format of SPARQL or a plain list of rows. Rows out of shape
become remarks with their place; nothing is guessed.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from multipolar.errors import WorldError
from multipolar.world import table
from multipolar.world.states import successor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LARGEST = 100_000_000  # bytes; the whole of the query is some 10 million
COLUMNS = {
    "name": ("personLabel", "person_label", "name", "person"),
    "position": ("position", "positionLabel", "office"),
    "country": ("country", "code", "iso"),
    "start": ("start",),
    "end": ("end",),
}
PRECISION = {"11": "day", "10": "month", "9": "year"}
RANK = ("day", "month", "year")
# ISO, with the time and the sign that Wikidata puts around it
DATE = re.compile(r"\+?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T00:00:00Z)?)?)?")
# letters that are no letter with an accent
LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
     "þ": "th", "Þ": "Th", "ð": "d", "’": "'", "ʻ": "'"}
)  # fmt: skip
NO_LABEL = re.compile(r"[QL]\d+|https?://\S+|_:\S+")  # what stands in for a label that Wikidata has not

Numbered = tuple[str, dict[str, str]]  # a row and the place where it stands


@dataclass(frozen=True, slots=True)
class When:
    """The days between which a change of office lies, both included: one where the day is known."""

    low: date
    high: date
    precision: str  # day, month, year


@dataclass(frozen=True, slots=True)
class Term:
    """A person in an office, as the query has it (end null: still, or not said)."""

    place: str  # of the row in the file: "line 7", "row 7"
    name: str
    code: str
    office: str
    start: When
    end: When | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A row that does not fit, and what to do."""

    place: str
    what: str


def terms(path: Path) -> tuple[list[Term], list[Remark]]:
    """Return the terms of a file, and remarks on rows out of shape.

    Raises WorldError where the file cannot be read, is no result of a query or lacks a column.
    """
    found: list[Term] = []
    remarks: list[Remark] = []
    for place, row in _rows(path):
        try:
            found.append(_term(place, row))
        except (ValueError, WorldError) as error:
            remarks.append(Remark(place, str(error)))
    return found, remarks


def folded(text: str) -> str:
    """Return words for comparison: without case, accents, hyphens and points.

    >>> folded("Kim Jong-un") == folded("KIM Jong Un")
    True
    """
    return " ".join(re.sub(r"[\W_]+", " ", without_accents(text.casefold())).split())


def without_accents(text: str) -> str:
    """Return words in the letters of English.

    >>> without_accents("Lars Løkke Rasmussen, Mevlüt Çavuşoğlu")
    'Lars Lokke Rasmussen, Mevlut Cavusoglu'
    """
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _rows(path: Path) -> list[Numbered]:
    text = _text(path)
    rows = _of_json(text, path) if text.lstrip()[:1] in {"{", "["} else _of_csv(text)
    if not rows:
        raise WorldError(f"{path} has no rows: ask the query of docs/offices.md and save its result.")
    _check_columns({name for _, row in rows for name in row}, path)
    return rows


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise WorldError(f"{path} has more than {LARGEST:,} bytes: ask for fewer states at once.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WorldError(
            f"{path} cannot be read: {error.strerror}. Check the name and the rights."
        ) from error
    except UnicodeDecodeError as error:
        raise WorldError(f"{path} is no UTF-8 text: save the result of the query as it is given.") from error


def _check_columns(names: set[str], path: Path) -> None:
    for column in ("name", "position", "country", "start"):
        if not names & set(COLUMNS[column]):
            raise WorldError(
                f"{path} has no column {COLUMNS[column][0]!r}: ask the query of docs/offices.md."
            )


def _of_csv(text: str) -> list[Numbered]:
    reader = csv.reader(text.splitlines(keepends=True))
    try:
        return list(_counted(reader))
    except csv.Error as error:
        raise WorldError(
            f"line {reader.line_num} cannot be read as CSV ({error}): save the result anew."
        ) from error


def _counted(reader: Any) -> Iterator[Numbered]:  # noqa: ANN401 : the type has no public name
    """Yield rows with the line on which each begins; a row of more or fewer cells keeps a mark of it."""
    names: list[str] = next(reader, [])
    line = reader.line_num + 1
    for cells in reader:
        if cells:
            row = dict(zip(names, cells, strict=False))
            yield (
                f"line {line}",
                row if len(cells) == len(names) else {**row, "": f"{len(cells)} of {len(names)}"},
            )
        line = reader.line_num + 1


def _of_json(text: str, path: Path) -> list[Numbered]:
    try:
        read = json.loads(text)
        found = read["results"]["bindings"] if isinstance(read, dict) else read
        return [(f"row {n}", _flat(row)) for n, row in enumerate(found, 1)]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise WorldError(f"{path} is no JSON result of a query: save it anew, or as CSV.") from error


def _flat(row: dict[str, Any]) -> dict[str, str]:
    """Return a row of text; SPARQL wraps each value in its type."""
    cells = {name: value["value"] if isinstance(value, dict) else value for name, value in row.items()}
    return {name: "" if value is None else str(value) for name, value in cells.items()}


def _term(place: str, row: dict[str, str]) -> Term:
    if "" in row:
        raise ValueError(f"the row has {row['']} cells: check its commas and quotation marks.")
    start, end = (_when(row, side) for side in ("start", "end"))
    if start is None:
        raise ValueError("the row has no start: give the day, month or year in Wikidata.")
    if end is not None and end.high < start.low:
        raise ValueError(f"the end {end.high} is before the start {start.low}: correct it in Wikidata.")
    return Term(place, _name(_cell(row, "name")), _code(_cell(row, "country")), _office(row), start, end)


def _cell(row: dict[str, str], column: str) -> str:
    found = next((row[name] for name in COLUMNS[column] if row.get(name)), "")
    return " ".join(found.split())


def _name(label: str) -> str:
    if not label or NO_LABEL.fullmatch(label):
        raise ValueError(f"the person has no label ({label or 'empty'}): give an English one in Wikidata.")
    letters = [unicodedata.name(c, "") for c in label if c.isalpha()]
    if not letters or not all("LATIN" in name or "MODIFIER" in name for name in letters):
        raise ValueError(f"the label {label!r} is not in Latin letters: ask for English labels.")
    if not label[0].isalpha() or not label.isprintable() or table.PART in label:
        raise ValueError(f"the label {label!r} is no name: correct it in Wikidata.")
    return label


def _code(cell: str) -> str:
    try:
        return successor(cell.upper())
    except WorldError as error:
        raise ValueError(
            f"{cell or 'nothing'!r} is no ISO 3166 alpha-3 code of a state: correct it."
        ) from error


def _office(row: dict[str, str]) -> str:
    words = _cell(row, "position")
    office = _positions().get(folded(words))
    if office is None:
        raise ValueError(f"the position {words!r} is not known: it is one of {', '.join(_positions())}.")
    return office


@cache
def _positions() -> dict[str, str]:
    return {folded(row["words"]): row["office"] for row in table.rows("positions")}


def _when(row: dict[str, str], side: str) -> When | None:
    """Return when a term starts or ends.

    Without a precision the first of a month counts as the month only and the first of January as the year only:
    so Wikidata writes what it knows no better.
    """
    cell = _cell(row, side)
    if not cell:
        return None
    match = DATE.fullmatch(cell)
    if match is None:
        raise ValueError(f"the {side} {cell!r} is no date like 2015-02-10: correct it.")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    told = row.get(f"{side}Precision") or row.get(f"{side}_precision") or ""
    if told and told not in PRECISION:
        raise ValueError(
            f"the {side} is no surer than the decade (precision {told}): correct it in Wikidata."
        )
    return _between(date(year, month, day), PRECISION.get(told) or _guarded(month, day))


def _guarded(month: int, day: int) -> str:
    if day != 1:
        return "day"
    return "year" if month == 1 else "month"


def _between(first: date, precision: str) -> When:
    if precision == "day":
        return When(first, first, precision)
    months = (first.month, first.month) if precision == "month" else (1, 12)
    last = date(first.year, months[1], monthrange(first.year, months[1])[1])
    return When(date(first.year, months[0], 1), last, precision)


def coarser(precisions: Iterable[str]) -> str:
    """Return the coarsest of some precisions."""
    return max(precisions, key=RANK.index)
