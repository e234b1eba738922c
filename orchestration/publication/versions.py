"""Versions of a publication: each appears whole and never changes; `latest` names the newest."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from orchestration.clock import local_now
from orchestration.permissions import READABLE_FOLDER, readable_folder

LATEST = "latest"
"""The relative link to the newest version."""

_VERSION = re.compile(r"v(\d{3,})")


def versions(folder: Path) -> list[Path]:
    """Return the versions of a period's folder in order, none if it does not exist."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if _VERSION.fullmatch(path.name) and path.is_dir()]
    return sorted(found, key=lambda path: int(path.name[1:]))


def newest_version(folder: Path) -> Path | None:
    """Return the newest version of a period's folder, None if there is none."""
    return next(reversed(versions(folder)), None)


def next_version(folder: Path, known: Collection[str] = ()) -> Path:
    """Return the folder that the next version of a period is going to have.

    The number of a version that is `known` to have been published is never given again, even
    where its folder is gone.
    """
    names = {*known, *(version.name for version in versions(folder))}
    numbers = [int(found[1]) for found in map(_VERSION.fullmatch, names) if found]
    return folder / f"v{max(numbers, default=0) + 1:03d}"


def same_content(
    draft: Path,
    version: Path,
    names: Sequence[str],
    read: Callable[[Path], bytes] = Path.read_bytes,
) -> bool:
    """Tell whether a version holds the draft's content, as `read`, in each of the named files."""
    return all(
        (version / name).is_file() and read(draft / name) == read(version / name) for name in names
    )


def appear(draft: Path, folder: Path, known: Collection[str] = ()) -> Path:
    """Make the drafted folder the next version and return its path; see `next_version`.

    The draft lies on the same file system: the version appears by one rename, after all of its
    bytes are on disk. Files become read-only, since a version is never changed.
    """
    version = next_version(folder, known)
    readable_folder(folder)
    for path in draft.rglob("*"):
        _to_disk(path)
        path.chmod(READABLE_FOLDER if path.is_dir() else stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    draft.chmod(READABLE_FOLDER)
    _to_disk(draft)
    draft.rename(version)
    _to_disk(folder)
    return version


def files_of(version: Path) -> dict[str, Path]:
    """Return what lies in a version at any depth, by its path in it; folders are but places."""
    found = sorted(path for path in version.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(version).as_posix(): path for path in found}


def point_latest(folder: Path) -> None:
    """Let `latest` name the newest version; also mends a run that was killed in between."""
    newest, link = newest_version(folder), folder / LATEST
    if newest is None or link_problem(folder) is None:
        return
    if link.exists() and not link.is_symlink():
        # somebody's copy of a version: it is kept, beside
        link.rename(folder / f"{LATEST}.set-aside-{local_now():%Y%m%dT%H%M%S.%f}")
    fresh = folder / ".latest"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(newest.name)
    fresh.replace(link)
    _to_disk(folder)


def link_problem(folder: Path) -> str | None:
    """Return what is wrong with the link `latest` of a period's folder, None if nothing is."""
    newest, link = newest_version(folder), folder / LATEST
    if newest is None:
        is_dangling = link.is_symlink()
        return f"links to {link.readlink()}, which is gone" if is_dangling else None
    if link.is_symlink() and link.readlink() == Path(newest.name):
        return None
    return f"does not link to {newest.name}, the newest version"


def discard(draft: Path) -> None:
    """Remove a draft that is not to appear."""
    shutil.rmtree(draft, ignore_errors=True)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
