"""Figures of a dyad: one function a figure, each an Altair chart.

In: frames of `measure`. Out: a chart, or its SVG, drawn without any network. Colours after Okabe & Ito
(2008), which all common kinds of colour vision tell apart; shapes say the same a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from multipolar.show.words import percent

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme."""

    ink: str
    faint: str
    grid: str
    paper: str
    toward: str
    away: str
    level: str


palettes: dict[str, Palette] = {
    "light": Palette("#1d2730", "#5b6770", "#dfe3e6", "#ffffff", "#0072b2", "#c04f00", "#3d4750"),
    "dark": Palette("#e8ecef", "#a3afb8", "#36424b", "#151b20", "#56b4e9", "#f0933f", "#c9d2d8"),
}
_fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"


def timeline(
    series: pl.DataFrame,
    shifts: pl.DataFrame,
    acts: pl.DataFrame,
    *,
    theme: Theme = "light",
    width: int = 820,
) -> alt.LayerChart:
    """Draw a dyad's series with its 90 % band, its acts and its shifts.

    *series*, *shifts* and *acts* are what `measure.series`, `measure.shifts` and `measure.evidence` return
    for the dyad. Acts before the series begins are not drawn. *width* in pixels; below 500 the chart has
    fewer words.
    """
    import altair as alt

    colours = palettes[theme]
    layers = [
        *_shifts(shifts, series, colours),
        _zero(colours),
        *_level(series, colours),
        _acts(acts, series, colours, width),
    ]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(width=width, height=300 if width >= 500 else 240, background=colours.paper)
        .configure(font=_fonts)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=colours.faint,
            titleColor=colours.ink,
            gridColor=colours.grid,
            domainColor=colours.grid,
            tickColor=colours.grid,
            titleFontWeight="normal",
            labelFontSize=12,
            titleFontSize=12,
        )
        .configure_legend(
            labelColor=colours.ink, titleColor=colours.faint, labelFontSize=12, titleFontSize=12
        )
    )
    return chart


def svg(chart: alt.Chart | alt.LayerChart) -> str:
    """Return the chart as SVG text; nothing is fetched."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[]))


def _data(rows: list[dict[str, Any]]) -> alt.InlineData:
    import altair as alt

    plain = [{k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()} for row in rows]
    return alt.InlineData(values=plain)


def _x(series: pl.DataFrame, field: str) -> alt.X:
    import altair as alt

    begin, end = _domain(series)
    domain = [alt.DateTime(year=d.year, month=d.month, date=d.day) for d in (begin, end)]
    axis = alt.Axis(
        grid=False, format="%Y", labelOverlap=True, tickCount={"interval": "year", "step": _years(begin, end)}
    )
    if (end - begin).days < 1100:
        axis = alt.Axis(grid=False, format="%b %Y", labelOverlap=True)
    return alt.X(field, type="temporal", title=None, scale=alt.Scale(domain=domain), axis=axis)


def _years(begin: date, end: date) -> int:
    return max(1, round((end.year - begin.year) / 10))


def _domain(series: pl.DataFrame) -> tuple[date, date]:
    step = _step(series)
    return series["period"][0], series["period"][-1] + step


def _step(series: pl.DataFrame) -> timedelta:
    """Length of a period; a series of one period is taken to be a quarter."""
    return series["period"][1] - series["period"][0] if len(series) > 1 else timedelta(days=91)


def _y(field: str) -> alt.Y:
    import altair as alt

    axis = alt.Axis(
        values=[-10, -5, 0, 5, 10],
        labelExpr="datum.value > 0 ? '+' + datum.value : replace(datum.label, '-', '−')",
    )
    title = "Score of acts: conflict − … + cooperation"
    return alt.Y(field, type="quantitative", title=title, scale=alt.Scale(domain=[-10.8, 10.8]), axis=axis)


def _zero(colours: Palette) -> alt.Chart:
    import altair as alt

    mark = alt.Chart(_data([{"zero": 0}])).mark_rule(color=colours.faint, strokeDash=[2, 3])
    rule: alt.Chart = mark.encode(y=_y("zero"))
    return rule


def _level(series: pl.DataFrame, colours: Palette) -> list[alt.Chart]:
    """A bar and a stroke a period: a gap stays a gap."""
    import altair as alt

    step = _step(series)
    told = series.drop_nulls("value").iter_rows(named=True)
    rows = [
        {
            "from": r["period"],
            "to": r["period"] + step,
            "value": r["value"],
            "low": r["low"],
            "high": r["high"],
        }
        for r in told
    ]
    chart = alt.Chart(_data(rows))
    x, x2 = _x(series, "from"), alt.X2("to:T")
    band = chart.mark_rect(color=colours.level, opacity=0.18).encode(
        x=x, x2=x2, y=_y("low"), y2=alt.Y2("high:Q")
    )
    line = chart.mark_rule(color=colours.level, strokeWidth=2.5).encode(x=x, x2=x2, y=_y("value"))
    return [band, line]


def _acts(acts: pl.DataFrame, series: pl.DataFrame, colours: Palette, width: int) -> alt.Chart:
    import altair as alt

    begin, end = _domain(series)
    rows = [_act(row) for row in acts.iter_rows(named=True) if row["day"] and begin <= row["day"] <= end]
    kinds, fills = ["cooperation", "conflict"], ["done or going on", "planned or possible", "denied"]
    # no legend can show how full a mark is, so its title says it
    title = ["Full: done or going on. Pale: planned or possible. Empty: denied."]
    if width < 500:
        title = ["Full: done or going on.", "Pale: planned or possible.", "Empty: denied."]
    kind = alt.Legend(title=title, titleFontWeight="normal", titleLimit=0, orient="bottom")
    colour = alt.Scale(domain=kinds, range=[colours.toward, colours.away])
    shape = alt.Scale(domain=kinds, range=["triangle-up", "triangle-down"])
    opacity = alt.Scale(domain=fills, range=[0.9, 0.25, 0])
    marks: alt.Chart = alt.Chart(_data(rows)).mark_point(size=70, strokeWidth=1.5, filled=False, opacity=1)
    points: alt.Chart = marks.encode(
        x=_x(series, "day"),
        y=_y("score"),
        shape=alt.Shape("kind:N", scale=shape, legend=kind),
        stroke=alt.Stroke("kind:N", scale=colour, legend=kind),
        fill=alt.Fill("kind:N", scale=colour, legend=None),
        fillOpacity=alt.FillOpacity("status:N", scale=opacity, legend=None),
    )
    return points


def _act(row: dict[str, Any]) -> dict[str, Any]:
    status = {"planned": "planned or possible", "possible": "planned or possible", "denied": "denied"}
    kind = "cooperation" if row["quad"] <= 2 else "conflict"
    return {
        "day": row["day"],
        "score": row["score"],
        "kind": kind,
        "status": status.get(row["status"], "done or going on"),
    }


def _shifts(shifts: pl.DataFrame, series: pl.DataFrame, colours: Palette) -> list[alt.Chart]:
    import altair as alt

    begin, end = _domain(series)
    rows = [_shift(row, begin, end) for row in shifts.iter_rows(named=True)]
    colour = alt.Color(
        "way:N", scale=alt.Scale(domain=["toward", "away"], range=[colours.toward, colours.away]), legend=None
    )
    chart = alt.Chart(_data(rows))
    area = chart.mark_rect(opacity=0.13).encode(x=_x(series, "low"), x2=alt.X2("high:T"), color=colour)
    since = chart.mark_rule(strokeWidth=2).encode(x=_x(series, "since"), color=colour)
    texts = [_label(chart, series, colour, align) for align in ("left", "right")]
    return [area, since, *texts]


def _label(
    chart: alt.Chart, series: pl.DataFrame, colour: alt.Color, align: Literal["left", "right"]
) -> alt.Chart:
    import altair as alt

    shown = chart.transform_filter(f"datum.align == '{align}'")
    mark = shown.mark_text(
        align=align, dx=5 if align == "left" else -5, baseline="top", fontSize=13, fontWeight=600
    )
    label: alt.Chart = mark.encode(x=_x(series, "since"), y=alt.value(2), text="label:N", color=colour)
    return label


def _shift(row: dict[str, Any], begin: date, end: date) -> dict[str, Any]:
    toward = row["direction"] == "toward"
    since = min(max(row["since"], begin), end)
    return {
        "low": max(row["since_low"], begin),
        "high": min(row["since_high"], end),
        "since": since,
        "way": row["direction"],
        "label": f"{'▲ toward' if toward else '▼ away'} {percent(row['probability'])}",
        "align": "left" if since - begin < (end - begin) / 2 else "right",
    }
