"""Whether a client has a DuckDB file open for writing: known by the lock that DuckDB holds."""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOCK = "hh4xqqi4x"
"""The kernel's `struct flock`: kind, whence, start, length, process."""


@contextmanager
def kept_from_writers(database: Path) -> Iterator[int | None]:
    """Let nobody open a database for writing during the block; give the process that has it open.

    None where none has: then none comes either, while readers come and go. Zero where one has whose
    number is not known. The lock is one of an open file, not of this process: whatever this process
    has open of the same file keeps its own.
    """
    try:
        descriptor = os.open(database, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        yield None
        return
    try:
        yield _writer(descriptor)
    finally:
        os.close(descriptor)


def is_written(database: Path) -> bool:
    """Whether a process has the database open for writing."""
    with kept_from_writers(database) as writer:
        return writer is not None


def _writer(descriptor: int) -> int | None:
    shared = struct.pack(_LOCK, fcntl.F_RDLCK, os.SEEK_SET, 0, 0, 0)
    try:
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, shared)
    except (BlockingIOError, PermissionError):
        held = struct.unpack(_LOCK, fcntl.fcntl(descriptor, fcntl.F_OFD_GETLK, shared))
        return max(0, int(held[4]))
    except OSError:
        return None  # a file system without locks: DuckDB has none there either
    return None
