"""Dagster's history of a fresh warehouse, opened by several processes at once."""

import sqlite3
import subprocess
import sys
from pathlib import Path

OPEN = (
    "import sys; from pathlib import Path\n"
    "from orchestration.running.instance import open_instance\n"
    "from orchestration.settings import Folders\n"
    "with open_instance(Folders(Path(sys.argv[1]), Path(sys.argv[1]))) as instance:\n"
    "    print(len(instance.get_runs()))"
)


def test_first_runs_at_once_leave_a_sound_history(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out.strip()) == (0, "0"), err
    databases = sorted((tmp_path / "dagster").rglob("*.db"))
    assert len(databases) >= 3
    for database in databases:
        with sqlite3.connect(database) as connection:
            heads = connection.execute("select count(*) from alembic_version").fetchall()
        assert heads == [(1,)], database
