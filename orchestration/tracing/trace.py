"""`tongbao trace`: the very rows that a figure of the catalogue counts, where each stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from orchestration.metrics.aliases import aliases
from orchestration.metrics.published import ALL, Counts, Published, Span, read_published
from orchestration.metrics.resolve import SPANS, Missing, Part, Resolved, resolve
from orchestration.periods import Period
from orchestration.publication.reading import connect_published
from orchestration.reconcile.rounding import half_up
from orchestration.settings import Folders
from orchestration.tracing.rows import listed, require_rows

if TYPE_CHECKING:
    import duckdb

HEADER = ("计入", "文件", "工作表", "行号", "编号", "办理分钟")
"""What each line of a trace holds: in the numerator or denominator, where it stood, its key."""

NUMERATOR, DENOMINATOR = "分子", "分母"
_COMPARED = {
    "change_on_previous": "环比增减",
    "change_on_year_before": "同比增减",
    "difference_on_previous": "与上期之差",
    "difference_on_year_before": "与上年同期之差",
}
_MISSING = {
    Missing.WHOLE: "导出没有说明，或分母为零，或已办结的不足所求的位数，没有数值",
    Missing.EARLIER_ROWS: "{span}没有数据，没有增减",
    Missing.EARLIER_MONTHS: "{span}有月份没有数据，或本期未满，没有增减",
    Missing.EARLIER_VALUE: "{span}为零或没有数值，没有增减",
}
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Traced:
    """A figure, and the means to list its rows, those of the numerator first."""

    period: Period
    figure: Resolved
    rows: Iterator[tuple[Any, ...]]

    @property
    def numerator(self) -> int | None:
        """The count above the line, of a count the count itself."""
        return self.figure.now.numerator

    @property
    def denominator(self) -> int | None:
        """The count below the line."""
        return self.figure.now.denominator

    def heading(self) -> list[str]:
        """Return the lines that say what is listed."""
        figure, indicator = self.figure, self.figure.indicator
        said = [indicator.name + ("占比" if figure.metric.is_share else "")]
        if figure.metric.comparison:
            said.append(_COMPARED[str(figure.metric.comparison)])
        said.append(self._value())
        lines = [f"{self.period} {figure.metric}: {' '.join(said)}", *self._counts()]
        if figure.missing:
            span = self._called(figure.earlier) if figure.earlier else ""
            lines.append(_MISSING[figure.missing].format(span=span) + "。")
        lines.append(f"{indicator.definition}。")
        return lines + ([f"{indicator.caveats}。"] if indicator.caveats else [])

    def to_json(self) -> dict[str, Any]:
        """Return the figure with its rows, by the names of `HEADER`, for other programs."""
        return {
            "period": self.period.key,
            "metric": str(self.figure.metric),
            "value": self._value(),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "rows": [dict(zip(HEADER, line_cells(row), strict=True)) for row in self.rows],
        }

    def _value(self) -> str:
        if self.figure.exact is None:
            return "空"
        return f"{half_up(self.figure.exact, _CENT).normalize():f}{self.figure.unit}"

    def _counts(self) -> list[str]:
        figure = self.figure
        if figure.earlier is None:
            return [text] if (text := _above_and_below(figure, figure.now)) else []
        return [
            self._called(span)
            + (
                "没有数据"
                if counts is None
                else _above_and_below(figure, counts) or f"{counts.numerator}"
            )
            for span, counts in ((Span.CURRENT, figure.now), (figure.earlier, figure.before))
        ]

    def _called(self, span: Span) -> str:
        return f"{SPANS[span]}（{span.of(self.period)}）"


@contextmanager
def traced(folders: Folders, period: Period, metric: str) -> Iterator[Traced]:
    """Give the figure that `metric` names, read from the analysts' database; see `find_figure`."""
    with connect_published(folders, period) as connection:
        published = read_published(connection, period, aliases(folders))
        yield find_figure(connection, folders, published, metric)


def traceable(folders: Folders, period: Period) -> list[str]:
    """Return a line for each code that the period has figures of: code, name, what it is by."""
    with connect_published(folders, period) as connection:
        published = read_published(connection, period, aliases(folders))
        lines = []
        for code, indicator in published.indicators.items():
            by = sorted({dimension for dimension, _ in published.figures(code)} - {ALL.dimension})
            lines.append("  ".join([code, indicator.name, *([f"@{'、@'.join(by)}"] if by else [])]))
        return lines


def find_figure(
    connection: duckdb.DuckDBPyConnection, folders: Folders, published: Published, metric: str
) -> Traced:
    """Return the figure that `metric` names (see `orchestration.metrics`), with its rows.

    A count has as many rows as it says, a rate or share those of numerator and denominator, hours
    those of the work orders that they speak of; a comparison has the rows of both spans. They are
    what was published, judged at its as-of. `connection` shows the district of the folders. Raises
    BadCall for a figure that does not exist, and for a period that was never run.
    """
    period, figure = published.period, resolve(published, metric)
    require_rows(folders, period, figure.parts)
    rows = (
        (label, *line)
        for label, part in ((_label(figure, part), part) for part in figure.parts)
        for line in listed(connection, folders, period, part)
    )
    return Traced(period, figure, rows)


def line_cells(row: Sequence[Any]) -> list[str]:
    """Return a row of a trace as text, empty for what is not there."""
    return ["" if cell is None else str(cell) for cell in row]


def _label(figure: Resolved, part: Part) -> str:
    side = NUMERATOR if part.is_numerator else DENOMINATOR
    if figure.earlier is None:
        return side
    return f"{SPANS[part.span]}{side if figure.is_percentage else ''}"


def _above_and_below(figure: Resolved, counts: Counts) -> str:
    if counts.denominator is None:
        return ""
    statistic = figure.indicator.statistic
    above = "办理分钟合计" if statistic == "mean" else NUMERATOR
    below = "天数" if statistic == "daily_mean" else DENOMINATOR
    parts = [f"{above} {counts.numerator}"] if counts.numerator is not None else []
    return ", ".join([*parts, f"{below} {counts.denominator}"])
