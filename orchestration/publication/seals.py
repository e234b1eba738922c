"""Seals: a period whose newest publication stands, whatever comes in, until it is unsealed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from orchestration.districts import call_for, told_of
from orchestration.errors import BadCall, Sealed
from orchestration.publication.files import CHANGES, DATAPACKAGE
from orchestration.publication.journal import Entry, hash_of, read_journal, write_entry
from orchestration.publication.versions import newest_version
from orchestration.settings import Folders

SEALED, UNSEALED = "sealed", "unsealed"

NOTHING: Mapping[str, str] = MappingProxyType({})


def seal_of(folders: Folders, period: str) -> Entry | None:
    """Return the journal's entry of the seal that a period is under, None if it is under none."""
    told = read_journal(folders.journal, period, folders.district)
    entries = [entry for entry in told if entry["event"] in (SEALED, UNSEALED)]
    return entries[-1] if entries and entries[-1]["event"] == SEALED else None


def require_sealable(folders: Folders, period: str) -> Path:
    """Return the newest publication of a period.

    Raises BadCall where there is none, or where the period is sealed already.
    """
    newest = newest_version(folders.published / period)
    if newest is None:
        what = told_of(folders, period)
        raise BadCall(f"{what} is not published in {folders.warehouse}: nothing to seal")
    stands = seal_of(folders, period)
    if stands is not None:
        raise BadCall(f"{told_of(folders, period)} is sealed already, {described(stands)}")
    return newest


def seal(folders: Folders, period: str, reason: str, signed: Mapping[str, str] = NOTHING) -> str:
    """Seal the newest publication of a period and return its version.

    `signed` is what the journal is to hold of the document that was signed. Raises BadCall as
    `require_sealable` does.
    """
    newest = require_sealable(folders, period)
    facts = {"version": newest.name, "datapackage": hash_of(newest / DATAPACKAGE)}
    write_entry(folders.journal, SEALED, period, folders.district, **facts, reason=reason, **signed)
    return newest.name


def unseal(folders: Folders, period: str, reason: str) -> Entry:
    """Undo a seal and return it; the reason is kept. Raises BadCall where there is none."""
    stands = seal_of(folders, period)
    if stands is None:
        raise BadCall(f"{told_of(folders, period)} is not sealed")
    if not reason.strip():
        raise BadCall("say why with --reason: it is kept in the journal")
    facts = {"version": str(stands["version"]), "reason": reason.strip()}
    write_entry(folders.journal, UNSEALED, period, folders.district, **facts)
    return stands


def require_unsealed(folders: Folders, period: str, draft: Path) -> None:
    """Raise Sealed where the period is sealed: the draft, which differs, is held back."""
    stands = seal_of(folders, period)
    if stands is not None:
        raise Sealed(
            f"{told_of(folders, period)} is sealed, {described(stands)}, and what has"
            f" come in since would change it: {draft / CHANGES.name} says which figures and why;"
            f" `tongbao unseal {call_for(folders.district, period)} --reason TEXT` lets the next"
            " run publish it"
        )


def described(entry: Entry) -> str:
    """Return a seal in words."""
    why = f" ({entry['reason']})" if entry.get("reason") else ""
    signed = f", signed as {entry['kept']}" if entry.get("kept") else ""
    return f"{entry['version']} since {entry['at'].replace('T', ' ')}{why}{signed}"
