"""The private database that commands answer from, known by the hash that its run noted.

Its size and time tell quickly that it is the same; where they differ, or everything is to be looked
at, it is read as a whole.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from orchestration.publication.journal import hash_of
from orchestration.settings import Folders
from orchestration.state import read_state, write_state


def replace_master(folders: Folders, fresh: Path) -> None:
    """Let a database that was made anew be the private one, and note by what it is known."""
    before = _noted(folders).get("sha256")
    # written ahead: a run that is killed between the two leaves one that is known
    note = {"sha256": hash_of(fresh), "looks": _looks(fresh), "before": before}
    write_state(_note(folders), note)
    fresh.replace(folders.master_database)


def is_whole_master(folders: Folders, is_thorough: bool = False) -> bool:
    """Whether the private database is there, as a run made it; one without a note is believed."""
    master = folders.master_database
    if not master.is_file():
        return False
    noted = _noted(folders)
    if not noted or (noted.get("looks") == _looks(master) and not is_thorough):
        return True
    return is_of_a_run(folders, master)


def is_of_a_run(folders: Folders, database: Path) -> bool:
    """Whether a file holds what the newest run made, byte for byte."""
    noted = _noted(folders)
    known = {noted.get("sha256"), noted.get("before")} - {None}
    return database.is_file() and hash_of(database) in known


def copy_to_master(folders: Folders, database: Path) -> None:
    """Let a copy of a database be the private one."""
    folders.build.mkdir(mode=0o700, exist_ok=True)
    draft = folders.master_database.with_suffix(f".{os.getpid()}.draft")
    try:
        shutil.copyfile(database, draft)
        # whoever writes into a copy gives it another time
        shutil.copystat(database, draft)
        draft.replace(folders.master_database)
    finally:
        draft.unlink(missing_ok=True)


def _looks(database: Path) -> list[int]:
    status = database.stat()
    return [status.st_size, status.st_mtime_ns]


def _noted(folders: Folders) -> dict[str, Any]:
    noted = read_state(_note(folders))
    return noted if isinstance(noted, dict) else {}


def _note(folders: Folders) -> Path:
    return folders.of("").records / "database.json"
