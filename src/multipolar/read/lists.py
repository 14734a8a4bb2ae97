"""Lists: the mentions that "and" and commas join, also before one noun: "Iranian and American envoys"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.read.roles import MODIFIERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from multipolar.read.layers import Mention

LISTED = 8  # states of a list


def chain(token: Token, at: Mapping[int, Mention]) -> list[Mention]:
    """Return the mentions that "and" joins, up to and with the one at a token."""
    joined: list[Mention] = []
    node = token
    for _ in range(LISTED):
        mention = at.get(node.i) or next(
            (at[c.i] for c in node.lefts if c.dep_ in MODIFIERS and c.i in at), None
        )
        if mention is not None and mention not in joined:
            joined.append(mention)
        if node.dep_ != "conj":
            break
        node = node.head
    listed = side_by_side(token, at)
    return list(reversed(joined)) if len(joined) > max(len(listed), 1) else listed


def side_by_side(token: Token, at: Mapping[int, Mention]) -> list[Mention]:
    """Return the mentions that only commas and "and" part, which the parser may have read apart."""
    mention, word = at.get(token.i), "and"
    listed: list[Mention] = [] if mention is None else [mention]
    while mention is not None and len(listed) < LISTED:
        first = _first(mention, token.i, at)
        before = at.get(first - 2)
        if before is None or token.doc[first - 1].lower_ != word:
            break
        token, mention, word = token.doc[first - 2], before, ","
        listed.insert(0, mention)
    return listed


def shared(noun: Token, at: Mapping[int, Mention]) -> tuple[str, ...]:
    """Return the states of "Kazakh and Chinese officials", which are both's; () where one or none is named."""
    before = next((c for c in noun.lefts if c.dep_ in MODIFIERS and c.i in at), None)
    if before is None or noun.tag_ != "NNS":
        return ()
    listed = side_by_side(last_of(before), at)
    alike = len(listed) > 1 and all(mention.kind == "adjective" for mention in listed)
    return tuple(dict.fromkeys(code for mention in listed for code in mention.codes)) if alike else ()


def last_of(token: Token) -> Token:
    """Return the last noun that "and" joins to one: Pakistan for India in "India and Pakistan"."""
    for _ in range(LISTED):
        following = next((child for child in token.rights if child.dep_ == "conj"), None)
        if following is None:
            break
        token = following
    return token


def _first(mention: Mention, last: int, at: Mapping[int, Mention]) -> int:
    """Return the first token of a mention that ends at a token."""
    while at.get(last - 1) is mention:
        last -= 1
    return last
