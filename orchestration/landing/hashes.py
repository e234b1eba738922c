"""Hashes of raw files, made ahead on the second core while the first lands."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

Signature = tuple[int, int, int]
"""Bytes, and the times of change of content and entry: a file that keeps them is taken as is."""


def signature(status: os.stat_result) -> Signature:
    """Return by what a change of a file is seen."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


class Hashes:
    """The SHA-256 of files; those named up front are hashed in order, beside whatever goes on."""

    def __init__(self, ahead: Iterable[Path]) -> None:
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hashing")
        self._hashed = {path: self._beside.submit(_hashed, path) for path in ahead}

    def __enter__(self) -> Hashes:
        return self

    def __exit__(self, *_: object) -> None:
        self._beside.shutdown(cancel_futures=True)

    def of(self, path: Path, now: Signature) -> str:
        """Return the hash of a file as it stood when it was looked at; raises OSError."""
        if path in self._hashed:
            seen, digest = self._hashed[path].result()
            if seen == now:
                return digest
        return _hashed(path)[1]


def _hashed(path: Path) -> tuple[Signature, str]:
    with path.open("rb") as file:
        seen = signature(os.fstat(file.fileno()))
        return seen, hashlib.file_digest(file, "sha256").hexdigest()
