"""What analysts query: `tongbao.duckdb`, made anew from checked tables and renamed into place.

Marts that speak of periods are kept as Parquet, one file a mart and period, promoted only with
the run that passed its checks: a period whose checks fail keeps what its last good run left.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.districts import district_of, districts
from orchestration.office.read import load_office
from orchestration.periods import Period
from orchestration.permissions import readable_file, readable_folder
from orchestration.publication.database import replace_database
from orchestration.publication.earlier import as_now, called_before
from orchestration.publication.marts import mend_marts, place_note, write_note
from orchestration.settings import OFFLINE, Folders, memory_limit
from orchestration.sql import literal
from orchestration.transformation.build_database import connect_read_only, remove_database
from orchestration.transformation.descriptions import in_chinese
from orchestration.transformation.project import read_manifest

if TYPE_CHECKING:
    import duckdb

WHOLE_TABLES = (
    "tickets",
    "cases",
    "licenses",
    "evaluations",
    "landed_files",
    "refused_rows",
    "not_data_rows",
    "quality_flags",
    "indicator_catalogue",
)
"""Tables that hold all periods at once; none has personal data."""

PERIOD_MARTS = (
    "headline_indicators",
    "indicator_values",
    "unit_indicators",
    "indicators_by_group",
    "counted_tickets",
    "counted_carried_over",
    "counted_cases",
    "counted_licenses",
    "counted_evaluations",
    "counted_rows_by_file",
    "tickets_by_type",
    "tickets_by_topic",
    "tickets_by_week",
    "orders_by_unit",
    "cases_by_category",
    "cases_by_channel",
    "cases_by_unit",
    "licenses_by_unit_and_type",
    "evaluations_by_unit",
    "controls",
    "totals",
    "drift",
)
"""Marts with a row a period and something else."""

_OF_PARTS = {
    "tickets": (
        *("tickets", "counted_tickets", "counted_carried_over", "tickets_by_type"),
        *("tickets_by_topic", "tickets_by_week", "orders_by_unit"),
    ),
    "cases": ("cases", "counted_cases", "cases_by_category", "cases_by_channel", "cases_by_unit"),
    "licenses": ("licenses", "counted_licenses", "licenses_by_unit_and_type"),
    "evaluations": ("evaluations", "counted_evaluations", "evaluations_by_unit"),
}
"""The tables that hold nothing but what one export says."""


def tables_of(
    parts: Collection[str], tables: Sequence[str] = WHOLE_TABLES + PERIOD_MARTS
) -> tuple[str, ...]:
    """Return those of some tables that an office with these parts has, in their order."""
    absent = {table for part, held in _OF_PARTS.items() if part not in parts for table in held}
    return tuple(table for table in tables if table not in absent)


PERIOD = "period"
"""The column that says of which period a row of a mart is."""

DISTRICT = "district"
"""The column that says whose row of a mart it is: put on where the marts of all stand together."""

KIND = "period_kind"
"""The column that says which kind of period a row of a mart is of, put on likewise."""

_PLACED = ("period", "quarter", KIND, DISTRICT)
"""Columns that a promoted mart has by its place."""

COUNTED = "counted_"
"""What the marts of counted rows are called by; `compared_…` holds those of the earlier spans."""

_OF = "@"
"""Between the period and its district (none for the default one) in a promotion's name."""

OLDEST_READER = "v1.0.0"
"""The oldest DuckDB that opens the database: a dashboard brings a DuckDB of its own, not ours."""


def promote_marts(folders: Folders, period: str) -> None:
    """Keep the checked marts of a period as `<mart>/<period>.parquet` below the marts' folder."""
    draft_promotion(folders, period)
    promote_draft(folders, period)


def draft_promotion(folders: Folders, period: str) -> None:
    """Write the checked marts of a period apart, to be promoted once the publication has appeared.

    Those that a killed run has promoted move into place first.
    """
    import duckdb

    finish_promotions(folders)
    draft = _drafted(folders)
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    code = literal(district_of(folders).code)
    kind = literal(Period.parse(period).kind)
    with connect_read_only(folders.build_database) as connection:
        # by its key a row has its place, and sorting whole rows of so many takes twice as long
        keys = dict(
            connection.execute(
                "select distinct source_mart, key_column from marts.indicator_catalogue"
            ).fetchall()
        )
        of_the_period = duckdb.ColumnExpression("period") == duckdb.ConstantExpression(period)
        for mart in tables_of(load_office(folders.office).parts, PERIOD_MARTS):
            rows = connection.table(f"marts.{mart}").filter(of_the_period)
            file = draft / f"{mart}.parquet"
            rows = rows.order(keys.get(mart, "all")).project(
                f"period, {kind} as {KIND}, * exclude (period), {code} as {DISTRICT}"
            )
            rows.write_parquet(str(file), compression="zstd")
            readable_file(file)
            if mart in keys:
                compared = _compared_rows(connection, mart).filter(of_the_period)
                file = draft / f"{_compared_name(mart)}.parquet"
                compared.write_parquet(str(file), compression="zstd")
                readable_file(file)
    write_note(draft)


def promote_draft(folders: Folders, period: str) -> None:
    """Promote what was written apart, all of it or none.

    The marts of a district that is not the default lie below a folder of its own. They count as
    promoted with one rename, and a run that is killed while they move into place is finished by the
    next, of whatever period.
    """
    _promoted(folders).mkdir(exist_ok=True)
    _drafted(folders).rename(_promoted(folders) / f"{period}{_OF}{folders.district}")
    finish_promotions(folders)


def compared_file(folders: Folders, mart: str, period: str) -> Path:
    """Return where the rows lie that a counted mart of a period is compared with."""
    return folders.marts / _compared_name(mart) / f"{period}.parquet"


def _compared_name(mart: str) -> str:
    return mart.replace(COUNTED, "compared_")


def _compared_rows(connection: duckdb.DuckDBPyConnection, mart: str) -> duckdb.DuckDBPyRelation:
    """Return the judged rows of the earlier spans, in the mart's columns: a trace lists them.

    They are in no order: nothing but a trace reads them, and writing them sorted takes longer.
    """
    judged = connection.table(f"intermediate.{mart.replace(COUNTED, 'int_')}_judged")
    wanted = set(connection.table(f"marts.{mart}").columns) | {"role"}
    columns = ", ".join(f'"{name}"' for name in judged.columns if name in wanted)
    return judged.filter("role <> 'current'").project(columns)


def finish_promotions(folders: Folders) -> None:
    """Move promoted marts into place, those of a run that was killed as well."""
    for promoted in sorted(_promoted(folders).glob("*")):
        period, _, district = promoted.name.partition(_OF)
        for file in sorted(promoted.glob("*.parquet")):
            folder = folders.of(district).marts / file.stem
            readable_folder(folder)
            file.replace(folder / f"{period}.parquet")
        place_note(promoted, folders.of(district), period)
        promoted.rmdir()


def has_promotions(folders: Folders) -> bool:
    """Whether a run that was killed has promoted marts that are not in place yet."""
    return any(_promoted(folders).glob("*"))


def _promoted(folders: Folders) -> Path:
    return folders.build / "promoted"


def _drafted(folders: Folders) -> Path:
    return folders.build / "promoting"


def renew_database(folders: Folders) -> list[str]:
    """Put what was built since into the analysts' database; the marts are those promoted before.

    Returns what to report.
    """
    reports = mend_marts(folders)
    return [*reports, *replace_database(folders, draft_database(folders))]


def draft_database(folders: Folders, period: str | None = None) -> Path:
    """Make the analysts' database anew in the private folder, to be put in place later.

    The marts of the folders' district and `period` are those written apart, all others those that
    were promoted. Raises DataRefused where one of these is damaged and cannot be mended.
    """
    import duckdb

    fresh = folders.build / "tongbao.next.duckdb"
    remove_database(fresh)
    parts = load_office(folders.office).parts
    with duckdb.connect(
        str(fresh),
        config={
            **OFFLINE,
            "storage_compatibility_version": OLDEST_READER,
            "memory_limit": memory_limit(),
        },
    ) as connection:
        connection.execute("attach ? as build (read_only)", [str(folders.build_database)])
        for table in tables_of(parts, WHOLE_TABLES):
            connection.execute(f"create table {table} as from build.marts.{table}")
        for mart in tables_of(parts, PERIOD_MARTS):
            files = _files_of(folders, mart, period)
            connection.execute(f"create table {mart} as {_of_every_district(mart, files)}")
        _comment(connection, tables_of(parts))
        connection.execute("detach build")
        # closing would write it as well, and say nothing where the disk has no room for it
        connection.execute("checkpoint")
    return fresh


def _files_of(folders: Folders, mart: str, period: str | None) -> Iterator[tuple[str, str, Path]]:
    """Yield the files of a mart, with district and period: the drafted one, and all others."""
    for district in districts(folders):
        files = (folders.of(district.folder).marts / mart).glob("[0-9]*.parquet")
        found = {file.stem: file for file in files}
        if period is not None and district.folder == folders.district:
            found[period] = _drafted(folders) / f"{mart}.parquet"
        yield from ((district.code, key, found[key]) for key in sorted(found))


def _of_every_district(mart: str, files: Iterable[tuple[str, str, Path]]) -> str:
    """Return the query of a mart's rows of all districts that are configured.

    What an earlier program promoted may lack a column, or the whole mart: they are there, empty.
    """
    placed = ", ".join(f"cast(null as varchar) as {name}" for name in (KIND, DISTRICT))
    none = f"select *, {placed} from ({as_now(mart, '', ())})"  # noqa: S608  # our own names
    return " union all by name ".join([*(_rows_promoted(*file) for file in files), none])


def _rows_promoted(district: str, key: str, file: Path) -> str:
    """Return the query of a promoted mart's rows, with the names of their period and district.

    Both are the file's: what was promoted earlier says less, or called the period a quarter.
    """
    import pyarrow.parquet as pq

    period = Period.parse(key)
    known = pq.read_schema(file).names
    was_reference = "".join(
        f"{before} as {name}, " for name, before in called_before(known).items() if name != PERIOD
    )
    return (
        f"select {literal(period.key)} as period, {literal(period.kind)} as {KIND},"  # noqa: S608  # our own names
        f" {was_reference}columns(lambda name: name not in {_PLACED}),"
        f" {literal(district)} as {DISTRICT} from read_parquet({literal(str(file))})"
    )


def _comment(connection: duckdb.DuckDBPyConnection, tables: Collection[str]) -> None:
    """Carry the descriptions of the dbt project over as comments on tables and columns."""
    whose, kind = (literal(in_chinese(words)) for words in (described_district(), described_kind()))
    for model in read_manifest()["nodes"].values():
        if model["resource_type"] != "model" or model["name"] not in tables:
            continue
        table = model["name"]
        if table in PERIOD_MARTS:
            connection.execute(f"comment on column {table}.{DISTRICT} is {whose}")
            connection.execute(f"comment on column {table}.{KIND} is {kind}")
        words = literal(in_chinese(model["description"]))
        connection.execute(f"comment on table {table} is {words}")
        for column in model["columns"].values():
            words = literal(in_chinese(column["description"]))
            connection.execute(f'comment on column {table}."{column["name"]}" is {words}')


def described_kind() -> str:
    """Return what the column of a mart that names the kind of its period says, likewise."""
    return _described("period_kind")


def described_district() -> str:
    """Return what the column of a mart that names the district says, in the words of dbt's."""
    return _described("mart_district")


def _described(block: str) -> str:
    return str(read_manifest()["docs"][f"doc.tongbao.{block}"]["block_contents"])
