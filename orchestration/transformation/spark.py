"""What Spark built, for the steps that follow: files, and a session of Spark's own to read them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.settings import DBT_PROJECT, OFFLINE, Folders
from orchestration.sql import literal
from orchestration.transformation.build_database import remove_database

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LEFT_IN_PLACE = "staging"
"""The schema that is text made typed: DuckDB has views there, and nothing after dbt copies it."""


def tables(folders: Folders) -> Iterator[tuple[str, str, Path]]:
    """Yield schema, name and folder of each table that Spark has finished."""
    for folder in sorted((folders.spark / "warehouse").glob("*.db/*")):
        if next(folder.glob("*.parquet"), None):
            yield folder.parent.stem, folder.name, folder


def bring_back(folders: Folders) -> None:
    """Make the build database anew, of Spark's tables: what follows dbt reads no other place."""
    import duckdb

    remove_database(folders.build_database)
    with duckdb.connect(
        str(folders.build_database),
        config={**OFFLINE},
    ) as connection:
        for schema, name, folder in tables(folders):
            kind = "view" if schema == LEFT_IN_PLACE else "table"
            files = literal(f"{folder}/*.parquet")
            connection.execute(f'create schema if not exists "{schema}"')
            connection.execute(f'create {kind} "{schema}"."{name}" as from read_parquet({files})')


def read_mart(folders: Folders, mart: str) -> DataFrame:
    """Return a mart as Spark built it, read by Spark."""
    return spark_session(folders).read.parquet(str(folders.spark / "warehouse/marts.db" / mart))


def rows_of(folders: Folders, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return columns and rows of a query that dbt compiled for Spark, over the tables it built."""
    session = spark_session(folders)
    for schema, name, folder in tables(folders):
        session.sql(f"create schema if not exists {schema}")
        session.sql(f"drop table if exists {schema}.{name}")
        session.catalog.createTable(f"{schema}.{name}", path=str(folder), source="parquet")
    found = session.sql(query)
    return found.columns, [tuple(row) for row in found.collect()]


@cache
def spark_session(folders: Folders) -> SparkSession:
    """Return this process's session, set as dbt's; it keeps its tables in memory, not in Derby."""
    import yaml
    from jinja2 import Template
    from pyspark.sql import SparkSession

    from orchestration.transformation.project import dbt_environment

    known = {**os.environ, **dbt_environment(folders)}
    outputs = yaml.safe_load((DBT_PROJECT / "profiles.yml").read_text("utf-8"))["tongbao"][
        "outputs"
    ]
    builder: Any = SparkSession.builder
    for name, value in outputs["spark"]["server_side_parameters"].items():
        builder = builder.config(name, Template(str(value)).render(env_var=known.get))
    with _errors_to(folders.build / "spark.log"):
        session: SparkSession = builder.getOrCreate()
    return session


@contextmanager
def _errors_to(log: Path) -> Iterator[None]:
    """Let what starts in the block, as Java does, tell its troubles to a file and not to people."""
    people = os.dup(2)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(people, 2)
        os.close(people)
