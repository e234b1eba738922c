"""Whether a run can be left out, since it would come to what stands already."""

from __future__ import annotations

from datetime import datetime

from orchestration.clock import local_now
from orchestration.office.read import load_office
from orchestration.periods import Period
from orchestration.planning.plan import decide_as_of
from orchestration.publication.database import database_problems
from orchestration.publication.files import DATAPACKAGE
from orchestration.publication.journal import hash_of
from orchestration.publication.marts import promoted_files
from orchestration.publication.verify import verify_period
from orchestration.publication.versions import newest_version
from orchestration.running.records import (
    RunRecord,
    moment,
    program_digest,
    raw_digest,
    read_record,
)
from orchestration.settings import Folders


def standing_run(folders: Folders, period: Period, asked: datetime | None) -> RunRecord | None:
    """Return the record of the run that a new one would only repeat, None if it would do more.

    Raises BadCall where `asked` is no moment to judge the period at.
    """
    record = read_record(folders, period.key)
    if record is None or record.checks_passed is None or record.is_unfinished:
        return None
    if not _still_stands(folders, period, record):
        return None
    as_of = decide_as_of(period, asked, moment(record.newest_export), local_now())
    if as_of != moment(record.as_of):
        return None
    if record.program != program_digest() or record.landed != raw_digest(folders.raw):
        return None
    if record.office != load_office(folders.office).digest:
        return None
    return record


def _still_stands(folders: Folders, period: Period, record: RunRecord) -> bool:
    newest = newest_version(folders.published / record.period)
    return (
        newest is not None
        and newest.name == record.version
        and not any(each.problems and not each.is_gone for each in verify_period(folders, period))
        and hash_of(newest / DATAPACKAGE) == record.datapackage
        and not database_problems(folders)
        and not any(file.problem for file in promoted_files(folders))
        and (folders.marts / "headline_indicators" / f"{record.period}.parquet").is_file()
    )
