"""What failed dbt tests have to tell: the column `problem` of the rows found, where there is one.

dbt itself only counts those rows. They are asked for again when a test has failed, and at no cost
when none has.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from orchestration.settings import Folders
from orchestration.transformation.build_database import connect_read_only
from orchestration.transformation.engine import Engine

Answer = tuple[list[str], list[tuple[Any, ...]]]
"""The columns and the rows of a query."""

PROBLEM = "problem"
MOST_TOLD = 5
"""So many problems of a test are told in full, of the others how many there are."""


def problem_texts(
    folders: Folders,
    target: Path,
    failed_tests: Collection[str],
    engine: Engine = Engine.DUCKDB,
) -> dict[str, list[str]]:
    """Return the problems of each failed test that names them, by the test's unique id.

    `target` is the folder in which dbt left the results of the build that has just ended.
    """
    results = target / "run_results.json"
    if not failed_tests or not results.exists():
        return {}
    queries = {
        result["unique_id"]: result["compiled_code"]
        for result in json.loads(results.read_text(encoding="utf-8"))["results"]
        if result["unique_id"] in failed_tests and result["compiled_code"]
    }
    ask = _asked_of_spark if engine is Engine.SPARK else _asked_of_duckdb
    told = {}
    for unique_id, (columns, rows) in ask(folders, queries).items():
        if PROBLEM in columns:
            place = columns.index(PROBLEM)
            told[unique_id] = _shortened(sorted({str(row[place]) for row in rows}))
    return told


def _asked_of_duckdb(folders: Folders, queries: Mapping[str, str]) -> dict[str, Answer]:
    with connect_read_only(folders.build_database) as connection:
        connection.execute("set file_search_path = ?", [str(folders.lake)])
        answers = {}
        for unique_id, query in queries.items():
            rows = connection.sql(query)
            answers[unique_id] = (rows.columns, rows.fetchall())
        return answers


def _asked_of_spark(folders: Folders, queries: Mapping[str, str]) -> dict[str, Answer]:
    from orchestration.transformation.spark import rows_of

    return {unique_id: rows_of(folders, query) for unique_id, query in queries.items()}


def _shortened(problems: list[str]) -> list[str]:
    left_out = len(problems) - MOST_TOLD
    return problems[:MOST_TOLD] + ([f"and {left_out} more"] if left_out > 0 else [])
