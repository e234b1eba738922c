"""What is told of a run that was refused, even before any table was built."""

from pathlib import Path

import duckdb
import pytest

from orchestration.alerts.problems import problems
from orchestration.checks.reported import not_read_lines, refusal_lines, repeated_key_lines
from orchestration.landing import land
from orchestration.landing.index import NOT_READ, NotRead, write_index, write_not_read
from orchestration.landing.lake import Lake
from orchestration.settings import Folders


def test_what_could_not_be_looked_at_is_told(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    assert not_read_lines(folders) == []
    waiting = NotRead("cases", "cases/甲.csv", "it is still being written", True)
    write_index(Lake(folders.lake), [])
    write_not_read(Lake(folders.lake), [waiting])
    assert refusal_lines(folders) == not_read_lines(folders) == [waiting.line]
    assert waiting.line.startswith("NOT LANDED cases/甲.csv: it is still being written; it counts")
    assert any(problem.reason == waiting.line for problem in problems(folders, {}, pytest.fail))
    (folders.lake / NOT_READ).write_text("[1")
    assert not_read_lines(folders) == [], "what was noted badly is noted anew by the next landing"


def test_refused_files_are_told_before_anything_is_built(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    assert refusal_lines(folders) == []
    (folders.raw / "tickets").mkdir(parents=True)
    (folders.raw / "tickets" / "no_type.csv").write_text("工单编号,受理时间\nT1,2023-05-01\n")
    land(folders.raw, folders.lake)
    (line,) = refusal_lines(folders)
    assert line.startswith("FILE REFUSED tickets/no_type.csv: missing required column 诉求类型")


def test_files_in_which_many_keys_come_again_are_named() -> None:
    """From twenty rows on, and beyond a tenth of the file: neither alone is worth a line."""
    files = {
        "tickets/cut.csv": (20, 199),
        "tickets/a_tenth.csv": (20, 200),
        "cases/few.csv": (19, 30),
        "cases/many.csv": (900, 1000),
        "cases/none.csv": (0, 5000),
    }
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.landed_files"
            " (file varchar, superseded_in_file bigint, data_rows bigint)"
        )
        connection.executemany(
            "insert into marts.landed_files values (?, ?, ?)",
            [[file, *counts] for file, counts in files.items()],
        )
        lines = repeated_key_lines(connection)
    assert [line.split(" rows have")[0] for line in lines] == [
        "cases/many.csv: 900 of 1000",
        "tickets/cut.csv: 20 of 199",
    ]
