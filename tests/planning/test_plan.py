from datetime import datetime
from pathlib import Path

import pytest

from orchestration.errors import BadCall
from orchestration.periods import Period
from orchestration.planning.plan import Plan, decide_as_of, parse_as_of, read_plan, write_plan
from orchestration.settings import Folders
from tests.offices import default_district

Q2 = Period.parse("2023Q2")
LONG_AFTER = datetime(2024, 5, 1)


def test_a_closed_period_is_judged_at_its_end_whatever_day_it_is() -> None:
    for now in (Q2.end, LONG_AFTER):
        assert decide_as_of(Q2, None, datetime(2023, 5, 5), now) == Q2.end


def test_the_running_period_is_judged_at_the_newest_export() -> None:
    newest = datetime(2023, 5, 5, 2)
    assert decide_as_of(Q2, None, newest, datetime(2023, 5, 6)) == newest


def test_the_callers_moment_goes_before_both() -> None:
    asked = datetime(2023, 6, 1, 12)
    assert decide_as_of(Q2, asked, None, LONG_AFTER) == asked


@pytest.mark.parametrize(
    ("asked", "newest", "now", "says"),
    [
        (None, None, datetime(2023, 3, 31), "has not begun"),
        (None, None, datetime(2023, 5, 5), "--as-of"),
        (datetime(2023, 4, 1), None, LONG_AFTER, "not after the start"),
    ],
)
def test_what_cannot_be_judged_is_a_wrong_call(
    asked: datetime | None, newest: datetime | None, now: datetime, says: str
) -> None:
    with pytest.raises(BadCall, match=says):
        decide_as_of(Q2, asked, newest, now)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-07-01", datetime(2023, 7, 1)),
        (" 2023-07-01 18:30:05 ", datetime(2023, 7, 1, 18, 30, 5)),
        ("2023-07-01T00:00:00+00:00", datetime(2023, 7, 1, 8)),
        ("2100-12-31T23:59:59-08:00", datetime(2101, 1, 1, 15, 59, 59)),
    ],
)
def test_a_callers_moment_is_local_time(text: str, expected: datetime) -> None:
    assert parse_as_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "2023-13-01",
        "",
        "9999-12-31T23:59:59-08:00",
        "0001-01-01T00:00:00+14:00",
        "1999-12-31 23:59:59",
        "2101-01-01",
    ],
)
def test_a_moment_that_no_period_is_judged_at_is_a_wrong_call(text: str) -> None:
    with pytest.raises(BadCall, match="--as-of"):
        parse_as_of(text)


def test_the_plan_in_the_lake_is_private_and_reads_back(tmp_path: Path) -> None:
    plan = Plan(Q2, datetime(2023, 6, 1, 12, 30, 5), default_district())
    folders = Folders(tmp_path / "raw", tmp_path)
    folders.lake.mkdir()
    path = write_plan(plan, folders.lake)
    assert read_plan(folders) == plan
    assert path.stat().st_mode & 0o077 == 0
