"""How listed words are compared: as names in exports are."""

from __future__ import annotations

import re

from orchestration.landing.contract import EMPTY, word

_FORMULA = re.compile('^["\'`“”‘’「」『』]*="')
_QUOTES = re.compile("[\"'`“”‘’「」『』]")
_WHOLE = re.compile(r"([0-9]+)\.0+")


def unit_word(name: str) -> str:
    """Return a name as it is compared: what the macro `match_text` does in SQL."""
    bare = _QUOTES.sub("", _FORMULA.sub("", word(name)))
    whole = _WHOLE.fullmatch(bare)
    if whole:
        return whole[1]
    return "" if EMPTY.fullmatch(bare) else bare.lower()


def type_word(name: str) -> str:
    """Return a ticket type as it is compared: 求助类 is 求助."""
    return unit_word(name).removesuffix("类")


def code_word(code: str) -> str:
    """Return a code as a call that names it is compared."""
    return word(code).lower()
