"""The rows of `working_calendar.csv`, as the package `chinesecalendar` knows the days.

Only the seed is made here; what a limit is, and what happens outside the calendar, is SQL.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
from chinese_calendar.constants import Holiday, holidays

from orchestration.settings import DBT_PROJECT

SEED = DBT_PROJECT / "seeds" / "working_calendar.csv"
HEADER = ("day", "is_working_day", "holiday")

FIRST_DAY = date(2014, 1, 1)
"""The figures of the first period, 2015Q1, speak of the same period a year before as well."""

_HOLIDAY_NAMES = {holiday.value: holiday.chinese for holiday in Holiday}


def last_day() -> date:
    """Return the end of the last year whose holidays the package knows."""
    return date(max(holidays).year, 12, 31)


def rows() -> Iterator[tuple[str, str, str]]:
    """Return (day, true or false, holiday) for each day, oldest first.

    A holiday is named on the days off that it brings and on the weekend days worked to make up for
    them; it is empty on every other day.
    """
    day = FIRST_DAY
    while day <= last_day():
        _, holiday = chinese_calendar.get_holiday_detail(day)
        works = "true" if chinese_calendar.is_workday(day) else "false"
        yield day.isoformat(), works, _HOLIDAY_NAMES[holiday] if holiday else ""
        day += timedelta(days=1)


def csv_text() -> str:
    """Return the seed as it stands in the repository."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows())
    return text.getvalue()
