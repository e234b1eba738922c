"""Names from exports as text that any document can hold."""

from __future__ import annotations

import re

_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
"""What XML can not hold, and line ends and tabs, which a document may take for markup."""


def plain(text: str) -> str:
    """Return the text with a blank for each run of signs that a document can not hold."""
    return _NO_TEXT.sub(" ", text)
