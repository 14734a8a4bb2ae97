"""The sample pages are what their manifest and their README say."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
import zipfile
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.samples import PAGE_SUFFIXES, is_page, pages

FOLDER = files("multipolar.samples")
MANIFEST = list(csv.DictReader((FOLDER / "manifest.csv").read_text("utf-8").splitlines()))
ROWS = {row["file"]: row for row in MANIFEST}
HTML = [name for name in ROWS if name.endswith(".html")]
COPIES = [row for row in MANIFEST if row["copy_of"]]
WRONGLY_DECLARED = "2015-07-21-embassies.html"
MASTHEADS = {"The Long Corridor"}


def text_of(name: str) -> str:
    data = (FOLDER / name).read_bytes()
    return data.decode("cp1252" if name == WRONGLY_DECLARED else "utf-8")


def words_of(name: str) -> list[str]:
    body = text_of(name)
    if name.endswith(".html"):
        # long paragraphs are the article, short ones the furniture around it
        found = re.findall(r"<p\b[^>]*>([^\n]*)", body)
        body = " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", p)) for p in found if len(p.split()) > 12)
    return re.findall(r"[a-z0-9]+", body.lower())


def shingles(name: str) -> set[tuple[str, ...]]:
    words = words_of(name)
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def shared(copy: str, original: str) -> float:
    ours, theirs = shingles(copy), shingles(original)
    return len(ours & theirs) / min(len(ours), len(theirs))


def test_pages_are_sorted_and_all_in_the_manifest():
    names = [page.name for page in pages()]
    assert names == sorted(names)
    assert names == sorted(ROWS)
    assert len(names) >= 46


def test_notes_and_code_are_no_pages():
    others = {entry.name for entry in FOLDER.iterdir() if not is_page(entry)} - {"__pycache__"}
    assert others == {"README.md", "LICENSE-CC0", "__init__.py", "manifest.csv"}


def test_file_names_are_short_ascii_slugs():
    for name in ROWS:
        assert re.fullmatch(r"[a-z0-9-]{1,60}\.(html|jsonl|md|txt)", name), name
        assert name.endswith(PAGE_SUFFIXES)


def test_published_days_parse_and_lie_in_the_period():
    days = [date.fromisoformat(row["published"]) for row in MANIFEST if row["published"]]
    assert len(days) >= 40
    assert date(2001, 1, 1) <= min(days)
    assert max(days) <= date(2023, 12, 31)


def test_the_name_of_a_dated_page_is_its_day_or_the_day_before():
    for row in MANIFEST:
        if row["published"]:
            assert row["file"].startswith(row["published"])


def test_two_pages_carry_no_date():
    undated = [name for name, row in ROWS.items() if not row["published"] and text_of(name)]
    assert len(undated) == 2
    for name in undated:
        assert not re.search(r"\b(19|20)\d\d\b|<time|datePublished", text_of(name)), name


def test_copies_have_originals_from_another_outlet_and_not_later():
    assert len(COPIES) >= 4
    for row in COPIES:
        original = ROWS[row["copy_of"]]
        assert not original["copy_of"]
        assert original["outlet"] != row["outlet"]
        assert original["story"] == row["story"]
        assert original["published"] <= row["published"]


@pytest.mark.parametrize("row", COPIES, ids=lambda row: row["file"])
def test_a_copy_keeps_most_words_and_changes_some(row: dict[str, str]):
    assert 0.6 < shared(row["file"], row["copy_of"]) < 1.0


def test_pages_that_are_no_copies_share_little():
    originals = [name for name, row in ROWS.items() if not row["copy_of"]]
    grams = {name: shingles(name) for name in originals}
    for at, one in enumerate(originals):
        for other in originals[at + 1 :]:
            smaller = min(len(grams[one]), len(grams[other]))
            assert len(grams[one] & grams[other]) <= 0.2 * smaller, (one, other)


def test_no_two_pages_are_identical():
    digests = {hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in ROWS}
    assert len(digests) == len(ROWS)


@pytest.mark.parametrize("name", HTML)
def test_html_pages_have_full_furniture(name: str):
    page = text_of(name).lower()
    for part in ("cookie", "share|facebook", r"ld\+json", "<meta ", "copyright|©|&copy;|edited by"):
        assert re.search(part, page), part
    assert re.search(r"<nav|topnav|class=\"nav\"|id=\"nav\"", page)
    assert re.search(r"related|more from|most read|more on this|also read|read next", page)
    assert re.search(r"comment|letters|forum|readers", page)


def test_there_are_html_pages_of_many_layouts():
    assert len(HTML) >= 14
    assert len({ROWS[name]["outlet"] for name in HTML}) >= 7


@pytest.mark.parametrize("name", HTML)
def test_structured_data_is_json_with_the_day(name: str):
    blocks = re.findall(r"ld\+json\">(.*?)</script>", text_of(name), flags=re.DOTALL)
    assert blocks
    assert all(json.loads(block) for block in blocks)
    published = ROWS[name]["published"]
    assert not published or any(published in block for block in blocks)


def test_one_page_is_windows_1252_and_says_utf_8():
    data = (FOLDER / WRONGLY_DECLARED).read_bytes()
    assert b"charset=utf-8" in data
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert "Raúl" in data.decode("cp1252")
    assert "“" in data.decode("cp1252")


def test_every_other_page_is_utf_8():
    for name in ROWS.keys() - {WRONGLY_DECLARED}:
        assert "�" not in text_of(name)


def test_one_file_is_empty():
    assert [name for name in ROWS if not (FOLDER / name).read_bytes()] == ["empty-page.txt"]


def test_json_lines_hold_three_items():
    (name,) = [name for name in ROWS if name.endswith(".jsonl")]
    items = [json.loads(line) for line in text_of(name).splitlines()]
    assert len(items) == 3
    assert max(item["published"] for item in items) == ROWS[name]["published"]
    assert all(item["title"] and item["text"] for item in items)


def test_arabic_and_urdu_passages():
    arabic = [name for name in ROWS if re.search(r"[\u0600-\u06ff]", text_of(name))]
    assert len(arabic) == 2
    # Urdu alone writes these: tteh, ddal, rreh, noon ghunna, heh goal, barree yeh
    assert sum(bool(re.search(r"[ٹڈڑںہے]", text_of(name))) for name in arabic) == 1


def test_the_blog_breaks_off_twice():
    (blog,) = [name for name in ROWS if "blog" in name]
    assert len(re.findall(r"… <a", text_of(blog))) == 2


def test_outlets_are_a_dozen_and_a_blog():
    assert len({row["outlet"] for row in MANIFEST if row["outlet"]} - MASTHEADS) == 12


def test_articles_are_of_the_length_of_news():
    for name, row in ROWS.items():
        if row["outlet"] and name.endswith((".txt", ".md")):
            assert 130 <= len(words_of(name)) <= 500, name


def test_addresses_are_reserved_ones():
    for name in ROWS:
        for host in re.findall(r"https?://([^/\"\s<]+)", text_of(name)):
            assert host.endswith(".example") or host in {"schema.org", "www.w3.org"}, (name, host)


def test_stories_are_told_often_enough_to_show_a_shift():
    told = {story: sum(row["story"] == story for row in MANIFEST) for story in {r["story"] for r in MANIFEST}}
    floors = {
        "india-us": 9,
        "pakistan-us": 7,
        "pakistan-russia": 7,
        "pakistan-china": 4,
        "india-russia": 4,
        "australia-china": 6,
        "russia-turkey": 5,
        "cuba-us": 6,
        "quiet": 4,
    }
    assert {story for story, floor in floors.items() if told[story] < floor} == set()


def test_readme_lists_every_page_and_a_source_for_every_fact():
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert all(f"| {name} |" in readme for name in ROWS)
    facts = [line.split(" | ") for line in readme.split("## Facts")[1].splitlines() if line.startswith("| ")]
    assert len(facts) > 100
    for fact in facts[1:]:
        assert len(fact) == 3, fact
        assert all(cell.strip("| ") for cell in fact), fact


@given(st.from_regex(r"[a-z0-9-]{1,20}\.[a-z]{1,5}", fullmatch=True))
def test_only_known_suffixes_are_pages(name: str):
    entry = zipfile.Path(zipfile.ZipFile(io.BytesIO(), "w"), name)
    entry.root.writestr(name, "text")
    assert is_page(entry) == (name.rpartition(".")[2] in {"html", "jsonl", "md", "txt"})
