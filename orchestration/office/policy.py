"""Limits of work orders, office hours, and the numbers that an office may set."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import combinations
from pathlib import Path

from orchestration.office.lists import ANY
from orchestration.office.model import OfficeHours, Threshold, TimeLimit
from orchestration.office.rows import Row, read_rows
from orchestration.office.slips import Slip, listed
from orchestration.office.tables import OFFICE_HOURS, THRESHOLDS, TIME_LIMITS

SENSIBLE = {
    "%": (0, 100),
    "天": (0, 3660),
    "次": (1, 1000),
    "字": (0, 10_000),
    "件": (1, 1_000_000),
}
"""By the unit of a threshold: the least and the most that it may be set to."""


def read_limits(
    path: Path, types: Collection[str], urgencies: Collection[str], is_own: bool, slips: list[Slip]
) -> list[TimeLimit]:
    """Return the limits of the office's types and urgencies; those of other types are passed over.

    An urgency that the office has not is a slip in a table of its own.
    """
    before = len(slips)
    rows = read_rows(path, TIME_LIMITS, slips)
    known = {ANY, *urgencies}
    limits = []
    for row in rows:
        if row["urgency_code"] not in known:
            if is_own:
                text = f"no urgency {row['urgency_code']}; there are {listed(sorted(known))}"
                slips.append(row.slip(text))
        elif row["type_code"] in {ANY, *types}:
            limits.append(TimeLimit(**row.values))
    if len(slips) == before and not any(
        (limit.type_code, limit.urgency_code) == (ANY, ANY) for limit in limits
    ):
        slips.append(Slip(path.name, None, f"no row {ANY},{ANY} for what no other row names"))
    return limits


def read_hours(path: Path, slips: list[Slip]) -> list[OfficeHours]:
    """Return the spans of office hours; those that hold at one time may not overlap."""
    before = len(slips)
    rows = read_rows(path, OFFICE_HOURS, slips)
    if not rows and len(slips) == before:
        slips.append(Slip(path.name, None, "it has no office hours"))
    for row in rows:
        if row["opens"] >= row["closes"]:
            slips.append(row.slip(f"it closes at {row['closes']}, before it opens"))
        if row["first_day"] and row["last_day"] and row["last_day"] < row["first_day"]:
            slips.append(row.slip(f"its last_day {row['last_day']} is before its first_day"))
    for earlier, later in combinations(rows, 2):
        if _overlap(earlier, later):
            slips.append(later.slip(f"it overlaps with row {earlier.number}"))
    return [OfficeHours(**row.values) for row in rows]


def read_thresholds(shipped: Path, own: Path | None, slips: list[Slip]) -> list[Threshold]:
    """Return every threshold: the office's own value where it has one, else the shipped one."""
    known = {
        row["name"]: Threshold(row["name"], row["value"], row["unit"], row["meaning"])
        for row in read_rows(shipped, THRESHOLDS, slips)
    }
    for row in read_rows(own, THRESHOLDS, slips) if own else ():
        threshold = known.get(row["name"])
        if threshold is None:
            slips.append(row.slip(f"no threshold {row['name']}; there are {listed(known)}"))
            continue
        least, most = SENSIBLE[threshold.unit]
        if not least <= row["value"] <= most:
            text = f"value is {row['value']}, and must be {least} to {most} ({threshold.unit})"
            slips.append(row.slip(text))
        else:
            known[row["name"]] = Threshold(
                row["name"], row["value"], threshold.unit, threshold.meaning
            )
    return list(known.values())


def _overlap(one: Row, other: Row) -> bool:
    days = [(row["first_day"] or date.min, row["last_day"] or date.max) for row in (one, other)]
    holds_together = days[0][0] <= days[1][1] and days[1][0] <= days[0][1]
    return holds_together and one["opens"] < other["closes"] and other["opens"] < one["closes"]
