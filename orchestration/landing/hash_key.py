"""The secret of a warehouse with which callers and replies are hashed; no figure depends on it."""

from __future__ import annotations

import secrets
from pathlib import Path

from orchestration.landing.lake import Lake

HASH_KEY = "hash_key.parquet"
HASH_KEY_COPY = "hash_key.copy.parquet"


def ensure_hash_key(lake: Lake) -> str | None:
    """Keep the secret, made once and never shown.

    One that is damaged is taken from its copy, or else made anew, and the return says so.
    """
    path, copy = lake.folder / HASH_KEY, lake.folder / HASH_KEY_COPY
    key = read_hash_key(path)
    is_damaged = key is None and path.exists()
    if is_damaged:
        # one that is away was taken away: then the copy is of no use either
        key = read_hash_key(copy)
    how = "made anew" if key is None else "taken from its copy"
    key = key or secrets.token_hex(32)
    for target in (path, copy):
        if read_hash_key(target) != key:
            _write_hash_key(lake, target, key)
    return f"{path} was damaged: it is {how}" if is_damaged else None


def _write_hash_key(lake: Lake, path: Path, key: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with lake.drafted(path) as draft:
        pq.write_table(pa.table({"hash_key": [key]}), draft, write_page_checksum=True)


def read_hash_key(path: Path) -> str | None:
    """Return the secret that a file holds, None where there is none that can be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(path, page_checksum_verification=True).read()
        (key,) = table.column("hash_key").to_pylist()
    except (OSError, ValueError, KeyError, pa.ArrowException):
        return None
    return key if isinstance(key, str) and key else None
