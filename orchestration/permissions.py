"""Who may read what: all is its owner's alone but what is made readable here, on purpose."""

from __future__ import annotations

import os
from pathlib import Path

READABLE_FOLDER, READABLE_FILE = 0o755, 0o644


def keep_private() -> None:
    """Let what this process and its children write be readable by their owner alone."""
    os.umask(0o077)


def readable_folder(folder: Path) -> None:
    """Make a folder that others may enter; one that is there keeps what its owner gave it."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        readable_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(READABLE_FOLDER)


def readable_file(file: Path) -> None:
    """Let others read a file that we have written."""
    file.chmod(READABLE_FILE)
