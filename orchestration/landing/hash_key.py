"""The secret of a warehouse with which callers and replies are hashed; no figure depends on it."""

from __future__ import annotations

import secrets
from pathlib import Path

from orchestration.landing.lake import Lake

HASH_KEY = "hash_key.parquet"
HASH_KEY_COPY = "hash_key.copy.parquet"


def ensure_hash_key(lake: Lake) -> str | None:
    """Keep the secret, made once and never shown, and a copy of it.

    One that is damaged is taken from its copy, or else made anew, and the return says so.
    """
    path, copy = lake.folder / HASH_KEY, lake.folder / HASH_KEY_COPY
    if _content(path) == _content(copy) and read_hash_key(path) is not None:
        return None
    is_damaged = is_damaged_hash_key(path)
    # one that is away was taken away: then the copy is of no use either
    key = read_hash_key(copy if is_damaged and copy.exists() else path)
    how = "made anew" if key is None else "taken from its copy"
    content = _as_parquet(key or secrets.token_hex(32))
    for target in (path, copy):
        if _content(target) != content:
            with lake.drafted(target) as draft:
                draft.write_bytes(content)
    return f"{path} was damaged: it is {how}" if is_damaged else None


def differs_from_copy(path: Path) -> bool:
    """Whether a secret and its copy are both there and not the same, which a look tells."""
    copy = _content(path.with_name(HASH_KEY_COPY))
    return copy is not None and path.exists() and _content(path) != copy


def is_damaged_hash_key(path: Path) -> bool:
    """Whether a secret that is there is no longer what was written.

    Bits that changed beside the secret itself show by its copy; another secret is another's wish.
    """
    if not path.exists():
        return False
    key, copy = read_hash_key(path), path.with_name(HASH_KEY_COPY)
    if key is None or _content(path) == _content(copy):
        return key is None
    return read_hash_key(copy) == key and _content(path) != _as_parquet(key)


def _as_parquet(key: str) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pa.BufferOutputStream()
    pq.write_table(pa.table({"hash_key": [key]}), file, write_page_checksum=True)
    return bytes(file.getvalue())


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


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
