"""What a published period holds of each figure: its counts, and those that it is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from orchestration.metrics.indicator import MINUTES_AN_HOUR, Indicator, read_indicators
from orchestration.periods import Period

if TYPE_CHECKING:
    import duckdb


class Span(StrEnum):
    """Which months a count is of: the period's own, or those that it is compared with."""

    CURRENT = "current"
    PREVIOUS = "previous"
    YEAR_BEFORE = "year_before"

    def of(self, period: Period) -> Period:
        """Return the months that are meant when one speaks of a period."""
        return {
            Span.CURRENT: period,
            Span.PREVIOUS: period.previous,
            Span.YEAR_BEFORE: period.year_before,
        }[self]


EARLIER = (Span.PREVIOUS, Span.YEAR_BEFORE)


@dataclass(frozen=True)
class Member:
    """What a figure is of: a unit, a topic, …, or all of them."""

    dimension: str
    key: str
    name: str


ALL = Member("all", "all", "")


@dataclass(frozen=True)
class Counts:
    """The counts behind a figure; of order statistics there is the value alone."""

    numerator: int | None
    denominator: int | None
    value: Decimal | None = None


def exact_value(statistic: str, counts: Counts) -> Fraction | None:
    """Return a figure before any rounding: a rate in percent, times in hours, None without one."""
    part, whole = counts.numerator, counts.denominator
    if statistic == "count":
        return None if part is None else Fraction(part)
    if part is None or not whole:
        return None if counts.value is None else Fraction(counts.value)
    scale = {"rate": Fraction(100), "mean": Fraction(1, MINUTES_AN_HOUR)}
    return scale.get(statistic, Fraction(1)) * Fraction(part, whole)


@dataclass(frozen=True)
class Stored:
    """A figure of a member; a span is missing where its export has no rows in it."""

    member: Member
    counts: Mapping[Span, Counts]
    comparable: frozenset[Span] = frozenset(EARLIER)
    """Spans that changes can be held against: whole ones, of a period that is over."""


Figures = Mapping[tuple[str, str], Stored]
"""The figures of one code, by dimension and member."""


@dataclass(frozen=True)
class Published:
    """A published period; figures are read when they are asked for, once each code."""

    period: Period
    indicators: Mapping[str, Indicator]
    read: Callable[[str], Sequence[Stored]]
    units: frozenset[str] = frozenset()
    """The names of the units that the period has figures of."""
    periods: tuple[str, ...] = ()
    """The keys of all published periods."""
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By dimension: further spellings of members, as they are compared, with the members' names."""
    _known: dict[str, Figures] = field(default_factory=dict, compare=False)

    def figures(self, code: str) -> Figures:
        """Return the figures of a code, in all and by member."""
        if code not in self._known:
            self._known[code] = _by_member(self.read(code))
        return self._known[code]


def _by_member(figures: Iterable[Stored]) -> Figures:
    return {(each.member.dimension, each.member.key): each for each in figures}


def read_published(
    connection: duckdb.DuckDBPyConnection,
    period: Period,
    aliases: Mapping[str, Mapping[str, str]] | None = None,
    *,
    at_once: bool = False,
) -> Published:
    """Return what the analysts' database holds of a period; the connection is read later, too.

    Where many figures are asked for, or after the connection is closed, they are read `at_once`.
    """
    indicators = read_indicators(connection)
    whole: dict[str, list[Stored]] = {code: [] for code in indicators} if at_once else {}
    if at_once:
        for code, figure in _stored(connection, period.key, indicators):
            whole[code].append(figure)

    def read(code: str) -> list[Stored]:
        if at_once:
            return whole[code]
        asked = {code: indicators[code]}
        return [figure for _, figure in _stored(connection, period.key, asked)]

    periods = connection.execute("select distinct period from headline_indicators order by period")
    keys = tuple(key for (key,) in periods.fetchall())
    units = connection.execute(
        "select distinct unit_name from unit_indicators where period = ?", [period.key]
    )
    names = frozenset(name for (name,) in units.fetchall())
    return Published(period, indicators, read, names, keys, aliases or {})


def _stored(
    connection: duckdb.DuckDBPyConnection, period: str, indicators: Mapping[str, Indicator]
) -> Iterator[tuple[str, Stored]]:
    for mart, columns in (
        ("indicator_values", ("dimension", "member", "member_name")),
        ("unit_indicators", (None, "unit_id", "unit_name")),
    ):
        found = connection.execute(
            f"select * from {mart} where period = ? and indicator_code in ?",  # noqa: S608
            [period, list(indicators)],
        )
        names = [column[0] for column in found.description or ()]
        for values in found.fetchall():
            row = dict(zip(names, values, strict=True))
            dimension, key, name = (row[column] if column else "unit" for column in columns)
            member = ALL if dimension == ALL.dimension else Member(dimension, key, name)
            counts = _counts(row, indicators[row["indicator_code"]])
            yield row["indicator_code"], Stored(member, counts, _comparable(row))


def _counts(row: Mapping[str, Any], indicator: Indicator) -> dict[Span, Counts]:
    counts = {Span.CURRENT: Counts(row["numerator"], row["denominator"], row["value"])}
    for span in EARLIER:
        part, whole = (row.get(f"{span}_{what}") for what in ("numerator", "denominator"))
        value = row[f"{span}_value"]
        if part is None and indicator.is_count and value is not None:
            # published by a program that kept no earlier counts
            part = int(value)
        if not (part is None and whole is None and value is None):
            counts[span] = Counts(part, whole, value)
    return counts


def _comparable(row: Mapping[str, Any]) -> frozenset[Span]:
    spans = set()
    for span in EARLIER:
        flag = row.get(f"is_comparable_with_{span}")
        # a program that kept no such flag left a change wherever there was one to tell
        if flag or (flag is None and row[f"change_on_{span}"] is not None):
            spans.add(span)
    return frozenset(spans)
