"""What failed dbt tests have to tell: the column `problem` of the rows found, where there is one.

dbt itself only counts those rows. They are asked for again when a test has failed, and at no cost
when none has.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from orchestration.settings import Folders
from orchestration.transformation.build_database import connect_read_only

PROBLEM = "problem"
MOST_TOLD = 5
"""So many problems of a test are told in full, of the others how many there are."""


def problem_texts(
    folders: Folders, target: Path, failed_tests: Collection[str]
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
    told = {}
    with connect_read_only(folders.build_database) as connection:
        connection.execute("set file_search_path = ?", [str(folders.lake)])
        for unique_id, query in queries.items():
            rows = connection.sql(query)
            if PROBLEM in rows.columns:
                found = rows.project(PROBLEM).distinct().order(PROBLEM).fetchall()
                told[unique_id] = _shortened([str(problem) for (problem,) in found])
    return told


def _shortened(problems: list[str]) -> list[str]:
    left_out = len(problems) - MOST_TOLD
    return problems[:MOST_TOLD] + ([f"and {left_out} more"] if left_out > 0 else [])
