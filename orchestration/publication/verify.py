"""`tongbao verify`: whether the publications of a period are still as they appeared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from orchestration.districts import told_of
from orchestration.errors import BadCall
from orchestration.periods import Period
from orchestration.publication.database import database_problems
from orchestration.publication.files import DATAPACKAGE
from orchestration.publication.journal import (
    PUBLISHED,
    PUBLISHING,
    Entry,
    hash_of,
    published_versions,
    read_journal,
)
from orchestration.publication.versions import (
    LATEST,
    files_of,
    link_problem,
    newest_version,
    versions,
)
from orchestration.settings import Folders


@dataclass(frozen=True)
class Verified:
    """A version (or the link `latest`), how many files were recomputed, what is wrong with it."""

    name: str
    files: int
    problems: tuple[str, ...]
    is_gone: bool = False
    """Whether only the journal still knows it."""


def verify_period(folders: Folders, period: Period) -> list[Verified]:
    """Recompute every hash of a period's versions and hold them to the journal.

    Raises BadCall where the period was never published.
    """
    folder = folders.published / period.key
    entries = read_journal(folders.journal, period.key, folders.district)
    known = published_versions(folders.journal, period.key, folders.district)
    present = versions(folder)
    if not present and not known:
        what = told_of(folders, period)
        raise BadCall(f"{what} is not published in {folders.warehouse}: nothing to verify")
    gone = sorted(known - {version.name for version in present})
    database = folders.analysts_database.name
    changed = tuple(database_problems(folders))
    return [
        *(_version(version, entries) for version in present),
        *(Verified(name, 0, ("the journal has it, the folder is gone",), True) for name in gone),
        _latest(folder),
        *([Verified(database, 0, changed)] if changed else []),
    ]


def _version(folder: Path, entries: list[Entry]) -> Verified:
    described = folder / DATAPACKAGE
    if not described.is_file():
        return Verified(folder.name, 0, (f"{DATAPACKAGE} is missing",))
    problems = _against_journal(hash_of(described), folder.name, entries)
    try:
        package = json.loads(described.read_text(encoding="utf-8"))
        hashes = {str(each["path"]): str(each["hash"]) for each in package["resources"]}
    except (ValueError, KeyError, TypeError):
        return Verified(folder.name, 0, (*problems, f"{DATAPACKAGE} cannot be read"))
    files = files_of(folder)
    files.pop(DATAPACKAGE)
    for name in hashes:
        if name not in files:
            problems.append(f"{name} is missing")
        elif not files[name].is_file() or hash_of(files[name]) != hashes[name]:
            problems.append(f"{name} was changed: its hash is not the one in {DATAPACKAGE}")
    problems += [f"{name} was added after publication" for name in files if name not in hashes]
    return Verified(folder.name, len(hashes), tuple(problems))


def _against_journal(described: str, version: str, entries: list[Entry]) -> list[str]:
    told = [
        entry.get("datapackage")
        for entry in entries
        if entry.get("version") == version and entry.get("event") in {PUBLISHING, PUBLISHED}
    ]
    if not told:
        return ["no run of this warehouse published it: the journal does not have it"]
    if told[-1] != described:
        return [f"{DATAPACKAGE} was changed: its hash is not the one in the journal"]
    return []


def _latest(folder: Path) -> Verified:
    problem = link_problem(folder)
    mends = "; the next run mends it" if newest_version(folder) is not None else ""
    return Verified(LATEST, 0, (f"{problem}{mends}",) if problem else ())


def verified_lines(period: Period | str, verified: list[Verified]) -> list[str]:
    """Return a line for each version, and one for each thing that is wrong with it."""
    lines = []
    for each in verified:
        counted = f" ({each.files} files)" if each.files else ""
        lines.append(
            f"{period} {each.name}: {'TOUCHED' if each.problems else 'untouched'}{counted}"
        )
        lines += [f"  {problem}" for problem in each.problems]
    return lines
