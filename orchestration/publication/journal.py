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
    entries = []
    for line in journal.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if not isinstance(entry, dict) or _period_of(entry) != period:
            continue
        if entry.get("district", "") == district:
            entries.append(entry)
    return entries
