"""Which files of the raw folder are exports, and when each was exported."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from orchestration.printable import is_hidden

ENDINGS = (".csv", ".csv.gz", ".xlsx")
_LINKED = "a link to a folder, which is not followed: put the folder itself there"
_NO_EXPORTS = {"readme.md", ".gitkeep"}
_TIME = re.compile(r"(?<!\d)(?:(\d{8})(?:T(\d{6})(?!\d)|(?!\d))|(\d{14})(?!\d))")


@dataclass(frozen=True)
class FoundFile:
    """A file below `raw/<export>/`: an export, or something left aside for a reason.

    A folder that cannot be listed now is one of these too: what lies in it is not known.
    """

    export: str
    path: Path
    file: str
    set_aside: str | None = None
    is_unreadable: bool = False


def find_files(raw: Path, export: str) -> Iterator[FoundFile]:
    """Yield the files of an export in order of path; links to folders are not followed."""
    if is_link(raw / export):
        yield FoundFile(export, raw / export, export, _LINKED)
        return
    failed: list[OSError] = []
    yield from _walked(raw, export, failed.append)
    for error in failed:
        if error.errno == errno.ENOTDIR:
            yield FoundFile(export, raw / export, export, "a file in the place of a folder")
        elif error.errno != errno.ENOENT:
            path = Path(error.filename or raw / export)
            reason = f"the folder cannot be read now ({error.strerror})"
            yield FoundFile(export, path, _shown(path.relative_to(raw)), reason, True)


def _walked(raw: Path, export: str, failed: Callable[[OSError], None]) -> Iterator[FoundFile]:
    for folder, folders, names in os.walk(raw / export, onerror=failed):
        folders.sort()
        for path in (Path(folder) / name for name in folders):
            if is_link(path):
                yield FoundFile(export, path, _shown(path.relative_to(raw)), _LINKED)
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
        # where the clock is none, the day before it may still be one
        for text in (run, day + (clock or "000000"), day + "000000"):
            with suppress(ValueError):
                newest = datetime.strptime(text, "%Y%m%d%H%M%S")
                break
    return newest


def leaves_folder(path: Path, raw: Path) -> bool:
    """Tell whether a link leads out of the raw folder."""
    if not is_link(path):
        return False
    try:
        return not path.resolve().is_relative_to(raw.resolve())
    except (OSError, RuntimeError):
        return False  # a link to itself leads nowhere: whoever opens it says so


def is_link(path: Path) -> bool:
    """Tell whether a path is a link; one that cannot be looked at is none."""
    try:
        return path.is_symlink()
    except OSError:
        return False  # whoever opens it says why it cannot be read


def _set_aside(name: str) -> str | None:
    if name.startswith(("~$", ".")):
        return "a hidden or lock file"
    if not name.lower().endswith(ENDINGS):
        return f"not one of {', '.join(ENDINGS)}"
    return None


_ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")


def _shown(path: Path) -> str:
    """Return a name that can be seen and kept, and no other file's: what cannot be is escaped."""
    name = path.as_posix()
    is_clean = not any(map(is_hidden, name))
    if is_clean and not _ESCAPE.search(name):
        return name
    # a backslash is escaped as well, or a name could be written to look like another's escapes
    return "".join(_escaped(char) if char == "\\" or is_hidden(char) else char for char in name)


def _escaped(char: str) -> str:
    code = ord(char)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )
