"""Whether every row of a DuckDB file can be read: DuckDB keeps a sum of each of its blocks."""

from __future__ import annotations

from pathlib import Path

from orchestration.transformation.build_database import connect_read_only


def database_damage(database: Path) -> str | None:
    """Return what DuckDB says of the first table that it cannot read, None where it reads all."""
    import duckdb

    try:
        with connect_read_only(database) as connection:
            tables = connection.execute(
                "select schema_name, table_name from duckdb_tables() where not internal"
            ).fetchall()
            for schema, table in tables:
                connection.execute(
                    f'select bit_xor(hash(read)) from "{schema}"."{table}" as read'  # noqa: S608
                ).fetchall()
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return None
