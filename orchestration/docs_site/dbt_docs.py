"""dbt's own site of the project, with the tables of the warehouse, and the catalogue filled in."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from orchestration.docs_site.offline import with_policy
from orchestration.environment import for_dbt
from orchestration.errors import TongbaoError
from orchestration.landing.office import FOLDER as OFFICE
from orchestration.landing.office import land_office
from orchestration.office.read import load_office
from orchestration.running.turn import writing_turn
from orchestration.settings import DBT_PROJECT, OFFLINE, Folders
from orchestration.transformation.build_database import connect_read_only
from orchestration.transformation.project import (
    dbt_environment,
    manifest_path,
    parsed_dbt_executable,
)

CATALOGUE = "int_indicators"


def write_dbt_docs(
    folders: Folders, out: Path, scratch: Path, say: Callable[[str], None]
) -> list[dict[str, Any]]:
    """Write dbt's static site to `out/index.html`; return the indicators of the catalogue.

    dbt works on a database of its own that has the tables of the build database without a row:
    columns and types are all that the site shows, and no run is held up.
    """
    manifest_path()
    # named as the build database is: dbt's manifest knows its tables by that name
    database = scratch / Folders(scratch, scratch).build_database.name
    _copy_structure(folders, database, say)
    lake = _lake_with_office(folders, scratch)
    environment = dbt_environment(folders) | {
        "TONGBAO_LAKE": str(lake),
        "TONGBAO_BUILD_DATABASE": str(database),
        "TONGBAO_SPILL": str(scratch / "spill"),
    }
    kinds = ["--resource-type", "seed", "--resource-type", "model"]
    _dbt(["build", "--select", f"+{CATALOGUE}", *kinds], environment)
    with connect_read_only(database) as connection:
        table = connection.table(f"intermediate.{CATALOGUE}").order("sort_order, code")
        indicators = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    _dbt(["docs", "generate", "--static"], environment)
    out.mkdir(parents=True)
    page = (scratch / "target" / "static_index.html").read_text(encoding="utf-8")
    (out / "index.html").write_text(with_policy(page), encoding="utf-8")
    return indicators


def _lake_with_office(folders: Folders, scratch: Path) -> Path:
    """Return a lake of links to the warehouse's, with the office's tables as they are now."""
    lake = scratch / "lake"
    lake.mkdir()
    for path in folders.lake.iterdir() if folders.lake.is_dir() else ():
        if path.name not in {OFFICE, "tmp"}:
            (lake / path.name).symlink_to(path)
    land_office(load_office(folders.office), lake)
    return lake


def _copy_structure(folders: Folders, database: Path, say: Callable[[str], None]) -> None:
    import duckdb

    with duckdb.connect(
        str(database),
        config={**OFFLINE},
    ) as connection:
        if not folders.build_database.exists():
            return
        connection.execute("set file_search_path = ?", [str(folders.lake)])
        with writing_turn(folders.warehouse, "documentation", say):
            connection.execute("attach ? as warehouse (read_only)", [str(folders.build_database)])
            connection.execute(f"copy from database warehouse to {database.stem} (schema)")
            connection.execute("detach warehouse")


def _dbt(arguments: list[str], environment: dict[str, str]) -> None:
    target = Path(environment["TONGBAO_BUILD_DATABASE"]).parent / "target"
    done = subprocess.run(  # noqa: S603  # our own dbt with fixed arguments
        [
            parsed_dbt_executable(),
            *arguments,
            "--target-path",
            str(target),
            "--log-path",
            str(target),
        ],
        cwd=DBT_PROJECT,
        env=for_dbt() | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise TongbaoError(f"dbt {arguments[0]} failed:\n{done.stdout}{done.stderr}")
