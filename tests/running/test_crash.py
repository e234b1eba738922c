"""What ended a run is told so that a person can act on it."""

import sqlite3
from pathlib import Path

import pytest

from orchestration.running.crash import crash_outcome
from orchestration.settings import Folders


class Wrapped(Exception):
    """An error that carries the database's own, as SQLAlchemy's do."""

    def __init__(self, name: str) -> None:
        super().__init__("(sqlite3.OperationalError) disk I/O error")
        self.orig = sqlite3.OperationalError("disk I/O error")
        self.orig.sqlite_errorname = name


@pytest.mark.parametrize("name", ["SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"])
def test_a_history_without_room_is_a_full_disk(tmp_path: Path, name: str) -> None:
    folders = Folders(tmp_path / "raw", tmp_path)
    outcome = crash_outcome(folders, Wrapped(name), tmp_path / "run.log")
    assert outcome.problems == (
        f"the disk of {tmp_path} is full: make room, then run again; nothing is half published",
    )


def test_another_error_is_named_as_its_library_names_it(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path)
    outcome = crash_outcome(folders, Wrapped("SQLITE_IOERR_READ"), tmp_path / "run.log")
    (problem,) = outcome.problems
    assert "disk I/O error [SQLITE_IOERR_READ]" in problem and outcome.is_crash
    (plain,) = crash_outcome(folders, ValueError("no"), tmp_path / "run.log").problems
    assert plain == "ValueError: no"
