"""What every reader leaves out of a text: marks without a width, and blanks beyond one."""

from __future__ import annotations

import re

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return a text as a person sees it: in one line, without what has no width."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()
