"""Whether a file of the lake is still what was written, and small facts that know it of themselves.

A file that looks as it did when it was written is taken as is; one that does not (restored from a
backup, say, or damaged) is read and held to its hash.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from orchestration.landing.hashes import signature

Written = dict[str, Any]
"""What tells a written file: its `looks` (bytes, times of change) and its `sha256`."""


def written(path: Path) -> Written:
    """Return what tells a file that was just written."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"looks": list(signature(path.stat())), "sha256": digest}


def as_written(path: Path, before: Written) -> Written | None:
    """Return what tells a file now, None where it is not what was written or not there."""
    try:
        if before.get("looks") == list(signature(path.stat())):
            return before
        now = written(path)
    except OSError:
        return None
    return now if now["sha256"] == before.get("sha256") else None


def sealed(facts: Any) -> str:
    """Return facts as JSON with their own digest."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return json.dumps({"facts": facts, "sha256": digest}, ensure_ascii=False)


def unsealed(path: Path) -> Any:
    """Return the facts of a file, None where they are not there or not what was written."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        facts = read["facts"]
        return facts if json.loads(sealed(facts))["sha256"] == read["sha256"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
