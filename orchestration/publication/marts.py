"""Checked marts as Parquet, one file a mart and period: promoted, known by hash, mended."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.districts import call_for, district_of, districts
from orchestration.errors import DataRefused
from orchestration.permissions import readable_file
from orchestration.publication.journal import hash_of
from orchestration.settings import Folders
from orchestration.sql import literal
from orchestration.state import read_state, write_state

_NOTE = "note.json"
"""Beside files that are about to be promoted: by what they are known."""

_NOTES = "marts."
"""Before the period in the name of its note, once the files are promoted."""


_GONE = "is gone"


@dataclass(frozen=True)
class Promoted:
    """A promoted file, of which nothing is left where `problem` says so."""

    folders: Folders
    mart: str
    period: str
    problem: str | None = None

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folders.marts / self.mart / f"{self.period}.parquet"


def write_note(draft: Path) -> None:
    """Note by which sizes, times and hashes the files that are about to be promoted are known."""
    write_state(draft / _NOTE, {file.stem: _facts(file) for file in draft.glob("*.parquet")})


def place_note(promoted: Path, folders: Folders, period: str) -> None:
    """Keep the note of files that have moved into place; none lies there from before notes."""
    note = _note(folders, period)
    note.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        (promoted / _NOTE).replace(note)


def promoted_files(folders: Folders, is_thorough: bool = False) -> Iterator[Promoted]:
    """Yield each promoted file of every district, with what is wrong with it.

    One whose size and time are those noted is taken as it is, but where `is_thorough`; one of
    which nothing was noted is whole where its end can be read.
    """
    for district in districts(folders):
        own = folders.of(district.folder)
        notes = {path.stem.removeprefix(_NOTES): read_state(path) for path in _notes(own)}
        known = {
            (mart, period)
            for period, note in notes.items()
            if isinstance(note, dict)
            for mart in note
        }
        there = {(path.parent.name, path.stem) for path in own.marts.glob("*/[0-9]*.parquet")}
        for mart, period in sorted(known | there):
            note = notes.get(period)
            facts = note.get(mart) if isinstance(note, dict) else None
            file = Promoted(own, mart, period)
            yield Promoted(own, mart, period, _problem(file.path, facts, is_thorough))


def mend_marts(folders: Folders, but: tuple[str, str] = ("", "")) -> list[str]:
    """Make damaged files anew from the private database; return what to report.

    `but` are the district's folder and the period that a run is about to promote: its files are
    made anew in any case. Raises DataRefused where the database does not have the rows either. One
    that is for traces alone is removed then: a trace says which run makes it anew.
    """
    damaged = [
        file
        for file in promoted_files(folders)
        if file.problem and (file.folders.district, file.period) != but
    ]
    lost = [file for file in damaged if not _mended(folders, file)]
    damaged_for_good = [file for file in lost if file.problem != _GONE and _is_of_database(file)]
    if damaged_for_good:
        first, *others = damaged_for_good
        raise DataRefused(
            f"{first.path} {first.problem}"
            + (f", and {len(others)} more like it" if others else "")
            + f": remove {'them' if others else 'it'}, then {_runs(damaged_for_good)} anew"
        )
    for file in lost:
        file.path.unlink(missing_ok=True)
        _forget(file)
    return [
        f"{file.path} {file.problem}: "
        + (f"{_runs([file])} it anew" if file in lost else "it was made anew")
        for file in damaged
    ]


def _runs(files: list[Promoted]) -> str:
    calls = [
        f"`tongbao run {call_for(district, period)} --force`"
        for district, period in sorted({(file.folders.district, file.period) for file in files})
    ]
    return f"{' and '.join(calls)} {'makes' if len(calls) == 1 else 'make'}"


def _forget(file: Promoted) -> None:
    """Let a file that is away not be missed again."""
    note = read_state(_note(file.folders, file.period))
    if isinstance(note, dict) and file.mart in note:
        del note[file.mart]
        write_state(_note(file.folders, file.period), note)


def _is_of_database(file: Promoted) -> bool:
    """Whether the analysts' database has a mart's rows: others are for traces alone."""
    from orchestration.publication.analysts import PERIOD_MARTS

    return file.mart in PERIOD_MARTS


def _mended(folders: Folders, file: Promoted) -> bool:
    import duckdb

    from orchestration.publication.analysts import DISTRICT, PERIOD
    from orchestration.transformation.build_database import connect_read_only

    if not folders.master_database.is_file():
        return False
    draft = folders.build / f"mended.{os.getpid()}.parquet"
    of_the_file = (
        f"{PERIOD} = {literal(file.period)}"
        f" and {DISTRICT} = {literal(district_of(file.folders).code)}"
    )
    try:
        with connect_read_only(folders.master_database) as connection:
            rows = connection.table(file.mart).filter(of_the_file)
            rows.write_parquet(str(draft), compression="zstd")
            period = connection.table("headline_indicators").filter(of_the_file)
            if not period.aggregate("count(*)").fetchall()[0][0]:
                return False
    except duckdb.Error:
        return False
    else:
        readable_file(draft)
        facts = _facts(draft)
        draft.replace(file.path)
        note = read_state(_note(file.folders, file.period))
        write_state(
            _note(file.folders, file.period),
            {**(note if isinstance(note, dict) else {}), file.mart: facts},
        )
        return True
    finally:
        draft.unlink(missing_ok=True)


def _problem(path: Path, facts: Any, is_thorough: bool) -> str | None:
    try:
        status = path.stat()
        if facts is None:
            return _unreadable(path)
        size, changed, content = facts
        if (status.st_size, status.st_mtime_ns) == (size, changed) and not is_thorough:
            return None
        return None if hash_of(path) == content else "is not what its run wrote"
    except FileNotFoundError:
        return _GONE
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    except (TypeError, ValueError):
        return _unreadable(path)


def _unreadable(path: Path) -> str | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        pq.read_metadata(path)
    except (OSError, pa.ArrowException):
        return "is damaged"
    return None


def _facts(file: Path) -> tuple[int, int, str]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns, hash_of(file)


def _note(folders: Folders, period: str) -> Path:
    return folders.records / f"{_NOTES}{period}.json"


def _notes(folders: Folders) -> list[Path]:
    return sorted(folders.records.glob(f"{_NOTES}*.json"))
