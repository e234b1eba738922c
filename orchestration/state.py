"""Small facts that the program keeps between runs, each file whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def read_state(path: Path) -> Any:
    """Return what was kept, None where nothing is there that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write_state(path: Path, state: Any) -> None:
    """Keep something that JSON can hold."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # two processes may keep the same fact at once
    draft = path.with_suffix(f".{os.getpid()}.draft")
    try:
        draft.write_text(json.dumps(state, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
