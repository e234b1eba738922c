"""Reading what was published: the analysts' database, for the commands that answer from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestration.errors import BadCall
from orchestration.quarters import Quarter
from orchestration.settings import Folders
from orchestration.transformation.build_database import connect_read_only

if TYPE_CHECKING:
    import duckdb


def connect_published(
    folders: Folders, quarter: Quarter | None = None
) -> duckdb.DuckDBPyConnection:
    """Open the analysts' database read-only.

    Raises BadCall where it is no database, and where there is none: then the call, which may be
    about one `quarter`, comes before its first run.
    """
    import duckdb

    if not folders.analysts_database.exists():
        key = quarter or "QUARTER"
        what = quarter or "publication"
        raise BadCall(f"{folders.warehouse} holds no {what} yet: run `tongbao run {key}` first")
    try:
        return connect_read_only(folders.analysts_database)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise BadCall(
            f"{folders.analysts_database} cannot be read as a DuckDB database ({reason})"
        ) from None
