"""`tongbao trace`: the very rows that a figure of the catalogue counts, where each stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from orchestration.errors import BadCall
from orchestration.periods import Period
from orchestration.publication.reading import connect_published
from orchestration.settings import Folders

if TYPE_CHECKING:
    import duckdb

HEADER = ("计入", "文件", "工作表", "行号", "编号", "办理分钟")
"""What each line of a trace holds: in the numerator or denominator, where it stood, its key."""

NUMERATOR, DENOMINATOR = "分子", "分母"
_FETCHED_AT_ONCE = 10_000


@dataclass(frozen=True)
class Indicator:
    """What the catalogue says of an indicator; columns are those of its counted mart."""

    code: str
    name: str
    unit: str
    statistic: str
    definition: str
    caveats: str | None
    mart: str
    key_column: str
    numerator: str
    denominator: str | None
    filter_column: str | None
    filter_member: str | None
    broken_down_by: tuple[str, ...]


@dataclass(frozen=True)
class Traced:
    """A figure, and the means to list its rows, those of the numerator first."""

    period: Period
    indicator: Indicator
    unit_name: str | None
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    rows: Iterator[tuple[Any, ...]]

    def heading(self) -> list[str]:
        """Return the lines that say what is listed."""
        of = f"@{self.unit_name}" if self.unit_name else ""
        value = "空" if self.value is None else f"{self.value.normalize():f}{self.indicator.unit}"
        lines = [f"{self.period} {self.indicator.code}{of}: {self.indicator.name} {value}"]
        if self.denominator is not None:
            counts = f"{DENOMINATOR} {self.denominator}"
            if self.numerator is not None:
                counts = f"{NUMERATOR} {self.numerator}, {counts}"
            lines.append(counts)
        lines.append(f"{self.indicator.definition}。")
        return lines + ([f"{self.indicator.caveats}。"] if self.indicator.caveats else [])


@contextmanager
def traced(folders: Folders, period: Period, metric: str) -> Iterator[Traced]:
    """Give the figure that `metric` names, read from the analysts' database; see `find_figure`."""
    with connect_published(folders, period) as connection:
        yield find_figure(connection, period, metric, folders)


def find_figure(
    connection: duckdb.DuckDBPyConnection, period: Period, metric: str, folders: Folders
) -> Traced:
    """Return the figure that `metric` (a code of the catalogue, `@unit` where it has units) names.

    For a count, its rows are as many as the figure; for a rate, as many as numerator and
    denominator together; for hours, as many as the work orders that they speak of. They are what
    was published, judged at its as-of. The folders are of the district that the connection
    shows. Raises BadCall for a figure that does not exist, and for a period that was never run.
    """
    code, at, unit_text = metric.strip().partition("@")
    indicator = _indicator(connection, code.strip())
    unit = _unit(connection, unit_text.strip(), folders) if at else None
    _require_dimension(indicator, unit)
    value, numerator, denominator = _figure(connection, period, indicator, unit)
    rows = _rows(connection, period, indicator, unit)
    name = unit[1] if unit else None
    return Traced(period, indicator, name, value, numerator, denominator, rows)


def _indicator(connection: duckdb.DuckDBPyConnection, code: str) -> Indicator:
    rows = connection.execute(
        "select indicator_code, indicator_name, indicator_unit, statistic, definition, caveats,"
        " source_mart, key_column, numerator_column, denominator_column, filter_column,"
        " filter_member, broken_down_by from indicator_catalogue where indicator_code = ?",
        [code],
    ).fetchall()
    if not rows:
        codes = connection.execute("select indicator_code from indicator_catalogue").fetchall()
        near = get_close_matches(code, [known for (known,) in codes], n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise BadCall(f"{code!r} is no code of the catalogue (table indicator_catalogue){hint}")
    parts: list[Any] = [*rows[0][:-1], tuple(rows[0][-1].split("|"))]
    return Indicator(*parts)


def _unit(connection: duckdb.DuckDBPyConnection, text: str, folders: Folders) -> tuple[str, str]:
    from orchestration.roster import roster, unit_word

    known = dict(
        connection.execute("select distinct unit_name, unit_id from unit_indicators").fetchall()
    )
    name = text if text in known else roster(folders).get(unit_word(text), text)
    if name not in known:
        spellings = {unit_word(each): each for each in known}
        name = spellings.get(unit_word(text), name)
    if name not in known:
        near = get_close_matches(text, known, n=3, cutoff=0.4)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise BadCall(f"no unit {text!r} is on the roster or in the exports{hint}")
    return known[name], name


def _require_dimension(indicator: Indicator, unit: tuple[str, str] | None) -> None:
    if unit is None and "all" not in indicator.broken_down_by:
        raise BadCall(f"{indicator.code} stands for one unit each: write {indicator.code}@UNIT")
    if unit is not None and "unit" not in indicator.broken_down_by:
        raise BadCall(f"{indicator.code} is not counted by unit: leave out @{unit[1]}")


def _figure(
    connection: duckdb.DuckDBPyConnection,
    period: Period,
    indicator: Indicator,
    unit: tuple[str, str] | None,
) -> tuple[Decimal | None, int | None, int | None]:
    mart, member = ("unit_indicators", unit[0]) if unit else ("indicator_values", "all")
    column = "unit_id" if unit else "dimension"
    rows = connection.execute(
        f"select value, numerator, denominator from {mart}"  # noqa: S608  # our own names
        f" where period = ? and indicator_code = ? and {column} = ?",
        [period.key, indicator.code, member],
    ).fetchall()
    if not rows:
        published = connection.execute(
            "select distinct period from headline_indicators order by period"
        ).fetchall()
        have = ", ".join(key for (key,) in published)
        whose = f" for {unit[1]}" if unit and (period.key,) in published else ""
        raise BadCall(
            f"{period} has no figure {indicator.code}{whose}: published periods are {have}"
        )
    value, numerator, denominator = rows[0]
    return value, numerator, denominator


def _rows(
    connection: duckdb.DuckDBPyConnection,
    period: Period,
    indicator: Indicator,
    unit: tuple[str, str] | None,
) -> Iterator[tuple[Any, ...]]:
    if indicator.statistic in {"count", "rate", "daily_mean"}:
        yield from _listed(connection, period, indicator, unit, NUMERATOR)
    if indicator.denominator is not None:
        yield from _listed(connection, period, indicator, unit, DENOMINATOR)


def _listed(
    connection: duckdb.DuckDBPyConnection,
    period: Period,
    indicator: Indicator,
    unit: tuple[str, str] | None,
    part: str,
) -> Iterator[tuple[Any, ...]]:
    column = indicator.numerator if part == NUMERATOR else indicator.denominator
    conditions, values = [f'period = ? and "{column}"'], [period.key]
    if unit is not None:
        conditions.append("unit_id = ?")
        values.append(unit[0])
    if part == NUMERATOR and indicator.filter_column:
        conditions.append(f'"{indicator.filter_column}" = ?')
        values.append(str(indicator.filter_member))
    minutes = "handling_minutes" if indicator.statistic in {"mean", "median", "p90"} else "null"
    listed = connection.execute(
        f'select file, sheet, row_number, "{indicator.key_column}", {minutes}'  # noqa: S608
        f' from "{indicator.mart}" where {" and ".join(conditions)}'
        f' order by file, sheet, row_number, "{indicator.key_column}"',
        values,
    )
    while lines := listed.fetchmany(_FETCHED_AT_ONCE):
        for line in lines:
            yield (part, *line)


def line_cells(row: Sequence[Any]) -> list[str]:
    """Return a row of a trace as text, empty for what is not there."""
    return ["" if cell is None else str(cell) for cell in row]
