"""Copies: the stories of a ledger with all documents that tell them.

In: a ledger, and what a user calls a document by. Out: stories that have more than one document; the documents of
one story, its origin first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multipolar.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from multipolar.ledger.records import Document
    from multipolar.ledger.store import Ledger

# tables of the record, not the view `document`: that would read every text of the book
_stories = """
  SELECT s.origin AS id, o.title, o.outlet, o.published, count(*) AS n_document,
    count(DISTINCT d.outlet) AS n_outlet,
    list(DISTINCT d.outlet ORDER BY d.outlet) FILTER (d.outlet IS NOT NULL) AS outlets,
    min(d.published) AS first_published, max(d.published) AS last_published, o.source
  FROM book_story s JOIN book_document d ON d.id = s.document JOIN book_document o ON o.id = s.origin
  GROUP BY ALL HAVING count(*) > 1
  ORDER BY n_document DESC, first_published NULLS LAST, id
"""
_story = """
  SELECT d.id, coalesce(s.origin, d.id) AS story, coalesce(s.origin, d.id) = d.id AS is_origin, d.role, d.title, d.outlet,
    d.published, coalesce((SELECT list(c.outlet ORDER BY c.position) FROM chain c WHERE c.document = d.id), []) AS chain,
    d.source
  FROM book_document d LEFT JOIN book_story s ON s.document = d.id
  WHERE coalesce(s.origin, d.id) = (
    SELECT coalesce(s.origin, d.id) FROM book_document d LEFT JOIN book_story s ON s.document = d.id WHERE d.id = $id)
  ORDER BY is_origin DESC, d.published NULLS LAST, d.id
"""
_known = r"""
  SELECT id, title, role, source, id = $words AS is_id, starts_with(id, $words) AS begins, coalesce(origin, id) AS story
  FROM book_document LEFT JOIN book_story ON document = id
  WHERE starts_with(id, $words) OR source = $words OR ends_with(source, '/' || $words) OR ends_with(source, '\' || $words)
  ORDER BY id LIMIT $most
"""
_most, _listed = 100, 5  # of the documents that a word may mean


def stories(ledger: Ledger) -> pl.DataFrame:
    """Return the stories that several documents tell, those with the most first.

    Columns: id, title, outlet, published and source (of the origin), n_document, n_outlet, outlets (list),
    first_published, last_published. As of the last `link`, which `read` does itself.
    """
    return ledger.sql(_stories)


def story(ledger: Ledger, document: str) -> pl.DataFrame:
    """Return the documents of a story: its origin first, then its copies by day.

    `document` is any of them: its id, the beginning of its id, or the name of its source. Columns: id, story (the
    origin), is_origin, role, title, outlet, published, chain (list), source.
    """
    return ledger.sql(_story, id=known(ledger, document))


def texts(ledger: Ledger, document: str) -> list[Document]:
    """Return the documents of a story whole: its origin first, then its copies by day."""
    ids = story(ledger, document)["id"].to_list()
    return [found for id_ in ids if (found := ledger.document(id_))]


def known(ledger: Ledger, words: str) -> str:
    """Return the id of the document that is meant; UsageError where there is none, or documents of several stories."""
    rows = ledger.sql(_known, words=words, most=_most).to_dicts() if words.strip() else []
    best = _best(rows)
    if len({row["story"] for row in best}) == 1:
        return str(best[0]["id"])
    if not best:
        raise UsageError(
            f"The ledger has no document {words!r}: give its id, the beginning of its id, or the name of its source."
        )
    many = f"{len(best)}{' or more' if len(rows) == _most else ''}"
    listed = "; ".join(f"{row['id']} ({row['title'] or row['source']})" for row in best[:_listed])
    more = "; …" if len(best) > _listed else ""
    raise UsageError(f"{words!r} may mean {many} documents: {listed}{more}. Give the id of one.")


def _best(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the documents that are meant: an id before a source, the article of a page before its teasers."""
    named = [row for row in rows if row["is_id"]] or [row for row in rows if row["begins"]] or list(rows)
    articles = [row for row in named if row["role"] == "article"]
    return articles if len(articles) == 1 and not named[0]["begins"] else named
