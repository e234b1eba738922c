"""dbt as a subprocess on either engine, over folders of the test's own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from orchestration.settings import DBT_PROJECT, REPOSITORY, Folders
from orchestration.transformation.project import dbt_environment

DUCKDB, SPARK = "duckdb", "spark"

EXECUTABLES = {
    DUCKDB: Path(sys.executable).parent / "dbt",
    SPARK: REPOSITORY / ".venv-spark" / "bin" / "dbt",
}


def call_dbt(
    *arguments: str,
    folders: Folders,
    target: Path,
    project: Path = DBT_PROJECT,
    engine: str = DUCKDB,
    executable: Path | None = None,
) -> str:
    """Call dbt, which must end well, and return what it printed; results are left in `target`."""
    folders.build.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [
            str(executable or EXECUTABLES[engine]),
            *arguments,
            *("--target", engine),
            *("--target-path", str(target), "--log-path", str(target)),
        ],
        cwd=project,
        env={**os.environ, **dbt_environment(folders)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    return done.stdout


def statuses(target: Path) -> dict[str, str]:
    """Return how each node of the last call went, by its unique id."""
    results = json.loads((target / "run_results.json").read_text("utf-8"))["results"]
    return {result["unique_id"]: result["status"] for result in results}
