"""Where a page lies, as an address that a terminal makes a link of and a browser opens."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote


def file_link(path: Path) -> str:
    """Return `file:///…/通报.html`: blanks and signs escaped, Chinese left to be read."""
    return "file://" + re.sub(r"[\x00-\x7f]+", lambda found: quote(found[0]), str(path.absolute()))
