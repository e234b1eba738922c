"""What stands in a warehouse: periods, publications, landed files, refused rows, freshness."""

from __future__ import annotations

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


def status_lines(folders: Folders) -> list[str]:
    """Return the lines that `tongbao status` prints."""
    if not databases_to_answer_from(folders):
        require_no_folder(folders)
        from orchestration.checks.reported import refusal_lines

        nothing = f"nothing is published in {folders.warehouse} yet"
        return [f"{nothing}: start with `tongbao run PERIOD`", *refusal_lines(folders)]
    return [
        *_publications(folders),
        *_of_other_policy(folders),
        *_exports(folders),
        *database_problems(folders),
    ]


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


def _publications(folders: Folders) -> list[str]:
    lines = ["周期      最新版本"]
    for district in districts(folders):
        own = folders.of(district.folder)
        whose = f"  {district.name}" if are_many(folders) else ""
        folders_of_periods = (f for f in own.published.glob("*") if Period.is_key(f.name))
        for folder in sorted(folders_of_periods, key=lambda f: Period.parse(f.name)):
            newest = newest_version(folder)
            if newest is not None:
                seal = seal_of(own, folder.name)
                sealed = f"  sealed: {described(seal)}" if seal else ""
                lines.append(f"{folder.name}    {newest}{whose}{sealed}")
    return lines


def _exports(folders: Folders) -> list[str]:
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
    lines = ["", "export        files  refused      rows  rows refused   no data  newest export"]
    now = local_now()
    for export, files, files_refused, rows, rows_refused, not_data, newest in exports:
        age = f"{newest:%Y-%m-%d %H:%M} ({(now - newest).days} days ago)" if newest else "undated"
        lines.append(
            f"{export:<12} {files:>6} {files_refused:>8} {rows:>9} {rows_refused:>13}"
            f" {not_data:>9}  {age}"
        )
    lines += [f"late: {late.told}" for late in stale_exports(folders.lake, now)]
    lines += [each.line for each in read_not_read(folders.lake)]
    return lines + [f"refused file {file}: {reason}" for file, reason in refused]
