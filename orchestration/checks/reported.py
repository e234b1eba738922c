"""What is reported and never blocks: drift of the raw exports, and flags on counted rows."""

import dagster as dg
import duckdb

from orchestration.checks.fit import read_words, unknown_lines, unknown_words
from orchestration.checks.parts import part_lines
from orchestration.clock import local_now
from orchestration.districts import city
from orchestration.errors import DataRefused
from orchestration.landing.discover import find_files
from orchestration.landing.freshness import stale_exports
from orchestration.landing.index import LandedFile, read_not_read, read_own_files
from orchestration.landing.own_exports import landed_exports
from orchestration.partitions import parse_partition, partition_of
from orchestration.settings import EXPORTS, Folders
from orchestration.transformation.build_database import connect_read_only

MANY_REPEATED, MANY_REPEATED_PERCENT = 20, 10
"""From so many rows of a file on, and beyond that share of its rows, repeated keys are told."""


def drift_lines(folders: Folders) -> list[str]:
    """Say which files have columns that no contract knows, were set aside, or have gone."""
    files = read_own_files(folders.lake)
    own = landed_exports(folders.lake)
    lines = [
        f"{file.file}: columns that the contract does not know, kept as landed:"
        f" {_named_columns(file)}"
        for file in files
        if file.unknown_columns and file.present and file.status == "landed"
    ]
    lines += [
        f"{file.file}: sheets without the table's header, not counted:"
        f" {', '.join(f'sheet {sheet}' for sheet in sheets)}"
        for file in files
        if file.present and (sheets := file.notes.get("ignored_sheets"))
    ]
    lines += [
        f"{file.file}: gone from the raw folder; its rows stay"
        for file in files
        if not file.present
    ]
    lines += [
        f"{file.file}: not landed: {file.set_aside}"
        for export in EXPORTS
        for file in find_files(folders.raw, export)
        if export in own and file.set_aside and not file.is_unreadable
    ]
    lines += [
        f"{export}: {count} files that are not counted: the office has no such part (office.yml)"
        for export in EXPORTS
        if export not in own
        and (count := sum(file.set_aside is None for file in find_files(folders.raw, export)))
    ]
    return sorted(lines)


def not_read_lines(folders: Folders) -> list[str]:
    """Say which files the last landing could not look at, or found still being written."""
    return [each.line for each in read_not_read(folders.lake)]


def _named_columns(file: LandedFile) -> str:
    """Name the unknown columns of a file as far as a message may; say how many others there are."""
    named = file.quotable_columns
    others = len(file.unknown_columns) - len(named)
    return ", ".join([*named, *([f"{others} that are not named here"] if others else [])])


def refusal_lines(folders: Folders) -> list[str]:
    """Say which files and rows the last run refused, and why; files at the least."""
    try:
        lines = refused_files(folders) + not_read_lines(folders)
    except DataRefused:
        return []  # an index that cannot be read is what stopped the run
    try:
        with connect_read_only(folders.build_database) as connection:
            rows = refused_rows(connection, "marts.refused_rows")
    except duckdb.Error:
        return lines  # the run ended before its rows were judged
    return lines + rows


def refused_files(folders: Folders) -> list[str]:
    """Say which files were refused and why, in order of path within each export."""
    files = read_own_files(folders.lake)
    return [f"FILE REFUSED {f.file}: {f.reason}" for f in files if f.status == "refused"]


def refused_rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """Say how many rows of which export were refused for which reason, and where the first is."""
    rows = connection.execute(
        "select export, reason, count(*), min(file), min_by(row_number, (file, row_number))"  # noqa: S608
        f" from {table} group by export, reason order by export, reason"
    ).fetchall()
    return [
        f"rows refused in {export}: {reason}: {count} (first: {file}, row {row})"
        for export, reason, count, file, row in rows
    ]


def not_data_lines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Say how many rows of each export are no data and count nowhere, and of which kinds."""
    totals = connection.execute(
        "select export, cast(sum(not_data) as bigint) from landed_files"
        " group by export having sum(not_data) > 0 order by export"
    ).fetchall()
    kinds = connection.execute(
        "select export, reason, count(*) from not_data_rows where row_number is not null"
        " group by export, reason order by count(*) desc, reason"
    ).fetchall()
    return [
        f"rows of no data in {export}: {total} ("
        + ", ".join(f"{kind} {count}" for of, kind, count in kinds if of == export)
        + ")"
        for export, total in totals
    ]


def flag_lines(folders: Folders) -> list[str]:
    """Say how many counted rows of each export carry which flag."""
    with connect_read_only(folders.build_database) as connection:
        rows = connection.execute(
            "select export, flag, cast(sum(row_count) as bigint) from marts.quality_flags"
            " group by export, flag order by export, flag"
        ).fetchall()
        unknown = unknown_lines(unknown_words(read_words(connection)))
        strangers = _unknown_districts(folders, connection)
        repeated = repeated_key_lines(connection)
    lines = [f"{export}: {flag}: {count} rows, all counted" for export, flag, count in rows]
    return [*lines, *repeated, *strangers, *unknown]


def repeated_key_lines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Say which files hold many rows whose key comes again further down in the same file."""
    rows = connection.execute(
        "select file, superseded_in_file, data_rows from marts.landed_files"
        " where superseded_in_file >= ? and superseded_in_file * 100 > ? * data_rows order by file",
        [MANY_REPEATED, MANY_REPEATED_PERCENT],
    ).fetchall()
    return [
        f"{file}: {repeated} of {data_rows} rows have the key of a later row of the same file and"
        " do not count: were keys cut off or shortened where it was exported?"
        for file, repeated, data_rows in rows
    ]


def _unknown_districts(folders: Folders, connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Say which rows are of no configured district, where that keeps them out of every one's."""
    rows = connection.execute(
        "select district, count(*) from (select district from marts.tickets union all"
        " select district from marts.cases union all select district from marts.licenses"
        " union all select district from marts.evaluations)"
        " where district like 'other:%' group by district order by district"
    ).fetchall()
    counted = "only in the city's" if city(folders) else "nowhere"
    return [
        f"DISTRICT NOT CONFIGURED {district.removeprefix('other:')}: {count} rows,"
        f" counted in no district's publication, {counted}"
        for district, count in rows
    ]


def build_reports(folders: Folders) -> list[dg.AssetChecksDefinition]:
    """Return the checks that only warn."""

    @dg.asset_check(
        asset=dg.AssetKey(["raw", "files"]),
        name="raw_exports_are_as_the_contracts_say",
        description="Unknown columns, files set aside, files gone: reported, never a block.",
    )
    def raw_exports_are_as_the_contracts_say() -> dg.AssetCheckResult:
        return _warning(drift_lines(folders))

    @dg.asset_check(
        asset=dg.AssetKey(["marts", "quality_flags"]),
        name="counted_rows_carry_no_flags",
        description="Flags on counted rows and units off the roster: reported, never a block.",
    )
    def counted_rows_carry_no_flags() -> dg.AssetCheckResult:
        return _warning(flag_lines(folders))

    @dg.asset_check(
        asset=dg.AssetKey(["raw", "files"]),
        name="exports_still_come",
        description="Each export is as fresh as its contract asks, while its period runs.",
    )
    def exports_still_come(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        now = local_now()
        _, period = parse_partition(folders, context.partition_key)
        late = stale_exports(folders.lake, now) if period.contains(now) else []
        return _warning([each.told for each in late])

    @dg.asset_check(
        asset=dg.AssetKey(["publication", "bulletin"]),
        name="parts_add_up_to_the_whole",
        description="Published months add up to the quarter that they make up, and so on, for"
        " what adds up: reported, never a block.",
    )
    def parts_add_up_to_the_whole(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        own, period = partition_of(folders, context.partition_key)
        is_sound, lines = part_lines(own, period)
        return _warning(lines, passed=is_sound)

    return [
        raw_exports_are_as_the_contracts_say,
        counted_rows_carry_no_flags,
        exports_still_come,
        parts_add_up_to_the_whole,
    ]


def _warning(lines: list[str], passed: bool | None = None) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=not lines if passed is None else passed,
        severity=dg.AssetCheckSeverity.WARN,
        description="; ".join(lines) or "nothing to report",
        metadata={"lines": dg.MetadataValue.json(lines)},
    )
