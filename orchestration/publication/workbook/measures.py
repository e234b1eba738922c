"""How much room a text takes on a sheet, in digits as Excel measures; a Chinese sign is two."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable

_LEAST, _MOST, _BESIDE = 8, 36, 4
_LONGEST_HEADER_LINE = 12
_LINE_POINTS, _MOST_POINTS = 18.0, 409.0


def text_width(text: str) -> int:
    """Return the width of a text in digits."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def column_width(header: str, texts: Iterable[str]) -> int:
    """Return a column's width within bounds: its widest cell, or its header on one or two lines."""
    widest = max((text_width(text) for text in texts), default=0)
    heading = text_width(header)
    if heading > _LONGEST_HEADER_LINE:
        heading = math.ceil(heading / 2) + 1
    return min(max(widest + _BESIDE, heading + 1, _LEAST), _MOST)


def row_height(texts: Iterable[tuple[str, float]], line: float = _LINE_POINTS) -> float:
    """Return a row's height in points, given each cell's text and the width that it has."""
    lines = max(
        (math.ceil(text_width(text) / max(width - 1, 1)) for text, width in texts), default=1
    )
    return min(max(lines, 1) * line + 4, _MOST_POINTS)
