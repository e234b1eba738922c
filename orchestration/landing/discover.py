"""Which files of the raw folder are exports, and when each was exported."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ENDINGS = (".csv", ".csv.gz", ".xlsx")
_NO_EXPORTS = {"readme.md", ".gitkeep"}
_TIME = re.compile(r"(?<!\d)(?:(\d{8})(?:T(\d{6})(?!\d)|(?!\d))|(\d{14})(?!\d))")


@dataclass(frozen=True)
class FoundFile:
    """A file below `raw/<export>/`: an export, or something left aside for a reason."""

    export: str
    path: Path
    file: str
    set_aside: str | None = None


def find_files(raw: Path, export: str) -> Iterator[FoundFile]:
    """Yield the files of an export in order of path; links to folders are not followed."""
    for folder, folders, names in os.walk(raw / export):
        folders.sort()
        for name in sorted(names):
            path = Path(folder) / name
            if name.lower() in _NO_EXPORTS:
                continue
            yield FoundFile(export, path, _shown(path.relative_to(raw)), _set_aside(name))


def export_time(file: str) -> datetime | None:
    """Return the last time in a file's own name that is one, None if there is none.

    Forms: YYYYMMDD (00:00), YYYYMMDDTHHMMSS, and the latter without its T; local civil time.
    """
    newest: datetime | None = None
    for day, clock, run in _TIME.findall(file.rsplit("/", 1)[-1]):
        try:
            newest = datetime.strptime(run or day + (clock or "000000"), "%Y%m%d%H%M%S")
        except ValueError:
            continue
    return newest


def leaves_folder(path: Path, raw: Path) -> bool:
    """Tell whether a link leads out of the raw folder."""
    return path.is_symlink() and not path.resolve().is_relative_to(raw.resolve())


def _set_aside(name: str) -> str | None:
    if name.startswith(("~$", ".")):
        return "a hidden or lock file"
    if not name.lower().endswith(ENDINGS):
        return f"not one of {', '.join(ENDINGS)}"
    return None


def _shown(path: Path) -> str:
    # a name that is no UTF-8 must still be writable to the index
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
