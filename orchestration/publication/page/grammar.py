"""How a chart is drawn, in the grammar of Vega-Lite: wide, or narrow for a phone.

Room for text is reckoned from its signs and never measured: the same figures give the same picture
on every machine, whatever fonts it has, and the reader's own font is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from orchestration.publication.page.charts import BarChart, Chart, WeekChart
from orchestration.publication.plain import plain
from orchestration.publication.workbook.measures import text_width

if TYPE_CHECKING:
    import altair as alt

    _Made = tuple[alt.LayerChart | alt.FacetChart, dict[str, list[dict[str, Any]]]]

INK, QUIET, LINE = "#1f2933", "#52606d", "#c3cad3"
BAND = "#f4f6f9"
SERIES = ("#1f5a96", "#c75a00")
"""Blue and orange: the colour-blind tell them apart, and both have 4:1 or more against white."""

_FONT_SIZE = 14
_DIGIT = 0.57 * _FONT_SIZE
"""Points that a digit takes at most in the fonts that readers have; a Chinese sign takes two."""
_BAR, _GAP, _NAME_LINE = 17, 9, 20
_LONGEST_NAME = {False: 34, True: 42}
"""Digits of a name that a wide and a narrow chart show; the table beneath has the whole of it."""
_ABOVE, _EDGE = 38, 6
"""Room above a chart for what its colours mean, and between a shape and its text."""
_KEY_AT = 14 - _ABOVE
_NARROW, _WIDE = 340, 900


def specification(chart: Chart, *, narrow: bool) -> dict[str, Any]:
    """Return a chart as Vega-Lite: 900 points wide or, for a phone, 340."""
    drawn, rows = _bars(chart, narrow) if isinstance(chart, BarChart) else _weeks(chart, narrow)
    found: dict[str, Any] = drawn.configure(
        # a family that nobody has, so that nothing is measured: whoever shows it names the font
        font="unmeasured",
        aria=False,
        background="transparent",
        autosize={"type": "none"},
        view={"stroke": None},
        text={"fontSize": _FONT_SIZE, "fill": INK, "baseline": "middle"},
        axis={"labelFontSize": _FONT_SIZE, "labelColor": QUIET, "gridColor": LINE, "title": None},
    ).to_dict(validate=False)  # each part was checked as it was made; a test checks the whole
    # set afterwards, since every step of making a chart copies the rows that it has
    return found | {"datasets": rows}


def _bars(chart: BarChart, narrow: bool) -> _Made:
    import altair as alt

    bars = [bar for _, row in chart.rows for bar in row if bar]
    low = min(0.0, *(bar.value for bar in bars))
    high = max(0.0, chart.ends_at, *(bar.value for bar in bars))
    names = [_cut(name, _LONGEST_NAME[narrow]) for name, _ in chart.rows]
    beside = 2 * _EDGE + max(_points(bar.text) for bar in bars)
    left = beside if low < 0 else 0.0
    left += 0.0 if narrow else 2 * _EDGE + max(_points(name) for name in names)
    plot = (_NARROW if narrow else _WIDE) - left - beside
    # on a phone a name has a line of its own above its bars
    lines = (["name"] if narrow else []) + [str(place) for place in range(len(chart.series))]
    step = len(lines) * (_NAME_LINE if narrow else _BAR) + _GAP
    height = step * len(chart.rows)
    rows = [
        {
            "row": place,
            "line": str(number),
            "value": bar.value,
            "text": bar.text,
            "break": 0.92 * bar.value if bar.is_cut else None,
            "colour": SERIES[1 if chart.floor and bar.value < chart.floor[0] else number],
        }
        for place, (_, row) in enumerate(chart.rows)
        for number, bar in enumerate(row)
        if bar is not None
    ]
    across = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[low, high or 1], nice=False))
    down = alt.Y(
        "row:O",
        axis=None,
        scale=alt.Scale(paddingInner=_GAP / step, paddingOuter=0),
    )
    offset = alt.YOffset("line:N", scale=alt.Scale(domain=lines, paddingInner=0.08))
    base = alt.Chart(alt.NamedData("bars")).encode(x=across, y=down, yOffset=offset)
    named = [{"row": place, "line": "name", "text": name} for place, name in enumerate(names)]
    named_at = alt.Chart(alt.NamedData("names")).encode(y=down, text=alt.Text("text:N"))
    zero = alt.Chart(alt.Data(values=[{"value": 0}]))
    ended = base.transform_filter("datum.value >= 0")
    if chart.floor:
        # all at the end of the longest bar, where no line runs through them
        ended = ended.encode(x=alt.XValue(plot))
    layers: list[alt.Chart] = [
        # every other row stands on grey, so that the eye finds from the name to its bars
        alt.Chart(alt.NamedData("bands"))
        .mark_rect(color=BAND)
        .encode(x=alt.XValue(-left), x2=alt.X2Value(plot + beside), y=down),
        base.mark_bar().encode(color=alt.Color("colour:N", scale=None)),
        base.transform_filter("datum.break !== null")
        .encode(x="break:Q")
        .mark_tick(size=_BAR + 4, thickness=5, color="white"),
        # at the very edge of a phone a line would run through the names
        *([] if narrow and not low else [zero.mark_rule(color=QUIET).encode(x=across)]),
        ended.mark_text(align="left", dx=_EDGE).encode(text=alt.Text("text:N")),
        base.transform_filter("datum.value < 0")
        .mark_text(align="right", dx=-_EDGE)
        .encode(text=alt.Text("text:N")),
        named_at.mark_text(align="left", dy=2).encode(x=alt.XValue(-left), yOffset=offset)
        if narrow
        else named_at.mark_text(align="right").encode(
            x=alt.XValue(-_EDGE - (beside if low < 0 else 0))
        ),
    ]
    if chart.floor:
        value, said = chart.floor
        line = alt.Chart(alt.Data(values=[{"value": value, "text": said}])).encode(x=across)
        layers += [
            # on a phone beside each bar alone: a whole line would run through the names
            base.encode(x=alt.XDatum(value)).mark_tick(size=_BAR + 4, thickness=1.5, color=INK)
            if narrow
            else line.mark_rule(strokeDash=[5, 4], color=INK, strokeWidth=1.5),
            line.mark_text(align="right").encode(y=alt.YValue(_KEY_AT), text=alt.Text("text:N")),
        ]
    elif len(chart.series) > 1:
        layers += _key(list(zip(chart.series, SERIES, strict=True)), -left)
    above = _ABOVE if chart.floor or len(chart.series) > 1 else 4
    padding = {"left": left, "right": beside, "top": above, "bottom": 4}
    bands = [{"row": place} for place in range(1, len(names), 2)]
    made = alt.layer(*layers).properties(width=plot, height=height, padding=padding)
    return made, {"bars": rows, "names": named, "bands": bands}


def _weeks(chart: WeekChart, narrow: bool) -> _Made:
    import altair as alt

    most = max(max(*columns, line) for _, columns, line in chart.weeks)
    left = 2 * _EDGE + _points(str(most))
    plot = (_NARROW if narrow else _WIDE) - left - 2
    names = [name for name, _, _ in chart.weeks]
    # a few weeks stand in the middle and are no wider than an eighth
    room = min(plot, plot * len(names) / 8)
    middle = [(plot - room) / 2, (plot + room) / 2]
    # every week is named, or every so many where the names would run into each other
    every = next(n for n in range(1, 99) if n * room / len(names) >= _points("12/31"))
    along = alt.X(
        "week:O",
        sort=names,
        axis=alt.Axis(
            values=names[::every], labelAngle=0, labelOverlap=False, ticks=False, labelPadding=8
        ),
        scale=alt.Scale(domain=names, range=middle, paddingInner=0.28, paddingOuter=0.14),
    )
    up = alt.Y(
        "count:Q",
        axis=alt.Axis(format="d", tickCount=5, tickMinStep=1, ticks=False, domain=False),
        scale=alt.Scale(domain=[0, most or 1], nice=True),
    )
    columns = [
        {"week": name, "column": str(place), "count": count, "colour": SERIES[place]}
        for name, counts, _ in chart.weeks
        for place, count in enumerate(counts)
    ]
    line = [{"week": name, "count": count} for name, _, count in chart.weeks]
    lined = alt.Chart(alt.NamedData("line")).encode(x=along, y=up)
    layers: list[alt.Chart] = [
        alt.Chart(alt.NamedData("columns"))
        .mark_bar()
        .encode(
            x=along,
            y=up,
            xOffset=alt.XOffset("column:N", scale=alt.Scale(domain=["0", "1"])),
            color=alt.Color("colour:N", scale=None),
        ),
        # white around the line, so that it stands out from the columns that it crosses
        lined.mark_line(color="white", strokeWidth=6),
        lined.mark_line(color=INK, strokeWidth=2.5),
        lined.mark_point(fill=INK, stroke="white", strokeWidth=1.5, size=70, opacity=1),
        *_key([*zip(chart.columns, SERIES, strict=True), (chart.line, INK)], -left),
    ]
    padding = {"left": left, "right": 2, "top": _ABOVE, "bottom": 28}
    height = 220 if narrow else 300
    made = alt.layer(*layers).properties(width=plot, height=height, padding=padding)
    return made, {"columns": columns, "line": line}


def _key(said: Sequence[tuple[str, str]], start: float) -> list[alt.Chart]:
    """Return what each colour means, side by side above the chart; a line has a thinner sign."""
    import altair as alt

    layers = []
    for name, colour in said:
        height = 3 if colour == INK else 12
        sign = alt.Chart(alt.Data(values=[{"text": name}]))
        at = _KEY_AT
        layers += [
            sign.mark_rect(color=colour).encode(
                x=alt.XValue(start),
                x2=alt.X2Value(start + 18),
                y=alt.YValue(at - height / 2),
                y2=alt.Y2Value(at + height / 2),
            ),
            sign.mark_text(align="left").encode(
                x=alt.XValue(start + 24), y=alt.YValue(at), text=alt.Text("text:N")
            ),
        ]
        start += 44 + _points(name)
    return layers


def _points(text: str) -> float:
    return _DIGIT * text_width(text)


def _cut(name: str, longest: int) -> str:
    """Return a name that fits, what is too long ending in `…`."""
    name = plain(name)
    if text_width(name) <= longest:
        return name
    # no sign is narrower than one: what lies beyond is never measured, however long a name is
    name = name[: max(longest - 2, 0)]
    while text_width(name) > longest - 2:
        name = name[:-1]
    return f"{name}…"
