"""A failed dbt test tells its problems in words where its rows have them."""

import json
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import Folders
from orchestration.transformation.problems import MOST_TOLD, problem_texts

QUERIES = {
    "test.worded": "\n-- a comment\nwith p as (select * from problems) select * from p",
    "test.counted": "select 1 as row_count",
    "test.many": "select 'p' || i as problem from range(100, 120) as many (i)",
    "test.passed": "select 'never asked for' as problem",
}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    folders.build.mkdir(parents=True)
    with duckdb.connect(str(folders.build_database)) as connection:
        connection.execute("create table problems as select unnest(['乙', '甲', '乙']) as problem")
    results = [{"unique_id": name, "compiled_code": query} for name, query in QUERIES.items()]
    results.append({"unique_id": "test.skipped", "compiled_code": None})
    (tmp_path / "run_results.json").write_text(json.dumps({"results": results}), "utf-8")
    return folders


def test_only_failed_tests_with_words_are_told(folders: Folders, tmp_path: Path) -> None:
    failed = {"test.worded", "test.counted", "test.skipped"}
    assert problem_texts(folders, tmp_path, failed) == {"test.worded": ["乙", "甲"]}


def test_a_long_list_is_cut_and_says_so(folders: Folders, tmp_path: Path) -> None:
    told = problem_texts(folders, tmp_path, {"test.many"})["test.many"]
    assert told == [*(f"p{n}" for n in range(100, 100 + MOST_TOLD)), "and 15 more"]


def test_nothing_is_asked_when_nothing_failed_or_nothing_was_run(tmp_path: Path) -> None:
    nowhere = Folders(tmp_path / "raw", tmp_path / "warehouse")
    assert problem_texts(nowhere, tmp_path, set()) == {}
    assert problem_texts(nowhere, tmp_path, {"test.worded"}) == {}
