"""The bench itself: tongbao, the floor and the pandas program give the same attachments."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent


@pytest.mark.soak
def test_all_ways_give_the_same_attachments(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(
        "# Page\n\n<!-- measured: written by make bench -->\nof last time\n", encoding="utf-8"
    )
    options = ["--sizes", "1,2", "--rounds", "1", "--folder", str(tmp_path / "exports")]
    command = [sys.executable, "-m", "quarters", *options, "--report", str(document)]
    done = subprocess.run(command, cwd=BENCH, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = document.read_text(encoding="utf-8")
    assert text.startswith("# Page")
    assert "of last time" not in text
    assert text.count("| tongbao |") == 2
