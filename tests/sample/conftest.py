"""The sample, written and read once for all tests of a session."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from orchestration.sample import write_sample
from orchestration.settings import DEFAULT_OFFICE

from .counting import Rows, of_quarter
from .reader import KEYS, accepted_rows, read_export

AS_OF = pd.Timestamp("2023-07-01")


@pytest.fixture(scope="session")
def steps() -> list[str]:
    """What the writer tells of its progress."""
    return []


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "raw"
    written = write_sample("2023Q2", DEFAULT_OFFICE, folder, steps.append)
    assert set(written) == {path for path in folder.rglob("*") if path.is_file()}
    return folder


@pytest.fixture(scope="session")
def landed(raw: Path) -> Rows:
    """Every data row of every file, oldest export first."""
    return {
        export: pd.concat(read_export(raw, export).values(), ignore_index=True) for export in KEYS
    }


@pytest.fixture(scope="session")
def accepted(landed: Rows) -> Rows:
    """The newest acceptable row of each key."""
    return {export: accepted_rows(rows, export) for export, rows in landed.items()}


@pytest.fixture(scope="session")
def rows(accepted: Rows) -> Rows:
    """The accepted rows of the quarter that the bulletin speaks of."""
    return of_quarter(accepted, "2023Q2")
