"""An office's folder, read and checked: all that is wrong with it is told at once."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from orchestration.office.build import OfficeBuilder
from orchestration.office.folder import office_files, signature
from orchestration.office.model import Office
from orchestration.office.slips import OfficeError, Slip


def load_office(folder: Path) -> Office:
    """Return the office of a folder, read anew only where a file of it has changed.

    Raises OfficeError with a line for each slip, BadCall where there is no such folder.
    """
    return _load(folder, signature(folder))


@lru_cache(maxsize=8)
def _load(folder: Path, _: object) -> Office:
    slips: list[Slip] = []
    files = office_files(folder, slips)
    if slips:
        raise OfficeError(folder, slips)
    office = OfficeBuilder(folder, files, slips).build()
    if office is None or slips:
        raise OfficeError(folder, slips)
    return office


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
