"""A raw folder and a lake of a test's own, and rows read back from the lake as a reader would."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, settings

from orchestration.landing import LandedFile, LandingReport, land

for profile, examples in (("landing", 30), ("landing-long", 500)):
    settings.register_profile(
        profile, max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck)
    )

EXACT, BULK = 1 << 60, 0
"""Sizes from which the fast road is taken: never, and always."""


@dataclass
class Yard:
    """Where files are dropped and landed."""

    raw: Path
    lake: Path

    def drop(self, file: str, content: bytes | str) -> Path:
        """Write a file (text as UTF-8) below the raw folder."""
        path = self.raw / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def land(self, bulk_from: int = EXACT) -> LandingReport:
        """Land what lies there."""
        return land(self.raw, self.lake, bulk_from=bulk_from)

    def land_one(self, content: bytes | str, file: str = "tickets/a.csv", **how: Any) -> LandedFile:
        """Drop one file, land, and return it."""
        self.drop(file, content)
        return next(landed for landed in self.land(**how).files if landed.file == file)

    def rows(self, landed: LandedFile) -> list[dict[str, Any]]:
        """Return the rows of a landed file in order, empty cells left out, JSON read."""
        path = self.lake / "rows" / landed.export / f"{landed.content}.parquet"
        with duckdb.connect() as connection:
            found = connection.execute(
                "select * replace (coalesce(_row, _first_row + file_row_number) as _row)"
                " from read_parquet(?, file_row_number = true) order by file_row_number",
                [str(path)],
            )
            assert found.description is not None
            names = [column[0] for column in found.description]
            rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        for row in rows:
            assert row.pop("_content") == landed.content
            for name in ("file_row_number", "_first_row"):
                row.pop(name)
            for name in ("_extra", "_unknown"):
                row[name] = json.loads(row[name]) if row[name] else None
        return [{name: value for name, value in row.items() if value is not None} for row in rows]

    def not_data(self, landed: LandedFile) -> list[tuple[str, int | None, str]]:
        """Return the rows of a landed file that are no data: sheet, row and kind."""
        path = self.lake / "not_data" / landed.export / f"{landed.content}.parquet"
        rows = pq.read_table(path).to_pylist() if path.exists() else []
        assert all((r["export"], r["_content"]) == (landed.export, landed.content) for r in rows)
        return [(row["sheet"], row["row_number"], row["reason"]) for row in rows]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests of this folder to a run that asks for them by their marker."""
    if config.option.markexpr:
        return
    folder = Path(__file__).parent
    long = [item for item in items if folder in item.path.parents and "soak" in item.keywords]
    items[:] = [item for item in items if item not in long]
    config.hook.pytest_deselected(items=long)


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """An empty raw folder and no lake yet."""
    (tmp_path / "raw").mkdir()
    return Yard(tmp_path / "raw", tmp_path / "lake")
