"""How listed words are compared: as names in exports are."""

from __future__ import annotations

import re

from orchestration.landing.contract import word

_QUOTES = re.compile("[\"'“”‘’「」『』]")


def unit_word(name: str) -> str:
    """Return a name as it is compared: what the macro `match_text` does in SQL."""
    return _QUOTES.sub("", word(name)).lower()


def type_word(name: str) -> str:
    """Return a ticket type as it is compared: 求助类 is 求助."""
    return unit_word(name).removesuffix("类")
