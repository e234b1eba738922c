"""What a period was last built from, kept beside the build: so that nothing is done twice.

A record says which program ran over which landed files, at which as-of, to which version. Where all
of that still holds, building again would give the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from orchestration.landing.discover import find_files, leaves_folder
from orchestration.periods import Period
from orchestration.publication.files import DATAPACKAGE
from orchestration.publication.journal import hash_of
from orchestration.settings import DBT_PROJECT, EXPECTATIONS, EXPORTS, REPOSITORY, Folders
from orchestration.state import read_state, write_state

_OUTPUTS = {"__pycache__", "target", "logs"}

Signature = tuple[str, str, int, int, int]
"""A raw file: export, name below the raw folder, bytes, times of change of content and entry."""


@dataclass(frozen=True)
class RunRecord:
    """What the last good run of a period used and came to; `rows` are digests by period.

    `checks_passed` is None until the run has ended well.
    """

    period: str
    program: str
    landed: str
    newest_export: str | None
    as_of: str
    version: str
    datapackage: str
    rows: dict[str, str]
    checks_passed: int | None = None
    drift: tuple[str, ...] = ()
    is_unfinished: bool = False
    """Whether a later run has begun and did not come to its publication."""
    office: str = ""
    """The digest of the office; of its words and of its policy by themselves in the next two."""
    words: str = ""
    policy: str = ""


@cache
def program_digest() -> str:
    """Return a digest of all that counts beside the data: code, models, suites, locked packages."""
    digest = hashlib.sha256(sys.version.encode())
    digest.update((REPOSITORY / "requirements.lock").read_bytes())
    for folder in (REPOSITORY / "orchestration", DBT_PROJECT, EXPECTATIONS):
        for path in _sources(folder):
            digest.update(f"{folder.name}/{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(folder: Path) -> Iterable[Path]:
    for below, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - _OUTPUTS)
        yield from (Path(below) / name for name in sorted(names) if not name.startswith("."))


def digest_of(signatures: Iterable[Signature]) -> str:
    """Return one digest of the state of all raw files, whatever their order."""
    lines = sorted("\0".join(map(str, each)) for each in signatures)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def raw_digest(raw: Path) -> str:
    """Return the digest of the raw folder as it is now; no file is read."""
    return digest_of(_signatures(raw))


def _signatures(raw: Path) -> Iterable[Signature]:
    for export in EXPORTS:
        for found in find_files(raw, export):
            if found.set_aside is not None:
                continue
            if leaves_folder(found.path, raw):
                yield (export, found.file, 0, 0, 0)
                continue
            try:
                status = found.path.stat()
            except OSError:
                yield (export, found.file, 0, 0, 0)
                continue
            if not stat.S_ISREG(status.st_mode):
                yield (export, found.file, 0, 0, 0)
                continue
            size, changed, entry = status.st_size, status.st_mtime_ns, status.st_ctime_ns
            yield (export, found.file, size, changed, entry)


def landed_digest(lake: Path) -> str:
    """Return the same digest of what the newest landing saw."""
    from orchestration.landing.index import read_index
    from orchestration.landing.lake import Lake

    return digest_of(
        (file.export, file.file, file.size, file.mtime_ns, file.ctime_ns)
        for file in read_index(Lake(lake)).values()
        if file.present
    )


def lake_digest(lake: Path) -> str:
    """Return a digest of what a build reads from the lake: which file has which content."""
    from orchestration.landing.index import read_index
    from orchestration.landing.lake import Lake

    facts = (
        (file.export, file.file, file.content, file.status, file.reason, file.present)
        for file in read_index(Lake(lake)).values()
    )
    lines = sorted("\0".join(map(str, each)) for each in facts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def record_path(folders: Folders, period: str) -> Path:
    """Return where the record of a period lies."""
    return folders.records / f"{period}.json"


def read_record(folders: Folders, period: str) -> RunRecord | None:
    """Return the record of a period, None where there is none that can be read."""
    found = read_state(record_path(folders, period))
    try:
        if "quarter" in found:
            # from before there were other periods: its digests are of other rows than ours
            found = {"period": found.pop("quarter"), **found, "rows": {}}
        record = RunRecord(**{**found, "drift": tuple(found["drift"])})
        datetime.fromisoformat(record.as_of)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return record if _is_whole(record) else None


def _is_whole(record: RunRecord) -> bool:
    texts = (record.period, record.program, record.landed, record.version, record.datapackage)
    others = (record.office, record.words, record.policy, *record.drift)
    return (
        all(isinstance(text, str) for text in (*texts, *others))
        and isinstance(record.rows, dict)
        and isinstance(record.newest_export, str | None)
        and isinstance(record.checks_passed, int | None)
    )


def write_record(folders: Folders, record: RunRecord) -> None:
    """Keep the record, whole or not at all."""
    write_state(record_path(folders, record.period), asdict(record))


def note_begin(folders: Folders, period: str) -> None:
    """Note that a run begins, in the record of the last one: it may be killed at any moment."""
    record = read_record(folders, period)
    if record is not None:
        write_record(folders, replace(record, is_unfinished=True))


def note_run(folders: Folders, period: str, version: Path) -> None:
    """Write the record of the run that the warehouse holds: it came to this version."""
    from orchestration.landing.office import landed_office
    from orchestration.planning.plan import newest_export_time, read_plan
    from orchestration.running.touched import digests_for, row_digests

    newest = newest_export_time(folders.lake)
    office = landed_office(folders.lake)
    record = RunRecord(
        period=period,
        program=program_digest(),
        landed=landed_digest(folders.lake),
        newest_export=newest.isoformat() if newest else None,
        as_of=read_plan(folders).as_of.isoformat(),
        version=version.name,
        datapackage=hash_of(version / DATAPACKAGE),
        rows=digests_for(Period.parse(period), row_digests(folders)),
        office=office.digest if office else "",
        words=office.words if office else "",
        policy=office.policy if office else "",
    )
    write_record(folders, record)


def close_record(folders: Folders, period: str, checks_passed: int, drift: tuple[str, ...]) -> None:
    """Note that the run which wrote the record ended well, and what it told."""
    record = read_record(folders, period)
    if record is not None:
        write_record(folders, replace(record, checks_passed=checks_passed, drift=drift))


def moment(text: str | None) -> datetime | None:
    """Return a moment of a record."""
    return datetime.fromisoformat(text) if text else None
