"""Run a command and measure it: seconds, processor time, memory; and each stage that it tells."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_LOOK_SECONDS = 0.05
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20
_TICKS = os.sysconf("SC_CLK_TCK")
_STAGE = "· "
"""How a line begins with which a command tells its next stage."""


@dataclass
class Taken:
    """Seconds by the clock, and processor seconds of all processes."""

    seconds: float = 0.0
    processor: float = 0.0


@dataclass(frozen=True)
class Measured:
    """What a command took; memory is that of the whole process tree at its fullest."""

    seconds: float
    processor: float
    peak_mb: float
    stages: Mapping[str, Taken] = field(default_factory=dict)


def measure(command: Sequence[str], env: Mapping[str, str], log: Path) -> Measured:
    """Run the command to its end; raises RuntimeError with what it said where it failed."""
    before = os.times()
    stages: dict[str, Taken] = {}
    with log.open("wb") as sink, log.open("rb") as told:
        started = looked = time.perf_counter()
        process = subprocess.Popen(command, env=dict(env), stdout=sink, stderr=sink)
        peak = used = 0.0
        stage = "start"
        while process.poll() is None:
            resident, processor = _tree(process.pid)
            peak, now = max(peak, resident), time.perf_counter()
            taken = stages.setdefault(stage, Taken())
            taken.seconds += now - looked
            # a process that ended takes its part with it until it is waited for
            taken.processor += max(processor - used, 0.0)
            looked, used = now, max(processor, used)
            stage = _newest_stage(told.readlines(), stage)
            time.sleep(_LOOK_SECONDS)
        seconds = time.perf_counter() - started
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{said}")
    after = os.times()
    processor = sum(after[2:4]) - sum(before[2:4])
    return Measured(seconds, processor, peak, stages)


def _newest_stage(lines: Sequence[bytes], stage: str) -> str:
    for line in reversed(lines):
        text = line.decode(errors="replace").strip()
        if text.startswith(_STAGE):
            return text.removeprefix(_STAGE).partition(":")[0]
    return stage


def _tree(root: int) -> tuple[float, float]:
    """Return resident megabytes and processor seconds of a process and all below it."""
    parents, resident, processor = {}, {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(") ")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            pid = int(folder.name)
            parents[pid] = int(fields[1])
            resident[pid] = int(fields[21]) * _PAGE_MB
            processor[pid] = sum(map(int, fields[11:15])) / _TICKS
    tree = {root}
    while below := {pid for pid, parent in parents.items() if parent in tree} - tree:
        tree |= below
    return (
        sum(resident.get(pid, 0.0) for pid in tree),
        sum(processor.get(pid, 0.0) for pid in tree),
    )
