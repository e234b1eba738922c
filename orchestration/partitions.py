"""The partitions: the periods that there are, for each district where there are many.

Periods are added when rows fall in them or a run asks for them, so none is listed that holds
nothing. With one district a key is `2023Q2`; with more there are two dimensions, and it is
`990101|2023Q2`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import dagster as dg

from orchestration.districts import District, are_many, default_district, districts, find_district
from orchestration.periods import Period
from orchestration.settings import Folders

PERIODS = "periods"

periods_with_rows = dg.DynamicPartitionsDefinition(name=PERIODS)


def partitions_of(folders: Folders) -> dg.PartitionsDefinition[Any]:
    """Return what every asset is partitioned by: periods alone where there is one district."""
    if not are_many(folders):
        return periods_with_rows
    codes = [each.code for each in districts(folders)]
    return dg.MultiPartitionsDefinition(
        {"district": dg.StaticPartitionsDefinition(codes), "period": periods_with_rows}
    )


def add_partitions(instance: dg.DagsterInstance, periods: Iterable[Period]) -> None:
    """Let periods be partitions, in order of time; those that are ones already stay."""
    known = set(instance.get_dynamic_partitions(PERIODS))
    new = [period.key for period in sorted(periods) if period.key not in known]
    if new:
        instance.add_dynamic_partitions(PERIODS, new)


def partition_key(folders: Folders, district: District, period: Period) -> str:
    """Return the key of a district's period."""
    if not are_many(folders):
        return period.key
    return dg.MultiPartitionKey({"district": district.code, "period": period.key})


def parse_partition(folders: Folders, key: str) -> tuple[District, Period]:
    """Return the district and period of a key, also of one from before there were many."""
    code, _, period = key.rpartition("|")
    district = find_district(folders, code) if code else default_district(folders)
    return district, Period.parse(period)


def partition_of(folders: Folders, key: str) -> tuple[Folders, Period]:
    """Return the folders of the district, and the period, that a partition key means."""
    district, period = parse_partition(folders, key)
    return folders.of(district.folder), period
