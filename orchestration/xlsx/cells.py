"""A cell's stored value as the text that a person would read, or as a number too long for one."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from orchestration.xlsx.strings import plain
from orchestration.xlsx.styles import CLOCK, SPAN

Cell = str | float | None
"""Text; a number of 16 digits or more, which may have lost some; or nothing."""

UNCOMPUTED = "#UNCOMPUTED!"
"""Stands for a formula without a stored result, and for whatever a workbook lost of a cell."""

LONG_NUMBER = 1e15
"""From here on a number has more digits than Excel keeps."""

_ERROR = re.compile(r"#N/A|#GETTING_DATA|#[A-Z][A-Z0-9/_]*[!?]|Err:[0-9]{3}")
"""Errors as they are written; one of another form could be taken for a text."""

_EXACT_WHOLE = 2.0**53
_DAY = 86400
_COARSE = len("45017.3958333")
"""A serial of no more digits says no parts of a second."""
_NOISE = 0.002
"""Seconds that a serial may lie below the second that is meant."""
_LAST_DAY, _LAST_DAY_1904 = 2958465, 2957003
_LONGEST_SPAN = 10_000
"""Days; what is longer is a date in a column whose format shows hours."""


class CellReader:
    """Reads cells of one workbook, by its shared strings, styles and epoch."""

    def __init__(
        self, strings: Sequence[str], formats: Sequence[str | None], is_1904: bool
    ) -> None:
        self._strings = strings
        self._formats = {str(number): kind for number, kind in enumerate(formats) if kind}
        self._is_1904 = is_1904
        self._days: dict[int, str] = {}

    def read(
        self, kind: str | None, style: str, value: str | None, inline: str, has_formula: bool
    ) -> Cell:
        """Return a cell by its type, style, stored value and inline text."""
        if kind == "s":
            return self.shared(value)
        if kind == "inlineStr":
            return plain(inline or value or "")
        if kind == "str":
            return plain(value or inline)
        if kind == "e":
            return value if value and _ERROR.fullmatch(value) else UNCOMPUTED
        if not value or value.isspace():
            return UNCOMPUTED if has_formula else plain(inline)
        if not kind or kind == "n":
            return self._number(value, style)
        if kind == "b":
            return {"1": "true", "0": "false"}.get(value.strip(), value)
        return _iso_text(value) if kind == "d" else plain(value)

    def shared(self, value: str | None) -> str:
        """Return a shared string by its number; UNCOMPUTED where the workbook has none such."""
        try:
            number = int(value or "")
            return self._strings[number] if number >= 0 else UNCOMPUTED
        except (ValueError, IndexError):
            return UNCOMPUTED

    def _number(self, value: str, style: str) -> Cell:
        shown = self._formats.get(style)
        if shown is None and len(value) < 15 and value.isdecimal() and value.isascii():
            return str(int(value))
        try:
            number = float(value)
        except ValueError:
            return plain(value)
        if not abs(number) < 1e300:
            return value.strip()
        if shown is not None:
            moment = self._moment(number, shown)
            if moment is not None:
                return moment
        return number if abs(number) >= LONG_NUMBER else number_text(number)

    def _moment(self, serial: float, shown: str) -> str | None:
        if shown == SPAN and serial < _LONGEST_SPAN:
            return _span_text(serial)
        if not 0 <= serial < _LAST_DAY + 1:
            return None
        day, seconds = divmod(_seconds(serial), _DAY)
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        if shown == CLOCK and not day:
            return clock
        if day not in self._days:
            self._days[day] = self._day_text(day)
        # what a date cell holds at midnight is a date alone
        return f"{self._days[day]} {clock}" if seconds else self._days[day]

    def _day_text(self, day: int) -> str:
        if self._is_1904:
            return (date(1904, 1, 1) + timedelta(min(day, _LAST_DAY_1904))).isoformat()
        if day in {0, 60}:
            # days that only Excel knows
            return "1900-01-00" if day == 0 else "1900-02-29"
        return (date(1899, 12, 31 if day < 60 else 30) + timedelta(day)).isoformat()


def number_text(number: float) -> str:
    """Return a number as text: a whole one without a point, beyond 2^53 with Excel's digits."""
    if not number.is_integer():
        return repr(number)
    # beyond what a float holds exactly, the digits that Excel shows, not those of the binary
    return str(int(number)) if abs(number) < _EXACT_WHOLE else f"{Decimal(repr(number)):f}"


def _seconds(serial: float) -> int:
    """Return the seconds of a serial: 09:30:00 may be kept as 09:29:59.999999, or of few decimals.

    One that says parts of a second loses them, as a text does: the end of a day is no next day.
    """
    seconds = serial * _DAY
    return round(seconds) if len(repr(serial)) <= _COARSE else math.floor(seconds + _NOISE)


def _span_text(serial: float) -> str:
    minutes, seconds = divmod(round(abs(serial) * _DAY), 60)
    return f"{'-' * (serial < 0)}{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


def _iso_text(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return plain(value)
    if moment.tzinfo is not None:
        return value.strip()
    moment += timedelta(seconds=moment.microsecond >= 998_000 and moment.year < 9999)
    moment = moment.replace(microsecond=0)
    return moment.isoformat(sep=" ").removesuffix(" 00:00:00")
