"""Signed documents: what a period was sealed with, kept privately, its hash in the journal.

They lie in `<warehouse>/signed`, readable by the owner alone: what a person wrote into one is not
for everybody. Nothing removes them, an unseal neither.
"""

from __future__ import annotations

import os
from pathlib import Path

from orchestration.periods import Period
from orchestration.publication.journal import Entry, hash_of, read_journal
from orchestration.publication.verify import Verified
from orchestration.settings import Folders

_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o400


def keep_signed(folders: Folders, period: str, version: str, document: Path) -> dict[str, str]:
    """Keep a copy of a signed document and return what the journal is to hold of it."""
    digest = hash_of(document)
    name = f"{version}_{digest.removeprefix('sha256:')[:12]}{document.suffix.lower()}"
    folder = folders.signed / period
    for each in (folders.warehouse / "signed", folders.signed, folder):
        each.mkdir(exist_ok=True)
        each.chmod(_PRIVATE_FOLDER)
    kept = folder / name
    if not kept.exists() or hash_of(kept) != digest:
        _write(kept, document.read_bytes())
    return {"document": digest, "kept": str(kept.relative_to(folders.warehouse))}


def verify_signed(folders: Folders, period: Period) -> list[Verified]:
    """Recompute the hash of each document that a period was ever sealed with."""
    return [
        _verified(folders, entry)
        for entry in read_journal(folders.journal, period.key, folders.district)
        if entry.get("document") and entry.get("kept")
    ]


def _verified(folders: Folders, entry: Entry) -> Verified:
    name = str(entry["kept"])
    path = folders.warehouse / name
    if not path.is_file():
        return Verified(name, 0, ("the journal has it, the file is gone",), True)
    is_same = hash_of(path) == entry["document"]
    problem = "it was changed: its hash is not the one in the journal"
    return Verified(name, 0, () if is_same else (problem,))


def _write(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all."""
    draft = path.with_name(f".{path.name}")
    draft.unlink(missing_ok=True)
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(_PRIVATE_FILE)
    draft.replace(path)
