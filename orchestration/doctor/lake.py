"""What of the lake is no longer what a landing wrote."""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.doctor.marking import mark
from orchestration.landing.hash_key import HASH_KEY, is_damaged_hash_key
from orchestration.landing.index import read_index
from orchestration.landing.lake import Lake
from orchestration.settings import Folders

_AGAIN = "`tongbao run PERIOD --force` lands its file again"


def lake_problems(folders: Folders) -> Iterator[str]:
    """Yield what is damaged in the lake; raises DataRefused where nobody knows what has landed."""
    if not folders.lake.is_dir():
        return
    lake = Lake(folders.lake)
    key = folders.lake / HASH_KEY
    if is_damaged_hash_key(key):
        yield f"{key} is damaged: the next run takes it from its copy, or makes it anew"
    landed = {
        (file.export, file.content): file.file
        for file in read_index(lake).values()
        if file.status == "landed"
    }
    for (export, content), file in sorted(landed.items()):
        if not lake.is_intact(export, content):
            rows = lake.rows(export) / f"{content}.parquet"
            mark(rows)
            yield f"{rows}, the rows of {export} {file}, is damaged: {_AGAIN}"
