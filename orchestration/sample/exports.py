"""All sample exports, one folder a source system."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from orchestration.sample.cases import write_cases
from orchestration.sample.controls import write_controls
from orchestration.sample.evaluations import write_evaluations
from orchestration.sample.licences import write_licences
from orchestration.sample.ticket_exports import write_tickets

_WRITERS: dict[str, Callable[[Path], list[Path]]] = {
    "tickets": write_tickets,
    "cases": write_cases,
    "licenses": write_licences,
    "evaluations": write_evaluations,
    "controls": write_controls,
}


def write_all(raw: Path, progress: Callable[[str], None]) -> list[Path]:
    """Write every export and return the paths."""
    written: list[Path] = []
    for export, write in _WRITERS.items():
        files = write(raw / export)
        progress(f"{export}: {len(files)} files")
        written += files
    return written
