"""Every configured district in turn: one's refusal never stops the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from orchestration.districts import District, districts
from orchestration.running.progress import Progress
from orchestration.running.refresh import Refreshed, refresh
from orchestration.settings import Folders

if TYPE_CHECKING:
    import dagster as dg


def refresh_districts(
    folders: Folders, progress: Progress, instance: dg.DagsterInstance | None = None
) -> dict[District, Refreshed]:
    """Refresh each district, then the city; the first lands and builds what all of them share."""
    return {
        each: refresh(folders.of(each.folder), progress, instance) for each in districts(folders)
    }


def worst(done: Mapping[District, Refreshed]) -> int:
    """Return the worst exit code of all refreshes."""
    return max(each.exit_code for each in done.values())
