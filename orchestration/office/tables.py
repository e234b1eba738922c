"""The tables of an office's folder: their files, columns, and what a cell may hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from orchestration.landing.contract import word
from orchestration.office.text_files import UNPRINTABLE

DISTRICT_CODE = re.compile(r"[0-9]{6,12}")
"""A code becomes a folder beside those of quarters."""

MOST_SIGN_HOURS = 1000
MOST_FINISH_DAYS = 366
"""What a work order may take at the most: working hours to sign, working days to finish."""

LONGEST_CELL = 500

_CODE = re.compile(r"\w[\w-]*")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_YES = frozenset({"是", "y", "yes", "1", "true"})
_NO = frozenset({"否", "n", "no", "0", "false"})


@dataclass(frozen=True)
class Column:
    """A column: what its cells hold, and whether each row needs one.

    `other` is another name of the column. One that is `passed_over` is known and read by nobody.
    """

    name: str
    kind: str = "text"
    required: bool = False
    other: str = ""
    choices: tuple[str, ...] = ()
    passed_over: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its file, its columns, and those that no two rows may share."""

    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def column(self, cell: str) -> Column | None:
        """Return the column that a header cell names, in whatever case and with blanks."""
        name = word(cell).lower()
        return next((each for each in self.columns if name in {each.name, each.other} - {""}), None)


_ORDER = Column("sort_order", passed_over=True)

UNITS = Table(
    "units.csv",
    (
        Column("name", required=True),
        Column("kind", required=True),
        Column("aliases", "list"),
        Column("group"),
        Column("district"),
        Column("unit_id"),
    ),
    ("unit_id",),
)
TICKET_TYPES = Table(
    "ticket_types.csv",
    (Column("code", "code", True), Column("name", required=True), Column("aliases", "list")),
    ("code",),
)
LEVEL_WORDS = Table(
    "level_words.csv", (Column("level", required=True), Column("aliases", "list", True)), ()
)
CHANNELS = Table(
    "channels.csv",
    (
        Column("code", "code", True),
        Column("name", required=True),
        Column("aliases", "list"),
        Column("counts_for", choices=("department", "township")),
        Column("is_headline", "flag"),
    ),
    ("code",),
)
URGENCIES = Table(
    "urgencies.csv",
    (
        _ORDER,
        Column("urgency_code", "code", True, other="code"),
        Column("urgency_name", required=True, other="name"),
        Column("aliases", "list"),
    ),
    ("urgency_code",),
)
TIME_LIMITS = Table(
    "time_limits.csv",
    (
        Column("type_code", "code", True),
        Column("urgency_code", "code", True),
        Column("sign_hours", "hours", True),
        Column("finish_days", "days", True),
    ),
    ("type_code", "urgency_code"),
)
OFFICE_HOURS = Table(
    "office_hours.csv",
    (
        Column("opens", "clock", True),
        Column("closes", "clock", True),
        Column("first_day", "day"),
        Column("last_day", "day"),
    ),
    (),
)
THRESHOLDS = Table(
    "thresholds.csv",
    (
        Column("name", required=True),
        Column("value", "whole", True),
        Column("unit"),
        Column("meaning"),
    ),
    ("name",),
)
DISTRICTS = Table(
    "districts.csv",
    (
        Column("sort_order", "whole"),
        Column("code", required=True),
        Column("name", required=True),
        Column("kind", choices=("district", "city")),
        Column("is_default", "flag"),
        Column("aliases", "list"),
    ),
    ("code",),
)


class CellError(ValueError):
    """A cell that is not what its column holds; the message says what it must be."""


def parse_cell(column: Column, text: str) -> Any:
    """Return a cell's value: None (a list: empty, a flag: false) where the text is empty.

    Raises CellError where it is not what the column holds.
    """
    if not text:
        if column.required:
            raise CellError("is empty")
        return {"list": (), "flag": False}.get(column.kind)
    if len(text) > LONGEST_CELL:
        raise CellError(f"has more than {LONGEST_CELL} characters")
    if UNPRINTABLE.search(re.sub(r"\s", "", text)):
        raise CellError(f"is {text!r}, with a character that cannot be printed")
    if column.choices and text not in column.choices:
        raise CellError(f"is {text!r}, and must be one of {', '.join(column.choices)}")
    return _PARSERS[column.kind](text)


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise CellError(f"is {text!r}: a code has letters, digits and underscores alone")
    return text


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split("[|｜]", text) if word(part))


def _flag(text: str) -> bool:
    folded = word(text).lower()
    if folded not in _YES | _NO:
        raise CellError(f"is {text!r}, and must be yes or no (true, false; 是, 否)")
    return folded in _YES


def _whole(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", word(text)):
        raise CellError(f"is {text!r}, and must be a whole number")
    return int(word(text))


def _days(text: str) -> int:
    number = _whole(text)
    if not 0 < number <= MOST_FINISH_DAYS:
        raise CellError(f"is {number}, and must be 1 to {MOST_FINISH_DAYS} days")
    return number


def _hours(text: str) -> Decimal:
    try:
        hours = Decimal(word(text))
    except InvalidOperation:
        hours = Decimal(0)
    if not hours.is_finite() or not 0 < hours <= MOST_SIGN_HOURS or hours != round(hours, 2):
        raise CellError(
            f"is {text!r}, and must be hours above 0, up to {MOST_SIGN_HOURS},"
            " of two decimals at the most"
        )
    return hours


def _clock(text: str) -> str:
    match = _CLOCK.fullmatch(word(text))
    if match is None or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > 24 * 60:
        raise CellError(f"is {text!r}, and must be a time of day such as 08:30")
    return f"{int(match[1]):02d}:{match[2]}"


def _day(text: str) -> date:
    match = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", word(text))
    try:
        return date(*map(int, match.groups())) if match else date.fromisoformat("")
    except ValueError:
        raise CellError(f"is {text!r}, and must be a day such as 2024-05-01") from None


_PARSERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "code": _code,
    "list": _list,
    "flag": _flag,
    "whole": _whole,
    "days": _days,
    "hours": _hours,
    "clock": _clock,
    "day": _day,
}
