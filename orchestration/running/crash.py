"""A run that ended for a reason of its surroundings, in a line that a person can act on."""

from __future__ import annotations

import os
import sqlite3
import traceback
from contextlib import suppress
from pathlib import Path

from orchestration.running.history import set_damaged_aside
from orchestration.running.outcome import RunOutcome
from orchestration.settings import Folders

_ENOUGH_BYTES = 2**20
_TOLD_FULL = ("No space left on device", "database or disk is full", "Disk quota exceeded")
"""What the system and SQLite say of a disk that is full; what failed may have made room since."""


def crash_outcome(folders: Folders, error: Exception, log: Path) -> RunOutcome:
    """Return the outcome of a run that `error` ended; its traceback goes to the log."""
    with suppress(OSError), log.open("a", encoding="utf-8") as sink:
        traceback.print_exception(error, file=sink)
    lines = str(error).strip().splitlines() or [type(error).__name__]
    damaged = set_damaged_aside(folders, is_thorough=True) if _is_of_sqlite(error) else []
    reason = disk_problem(folders.warehouse, str(error)) or f"{type(error).__name__}: {lines[0]}"
    if damaged:
        reason = "; ".join([*damaged, "run again"])
    return RunOutcome(1, problems=(reason,), log=log, is_crash=True)


def _is_of_sqlite(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, sqlite3.DatabaseError):
            return True
        error = error.__cause__ or error.__context__
    return False


def disk_problem(folder: Path, told: str = "") -> str | None:
    """Say whether the disk of a folder is full or read-only, None where it is neither.

    `told` is what a run that failed has said of it.
    """
    try:
        state = os.statvfs(folder)
    except OSError:
        return None
    if state.f_flag & os.ST_RDONLY:
        return f"the disk of {folder} is read-only: nothing can be written; nothing was published"
    is_full = state.f_bavail * state.f_frsize < _ENOUGH_BYTES
    if is_full or any(text in told for text in _TOLD_FULL):
        return f"the disk of {folder} is full: make room, then run again; nothing is half published"
    return None
