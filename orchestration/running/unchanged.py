"""Whether a run can be left out, since it would come to what stands already."""

from __future__ import annotations

from datetime import datetime

from orchestration.planning.plan import decide_as_of
from orchestration.publication.files import DATAPACKAGE
from orchestration.publication.journal import hash_of
from orchestration.publication.verify import verify_quarter
from orchestration.publication.versions import newest_version
from orchestration.quarters import Quarter, local_now
from orchestration.running.records import (
    RunRecord,
    moment,
    program_digest,
    raw_digest,
    read_record,
)
from orchestration.settings import Folders


def standing_run(folders: Folders, quarter: Quarter, asked: datetime | None) -> RunRecord | None:
    """Return the record of the run that a new one would only repeat, None if it would do more.

    Raises BadCall where `asked` is no moment to judge the quarter at.
    """
    record = read_record(folders, quarter.key)
    if (
        record is None
        or record.checks_passed is None
        or not _still_stands(folders, quarter, record)
    ):
        return None
    as_of = decide_as_of(quarter, asked, moment(record.newest_export), local_now())
    if as_of != moment(record.as_of):
        return None
    if record.program != program_digest() or record.landed != raw_digest(folders.raw):
        return None
    return record


def _still_stands(folders: Folders, quarter: Quarter, record: RunRecord) -> bool:
    newest = newest_version(folders.published / record.quarter)
    return (
        newest is not None
        and newest.name == record.version
        and hash_of(newest / DATAPACKAGE) == record.datapackage
        and not any(each.problems for each in verify_quarter(folders, quarter))
        and folders.analysts_database.is_file()
        and (folders.marts / "headline_indicators" / f"{record.quarter}.parquet").is_file()
    )
