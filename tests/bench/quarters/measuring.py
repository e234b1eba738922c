"""Run a command and measure it: seconds, and the peak of resident memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LOOK_SECONDS = 0.05
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(frozen=True)
class Measured:
    """What a command took; memory is that of the whole process tree at its fullest."""

    seconds: float
    peak_mb: float


def measure(command: Sequence[str], env: Mapping[str, str], log: Path) -> Measured:
    """Run the command to its end; raises RuntimeError with what it said where it failed."""
    with log.open("wb") as sink:
        started = time.perf_counter()
        process = subprocess.Popen(command, env=dict(env), stdout=sink, stderr=sink)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _resident_mb(process.pid))
            time.sleep(_LOOK_SECONDS)
        seconds = time.perf_counter() - started
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{said}")
    return Measured(seconds, peak)


def _resident_mb(root: int) -> float:
    parents, resident = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(") ")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            parents[int(folder.name)] = int(fields[1])
            resident[int(folder.name)] = int(fields[21]) * _PAGE_MB
    tree = {root}
    while below := {pid for pid, parent in parents.items() if parent in tree} - tree:
        tree |= below
    return sum(resident.get(pid, 0.0) for pid in tree)
