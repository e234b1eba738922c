"""Measure what a refresh over three kinds of periods costs beside one over quarters alone.

Both have the same office and the sample's exports; the first refresh lands and publishes all, the
second has one more ticket, which each kind counts. Processor seconds of all processes, since the
clock of a busy machine says less.

    python tests/bench/bench_kinds.py [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from orchestration.settings import DEFAULT_OFFICE

KINDS = {"one kind": "[quarter]", "three kinds": "[month, quarter, year]"}
ONE_MORE_DAY = {
    "tickets/one_more_20230801T020000.csv": (
        "工单编号,受理时间,诉求类型,承办单位\nONE-MORE,2023-06-20 10:00:00,求助,红寺堡镇\n"
    ),
    # what the sources say of the quarter goes with it
    "controls/one_more_20230801T020000.csv": (
        "周期,指标,数值\n2023Q2,tickets.total,4426\n2023Q2,tickets.help,2027\n"
        "2023Q2,orders.received,2481\n"
    ),
}


def processor_seconds(arguments: list[str], env: dict[str, str], log: Path) -> float:
    """Run tongbao and return what it and its processes took; SystemExit where it failed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = Path(sys.executable).with_name("tongbao")
    with log.open("ab") as sink:
        ended = subprocess.run([program, *arguments], env=env, stdout=sink, stderr=sink)
    if ended.returncode:
        raise SystemExit(f"tongbao ended with {ended.returncode}: see {log}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(kinds: str, work: Path) -> tuple[float, float]:
    """Return the processor seconds of the first refresh and of the one with one more ticket."""
    shutil.copytree(DEFAULT_OFFICE, work / "office")
    with (work / "office" / "office.yml").open("a", encoding="utf-8") as file:
        file.write(f"\nperiods: {kinds}\n")
    folders = {each.upper(): str(work / each) for each in ("raw", "warehouse", "office")}
    env = {**os.environ, **{f"TONGBAO_{name}": path for name, path in folders.items()}}
    log = work / "log.txt"
    processor_seconds(["sample", "2023Q2"], env, log)
    cold = processor_seconds(["refresh"], env, log)
    for name, text in ONE_MORE_DAY.items():
        path = work / "raw" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return cold, processor_seconds(["refresh"], env, log)


def main() -> None:
    """Measure both in turn and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in KINDS}
    for _ in range(rounds):
        for name, kinds in KINDS.items():
            with tempfile.TemporaryDirectory() as folder:
                taken[name].append(measure(kinds, Path(folder)))
    for place, what in enumerate(("first refresh", "one more ticket")):
        one, three = (statistics.median(each[place] for each in taken[name]) for name in KINDS)
        print(f"{what}: one kind {one:.1f} s, three kinds {three:.1f} s, {three / one:.2f} times")


if __name__ == "__main__":
    main()
