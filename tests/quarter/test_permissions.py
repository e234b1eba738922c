"""Files of a warehouse: what analysts and citizens read is readable, all else is its owner's."""

import os
import stat
import subprocess
import sys

import pytest

from tests.quarter.conftest import Office

pytestmark = pytest.mark.xdist_group("sample")

PUBLIC = ("published", "marts", "tongbao.duckdb", "journal.jsonl", "office.json")
OF_THE_PROGRAM = "partial_parse.msgpack"
"""dbt's parsed project, copied with its mode into a folder that only the owner may enter."""


def test_only_what_is_for_others_can_be_read_by_others(sample_office: Office) -> None:
    warehouse = sample_office.folders.warehouse
    assert stat.S_IMODE(warehouse.stat().st_mode) == 0o755
    seen = dict.fromkeys(PUBLIC, False)
    for path in warehouse.rglob("*"):
        if path.is_symlink():
            continue
        mode, first = stat.S_IMODE(path.stat().st_mode), path.relative_to(warehouse).parts[0]
        if first in PUBLIC:
            seen[first] = True
            assert mode == (0o755 if path.is_dir() else mode & 0o444 | mode & 0o200), path
            assert mode & 0o044 == 0o044, path
        elif path.name != OF_THE_PROGRAM:
            assert mode & 0o077 == 0, path
    assert all(seen.values()), "each of them was looked at"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can look with another's eyes")
def test_another_user_reads_figures_and_no_personal_data(sample_office: Office) -> None:
    """The folders on the way are opened for the look: pytest keeps them for their owner."""
    folders = sample_office.folders
    looked = [folders.analysts_database, folders.lake, folders.build, folders.build_database]
    script = "import os, sys\nos.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
    script += "print([os.access(path, os.R_OK) for path in sys.argv[1:]])"
    on_the_way = [path for path in folders.warehouse.parents if not path.stat().st_mode & 0o001]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in on_the_way}
    try:
        for path, mode in modes.items():
            path.chmod(mode | 0o001)
        done = subprocess.run(
            [sys.executable, "-c", script, *map(str, looked)],
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert done.stdout.strip() == "[True, False, False, False]"
