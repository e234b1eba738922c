"""What a message may quote of a file: short words that can be nobody's name or number."""

from __future__ import annotations

import re

LONGEST = 20
"""Characters of a text that may be quoted."""

LEAST_ROWS = 3
"""A word that stands in fewer rows may be somebody's alone."""

_NUMBER = re.compile(r"\d{7}")


def is_quotable(text: str) -> bool:
    """Whether a text is short enough, and without a run of digits that could be a number."""
    return 0 < len(text) <= LONGEST and not _NUMBER.search(text)


def is_quotable_word(text: str, rows: int) -> bool:
    """Whether a word that stands in so many rows may be quoted by a message that is sent."""
    return rows >= LEAST_ROWS and is_quotable(text)
