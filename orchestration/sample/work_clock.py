"""A clock that runs in office hours only, so that limits and delays fall where people work."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orchestration.sample.dice import Array, Dice
from orchestration.sample.facts import per_office, table

WORKDAY = 420
"""Minutes on the work clock from one working day to the next."""

_OPEN, _NOON, _AFTERNOON, _CLOSE = 8 * 60 + 30, 12 * 60, 14 * 60 + 30, 18 * 60
_MORNING = _NOON - _OPEN
_FIRST, _LAST = np.datetime64("2022-03-01"), np.datetime64("2023-12-31")

_days = np.arange(_FIRST, _LAST)


@dataclass(frozen=True)
class _Calendar:
    """Which days are working days, how many came before each, and the working days themselves."""

    works: Array
    workdays_before: Array
    workdays: Array


@per_office
def _calendar() -> _Calendar:
    """Return the sample's calendar: weekdays, but for the days that its table speaks of."""
    said = table("calendar")
    works = (_days.astype(np.int64) + 3) % 7 < 5
    works[(said["day"].to_numpy(dtype="datetime64[D]") - _FIRST).astype(int)] = (
        said["works"].to_numpy() == 1
    )
    return _Calendar(works, np.cumsum(works) - works, _days[works])


def to_clock(moments: Array) -> Array:
    """Return the minutes that the work clock shows at each moment."""
    days = moments.astype("datetime64[D]")
    minute = (moments.astype("datetime64[m]") - days).astype(np.int64)
    worked = np.clip(minute, _OPEN, _NOON) + np.clip(minute, _AFTERNOON, _CLOSE)
    worked = worked - _OPEN - _AFTERNOON
    index = (days - _FIRST).astype(np.int64)
    calendar = _calendar()
    before = calendar.workdays_before[index] * WORKDAY
    return np.asarray(before + np.where(calendar.works[index], worked, 0))


def from_clock(minutes: Array) -> Array:
    """Return the moment at which the work clock shows that many minutes."""
    day, worked = np.divmod(minutes, WORKDAY)
    minute = np.where(worked < _MORNING, _OPEN + worked, _AFTERNOON + worked - _MORNING)
    return np.asarray(_calendar().workdays[day].astype("datetime64[m]") + minute)


def moments(
    dice: Dice, first: Array, last: Array, hour_weights: list[int], day_off_weight: int
) -> Array:
    """Return a moment in each span of days (last one excluded).

    A working day weighs 100 and another one `day_off_weight`.
    """
    weights = np.where(_calendar().works, 100, day_off_weight).astype(np.int64)
    edges = np.concatenate([[0], np.cumsum(weights)])
    low = edges[(first - _FIRST).astype(np.int64)]
    high = edges[(last - _FIRST).astype(np.int64)]
    day = np.searchsorted(edges, dice.between(low, high - 1), side="right") - 1
    hour = dice.weighted(len(day), hour_weights)
    second = dice.below(len(day), 3600)
    return np.asarray(_days[day].astype("datetime64[s]") + hour * 3600 + second)
