"""The partitions: quarters from 2015 to two years from now, for each district where there are many.

With one district a key is `2023Q2`; with more there are two dimensions, and it is `640303|2023Q2`.
"""

from __future__ import annotations

from typing import Any

import dagster as dg

from orchestration.districts import District, are_many, default_district, districts, find_district
from orchestration.quarters import Quarter, local_now
from orchestration.settings import Folders

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

by_district: dg.PartitionsDefinition[Any] = (
    dg.MultiPartitionsDefinition(
        {
            "district": dg.StaticPartitionsDefinition([each.code for each in districts()]),
            "quarter": quarterly,
        }
    )
    if are_many()
    else quarterly
)
"""What every asset is partitioned by: quarters alone where one district is configured."""


def partition_key(district: District, quarter: Quarter) -> str:
    """Return the key of a district's quarter."""
    if not are_many():
        return quarter.key
    return dg.MultiPartitionKey({"district": district.code, "quarter": quarter.key})


def parse_partition(key: str) -> tuple[District, Quarter]:
    """Return the district and quarter of a key, also of one from before there were many."""
    code, _, quarter = key.rpartition("|")
    return find_district(code) if code else default_district(), Quarter.parse(quarter)


def partition_of(folders: Folders, key: str) -> tuple[Folders, Quarter]:
    """Return the folders of the district, and the quarter, that a partition key means."""
    district, quarter = parse_partition(key)
    return folders.of(district.folder), quarter
