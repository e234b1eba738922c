"""Limits that an export leaves empty, through the program: derived, marked, and never guessed."""

import pytest

from tests.quarter.conftest import Office, ticket


def unlimited(key: str, dispatched_at: str, **values: object) -> dict[str, object]:
    """A work order whose export gives no limit."""
    return ticket(
        key,
        **{
            "受理时间": "2023-04-21 16:50:00",
            "派单时间": dispatched_at,
            "签收时限": "",
            "签收时间": "",
            "办结时限": "",
            "办结时间": "",
            "紧急程度": "一般",
        }
        | values,
    )


FRIDAY = "2023-04-21 17:00:00"
SUNDAY, THURSDAY = "2023-04-23 11:30:00", "2023-04-27 18:00:00"
"""That Sunday is worked: four hours end on it, and five days on the Thursday after."""


@pytest.mark.soak
def test_limits_are_derived_and_the_calendars_end_is_an_error(office: Office) -> None:
    orders = [
        unlimited("exactly", FRIDAY, 签收时间=SUNDAY, 办结时间=THURSDAY),
        unlimited("late", FRIDAY, 签收时间="2023-04-23 11:30:01", 办结时间="2023-04-27 18:00:01"),
        unlimited("open", FRIDAY),
        unlimited("urgent", FRIDAY, 紧急程度="加急", 签收时间="2023-04-23 09:30:01"),
        # put off when its derived limit had passed already, and finished within the new one
        unlimited(
            "extended", FRIDAY, 延期后时限="2023-05-12 18:00:00", 办结时间="2023-05-10 09:00:00"
        ),
        unlimited("own", FRIDAY, 签收时限="2023-04-21 17:30:00", 签收时间="2023-04-21 17:30:01"),
        unlimited("unreadable", FRIDAY, 签收时限="尽快", 签收时间=SUNDAY),
        unlimited("not dispatched", ""),
    ]
    office.drop("tickets/a_20230701.csv", [*orders, unlimited("far", "2031-05-10 10:00:00")])
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 1
    (line,) = (line for line in ended.err.splitlines() if "calendar" in line)
    for part in ("2014-01-01 to 2026-12-31", "tickets/a_20230701.csv", "1 work orders", "row 10"):
        assert part in line
    assert office.versions() == []

    office.drop("tickets/b_20230702.csv", [unlimited("far", "2023-06-30 17:30:00")])
    # what no figure of the period speaks of does not stop it
    office.drop(
        "tickets/c_20230702.csv",
        [unlimited("early", "2012-05-10 10:00:00", 受理时间="2012-05-10 09:00:00")],
    )
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    found = {
        key: values
        for key, *values in office.query(
            "select ticket_id, cast(sign_due_at as varchar), sign_limit_is_derived,"
            " cast(finish_due_at as varchar), finish_limit_is_derived, quality_flags from tickets"
        )
    }
    assert found == {
        "exactly": [SUNDAY, True, THURSDAY, True, None],
        "late": [SUNDAY, True, THURSDAY, True, None],
        "open": [SUNDAY, True, THURSDAY, True, None],
        "urgent": ["2023-04-23 09:30:00", True, "2023-04-25 18:00:00", True, None],
        "extended": [SUNDAY, True, "2023-05-12 18:00:00", False, None],
        "own": ["2023-04-21 17:30:00", False, THURSDAY, True, None],
        "unreadable": [SUNDAY, True, THURSDAY, True, "unreadable_time"],
        "notdispatched": [None, False, None, False, None],
        "far": ["2023-07-03 12:00:00", True, "2023-07-07 18:00:00", True, None],
        "early": [None, False, None, False, "limit_outside_calendar"],
    }
    (row,) = (row for row in office.read("附件1_各单位办结诉求统计表.csv") if row["序号"] == "1")
    assert row["受理工单数"] == "9"
    assert row["超时签收数"] == "5", "late, open, urgent, extended and own"
    assert row["超时办结数"] == "5", "late, open, urgent, own and unreadable"
