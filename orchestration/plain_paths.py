"""Another name for a folder whose own name a package would misread.

dbt-duckdb takes a path for an address, DuckDB's search path ends at a comma, and Dagster's SQLite
storage reads `%20` and `#` its own way. They are given a link of a plain name to the same folder.
"""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

_PLAIN = re.compile(r"[\w./ +@~-]*")


def plain_path(folder: Path) -> Path:
    """Return a path to the folder in which every package reads the same; it lasts as the process.

    That is the folder's own path wherever that is plain.
    """
    return folder if _PLAIN.fullmatch(str(folder)) else _linked(folder)


@cache
def _linked(folder: Path) -> Path:
    links = Path(tempfile.mkdtemp(prefix="tongbao-"))
    atexit.register(shutil.rmtree, links, ignore_errors=True)
    link = links / "folder"
    link.symlink_to(folder, target_is_directory=True)
    return link
