"""The dbt project by itself: its unit tests, and a build over exports without a single row."""

from datetime import datetime
from pathlib import Path

from orchestration.landing.contract import load_contract
from orchestration.landing.hash_key import ensure_hash_key
from orchestration.landing.index import write_index
from orchestration.landing.lake import Lake
from orchestration.landing.office import land_office
from orchestration.periods import Period
from orchestration.planning.plan import Plan, write_plan
from orchestration.settings import EXPORTS, Folders
from orchestration.transformation.project import parsed_dbt_executable
from tests.dbt.calling import call_dbt
from tests.offices import default_district, hongsibu


def test_unit_tests_hold_and_a_build_over_nothing_passes(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    lake = Lake(folders.lake)
    for export in EXPORTS:
        lake.ensure_empty(load_contract(export))
    ensure_hash_key(lake)
    land_office(hongsibu(), folders.lake)
    lake.ensure_compatibility()
    write_index(lake, [])
    write_plan(Plan(Period.parse("2023Q2"), datetime(2023, 7, 1), default_district()), folders.lake)
    printed = call_dbt(
        "build",
        folders=folders,
        target=tmp_path / "target",
        executable=Path(parsed_dbt_executable()),
    )
    assert "unit tests" in printed
    assert "deprecat" not in printed.lower()
