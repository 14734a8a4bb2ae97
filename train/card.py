"""Card: what the packaged model is, what it learned from, and how well it does: `docs/model-card.md` and its two figures.

In: the corpus, the model in the package. Out: the card, written anew by `make train` and `python -m train.card`. Figures are of the
test part, which chooses nothing: with intervals of a bootstrap over pages, the curve of confidence, and calibration by tenths.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import altair as alt
import vl_convert as vlc

from multipolar.read.coders.model import card
from multipolar.read.coders.weighing import FEATURES
from multipolar.read.evaluation.evaluation import judge
from multipolar.read.evaluation.gold import gold_page
from train.corpus import ROOT, described, part

if TYPE_CHECKING:
    from pathlib import Path

    from multipolar.read.evaluation.evaluation import Evaluation, Point

DOCS = ROOT / "docs"
MODEL = ROOT / "src/multipolar/read/coders/encoder.onnx"
RECORDS = ("events", "parties", "type", "statements")
FIELDS = ("status", "date", "amount", "voice", "country")
INK, GUIDE = "#1f5a7a", "#999999"
HEAD = """# Model card: the encoder

<!-- Written by `python -m train.card`, which `make train` runs at its end. -->

What it is: a network of 22 million weights that reads a page with its parties marked and says for each word whether it tells
an act, of which PLOVER type, mode and status, and which part each party has in it
([how](reading.md#from-layers-to-events-the-encoder)). For: finding acts between states in English news text, each tied to its
words. Not for: texts in other languages, home affairs, decisions about people. Its confidence was fitted to the corpus, not to
your pages.
"""


def facts() -> list[str]:
    """Return the lines that say what the model is made of."""
    told = card()
    rows = [
        ("weights at the start", "all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych 2019), Apache-2.0"),
        ("file", f"`encoder.onnx`, int8, {MODEL.stat().st_size / 1e6:.1f} MB, SHA-256 `{_sha(MODEL)[:16]}…`"),
        ("trained by", "`make train`: seeded, resumable after each pass; `train/encoder.py`"),
        ("trained on", told.corpus),
        *((f"{name} part now", described(part(name))) for name in ("train", "dev", "test")),
        ("threshold", f"confidence {told.least:.2f}, chosen on the dev part"),
        (
            "confidence",
            f"logistic over {len(FEATURES)} features, fitted to the dev part: {', '.join(FEATURES)}",
        ),
    ]
    return ["| | |", "|---|---|", *(f"| {name} | {words} |" for name, words in rows)]


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def table(found: Evaluation) -> list[str]:
    """Return the figures of an evaluation, with their intervals."""
    lines = ["| what | precision | recall | F1 or share | 95 % |", "|---|---|---|---|---|"]
    for name in (*RECORDS, *FIELDS):
        tally, (low, high) = found.total[name], found.interval(name) or (0.0, 0.0)
        sides = (
            f"{each:.3f}" if name in RECORDS else "" for each in (tally.precision or 0, tally.recall or 0)
        )
        lines.append(f"| {name} | {' | '.join(sides)} | {tally.f1 or 0:.3f} | {low:.3f}–{high:.3f} |")
    return lines


def bins(found: Evaluation) -> list[dict[str, float]]:
    """Return mean confidence and share of right events by tenths of confidence."""
    rows = []
    for tenth in range(10):
        here = [
            each for each in found.judged if tenth / 10 <= each.confidence < (tenth + 1) / 10 + (tenth == 9)
        ]
        if here:
            mean = sum(each.confidence for each in here) / len(here)
            rows.append(
                {
                    "confidence": mean,
                    "right": sum(bool(each.right) for each in here) / len(here),
                    "n": len(here),
                }
            )
    return rows


def calibration(rows: list[dict[str, float]]) -> alt.LayerChart:
    """Return the figure of what confidence is worth."""
    line = alt.Chart(alt.Data(values=[{"x": 0, "y": 0}, {"x": 1, "y": 1}])).mark_line(
        color=GUIDE, strokeDash=[4, 4]
    )
    points = alt.Chart(alt.Data(values=rows)).mark_line(
        point=alt.OverlayMarkDef(size=60, color=INK), color=INK
    )
    return line.encode(x="x:Q", y="y:Q") + points.encode(
        x=alt.X("confidence:Q", title="confidence", scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("right:Q", title="share of right events", scale=alt.Scale(domain=[0, 1])),
    )


def curve(points: list[Point]) -> alt.LayerChart:
    """Return the figure of precision by recall, each point a least confidence."""
    rows = [{**p._asdict(), "least": f"{p.least:.1f}"} for p in points if p.precision is not None]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("recall:Q", title="recall", scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("precision:Q", title="precision", scale=alt.Scale(domain=[0, 1])),
        order="least:N",
    )
    named = base.transform_filter("datum.least * 10 % 2 == 0").mark_text(dx=8, dy=-8, color=GUIDE)
    return base.mark_line(point=alt.OverlayMarkDef(size=40, color=INK), color=INK) + named.encode(
        text="least:N"
    )


def draw(chart: alt.LayerChart, name: str) -> None:
    """Write a figure as SVG."""
    drawn = chart.properties(width=360, height=300).configure(background="white")
    (DOCS / name).write_text(vlc.vegalite_to_svg(drawn.to_dict()), encoding="utf-8")


def main() -> None:
    """Write the card and its figures."""
    found = judge(map(gold_page, part("test")), coder="encoder")
    rows = bins(found)
    draw(calibration(rows), "calibration.svg")
    draw(curve(found.curve), "precision-recall.svg")
    wanted = sum(each.wanted for each in found.scores)
    lines = [
        HEAD, *facts(), "", "## Figures", "",
        f"On the test part ({len(found.scores)} documents, {wanted:,} events), which chose nothing. An event is right where",
        "type and both sides are.", "",
        *table(found), "", "Precision and recall by the least confidence that is asked (`--min-confidence`):", "",
        "![Precision by recall; each point is a least confidence](precision-recall.svg)", "",
        "| confidence at least | precision | recall | F1 |", "|---|---|---|---|",
        *(f"| {p.least:.2f} | {p.precision:.3f} | {p.recall:.3f} | {p.f1:.3f} |"
          for p in found.curve if p.precision is not None and p.recall is not None and p.f1 is not None),
        "", "## Calibration", "", f"Expected calibration error over ten bins: {found.calibration_error or 0:.3f}.", "",
        "![Share of right events by confidence](calibration.svg)", "",
        "| mean confidence | right | events |", "|---|---|---|",
        *(f"| {row['confidence']:.2f} | {row['right']:.2f} | {row['n']:.0f} |" for row in rows),
    ]  # fmt: skip
    (DOCS / "model-card.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(*table(found), f"calibration error {found.calibration_error or 0:.3f}", sep="\n")


if __name__ == "__main__":
    main()
