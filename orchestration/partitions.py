"""The quarterly partitions: keys like `2023Q2`, from 2015 to two years from now."""

from __future__ import annotations

import dagster as dg

from orchestration.quarters import Quarter, local_now

FIRST_QUARTER = Quarter(2015, 1)
QUARTERS_AHEAD = 8
"""A code server may live for long: quarters that begin meanwhile must have a key already."""


def quarter_keys(until: Quarter) -> list[str]:
    """Return the keys of all quarters from the first one to `until`, in order of time."""
    keys = []
    quarter = FIRST_QUARTER
    while quarter <= until:
        keys.append(quarter.key)
        quarter = quarter.shifted(1)
    return keys


quarterly = dg.StaticPartitionsDefinition(
    quarter_keys(Quarter.containing(local_now()).shifted(QUARTERS_AHEAD))
)
