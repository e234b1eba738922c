"""The numbers of a line, whatever they are: which are figures is known from their controls."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from orchestration.reconcile.printed import parse_printed

HOTLINES = frozenset({"12345", "12315", "12319", "12328", "12333", "12348", "12369", "110", "119"})

_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?[万亿]?")
_NOT_AFTER = re.compile(r"\s*(?:年|月|日|号|时|分(?![之点])|点|季度|[:：]\d)")
_NOT_BEFORE = re.compile(r"(?:附件|第|[〔\[]|v|\d[:：])\s*$")
_CLAUSE_BEFORE = re.compile(r"(?:附件[:：]|[(（])?\s*$")
_CLAUSE_AFTER = re.compile(r"\s*[.、．)）](?!\d)")


@dataclass(frozen=True)
class Token:
    """A number as it stands in a line; `is_figure` is False of dates, clauses and hotlines."""

    text: str
    value: Decimal | None
    start: int
    end: int
    is_figure: bool = True

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a digit of it stands in a span."""
        return self.start < end and start < self.end


def tokens(text: str) -> Iterator[Token]:
    """Yield the numbers of a line in order."""
    plain = _half_width(text)
    for match in _NUMBER.finditer(plain):
        start, end = match.span()
        yield Token(text[start:end], value_of(match[0]), start, end, _is_figure(plain, start, end))


def _half_width(text: str) -> str:
    """Return a text in half width, each sign where it stands: one that becomes several stays."""
    if text.isascii():
        return text
    folded = (unicodedata.normalize("NFKC", sign) for sign in text)
    return "".join(
        half if len(half) == 1 else sign for sign, half in zip(text, folded, strict=True)
    )


def value_of(text: str) -> Decimal | None:
    """Return the number that a text is; None where it is none."""
    printed = parse_printed(text.strip())
    return None if printed is None else printed.value


def _is_figure(plain: str, start: int, end: int) -> bool:
    before, after = plain[:start], plain[end:]
    if plain[start:end] in HOTLINES or _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
        return False
    return not (_CLAUSE_BEFORE.fullmatch(before) and _CLAUSE_AFTER.match(after))
