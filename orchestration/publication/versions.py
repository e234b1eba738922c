"""Versions of a publication: each appears whole and never changes; `latest` names the newest."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path

from orchestration.permissions import READABLE_FOLDER, readable_folder

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


def next_version(folder: Path) -> Path:
    """Return the folder that the next version of a period is going to have."""
    newest = newest_version(folder)
    number = int(newest.name[1:]) + 1 if newest else 1
    return folder / f"v{number:03d}"


def same_content(draft: Path, version: Path, names: Sequence[str]) -> bool:
    """Tell whether a version holds the draft's bytes in every one of the named files."""
    return all(
        (version / name).is_file() and (draft / name).read_bytes() == (version / name).read_bytes()
        for name in names
    )


def appear(draft: Path, folder: Path) -> Path:
    """Make the drafted folder the next version and return its path.

    The draft lies on the same file system: the version appears by one rename, after all of its
    bytes are on disk. Files become read-only, since a version is never changed.
    """
    version = next_version(folder)
    readable_folder(folder)
    for file in draft.iterdir():
        _to_disk(file)
        file.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    draft.chmod(READABLE_FOLDER)
    _to_disk(draft)
    draft.rename(version)
    _to_disk(folder)
    return version


def point_latest(folder: Path) -> None:
    """Let `latest` name the newest version; also mends a run that was killed in between."""
    newest = newest_version(folder)
    link = folder / "latest"
    if newest is None or (link.is_symlink() and link.readlink() == Path(newest.name)):
        return
    fresh = folder / ".latest"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(newest.name)
    fresh.replace(link)
    _to_disk(folder)


def discard(draft: Path) -> None:
    """Remove a draft that is not to appear."""
    shutil.rmtree(draft, ignore_errors=True)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
