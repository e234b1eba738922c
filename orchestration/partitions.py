"""The partitions: periods from 2015 to two years from now, for each district where there are many.

With one district a key is `2023Q2`; with more there are two dimensions, and it is `640303|2023Q2`.
"""

from __future__ import annotations

from typing import Any

import dagster as dg

from orchestration.clock import local_now
from orchestration.districts import District, are_many, default_district, districts, find_district
from orchestration.periods import Period, PeriodKind
from orchestration.settings import Folders

FIRST_PERIOD = Period.parse("2015Q1")
PERIODS_AHEAD = 8
"""A code server may live for long: periods that begin meanwhile must have a key already."""


def period_keys(until: Period) -> list[str]:
    """Return the keys of all periods from the first one to `until`, in order of time."""
    keys = []
    period = FIRST_PERIOD
    while period <= until:
        keys.append(period.key)
        period = period.shifted(1)
    return keys


quarterly = dg.StaticPartitionsDefinition(
    period_keys(Period.containing(local_now(), PeriodKind.QUARTER).shifted(PERIODS_AHEAD))
)

by_district: dg.PartitionsDefinition[Any] = (
    dg.MultiPartitionsDefinition(
        {
            "district": dg.StaticPartitionsDefinition([each.code for each in districts()]),
            "period": quarterly,
        }
    )
    if are_many()
    else quarterly
)
"""What every asset is partitioned by: periods alone where one district is configured."""


def partition_key(district: District, period: Period) -> str:
    """Return the key of a district's period."""
    if not are_many():
        return period.key
    return dg.MultiPartitionKey({"district": district.code, "period": period.key})


def parse_partition(key: str) -> tuple[District, Period]:
    """Return the district and period of a key, also of one from before there were many."""
    code, _, period = key.rpartition("|")
    return find_district(code) if code else default_district(), Period.parse(period)


def partition_of(folders: Folders, key: str) -> tuple[Folders, Period]:
    """Return the folders of the district, and the period, that a partition key means."""
    district, period = parse_partition(key)
    return folders.of(district.folder), period
