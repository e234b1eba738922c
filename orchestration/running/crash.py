"""A run that ended for a reason of its surroundings, in a line that a person can act on."""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from orchestration.running.history import set_damaged_aside
from orchestration.running.outcome import RunOutcome
from orchestration.settings import Folders

_ENOUGH_BYTES = 2**20
_TOLD_FULL = (
    *("No space left on device", "database or disk is full", "Disk quota exceeded"),
    # SQLite calls it an I/O error where the index of its log finds no room
    *("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"),
)
"""What the system and SQLite say of a disk that is full; what failed may have made room since."""


def crash_outcome(folders: Folders, error: Exception, log: Path) -> RunOutcome:
    """Return the outcome of a run that `error` ended; its traceback goes to the log."""
    with suppress(OSError), log.open("a", encoding="utf-8") as sink:
        traceback.print_exception(error, file=sink)
    lines = str(error).strip().splitlines() or [type(error).__name__]
    reason = f"{type(error).__name__}: {lines[0]}{_name_of_sqlite(error)}"
    return explained_crash(folders, RunOutcome(1, problems=(reason,), log=log, is_crash=True))


def _name_of_sqlite(error: Exception) -> str:
    """Return SQLite's name of an error of its own, in brackets; empty where it is another's."""
    name = getattr(getattr(error, "orig", error), "sqlite_errorname", "")
    return f" [{name}]" if name else ""


def explained_crash(folders: Folders, outcome: RunOutcome) -> RunOutcome:
    """Return the outcome of a crash with its reason, where the disk or the history gave it."""
    told = outcome.problems[0]
    # a damaged event may end a run in any part of Dagster
    damaged = set_damaged_aside(folders, is_thorough=True)
    reason = "; ".join([*damaged, "run again"]) if damaged else told
    return replace(outcome, problems=(disk_problem(folders.warehouse, told) or reason,))


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
