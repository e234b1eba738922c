"""The files themselves: the same bytes every time, controls that hold, rows that are refused."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from orchestration.errors import BadCall
from orchestration.sample import write_sample
from orchestration.settings import DEFAULT_OFFICE

from .counting import Rows, figures, of_quarter
from .reader import KEYS, acceptable

REPOSITORY = Path(__file__).parents[2]

pytestmark = pytest.mark.xdist_group("sample")


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_second_write_gives_the_same_bytes_and_touches_no_more(raw: Path, tmp_path: Path) -> None:
    """A fresh process, elsewhere in the world, over a folder that holds some of it already."""
    kept, spoilt = (next((raw / export).rglob("*.*")) for export in ("licenses", "controls"))
    for file in (kept, spoilt):
        copy = tmp_path / file.relative_to(raw)
        copy.parent.mkdir(parents=True)
        copy.write_bytes(file.read_bytes() + (b"\r\n" if file == spoilt else b""))
        os.utime(copy, (1_600_000_000, 1_600_000_000))
    stranger = tmp_path / "tickets" / "somebody_else.csv"
    stranger.parent.mkdir()
    stranger.write_text("mine", encoding="utf-8")

    call = "import sys, pathlib; from orchestration.sample import write_sample as w; "
    call += "print(len(w('2023Q2', *map(pathlib.Path, sys.argv[1:]))))"
    told = subprocess.run(
        [sys.executable, "-c", call, str(DEFAULT_OFFICE), str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        env={"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LC_ALL": "C"},
        cwd=REPOSITORY,
    )
    assert stranger.read_text(encoding="utf-8") == "mine"
    stranger.unlink()
    assert digests(tmp_path) == digests(raw)
    assert int(told.stdout) == len(digests(raw))
    assert (tmp_path / kept.relative_to(raw)).stat().st_mtime == 1_600_000_000
    assert (tmp_path / spoilt.relative_to(raw)).stat().st_mtime > 1_600_000_000


def test_progress_is_told(raw: Path, steps: list[str]) -> None:
    assert len(steps) == 5
    assert {path.name for path in raw.iterdir()} == {*KEYS, "controls"}


@pytest.mark.parametrize("quarter", ["2023Q1", "2024Q4", "2023Q5", "once"])
def test_other_quarters_have_no_sample(quarter: str, tmp_path: Path) -> None:
    with pytest.raises(BadCall):
        write_sample(quarter, DEFAULT_OFFICE, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("quarter", ["2022Q2", "2023Q1", "2023Q2"])
def test_controls_hold(raw: Path, accepted: Rows, quarter: str) -> None:
    as_of = pd.Period(quarter).end_time.ceil("D")
    counted = figures(of_quarter(accepted, quarter), as_of)
    files = list((raw / "controls").glob(f"*{quarter}*.csv"))
    assert len(files) == 1
    lines = list(csv.DictReader(files[0].open("r", encoding="utf-8")))
    assert len(lines) == 14
    for line in lines:
        assert line["季度"] == quarter
        assert (int(line["数值"]), 1) == counted[line["指标"]], line["指标"]


def test_quarters_compared_with_have_a_plausible_size(raw: Path) -> None:
    size = {
        (line["季度"], line["指标"]): int(line["数值"])
        for path in (raw / "controls").glob("*.csv")
        for line in csv.DictReader(path.open("r", encoding="utf-8"))
    }
    for (quarter, code), value in size.items():
        if code in ("tickets.total", "orders.received", "cases.total", "licenses.total"):
            assert 0.75 * size["2023Q2", code] <= value <= 1.05 * size["2023Q2", code], quarter


def test_rows_newer_exports_replace_and_rows_nobody_can_count(landed: Rows) -> None:
    assert sum(len(rows) for rows in landed.values()) < 400_000
    for export, rows in landed.items():
        ok = acceptable(rows, export)
        replaced = rows[ok][KEYS[export][0]].duplicated(keep="last").sum()
        if export in ("tickets", "cases"):
            assert 1000 < replaced < 20_000
        assert (~ok).sum() == {"tickets": 13, "cases": 18, "evaluations": 6, "licenses": 0}[export]


def test_nobody_is_real(landed: Rows) -> None:
    tickets, cases = landed["tickets"], landed["cases"]
    assert tickets["联系电话"].str.fullmatch(r"(1990000\d{4})?").all()
    numbers = [n for text in tickets["诉求内容"] for n in re.findall(r"\d{7,}", text)]
    assert numbers
    assert all(n.startswith("1990000") for n in numbers)
    assert cases["证件号码"].str.fullmatch(r"(999999\d{12})?").all()
