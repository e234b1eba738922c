"""Which exports the lake's office has: what was landed of others is kept, and not told of."""

from __future__ import annotations

from pathlib import Path

from orchestration.settings import CONTROLS, EXPORTS

PARTS = "office/parts.parquet"
"""The office's table of the exports that it has, in the lake."""


def landed_exports(lake: Path) -> frozenset[str]:
    """Return the exports that the lake's office has; all, before there is one."""
    import pyarrow.parquet as pq

    path = lake / PARTS
    if not path.is_file():
        return frozenset(EXPORTS)
    return frozenset((*pq.read_table(path)["export"].to_pylist(), CONTROLS))
