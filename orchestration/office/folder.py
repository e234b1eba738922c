"""Which files of a folder are an office's, and what is there that is none."""

from __future__ import annotations

import os
import re
from pathlib import Path

from orchestration.errors import BadCall
from orchestration.office.slips import Slip, listed

OFFICE_FILE = "office.yml"
TEMPLATE = "template.docx"
FILES = (
    *(OFFICE_FILE, "units.csv", "ticket_types.csv", "level_words.csv", "channels.csv"),
    *("headers.yml", "urgencies.csv", "time_limits.csv", "office_hours.csv", "thresholds.csv"),
    *("districts.csv", "indicators.csv", TEMPLATE),
)
REQUIRED = (OFFICE_FILE, "units.csv")
SAMPLE = "sample"

_OF_DISTRICT = re.compile(r"office_(\w+)\.yml")
_PASSED_OVER = re.compile(r"[.~].*|readme(\..*)?|desktop\.ini|thumbs\.db", re.IGNORECASE)
"""Hidden and lock files, and what tells a person about the folder."""


def district_of_file(name: str) -> str | None:
    """Return the code of the district that an `office_<code>.yml` is of."""
    match = _OF_DISTRICT.fullmatch(name)
    return match[1] if match else None


def office_files(folder: Path, slips: list[Slip]) -> dict[str, Path]:
    """Return the office's files by name; what is unknown or missing is a slip.

    Raises BadCall where the folder cannot be read.
    """
    found = {}
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise BadCall(
            f"the office {folder} cannot be read ({error.strerror}): name its folder with --office"
            " or TONGBAO_OFFICE, or write a new one with `tongbao office new`"
        ) from None
    for entry in entries:
        name = entry.name
        if _PASSED_OVER.fullmatch(name) or (name == SAMPLE and entry.is_dir()):
            continue
        if entry.is_file() and (name in FILES or district_of_file(name)):
            found[name] = Path(entry.path)
        else:
            text = f"unknown file; an office's files are {listed(FILES)}"
            slips.append(Slip(name, None, text))
    for name in REQUIRED:
        if name not in found:
            slips.append(Slip(name, None, "missing file"))
    return found


def signature(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """Return by what a change of an office's files is seen; empty where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            return tuple(
                sorted(
                    (entry.name, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
                    for entry in entries
                    if not _PASSED_OVER.fullmatch(entry.name)
                    for status in [entry.stat()]
                )
            )
    except OSError:
        return ()
