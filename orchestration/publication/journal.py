"""The journal of a warehouse: what was published when, with the hash of each datapackage.

`<warehouse>/journal.jsonl` grows by a line an event and is never written anew. A version is told
twice, before and after it appears: a run that is killed in between leaves a line that proves whose
the version is.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orchestration.clock import local_now
from orchestration.permissions import READABLE_FILE

PUBLISHING, PUBLISHED = "publishing", "published"

Entry = dict[str, Any]


def hash_of(path: Path) -> str:
    """Return a file's SHA-256 as a datapackage writes it."""
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def write_entry(journal: Path, event: str, period: str, district: str = "", **facts: str) -> None:
    """Add a line with the present time and see it on disk.

    `district` is the folder of one that is not the default; an entry of that one names none.
    """
    whose = {"period": period, **({"district": district} if district else {})}
    entry = {"at": f"{local_now():%Y-%m-%dT%H:%M:%S}", "event": event, **whose, **facts}
    descriptor = os.open(journal, os.O_RDWR | os.O_CREAT | os.O_APPEND, READABLE_FILE)
    try:
        size = os.fstat(descriptor).st_size
        if not size:
            # whoever verifies a publication reads it
            os.fchmod(descriptor, READABLE_FILE)
        # a line that a full disk or a power cut left half is closed off, not continued
        gap = "\n" if size and os.pread(descriptor, 1, size - 1) != b"\n" else ""
        line = f"{gap}{json.dumps(entry, ensure_ascii=False)}\n".encode()
        if os.write(descriptor, line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(journal))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _period_of(entry: Entry) -> object:
    """Return the period of an entry; it was called the quarter when there were no others."""
    return entry.get("period", entry.get("quarter"))


def read_journal(journal: Path, period: str, district: str = "") -> list[Entry]:
    """Return the entries of a period in order; what is no entry, such as half a line, is left out.

    None where there is no journal yet.
    """
    if not journal.exists():
        return []
    return [
        entry
        for _, entry in _lines(journal)
        if entry is not None and entry["period"] == period and entry.get("district", "") == district
    ]


def published_versions(journal: Path, period: str, district: str = "") -> set[str]:
    """Return the names of all versions that were ever published, those that are gone as well."""
    entries = read_journal(journal, period, district)
    return {str(entry.get("version")) for entry in entries if entry["event"] == PUBLISHED}


def published_periods(journal: Path, district: str = "") -> set[str]:
    """Return the keys of all periods of which a version was ever published."""
    entries = [entry for _, entry in _lines(journal) if entry is not None]
    return {
        str(entry["period"])
        for entry in entries
        if entry["event"] == PUBLISHED and entry.get("district", "") == district
    }


def cut_lines(journal: Path) -> list[int]:
    """Return the numbers of the lines that are no entry: what they told is lost."""
    return [number for number, entry in _lines(journal) if entry is None]


def _lines(journal: Path) -> Iterator[tuple[int, Entry | None]]:
    if not journal.exists():
        return
    text = journal.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        try:
            entry = json.loads(line)
            entry.setdefault("period", _period_of(entry))
            is_one = all(isinstance(entry[name], str) for name in ("at", "event", "period"))
        except (ValueError, KeyError, AttributeError):
            is_one = False
        yield number, entry if is_one else None
