"""Direct speech: quotations in, those that someone is given out, with the verb and the head of the speaker's words.

Looks at what stands beside the marks: "…," said X; X said: "…"; X called it "…"; "…," he said, "…" is one telling.
A quotation that stands alone goes on with the speaker before it; a few words in marks without a speaker are nobody's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.read.roles import role as office
from multipolar.read.speech import lexicon, speech_verb
from multipolar.read.statements_subject import (
    FIRST_AND_SECOND,
    can_speak,
    inverted,
    past_dateline,
    subject,
    told,
)
from multipolar.read.statements_tellings import Page, Telling

if TYPE_CHECKING:
    from spacy.tokens import Token

    from multipolar.read.speech_quotes import Quotation

NEAR = 10  # tokens between a verb of speech and the comma before its quotation
LINE = 3000  # characters of a long paragraph before a quotation
REGION = 400  # characters beside a quotation in which its verb may stand
ALONE = 4  # words that a quotation without a speaker needs
_SIGNATURE = re.compile(r"\s{0,3}(?:[—–]|--|\()\s?")
_TITLES = (
    "[A-Z]", "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Capt", "Maj", "Adm", "Brig", "Cmdr", "Sgt", "Sen", "Rep",
    "Gov", "Rev", "Hon", "Amb", "St",
)  # fmt: skip
# A stop that ends a sentence: not after an initial or a title.
_TITLED = "".join(rf"(?<!\b{title}\.)" for title in _TITLES)
_STOP = re.compile(rf"[.!?](?=[\s”\"»’']|$){_TITLED}|\n[ \t]*\n|\n(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True)
class _Given:
    """Who a quotation is given to, and the place where the words for that end."""

    verb: Token | None
    speaker: Token | None
    end: int


def direct(page: Page) -> tuple[list[Telling], frozenset[int]]:
    """Return the tellings of quotations, and the verbs (token numbers) that they use."""
    found: list[Telling] = []
    used: set[int] = set()
    attributed_until = -1
    for number, quotation in enumerate(page.quotations):
        given = _after(page, number) or _ahead(page, number, used) or _signed(page, quotation)
        if given is None and found and _goes_on(page, found[-1], quotation, attributed_until):
            found[-1] = _longer(found[-1], quotation)
            attributed_until = quotation.close
            continue
        if given is not None and given.verb is None and _short(page, quotation):
            given = None
        if given is None:
            given = _label(page, quotation) or _alone(page, quotation, found)
        if given is None:
            continue
        found.append(Telling(quotation.start, _end(page, quotation), given.verb, given.speaker, direct=True))
        attributed_until = max(given.end, quotation.close)
        if given.verb is not None and not _own_clause(given.verb, page.token_at(quotation.open)):
            used.add(given.verb.i)
    return found, frozenset(used)


def _own_clause(verb: Token, opened: int) -> bool:
    """Tell whether a verb has a clause of its own before a quotation: `said his men needed shells: "…"`."""
    return any(child.dep_ == "ccomp" and verb.i < child.i and child.i < opened for child in verb.children)


def _short(page: Page, quotation: Quotation) -> bool:
    """Tell whether the words are too few to be given to anyone without a verb."""
    return len(page.text[quotation.start : quotation.end].split()) < ALONE


def _end(page: Page, quotation: Quotation) -> int:
    """Return the end of the words: a comma before the closing mark belongs to the page."""
    end = quotation.end
    while end > quotation.start and page.text[end - 1] in ", ":
        end -= 1
    return end


def _longer(telling: Telling, quotation: Quotation) -> Telling:
    """Return the telling with a quotation that goes on with it."""
    return Telling(telling.start, quotation.end, telling.verb, telling.speaker, telling.direct)


def _goes_on(page: Page, last: Telling, quotation: Quotation, attributed_until: int) -> bool:
    """Tell whether nothing but the attribution, or a paragraph's end, stands between two quotations."""
    if not last.direct or not last.end <= attributed_until <= quotation.open:
        return False
    between = page.text[attributed_until : quotation.open]
    return not between.strip(" \t\r\n\xa0,;:.–—-…") and between.count("\n") <= 2


def _after(page: Page, number: int) -> _Given | None:
    """Return who is named behind the closing mark: `," said X`, `," X said on Monday`."""
    quotation = page.quotations[number]
    limit = page.quotations[number + 1].open if number + 1 < len(page.quotations) else len(page.text)
    stop = _STOP.search(page.text, quotation.close, min(limit, quotation.close + REGION))
    end = stop.end() if stop else min(limit, quotation.close + REGION)
    first, last = page.token_at(quotation.close), page.token_at(end)
    while first < last and (page.doc[first].is_punct or page.doc[first].is_space):
        first += 1
    if (
        first >= last
        or page.doc[first].lower_ in {"and", "but", "or"}
        or not _open_ended(page, quotation, page.doc[first])
    ):
        return None
    return _attribution(page, first, last, end)


def _signed(page: Page, quotation: Quotation) -> _Given | None:
    """Return the person named behind a dash or in brackets: `"…" — Anna Berg, minister`."""
    match = _SIGNATURE.match(page.text, quotation.close)
    if match is None:
        return None
    token = page.doc[min(page.token_at(match.end()), len(page.doc) - 1)]
    if token.idx != match.end() or token.ent_type_ != "PERSON":
        return None
    return _Given(None, _head(token, len(page.doc)), match.end())


def _open_ended(page: Page, quotation: Quotation, following: Token) -> bool:
    """Tell whether the page's sentence goes on behind the mark: a comma, a question, or a small letter follows."""
    last = page.text[quotation.end - 1]
    if page.text[quotation.close : quotation.close + 1] in {",", "—", "–"} or last in ",—–":
        return True
    if last in "?!…":
        return True
    return following.lower_ in {"as", "according", "so"} or (
        following.text.islower() and speech_verb(following) is not None
    )


def _attribution(page: Page, first: int, last: int, end: int) -> _Given | None:
    """Return the first verb of speech of a run of tokens with its subject, both within the run."""
    for at in range(first, min(last, first + 40)):
        token = page.doc[at]
        verb = speech_verb(token)
        if verb is None or token.tag_ in {"VB", "VBG"} or (token.pos_ == "NOUN" and at > first):
            continue
        speaker = _speaker_near(page, at, first, last)
        if speaker is not None and speaker.lower_ not in FIRST_AND_SECOND:
            return _Given(token, speaker, end)
    lead = page.doc[first]
    if lead.lower_ == "as" and lead.i + 1 < last:  # "as one official put it"
        return _put(page, first, last, end)
    if lead.lower_ in {"according", "so"}:
        noun = _first_noun(page, first + (2 if lead.lower_ == "according" else 1), last)
        return _Given(lead, noun, end) if noun is not None else None
    return _gesture(page, first, last, end)


def _gesture(page: Page, first: int, last: int, end: int) -> _Given | None:
    """Return who does anything at all behind a quotation that the sentence goes on from: `"…," he shrugs`."""
    for at in range(first, min(last, first + 12)):
        token = page.doc[at]
        if token.pos_ == "VERB":
            speaker = _speaker_near(page, at, first, last) if token.tag_ in {"VBD", "VBZ", "VBP"} else None
            mute = speaker is None or speaker.lower_ in FIRST_AND_SECOND | lexicon("mute") | {"it"}
            return None if speaker is None or mute else _Given(token, speaker, end)
    return None


def _put(page: Page, first: int, last: int, end: int) -> _Given | None:
    """Return who "put it" so."""
    for token in page.doc[first:last]:
        if token.lemma_ in {"put", "have", "see"} and token.pos_ == "VERB":
            speaker = subject(token)
            return _Given(token, speaker, end) if speaker is not None and first < speaker.i < last else None
    return None


def _speaker_near(page: Page, at: int, first: int, last: int) -> Token | None:
    """Return the subject of the verb at a place if it stands in the run, else the first noun after or before it."""
    speaker = subject(page.doc[at])
    if speaker is not None and first <= speaker.i < last and not _object(speaker):
        return speaker
    return _first_noun(page, at + 1, last) if at - first <= 1 else _first_noun(page, first, at)


def _object(token: Token) -> bool:
    return token.dep_ in {"dobj", "pobj"}


def _first_noun(page: Page, first: int, last: int) -> Token | None:
    """Return the head of the first noun phrase of a run of tokens."""
    skipped = first
    for token in page.doc[first : min(last, first + 14)]:
        if token.i < skipped:
            continue
        if token.pos_ == "ADP" and token.i == first:  # "explained to me a counsellor …"
            skipped = min(token.right_edge.i, token.i + 3) + 1
        elif token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return _head(token, last)
        if token.pos_ == "VERB" or (token.is_punct and token.text in ",;."):
            return None
    return None


def _head(token: Token, last: int) -> Token:
    """Return the noun that a modifier belongs to."""
    while (
        token.dep_ in {"compound", "poss", "nmod", "amod"} and token.head.i < last and token.head.i > token.i
    ):
        token = token.head
    return token


def _ahead(page: Page, number: int, used: set[int]) -> _Given | None:
    """Return who is named before the opening mark: `X said: "`, `X, smiling: "`."""
    quotation = page.quotations[number]
    floor = page.quotations[number - 1].close if number else 0
    start = max(floor, quotation.open - REGION)
    lead = page.text[start : quotation.open]
    for stop in _STOP.finditer(lead):
        if lead[stop.end() :].strip():
            start = quotation.open - len(lead) + stop.end()
    before = page.text[start : quotation.open].rstrip()
    if not before.strip():
        return None
    first, last = page.token_at(start), page.token_at(quotation.open)
    if before[-1] in ":,":
        found = _introduced(page, (first, last), used, colon=before[-1] == ":")
        return _Given(*found, quotation.close) if found is not None else None
    final = page.doc[last - 1] if last > first else None
    final = (
        page.doc[last - 2] if final is not None and final.lower_ == "that" and last - 2 >= first else final
    )
    if final is not None and speech_verb(final) and final.pos_ == "VERB" and _whole(page, quotation):
        speaker = subject(final)
        return _Given(final, speaker, quotation.close) if speaker is not None else None
    return None


def _whole(page: Page, quotation: Quotation) -> bool:
    """Tell whether the sentence ends with the quotation."""
    after = page.text[quotation.close : quotation.close + 1]
    return not after.strip() or after in ".,;" or page.text[quotation.end - 1] in ".?!"


def _introduced(
    page: Page, run: tuple[int, int], used: set[int], *, colon: bool
) -> tuple[Token | None, Token] | None:
    """Return the last verb of speech of a run of tokens before a colon or comma, with its subject.

    Before a colon the subject of the sentence is enough: `A colonel, at the briefing: "…"`.
    """
    first, last = run
    for at in range(last - 1, first - 1, -1):
        token = page.doc[at]
        if at not in used and _introduces(token, colon=colon):
            speaker = inverted(page, token) or subject(token)
            speaker = speaker or (_first_noun(page, at + 1, last) if token.tag_ != "VBG" else None)
            speaker = past_dateline(page, speaker, token) if speaker is not None else None
            if (
                speaker is not None
                and speaker.lower_ not in FIRST_AND_SECOND
                and (colon or last - at <= NEAR)
            ):
                return token, speaker
    if not colon or any(at in used for at in range(first, last)):
        return None
    nouns = (token for token in page.doc[first:last] if token.pos_ in {"NOUN", "PROPN", "PRON"})
    main = next((token for token in nouns if token.dep_ in {"nsubj", "ROOT"}), None)
    return (None, _owner(main)) if main is not None else None


def _introduces(token: Token, *, colon: bool) -> bool:
    """Tell whether a verb may stand before a colon and a quotation, or before a comma and one."""
    if token.pos_ != "VERB":
        return False
    if token.lemma_ == "put" and any(child.lower_ == "as" for child in token.children):
        return True
    verb = speech_verb(token)
    return verb is not None and (colon or "q" in verb.frame)


def _owner(noun: Token) -> Token:
    """Return whose "answer", "verdict" or "message" it is."""
    if noun.lemma_.lower() not in lexicon("utterance"):
        return noun
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.lower_ in {"of", "from", "by"}:
            return next((each for each in child.children if each.dep_ == "pobj"), noun)
    return noun


def _label(page: Page, quotation: Quotation) -> _Given | None:
    """Return who calls something by the quoted words: `X dismissed the deal as "…"`, `X expressed "…"`."""
    first = page.token_at(quotation.start)
    start = page.token_at(max(0, quotation.open - REGION))
    for at in range(min(first, len(page.doc)) - 1, start - 1, -1):
        token = page.doc[at]
        if (token.is_space and "\n" in token.text) or token.text in {".", ";"}:
            return None
        if token.pos_ == "VERB" and (speech_verb(token) is not None or token.lemma_ in lexicon("conveying")):
            return _labeller(page, quotation, token)
    return None


def _labeller(page: Page, quotation: Quotation, token: Token) -> _Given | None:
    """Return the subject of a verb whose object holds the quoted words; one word is enough for "called" alone."""
    verb = speech_verb(token)
    naming = verb is not None and ("n" in verb.frame or verb.kind in {"speak", "warn", "promise", "accuse"})
    if not naming and len(page.text[quotation.start : quotation.end].split()) < 2:
        return None
    if not told(token) or any(child.dep_ == "ccomp" and child.i > token.i for child in token.children):
        return None
    speaker = subject(token)
    if speaker is None or speaker.lower_ in FIRST_AND_SECOND:
        return None
    return _Given(token, speaker, quotation.close)


def _alone(page: Page, quotation: Quotation, found: list[Telling]) -> _Given | None:
    """Give a quotation that is a sentence of its own to the subject of the sentence before, or the last speaker."""
    inner = page.text[quotation.start : quotation.end]
    if not inner[:1].isupper() or inner[-1] not in ".?!…":
        return None
    floor = max(0, quotation.open - LINE)
    line = max(floor, page.text.rfind("\n", floor, quotation.open) + 1)
    lead = page.text[line : quotation.open].rstrip()
    if lead and lead[-1] not in '.?!:;”"»’':
        return None
    speaker = _subject_before(page, line, quotation.open) if lead else _paragraph_before(page, floor, line)
    if _short(page, quotation) and (speaker is None or not lead):
        return None
    return _Given(None, speaker, quotation.close) if speaker is not None or found else None


def _paragraph_before(page: Page, floor: int, line: int) -> Token | None:
    """Return the person who is the subject of the last sentence of the paragraph before."""
    end = floor + len(page.text[floor:line].rstrip())
    speaker = _subject_before(page, max(floor, page.text.rfind("\n", floor, end) + 1), end)
    return speaker if speaker is not None and (speaker.ent_type_ == "PERSON" or office(speaker)) else None


def _sayer(page: Page, first: int, last: int) -> Token | None:
    """Return who speaks in a run of tokens: he goes on in the quotation that follows."""
    for token in page.doc[first:last]:
        verb = speech_verb(token) if token.pos_ == "VERB" and told(token) else None
        if verb is not None and "c" in verb.frame and "h" not in verb.frame:
            speaker = inverted(page, token) or subject(token)
            if speaker is not None and can_speak(speaker) and page.quotation_over(speaker.idx) is None:
                return speaker
    return None


def _subject_before(page: Page, start: int, end: int) -> Token | None:
    """Return the subject of the last sentence of a run of characters."""
    end = start + len(page.text[start:end].rstrip())
    first, last = page.token_at(start), page.token_at(end)
    if last <= first:
        return None
    low, _ = page.sentence(page.doc[last - 1])
    said = _sayer(page, max(low, first), last)
    if said is not None:
        return said
    for token in page.doc[max(low, first) : last]:
        subject_of = token.dep_ == "nsubj" and token.pos_ in {"NOUN", "PROPN", "PRON"}
        if subject_of and token.lower_ not in FIRST_AND_SECOND:
            return token
    return None
