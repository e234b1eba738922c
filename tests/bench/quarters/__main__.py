"""Measure a quarter at several sizes against the floor and the pandas program (`make bench`).

    python -m quarters [--sizes 1,10,100] [--rounds 3] [--folder DIR] [--report FILE]

All three read the same files, run in turn, and must give the same four attachments, cell by cell.
The exports of each size are written once into the folder, which needs 5 GB at the 100-fold.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.sample import SAMPLE_QUARTER
from quarters.exports import write_exports
from quarters.floor import ATTACHMENTS
from quarters.measuring import Measured, measure
from quarters.report import WAYS, report, write_into

IMPORTED = ("dagster", "dagster_dbt", "dbt.cli.main", "duckdb", "pandas", "great_expectations")
"""What a run cannot do without."""


@dataclass
class Size:
    """What was measured at one size: each way's cold runs, tongbao's nights, rows and bytes."""

    times: int
    rows: int
    day_rows: int
    raw_mb: float
    cold: dict[str, list[Measured]] = field(default_factory=lambda: {way: [] for way in WAYS})
    night: list[Measured] = field(default_factory=list)
    night_floor: list[Measured] = field(default_factory=list)
    disk_mb: float = 0.0

    def seconds(self, way: str) -> float:
        """The median of a way's cold runs."""
        return statistics.median(each.seconds for each in self.cold[way])

    def peak_mb(self, way: str) -> float:
        """The highest peak of a way, nights included."""
        runs = self.cold[way] + (self.night if way == "tongbao" else [])
        return max(each.peak_mb for each in runs)

    @property
    def night_seconds(self) -> float:
        """The median of the nights."""
        return statistics.median(each.seconds for each in self.night)

    @property
    def night_floor_seconds(self) -> float:
        """The median of the floor's runs over the same files, the day's among them."""
        return statistics.median(each.seconds for each in self.night_floor)


def measure_size(folder: Path, times: int, rounds: int) -> Size:
    """Measure all ways at one size."""
    place = folder / f"{times}x"
    rows = _exports(place, times)
    raw = place / "raw"
    size = Size(times, rows["cold"], rows["day"], _megabytes(raw))
    for number in range(1, rounds + 1):
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            work = Path(scratch)
            for way in WAYS:
                size.cold[way].append(_cold(way, raw, work))
                _say(f"{times}x cold {way}", number, size.cold[way][-1])
            _require_same(work)
            size.disk_mb = _megabytes(work / "warehouse")
            added = _add(place / "one_more_day", raw)
            try:
                size.night.append(_tongbao(["refresh"], raw, work))
                _say(f"{times}x one more day", number, size.night[-1])
                size.night_floor.append(_cold("floor", raw, work))
                _say(f"{times}x floor that day", number, size.night_floor[-1])
                _require_same(work, ways=("tongbao",))
            finally:
                for path in added:
                    path.unlink()
    return size


def measure_imports(rounds: int) -> list[Measured]:
    """Measure a process that imports the packages and ends: less no run over them can take."""
    measured = []
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(1, rounds + 1):
            command = [sys.executable, "-W", "ignore", "-c", f"import {', '.join(IMPORTED)}"]
            measured.append(measure(command, os.environ, Path(scratch) / "imports.log"))
            _say("imports", number, measured[-1])
    return measured


def _exports(place: Path, times: int) -> dict[str, int]:
    counted = place / "rows.csv"
    if not counted.exists():
        print(f"writing the exports of {times}x", file=sys.stderr, flush=True)
        shutil.rmtree(place, ignore_errors=True)
        rows = write_exports(place, times)
        counted.write_text(f"{rows['cold']},{rows['day']}", encoding="utf-8")
    cold, day = counted.read_text(encoding="utf-8").split(",")
    return {"cold": int(cold), "day": int(day)}


def _cold(way: str, raw: Path, work: Path) -> Measured:
    if way == "tongbao":
        return _tongbao(["run", SAMPLE_QUARTER], raw, work)
    target = work / way
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    module = {"floor": "quarters.floor", "pandas": "quarters.plain_pandas"}[way]
    command = [sys.executable, "-W", "ignore", "-m", module, str(raw), str(target)]
    return measure(command, os.environ, work / f"{way}.log")


def _tongbao(arguments: list[str], raw: Path, work: Path) -> Measured:
    program = Path(sys.executable).with_name("tongbao")
    env = {**os.environ, "TONGBAO_RAW": str(raw), "TONGBAO_WAREHOUSE": str(work / "warehouse")}
    return measure([str(program), *arguments], env, work / "tongbao.log")


def _add(day: Path, raw: Path) -> list[Path]:
    added = []
    for path in sorted(day.rglob("*.csv")):
        target = raw / path.relative_to(day)
        target.hardlink_to(path)
        added.append(target)
    return added


def _require_same(work: Path, ways: tuple[str, ...] = ("tongbao", "pandas")) -> None:
    """Hold every cell of the attachments against the floor's."""
    latest = work / "warehouse" / "published" / SAMPLE_QUARTER / "latest"
    for number, name in enumerate(ATTACHMENTS, 1):
        floor = _cells(work / "floor" / f"{name}.csv")
        published = next(latest.glob(f"附件{number}_*.csv"))
        for way in ways:
            other = published if way == "tongbao" else work / way / f"{name}.csv"
            if _cells(other) != floor:
                raise SystemExit(f"{name}: {way} and the floor differ: {other}")


def _cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _megabytes(folder: Path) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 2**20


def _say(what: str, number: int, measured: Measured) -> None:
    taken = f"{measured.seconds:7.2f} s {measured.peak_mb:6.0f} MB"
    of_processors = f"{measured.processor:7.2f} s of processors"
    print(f"{what:20} {number}: {taken} {of_processors}", file=sys.stderr, flush=True)


def main() -> None:
    """Measure every size and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1,10,100")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path("build/bench"))
    parser.add_argument("--report", type=Path, help="put the tables into this document")
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    imports = measure_imports(asked.rounds)
    sizes = [measure_size(folder, int(times), asked.rounds) for times in asked.sizes.split(",")]
    text = report(sizes, imports, asked.rounds)
    print(text)
    if asked.report:
        write_into(asked.report, text)


if __name__ == "__main__":
    main()
