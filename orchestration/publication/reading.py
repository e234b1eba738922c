"""Reading what was published: the analysts' database, for the commands that answer from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestration.districts import call_for, district_of
from orchestration.errors import BadCall, NotPublished
from orchestration.periods import Period
from orchestration.publication.database import databases_to_answer_from, require_no_folder
from orchestration.publication.earlier import as_now, is_earlier
from orchestration.settings import Folders
from orchestration.sql import literal
from orchestration.transformation.build_database import connect_read_only

if TYPE_CHECKING:
    import duckdb


def connect_published(folders: Folders, period: Period | None = None) -> duckdb.DuckDBPyConnection:
    """Open the database that was published; its marts are those of the folders' district.

    That is a private copy of the analysts' one, which no client has changed. Raises BadCall where
    it is no database, and where there is none: then the call, which may be about one `period`,
    comes before its first run.
    """
    import duckdb

    found = databases_to_answer_from(folders)
    if not found:
        require_no_folder(folders)
        key = call_for(folders.district, period or "PERIOD")
        what = period or "publication"
        raise NotPublished(
            f"{folders.warehouse} holds no {what} yet: run `tongbao run {key}` first"
        )
    reasons = []
    for database in found:
        try:
            connection = connect_read_only(database)
            _show_one_district(connection, district_of(folders).code)
        except duckdb.Error as error:
            reasons.append(f"{database} cannot be read as a DuckDB database ({_first_line(error)})")
        else:
            return connection
    anew = f"`tongbao run {call_for(folders.district, period or 'PERIOD')} --force` makes it anew"
    raise BadCall(f"{'; '.join(reasons)}: {anew}")


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _show_one_district(connection: duckdb.DuckDBPyConnection, code: str) -> None:
    """Put a view of one district before each mart: whoever reads here speaks of one.

    The tables of an earlier program are shown as they would be now.
    """
    from orchestration.publication.analysts import DISTRICT, PERIOD_MARTS, WHOLE_TABLES

    held: dict[str, list[str]] = dict(
        connection.execute(
            "select table_name, list(column_name) from duckdb_columns()"
            " where schema_name = 'main' group by table_name"
        ).fetchall()
    )
    # by its whole name, or the view would stand for itself
    catalog = connection.execute("select current_database()").fetchall()[0][0]
    was_earlier = is_earlier(held)
    for table in (*PERIOD_MARTS, *(WHOLE_TABLES if was_earlier else ())):
        columns, place = held.get(table, []), f'"{catalog}".main.{table}'
        rows = as_now(table, place, columns) if was_earlier else f"from {place}"
        # a database from before there were districts holds one
        if table in PERIOD_MARTS and DISTRICT in columns:
            rows = (
                f"select * exclude ({DISTRICT}) from ({rows})"  # noqa: S608  # our own names
                f" where {DISTRICT} = {literal(code)}"
            )
        elif not was_earlier:
            continue
        connection.execute(f"create temp view {table} as {rows}")
