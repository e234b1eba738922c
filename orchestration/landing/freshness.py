"""Whether exports still come: each contract says after how many days someone should ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from orchestration.landing.contract import load_contract
from orchestration.landing.index import read_own_files
from orchestration.settings import EXPORTS


@dataclass(frozen=True)
class StaleExport:
    """An export whose newest file is older than its contract lets it grow."""

    export: str
    title: str
    newest: datetime
    limit: int

    @property
    def told(self) -> str:
        """What is late, in a line."""
        return (
            f"{self.export} ({self.title}): the newest export is of {self.newest:%Y-%m-%d %H:%M};"
            f" one is due every {self.limit} days"
        )


def stale_exports(lake: Path, now: datetime) -> list[StaleExport]:
    """Return the exports that are late at `now` (naive local time); one that never came is none."""
    files = [file for file in read_own_files(lake) if file.status == "landed"]
    late = []
    for export in EXPORTS:
        contract = load_contract(export)
        times = [file.export_time for file in files if file.export == export and file.export_time]
        if contract.stale_after_days is None or not times:
            continue
        if (now - max(times)).days >= contract.stale_after_days:
            late.append(StaleExport(export, contract.title, max(times), contract.stale_after_days))
    return late
