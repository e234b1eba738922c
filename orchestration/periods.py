"""Periods: spans of whole months, and the names that quarters, months, half-years and years have.

`2023Q2` covers [2023-04-01 00:00, 2023-07-01 00:00), and `2023-04_2023-06` is the same period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from orchestration.errors import BadCall

_NAMED = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<letter>[QH])(?P<number>[1-4])|-(?P<month>[0-9]{2}))?"
)
_FORMS = (
    "a month 2023-05, a quarter 2023Q2, a half-year 2023H1, a year 2023, a span 2023-01_2023-04"
)
_LAST_YEAR = 9999
_NUMERALS = "一二三四"


class PeriodKind(StrEnum):
    """What a span of months is called; a span that has no name of its own is a `span`."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"

    @property
    def months(self) -> int | None:
        """How many months such a period has, None for a span."""
        return _MONTHS.get(self)


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
_THIS = {PeriodKind.MONTH: "本月", PeriodKind.QUARTER: "本季度", PeriodKind.YEAR: "本年"}
_PREVIOUS = {PeriodKind.MONTH: "上月", PeriodKind.QUARTER: "上季度", PeriodKind.YEAR: "上年"}


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months, ordered by its first month and then by its length.

    `first` counts months from January of the year 0: a period is arithmetic on two numbers.
    """

    first: int
    months: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that a key names, in any spelling; raise BadCall if none does."""
        begin, separator, end = text.strip().partition("_")
        first = cls._parse_named(begin)
        last = cls._parse_named(end) if separator else first
        is_span = bool(separator)
        if first is None or last is None or (is_span and {first.months, last.months} != {1}):
            raise BadCall(f"{text!r} is no period: write {_FORMS}")
        if last.first < first.first:
            raise BadCall(f"{text!r} is no period: its last month is before its first one")
        return cls(first.first, last.first + last.months - first.first)

    @classmethod
    def _parse_named(cls, text: str) -> Period | None:
        match = _NAMED.fullmatch(text)
        if match is None or not 1 <= int(match["year"]) < _LAST_YEAR:
            return None
        january = int(match["year"]) * 12
        if match["month"]:
            month = int(match["month"])
            return cls(january + month - 1, 1) if 1 <= month <= 12 else None
        if match["letter"] is None:
            return cls(january, 12)
        months = 3 if match["letter"] == "Q" else 6
        number = int(match["number"])
        return cls(january + (number - 1) * months, months) if number * months <= 12 else None

    @classmethod
    def is_key(cls, name: str) -> bool:
        """Whether `name` is written as the key of a period is: its shortest name."""
        try:
            return cls.parse(name).key == name
        except BadCall:
            return False

    @classmethod
    def containing(cls, moment: datetime, kind: PeriodKind) -> Period:
        """Return the period of a kind that a naive local `moment` falls in; a span is no kind."""
        months = _MONTHS[kind]
        month = moment.year * 12 + moment.month - 1
        return cls(month - month % months, months)

    @property
    def kind(self) -> PeriodKind:
        """What the span is called."""
        for kind, months in _MONTHS.items():
            if self.months == months and self.first % months == 0:
                return kind
        return PeriodKind.SPAN

    @property
    def key(self) -> str:
        """The shortest name: `2023-05`, `2023Q2`, `2023H1`, `2023` or `2023-01_2023-04`."""
        year, month = divmod(self.first, 12)
        names = {
            PeriodKind.MONTH: f"{year:04d}-{month + 1:02d}",
            PeriodKind.QUARTER: f"{year:04d}Q{month // 3 + 1}",
            PeriodKind.HALF: f"{year:04d}H{month // 6 + 1}",
            PeriodKind.YEAR: f"{year:04d}",
        }
        if self.kind in names:
            return names[self.kind]
        last = Period(self.first + self.months - 1, 1)
        return f"{Period(self.first, 1).key}_{last.key}"

    @property
    def title(self) -> str:
        """The name in a document, such as 2023年第二季度 or 2025年1—4月."""
        year, month = divmod(self.first, 12)
        last_year, last_month = divmod(self.first + self.months - 1, 12)
        match self.kind:
            case PeriodKind.MONTH:
                return f"{year}年{month + 1}月"
            case PeriodKind.QUARTER:
                return f"{year}年第{_NUMERALS[month // 3]}季度"
            case PeriodKind.HALF:
                return f"{year}年{'下' if month else '上'}半年"
            case PeriodKind.YEAR:
                return f"{year}年"
        if year == last_year:
            return f"{year}年{month + 1}—{last_month + 1}月"
        return f"{year}年{month + 1}月—{last_year}年{last_month + 1}月"

    @property
    def this_name(self) -> str:
        """What a document calls the period itself: 本月, 本季度, 本年 or 本期."""
        return _THIS.get(self.kind, "本期")

    @property
    def previous_name(self) -> str:
        """What a document calls the span before; 上半年 would also be the name of a half-year."""
        return _PREVIOUS.get(self.kind, "上期")

    def worded(self, text: str) -> str:
        """Return a text that speaks of 本期 and 上期 in the words of the period's kind."""
        return text.replace("本期", self.this_name).replace("上期", self.previous_name)

    def unworded(self, text: str) -> str:
        """Return a published text, such as a column's header, as it is for every kind of period."""
        return text.replace(self.this_name, "本期").replace(self.previous_name, "上期")

    @property
    def start(self) -> datetime:
        """The first moment of the period."""
        return _first_moment(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after the period."""
        return _first_moment(self.first + self.months)

    @property
    def previous(self) -> Period:
        """The span of as many months just before."""
        return self.shifted(-1)

    @property
    def year_before(self) -> Period:
        """The same months of the year before."""
        return Period(self.first - 12, self.months)

    def shifted(self, times: int) -> Period:
        """Return the span as many lengths later (or earlier, when negative)."""
        return Period(self.first + times * self.months, self.months)

    def each_month(self) -> Iterator[Period]:
        """Yield the months of the period in order."""
        return (Period(self.first + place, 1) for place in range(self.months))

    def contains(self, moment: datetime) -> bool:
        """Whether a naive local moment falls in the period."""
        return self.start <= moment < self.end

    def __str__(self) -> str:
        return self.key


def parse_periods(text: str) -> list[Period]:
    """Return the periods that a call names: one, or all of a kind from one to another.

    `2022Q1..2023Q2` are six quarters. Raises BadCall where the two are not of one length.
    """
    begin, separator, end = text.partition("..")
    first = Period.parse(begin)
    last = Period.parse(end) if separator else first
    distance, rest = divmod(last.first - first.first, first.months)
    if rest or first.months != last.months or distance < 0:
        raise BadCall(
            f"{text!r} is no range: write two periods of one kind, such as 2022Q1..2023Q2"
        )
    return [first.shifted(place) for place in range(distance + 1)]


def _first_moment(month: int) -> datetime:
    year, place = divmod(month, 12)
    return datetime(year, place + 1, 1)
