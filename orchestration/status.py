"""What stands in a warehouse: periods, publications, landed files, refused rows, freshness."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from orchestration.clock import local_now
from orchestration.districts import are_many, call_for, districts, named
from orchestration.landing.freshness import stale_exports
from orchestration.landing.index import read_not_read
from orchestration.office.read import load_office
from orchestration.periods import Period
from orchestration.publication.database import (
    database_problems,
    databases_to_answer_from,
    require_no_folder,
)
from orchestration.publication.reading import connect_published
from orchestration.publication.seals import described, seal_of
from orchestration.publication.versions import newest_version
from orchestration.running.records import read_record
from orchestration.settings import Folders


@dataclass(frozen=True)
class Publication:
    """The newest version of a period, of a district where there are several; its seal, if any."""

    period: str
    version: str
    folder: str
    district: str
    seal: str


@dataclass(frozen=True)
class ExportStatus:
    """What was landed of an export, and the time of its newest file."""

    export: str
    files: int
    refused_files: int
    rows: int
    refused_rows: int
    not_data_rows: int
    newest: datetime | None


@dataclass(frozen=True)
class Status:
    """What stands in a warehouse."""

    publications: tuple[Publication, ...]
    of_other_policy: tuple[str, ...]
    exports: tuple[ExportStatus, ...]
    late: tuple[str, ...]
    not_read: tuple[str, ...]
    refused_files: tuple[tuple[str, str], ...]
    """File and reason."""
    problems: tuple[str, ...]

    def lines(self) -> list[str]:
        """Return the lines that `tongbao status` prints."""
        return [
            "周期      最新版本",
            *map(_publication_line, self.publications),
            *self.of_other_policy,
            "",
            "export        files  refused      rows  rows refused   no data  newest export",
            *map(_export_line, self.exports),
            *(f"late: {late}" for late in self.late),
            *self.not_read,
            *(f"refused file {file}: {reason}" for file, reason in self.refused_files),
            *self.problems,
        ]

    def to_json(self) -> dict[str, Any]:
        """Return the same for other programs; times as ISO 8601."""
        exports = [
            asdict(each) | {"newest": each.newest.isoformat() if each.newest else None}
            for each in self.exports
        ]
        refused = [{"file": file, "reason": reason} for file, reason in self.refused_files]
        return asdict(self) | {"exports": exports, "refused_files": refused}


def warehouse_status(folders: Folders) -> Status | None:
    """Return what stands in a warehouse, None where nothing is published yet."""
    if not databases_to_answer_from(folders):
        require_no_folder(folders)
        return None
    exports, refused = _exports(folders)
    return Status(
        publications=tuple(_publications(folders)),
        of_other_policy=tuple(_of_other_policy(folders)),
        exports=tuple(exports),
        late=tuple(late.told for late in stale_exports(folders.lake, local_now())),
        not_read=tuple(each.line for each in read_not_read(folders.lake)),
        refused_files=tuple(refused),
        problems=tuple(database_problems(folders)),
    )


def nothing_published_lines(folders: Folders) -> list[str]:
    """Return what `tongbao status` prints before the first publication."""
    from orchestration.checks.reported import refusal_lines

    nothing = f"nothing is published in {folders.warehouse} yet"
    return [f"{nothing}: start with `tongbao run PERIOD`", *refusal_lines(folders)]


def _of_other_policy(folders: Folders) -> list[str]:
    """Name the closed periods that were published by another policy than today's."""
    lines, policy = [], load_office(folders.office).policy
    for district in districts(folders):
        own = folders.of(district.folder)
        for key in sorted(folder.name for folder in own.published.glob("*")):
            record = read_record(own, key) if Period.is_key(key) else None
            is_closed = record is not None and Period.parse(key).end <= local_now()
            if record is not None and is_closed and record.policy not in ("", policy):
                lines.append(
                    f"{named(folders, district, key)}: published by other limits, hours,"
                    " thresholds, kinds of units or wording than today's;"
                    f" `tongbao run {call_for(own.district, key)}` goes by today's"
                )
    return lines


def _publications(folders: Folders) -> list[Publication]:
    found = []
    for district in districts(folders):
        own = folders.of(district.folder)
        name = district.name if are_many(folders) else ""
        folders_of_periods = (f for f in own.published.glob("*") if Period.is_key(f.name))
        for folder in sorted(folders_of_periods, key=lambda f: Period.parse(f.name)):
            newest = newest_version(folder)
            if newest is not None:
                seal = seal_of(own, folder.name)
                found.append(
                    Publication(
                        folder.name,
                        newest.name,
                        str(newest),
                        name,
                        described(seal) if seal else "",
                    )
                )
    return found


def _exports(folders: Folders) -> tuple[list[ExportStatus], list[tuple[str, str]]]:
    with connect_published(folders) as connection:
        exports = connection.execute(
            "select export, count(*), count(*) filter (where status = 'refused'),"
            " cast(sum(data_rows) as bigint), cast(sum(refused) as bigint),"
            " cast(sum(not_data) as bigint), max(export_time)"
            " from landed_files group by export order by export"
        ).fetchall()
        refused = connection.execute(
            "select file, reason from landed_files where status = 'refused' order by file"
        ).fetchall()
    return [ExportStatus(*each) for each in exports], refused


def _publication_line(each: Publication) -> str:
    district = f"  {each.district}" if each.district else ""
    sealed = f"  sealed: {each.seal}" if each.seal else ""
    return f"{each.period}    {each.folder}{district}{sealed}"


def _export_line(each: ExportStatus) -> str:
    age = "undated"
    if each.newest:
        age = f"{each.newest:%Y-%m-%d %H:%M} ({(local_now() - each.newest).days} days ago)"
    return (
        f"{each.export:<12} {each.files:>6} {each.refused_files:>8} {each.rows:>9}"
        f" {each.refused_rows:>13} {each.not_data_rows:>9}  {age}"
    )
