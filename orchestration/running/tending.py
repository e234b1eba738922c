"""What a warehouse suffered between two runs, put right from what is whole before anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from orchestration.districts import districts
from orchestration.landing.hash_key import (
    HASH_KEY,
    differs_from_copy,
    ensure_hash_key,
    is_damaged_hash_key,
)
from orchestration.landing.lake import Lake
from orchestration.publication.analysts import finish_promotions, has_promotions
from orchestration.publication.database import (
    database_problems,
    require_no_folder,
    tend_database,
)
from orchestration.publication.marts import mend_marts, promoted_files
from orchestration.publication.versions import LATEST, link_problem, newest_version, point_latest
from orchestration.running.history import damaged_histories, set_damaged_aside
from orchestration.running.turn import writing_turn
from orchestration.settings import Folders


def tend_warehouse(folders: Folders, say: Callable[[str], None]) -> None:
    """Mend links, marts and the analysts' database where they were damaged, and say what was.

    Raises BadCall or DataRefused, which name the file and the way out, where nothing whole is left
    to mend it from. Costs a look at each file and waits for nobody where all is well.
    """
    require_no_folder(folders)
    if not _is_damaged(folders):
        return
    with writing_turn(folders.warehouse, "mending what was damaged", say):
        finish_promotions(folders)
        mended = ensure_hash_key(Lake(folders.lake)) if _is_hash_key_damaged(folders) else None
        if mended is not None:
            say(mended)
        for line in set_damaged_aside(folders):
            say(line)
        for line in mend_links(folders):
            say(line)
        for line in [*tend_database(folders), *mend_marts(folders)]:
            say(line)


def published_folders(folders: Folders) -> Iterator[tuple[Folders, Path]]:
    """Yield each folder that holds a version, with the folders of its district."""
    for district in districts(folders):
        own = folders.of(district.folder)
        yield from ((own, each) for each in folders_with_versions(own))


def folders_with_versions(own: Folders) -> list[Path]:
    """Return the folders of one district that hold a version, in order."""
    found = sorted(own.published.iterdir()) if own.published.is_dir() else []
    return [each for each in found if newest_version(each) is not None]


def mend_links(folders: Folders) -> list[str]:
    """Let each `latest` name its newest version again; return what to report."""
    reports = []
    for _, folder in published_folders(folders):
        problem = link_problem(folder)
        if problem:
            point_latest(folder)
            reports.append(f"{folder / LATEST} {problem}: it was put right")
    return reports


def _is_damaged(folders: Folders) -> bool:
    if not folders.build.is_dir():
        return False
    return (
        has_promotions(folders)
        or _is_hash_key_damaged(folders)
        or bool(damaged_histories(folders))
        or any(link_problem(folder) for _, folder in published_folders(folders))
        or bool(database_problems(folders))
        or any(file.problem for file in promoted_files(folders))
    )


def _is_hash_key_damaged(folders: Folders) -> bool:
    key = folders.lake / HASH_KEY
    # one without a copy, or as its copy is, is a matter of landing
    return differs_from_copy(key) and is_damaged_hash_key(key)
