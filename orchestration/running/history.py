"""Dagster's history in the warehouse: what of it is damaged is set aside; no figure needs it."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from orchestration.clock import local_now
from orchestration.settings import Folders

_ASIDE = "damaged"
_QUICKLY_READ_BYTES = 16 * 2**20
"""A larger database is looked into at its beginning alone, but where something has failed."""


def history_folder(folders: Folders) -> Path | None:
    """Return where the history lies in the warehouse, None where DAGSTER_HOME names another."""
    return None if os.environ.get("DAGSTER_HOME", "").strip() else folders.warehouse / "dagster"


def damaged_histories(folders: Folders, is_thorough: bool = False) -> list[Path]:
    """Return the databases of the history that SQLite finds damaged."""
    home = history_folder(folders)
    found = sorted(home.rglob("*.db")) if home is not None and home.is_dir() else []
    return [path for path in found if _is_damaged(path, is_thorough)]


def set_damaged_aside(folders: Folders, is_thorough: bool = False) -> list[str]:
    """Move damaged databases of the history out of the way; return what to report.

    Dagster makes them anew, without the runs that they held.
    """
    reports = []
    for path in damaged_histories(folders, is_thorough):
        aside = folders.warehouse / "dagster" / _ASIDE / f"{local_now():%Y%m%dT%H%M%S.%f}"
        aside.mkdir(parents=True, exist_ok=True)
        for each in (path, *(path.with_name(f"{path.name}-{log}") for log in ("wal", "shm"))):
            if each.exists():
                each.rename(aside / each.name)
        reports.append(
            f"Dagster's history {path} was damaged and has been set aside in {aside}: the UI no"
            " longer shows the runs that it held, and no publication needs them"
        )
    return reports


def _is_damaged(path: Path, is_thorough: bool) -> bool:
    if _ASIDE in path.parts or not path.is_file():
        return False
    is_whole_read = is_thorough or path.stat().st_size <= _QUICKLY_READ_BYTES
    try:
        with closing(sqlite3.connect(path)) as connection:
            if not is_whole_read:
                connection.execute("select count(*) from sqlite_schema").fetchall()
                return False
            answer = connection.execute("pragma integrity_check(1)").fetchall()
            return answer != [("ok",)] or not _are_texts_whole(connection)
    except sqlite3.OperationalError:
        return False  # it is locked, or may not be read: whoever needs it will say so
    except sqlite3.DatabaseError:
        return True


def _are_texts_whole(connection: sqlite3.Connection) -> bool:
    """Whether every event is still JSON: SQLite keeps no sum of what it holds."""
    connection.text_factory = bytes
    tables = connection.execute("select name from sqlite_schema where type = 'table'").fetchall()
    for (table,) in tables:
        for row in connection.execute(f'select * from "{table.decode()}"'):  # noqa: S608
            try:
                for value in row:
                    if isinstance(value, bytes) and value.startswith(b"{"):
                        json.loads(value)
            except ValueError:
                return False
    return True
