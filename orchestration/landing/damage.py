"""Rows of the lake that are no longer what was written although they look so: a disk that rots."""

from __future__ import annotations

from pathlib import Path

from orchestration.landing.index import read_index
from orchestration.landing.lake import Lake


def forget_damaged(folder: Path) -> list[str]:
    """Read the rows of every landed file and forget those that are damaged; return their paths.

    The next landing makes them anew. It takes reading the whole lake, so it is for a build that
    failed, not for every run.
    """
    lake = Lake(folder)
    landed = {
        (file.export, file.content) for file in read_index(lake).values() if file.status == "landed"
    }
    damaged = []
    for export, content in sorted(landed):
        if not lake.is_intact(export, content):
            lake.forget(export, content)
            damaged.append(str(lake.rows(export) / f"{content}.parquet"))
    return damaged
