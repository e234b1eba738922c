"""The dbt project by itself: its unit tests, and a build over exports without a single row."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from orchestration.landing.contract import load_contract
from orchestration.landing.index import write_index
from orchestration.landing.lake import Lake
from orchestration.planning.plan import Plan, write_plan
from orchestration.quarters import Quarter
from orchestration.settings import DBT_PROJECT, EXPORTS, Folders
from orchestration.transformation.project import dbt_environment


def test_unit_tests_hold_and_a_build_over_nothing_passes(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    lake = Lake(folders.lake)
    for export in EXPORTS:
        lake.ensure_empty(load_contract(export))
    lake.ensure_hash_key()
    write_index(lake, [])
    write_plan(Plan(Quarter(2023, 2), datetime(2023, 7, 1)), folders.lake)
    folders.build.mkdir()
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "tongbao-dbt"),
            "build",
            "--target-path",
            str(tmp_path / "target"),
            "--log-path",
            str(tmp_path / "logs"),
        ],
        cwd=DBT_PROJECT,
        env={**os.environ, **dbt_environment(folders)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert "unit tests" in done.stdout
    assert "deprecat" not in done.stdout.lower()
