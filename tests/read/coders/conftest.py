"""Pages for the coder's tests: a text in, its layers, acts and words out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from multipolar.ledger.records import Document, identified
from multipolar.read.extract import layers_of
from multipolar.read.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from multipolar.read.layers import Layers

DAY = date(2015, 2, 10)


def _layers(text: str) -> Layers:
    document = Document(
        id="", source="-", role="article", title=None, byline=(), chain=(), outlet=None, published=DAY,
        language="en", text=text,
    )  # fmt: skip
    return layers_of(identified(document))


def _word(text: str, word: str) -> Token:
    return next(token for token in parse(text) if token.text == word)


@pytest.fixture(scope="session")
def layers() -> Callable[[str], Layers]:
    """A text as a page of 10 February 2015, read."""
    return _layers


@pytest.fixture(scope="session")
def word() -> Callable[[str, str], Token]:
    """The first token of a text that is written so."""
    return _word
