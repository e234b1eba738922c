"""Whether shorter published periods add up to the longer one that they make up; never a block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestration.periods import Period, PeriodKind
from orchestration.publication.reading import connect_published
from orchestration.running.records import read_record
from orchestration.settings import Folders

if TYPE_CHECKING:
    import duckdb

_NOT_ADDITIVE = frozenset(
    {"is_first_of_unit", "is_first_of_type", "is_reply_boilerplate", "is_carried_over"}
)
"""Columns of what is distinct, or judged among the rows of its period."""

_PART_KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF)


@dataclass(frozen=True)
class Counts:
    """A published period: when it was judged, digests of its rows by month, counts by code."""

    period: Period
    as_of: str
    rows: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)


def parts_of(whole: Period, published: Sequence[Period]) -> list[list[Period]]:
    """Return each complete set of shorter periods of one kind that makes up the whole."""
    sets = []
    for kind in _PART_KINDS:
        months = kind.months or 0
        if months >= whole.months or whole.months % months or whole.first % months:
            continue
        parts = [Period(whole.first + at, months) for at in range(0, whole.months, months)]
        if all(part in published for part in parts):
            sets.append(parts)
    return sets


def differences(whole: Counts, parts: Sequence[Counts]) -> list[str]:
    """Return a line for each count whose parts do not add up to the whole, with the reason."""
    lines = []
    for code, count in whole.figures.items():
        known = [part.figures.get(code) for part in parts]
        added = sum(each for each in known if each is not None)
        if None not in known and added != count:
            first, last = parts[0].period, parts[-1].period
            lines.append(
                f"{code}: {first} to {last} add up to {added}, {whole.period} counts {count}"
                f" ({_reason(whole, parts)})"
            )
    return lines


def are_judged_alike(whole: Counts, parts: Sequence[Counts]) -> bool:
    """Whether whole and parts were judged at one moment, so that every count must add up."""
    return all(part.as_of == whole.as_of for part in parts)


def _reason(whole: Counts, parts: Sequence[Counts]) -> str:
    for part in parts:
        months = [month.key for month in part.period.each_month()]
        if any(part.rows.get(month) != whole.rows.get(month) for month in months):
            return f"rows of {part.period} have come or changed since it was run: run it again"
    for part in parts:
        if part.as_of != whole.as_of:
            return f"{part.period} was judged at {part.as_of}, {whole.period} at {whole.as_of}"
    return "both stand on the same rows and moment: report this"


def part_lines(folders: Folders, period: Period) -> tuple[bool, list[str]]:
    """Return whether all that must add up does, and a line for each count that does not.

    What was judged at another moment need not add up; it is named all the same.
    """
    lines: list[str] = []
    is_sound = True
    with connect_published(folders) as connection:
        keys = connection.execute("select distinct period from indicator_values").fetchall()
        whole = _counts(connection, folders, period)
        for parts in parts_of(period, [Period.parse(key) for (key,) in keys]):
            counted = [_counts(connection, folders, part) for part in parts]
            found = differences(whole, counted)
            is_sound = is_sound and not (found and are_judged_alike(whole, counted))
            lines += found
    return is_sound, lines


def _counts(connection: duckdb.DuckDBPyConnection, folders: Folders, period: Period) -> Counts:
    """Return the additive counts of a published period, by code."""
    record = read_record(folders, period.key)
    rows = connection.execute(
        "select figures.indicator_code, figures.numerator from indicator_values as figures"
        " inner join indicator_catalogue as catalogue"
        " on figures.indicator_code = catalogue.indicator_code and catalogue.statistic = 'count'"
        " and not list_contains(?, catalogue.numerator_column)"
        " where figures.period = ? and figures.dimension = 'all'"
        " and figures.numerator is not null order by figures.indicator_code",
        [sorted(_NOT_ADDITIVE), period.key],
    ).fetchall()
    as_of, digests = (record.as_of, record.rows) if record else ("", {})
    return Counts(period, as_of, digests, dict(rows))
