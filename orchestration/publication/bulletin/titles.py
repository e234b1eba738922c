"""Periods, moments and titles in the words of an official document."""

from __future__ import annotations

from datetime import datetime, timedelta

from orchestration.office.model import Wording
from orchestration.periods import Period
from orchestration.planning.plan import Plan
from orchestration.publication.files import INDICATORS, ORDERS, PUBLISHED_FILES

_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 as headings count: 一, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    return (
        (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] * bool(ones))
    )


def period_words(period: Period) -> str:
    """Return a period such as 2023年第二季度."""
    return period.title


def moment_words(moment: datetime) -> str:
    """Return a moment to the precision that it has, such as 2023年7月1日0时."""
    words = f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时"
    if moment.minute or moment.second:
        words += f"{moment.minute}分"
    return words + (f"{moment.second}秒" if moment.second else "")


def span_words(plan: Plan) -> str:
    """Return what the figures cover: the period's days, or up to the as-of while it runs."""
    start, end = plan.period.start, plan.period.end
    first = f"{start.year}年{start.month}月{start.day}日"
    if plan.as_of < end:
        return f"{first}至{moment_words(plan.as_of).removeprefix(f'{start.year}年')}"
    last = end - timedelta(days=1)
    return f"{first}至{last.month}月{last.day}日"


def table_titles(wording: Wording, period: Period) -> dict[str, tuple[str, str]]:
    """Return whose table of which period each published table is, by the table's name.

    A title names the kinds of units that the roster has.
    The two belong on one line, or on two where one is too long.
    """
    whose = {ORDERS.table: wording.hotline_centre, INDICATORS.table: wording.district}
    return {
        file.table: (
            whose.get(file.table, wording.service_centre),
            period_words(period) + file.title_for(wording.kinds),
        )
        for file in PUBLISHED_FILES
    }
