"""What each macro gives: the same cases on both engines, on Spark with `make test-spark`."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.landing.lake import Lake
from orchestration.settings import Folders
from tests.dbt.calling import DUCKDB, SPARK, call_dbt, statuses

PROJECT = Path(__file__).parent / "macro_cases"


@pytest.mark.parametrize("engine", [DUCKDB, pytest.param(SPARK, marks=pytest.mark.spark)])
def test_macros_give_what_their_cases_say(engine: str, tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    write_lake(folders.lake)
    call_dbt("build", folders=folders, target=tmp_path / "target", project=PROJECT, engine=engine)
    results = statuses(tmp_path / "target")
    found = {unique_id.split(".")[2]: status for unique_id, status in results.items()}
    assert found.pop("awkward") == "success"
    assert found == {path.stem: "pass" for path in (PROJECT / "cases").glob("*.sql")}


def write_lake(lake: Path) -> None:
    """An export of two files, of which the later one has a column more, and one of no rows."""
    Lake(lake).ensure_compatibility()
    earlier = pa.table({"name": ["a1", "a2"]})
    later = pa.table(
        {"name": ["b1", "b2", "b3"], "later_column": pa.array(["红", None, ""], pa.string())}
    )
    for export, name, table in (
        ("two", "a", earlier),
        ("two", "b", later),
        ("none", "no_rows", later.slice(0, 0)),
    ):
        folder = lake / "rows" / export
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, folder / f"{name}.parquet")
