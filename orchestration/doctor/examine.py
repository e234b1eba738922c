"""Every part of a warehouse, looked at as a whole: what is damaged, and the way out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from orchestration.districts import districts
from orchestration.doctor.lake import lake_problems
from orchestration.doctor.marking import mark
from orchestration.doctor.tables import database_damage
from orchestration.errors import TongbaoError
from orchestration.periods import Period
from orchestration.publication.database import database_problems
from orchestration.publication.journal import cut_lines, published_periods
from orchestration.publication.marts import promoted_files
from orchestration.publication.signed import verify_signed
from orchestration.publication.verify import verify_period
from orchestration.publication.versions import LATEST, link_problem
from orchestration.running.history import damaged_histories
from orchestration.running.records import read_record, record_path
from orchestration.running.tending import folders_with_versions, published_folders
from orchestration.settings import Folders

MENDS = "the next run mends it"


@dataclass(frozen=True)
class Examined:
    """A part of a warehouse and what is wrong with it; nothing where it is whole."""

    part: str
    problems: tuple[str, ...]


def examine(folders: Folders) -> Iterator[Examined]:
    """Examine each part in turn; every byte that counts is read."""
    for part, look in _PARTS.items():
        try:
            problems = tuple(look(folders))
        except TongbaoError as error:
            problems = (str(error),)
        except OSError as error:
            problems = (f"{error.filename} cannot be read: {error.strerror}",)
        yield Examined(part, problems)


def examined_lines(examined: Examined) -> list[str]:
    """Return what is printed of a part."""
    if not examined.problems:
        return [f"{examined.part}: whole"]
    return [f"{examined.part}: DAMAGED", *(f"  {problem}" for problem in examined.problems)]


def _kinds(folders: Folders) -> Iterator[str]:
    """Yield what stands where something of another kind belongs."""
    for path in (folders.lake, folders.build, folders.marts, folders.published):
        if path.exists() and not path.is_dir():
            yield f"{path} is no folder: move it away"
    for path in (folders.journal, folders.build_database, folders.analysts_database):
        if path.is_dir():
            yield f"{path} is a folder: move it away, a file belongs there"


def _journal(folders: Folders) -> Iterator[str]:
    for number in cut_lines(folders.journal):
        yield (
            f"{folders.journal}, line {number}, is no entry: what it told is lost; restore the line"
            " from a backup if a version below is said to be published by no run"
        )


def _publications(folders: Folders) -> Iterator[str]:
    for own, period in _published(folders):
        for version in verify_period(own, period):
            if version.name not in (LATEST, folders.analysts_database.name):
                where = own.published / period.key / version.name
                yield from (f"{where}: {problem}" for problem in version.problems)


def _signed(folders: Folders) -> Iterator[str]:
    for own, period in _published(folders):
        for document in verify_signed(own, period):
            where = folders.warehouse / document.name
            yield from (
                f"{where}: {problem}; restore it from a backup" for problem in document.problems
            )


def _published(folders: Folders) -> Iterator[tuple[Folders, Period]]:
    """Yield the periods that have a version, and those that had one by the journal."""
    for district in districts(folders):
        own = folders.of(district.folder)
        there = {folder.name for folder in folders_with_versions(own)}
        for key in sorted(there | published_periods(folders.journal, own.district)):
            if Period.is_key(key):
                yield own, Period.parse(key)


def _links(folders: Folders) -> Iterator[str]:
    for _, folder in published_folders(folders):
        problem = link_problem(folder)
        if problem:
            yield f"{folder / LATEST} {problem}: {MENDS}"


def _marts(folders: Folders) -> Iterator[str]:
    for file in promoted_files(folders, is_thorough=True):
        if file.problem:
            mark(file.path)
            yield f"{file.path} {file.problem}: {MENDS}, or says what to do"


def _databases(folders: Folders) -> Iterator[str]:
    problems = database_problems(folders, is_thorough=True)
    for database in (folders.master_database, folders.analysts_database):
        if any(problem.startswith(f"{database} is not what") for problem in problems):
            mark(database)
    yield from problems
    # the private one is known by its hash; one from before hashes were noted is read as well
    for database in (folders.master_database, folders.build_database):
        is_named = any(problem.startswith(f"{database} ") for problem in problems)
        damage = database_damage(database) if database.is_file() and not is_named else None
        if damage:
            yield f"{database} is damaged ({damage}): `tongbao run PERIOD --force` makes it anew"


def _records(folders: Folders) -> Iterator[str]:
    for own, period in _published(folders):
        record = record_path(own, period.key)
        if record.exists() and read_record(own, period.key) is None:
            yield f"{record} cannot be read: {MENDS}, which builds the period again"


def _history(folders: Folders) -> Iterator[str]:
    for path in damaged_histories(folders, is_thorough=True):
        yield f"{path} is damaged: the next run sets it aside, and no publication needs it"


_PARTS: dict[str, Callable[[Folders], Iterator[str]]] = {
    "files and folders": _kinds,
    "lake": lake_problems,
    "journal": _journal,
    "publications": _publications,
    "signed documents": _signed,
    "links to the newest version": _links,
    "marts": _marts,
    "databases": _databases,
    "records of runs": _records,
    "Dagster's history": _history,
}
