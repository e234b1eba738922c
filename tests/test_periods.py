"""Periods: their keys, titles, spans and what they are compared with."""

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.errors import BadCall
from orchestration.periods import Period, PeriodKind, parse_periods

MONTHS = st.integers(2000 * 12, 2100 * 12)
PERIODS = st.builds(Period, MONTHS, st.integers(1, 60))


@pytest.mark.parametrize(
    ("text", "key", "title", "previous", "year_before"),
    [
        ("2025-04", "2025-04", "2025年4月", "2025-03", "2024-04"),
        ("2024-01", "2024-01", "2024年1月", "2023-12", "2023-01"),
        ("2023Q2", "2023Q2", "2023年第二季度", "2023Q1", "2022Q2"),
        ("2023-04_2023-06", "2023Q2", "2023年第二季度", "2023Q1", "2022Q2"),
        ("2023H1", "2023H1", "2023年上半年", "2022H2", "2022H1"),
        ("2023-07_2023-12", "2023H2", "2023年下半年", "2023H1", "2022H2"),
        ("2023", "2023", "2023年", "2022", "2022"),
        ("2023-01_2023-12", "2023", "2023年", "2022", "2022"),
        ("2025-01_2025-04", "2025-01_2025-04", "2025年1—4月", "2024-09_2024-12", "2024-01_2024-04"),
        (
            "2024-11_2025-02",
            "2024-11_2025-02",
            "2024年11月—2025年2月",
            "2024-07_2024-10",
            "2023-11_2024-02",
        ),
        ("2023-05_2023-05", "2023-05", "2023年5月", "2023-04", "2022-05"),
        ("2023-02_2023-04", "2023-02_2023-04", "2023年2—4月", "2022-11_2023-01", "2022-02_2022-04"),
    ],
)
def test_names(text: str, key: str, title: str, previous: str, year_before: str) -> None:
    period = Period.parse(text)
    assert (period.key, period.title) == (key, title)
    assert (period.previous.key, period.year_before.key) == (previous, year_before)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023Q5",
        "2023Q0",
        "2023H3",
        "2023-13",
        "2023-00",
        "23Q1",
        "2023-06_2023-04",
        "2023Q1_2023Q2",
        "2023_2024",
        "0000",
        "2023-4",
        "2023q2",
        "9999",
        "2023-01_",
        "_2023-01",
        "２０２３Q1",
        "2023-01_2023-02_2023-03",
    ],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(BadCall):
        Period.parse(text)
    assert not Period.is_key(text)


def test_only_the_shortest_name_is_a_key() -> None:
    assert Period.is_key("2023Q2")
    assert not Period.is_key("2023-04_2023-06")


@pytest.mark.parametrize(
    ("kind", "key"),
    [("month", "2023-12"), ("quarter", "2023Q4"), ("half", "2023H2"), ("year", "2023")],
)
def test_the_period_of_a_kind_that_a_moment_falls_in(kind: str, key: str) -> None:
    moment = datetime(2023, 12, 31, 23, 59, 59)
    period = Period.containing(moment, PeriodKind(kind))
    assert period.key == key
    assert period.kind == kind
    assert period.contains(moment)
    assert not period.contains(period.end)


def test_words_follow_the_kind() -> None:
    words = {
        key: (Period.parse(key).this_name, Period.parse(key).previous_name)
        for key in ("2023-05", "2023Q2", "2023H1", "2023", "2023-01_2023-04")
    }
    assert words == {
        "2023-05": ("本月", "上月"),
        "2023Q2": ("本季度", "上季度"),
        "2023H1": ("本期", "上期"),
        "2023": ("本年", "上年"),
        "2023-01_2023-04": ("本期", "上期"),
    }


def test_a_range_of_periods() -> None:
    assert [each.key for each in parse_periods("2022Q3..2023Q2")] == [
        "2022Q3",
        "2022Q4",
        "2023Q1",
        "2023Q2",
    ]
    assert [each.key for each in parse_periods("2023-11..2024-01")] == [
        "2023-11",
        "2023-12",
        "2024-01",
    ]
    assert [each.key for each in parse_periods("2023")] == ["2023"]
    for text in ("2022Q1..2022", "2023Q2..2023Q1", "2023-01..2023Q2"):
        with pytest.raises(BadCall):
            parse_periods(text)


@given(PERIODS)
def test_a_key_names_its_period_alone(period: Period) -> None:
    assert Period.parse(period.key) == period
    assert Period.is_key(period.key)
    long_name = f"{next(period.each_month()).key}_{list(period.each_month())[-1].key}"
    assert Period.parse(long_name) == period


@given(PERIODS)
def test_months_cover_the_span_without_a_gap(period: Period) -> None:
    months = list(period.each_month())
    assert months[0].start == period.start
    assert months[-1].end == period.end
    assert all(before.end == after.start for before, after in pairwise(months))
    assert period.previous.end == period.start
    assert period.year_before.start == period.start.replace(year=period.start.year - 1)
