"""Pages annotated twice: the second annotation is of pages of the corpus, and the card's figure is what it gives."""

import re
from pathlib import Path

import pytest
from train.agreement import SECOND, agreement
from train.corpus import CORPUS

from multipolar.read.evaluation.evaluation import Evaluation
from multipolar.read.evaluation.gold import gold_page

SECONDS = sorted(SECOND.glob("*.gold.json"))


def of(path: Path):
    return agreement(gold_page(CORPUS / path.name), gold_page(path))


def test_a_tenth_of_the_written_pages_is_annotated_twice():
    written = [path for path in CORPUS.glob("*.gold.json") if not path.name.startswith("p-")]
    assert len(SECONDS) >= len(written) // 10


@pytest.mark.parametrize("path", SECONDS[:5], ids=lambda path: path.name)
def test_an_annotation_agrees_with_itself(path: Path):
    one = gold_page(CORPUS / path.name)
    tally = agreement(one, one).tally
    assert (tally["events"].false, tally["events"].missed) == (0, 0)
    assert tally["status"].f1 == tally["date"].f1 == 1


def test_the_card_prints_the_agreement():
    total = Evaluation("second", tuple(map(of, SECONDS)), ()).total
    card = (CORPUS / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (\w+) \| (0\.\d{3}) ", card, re.MULTILINE))
    assert {name: f"{tally.f1:.3f}" for name, tally in total.items()} == told
