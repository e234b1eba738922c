"""The seed of working days: what the locked package knows, in whole years."""

import csv
from datetime import date, timedelta
from itertools import pairwise

import pytest

from orchestration.workdays.calendar import FIRST_DAY, SEED, csv_text, last_day


@pytest.fixture(scope="module")
def seed() -> list[dict[str, str]]:
    with SEED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_seed_is_what_the_locked_package_generates() -> None:
    assert SEED.read_text(encoding="utf-8") == csv_text(), "run `make calendar`"


def test_it_holds_every_day_of_whole_years_from_the_year_before_the_first_period(
    seed: list[dict[str, str]],
) -> None:
    days = [date.fromisoformat(row["day"]) for row in seed]
    assert (days[0], days[-1]) == (FIRST_DAY, last_day())
    assert (days[0].month, days[0].day) == (1, 1)
    assert (last_day().month, last_day().day) == (12, 31)
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))


@pytest.mark.parametrize(
    ("day", "works", "holiday"),
    [
        ("2023-09-28", "true", ""),
        ("2023-09-29", "false", "中秋"),
        ("2023-10-06", "false", "国庆节"),
        ("2023-10-07", "true", "国庆节"),  # a Saturday that makes up for a day off
        ("2023-04-23", "true", "劳动节"),  # a Sunday that does
        ("2023-04-22", "false", ""),
        ("2020-01-31", "false", "春节"),  # the holiday that was prolonged
        ("2015-09-03", "false", "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
        ("2024-02-09", "true", ""),  # New Year's Eve, then not a day off
        ("2025-01-28", "false", "春节"),  # and since then one
    ],
)
def test_days_as_the_state_council_announced_them(
    day: str, works: str, holiday: str, seed: list[dict[str, str]]
) -> None:
    (row,) = (row for row in seed if row["day"] == day)
    assert (row["is_working_day"], row["holiday"]) == (works, holiday)
