"""Marks around a number in a text: they say where it came from, until it stands in a control.

A document is worded as text, by the program and by the office's template; a number carries its mark
through both. The marks are characters that no text has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

OPEN, NEXT, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_ALL = re.compile(f"[{OPEN}{NEXT}{CLOSE}]")
_MARKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_IS_MARKING: ContextVar[bool] = ContextVar("is_marking", default=False)


@dataclass(frozen=True)
class Source:
    """Where a number came from: a metric, or a cell of an attachment (its row from 1).

    `of` says what of the metric is printed where it is not its value: `numerator`, `denominator`,
    `previous` (its value in the period before) or `units` (how many share it).
    """

    metric: str = ""
    of: str = ""
    attachment: str = ""
    row: str = ""
    column: str = ""

    def __str__(self) -> str:
        if self.attachment:
            return f"{self.attachment}, row {self.row}, {self.column}"
        return f"{self.metric} ({self.of})" if self.of else self.metric


@contextmanager
def marking() -> Iterator[None]:
    """Let numbers be marked where they become text during the block: a document is written."""
    before = _IS_MARKING.set(True)
    try:
        yield
    finally:
        _IS_MARKING.reset(before)


def marked(source: Source, text: str) -> str:
    """Return a number as it is written: marked in a document, by itself elsewhere."""
    if not text or not _IS_MARKING.get():
        return text
    fields = (source.metric, source.of, source.attachment, source.row, source.column, text)
    return f"{OPEN}{NEXT.join(map(unmarked, fields))}{CLOSE}"


def pieces(text: str) -> Iterator[tuple[str, Source | None]]:
    """Yield a text in pieces, each with the source of its number; None for what is between."""
    end = 0
    for match in _MARKED.finditer(text):
        yield unmarked(text[end : match.start()]), None
        *fields, number = match[1].split(NEXT)
        # an office's template may have cut a mark in two: its number stays as text
        yield unmarked(number), Source(*fields) if len(fields) == _FIELDS else None
        end = match.end()
    yield unmarked(text[end:]), None


def without_marks(text: str) -> str:
    """Return a text with its numbers as they are read."""
    return "".join(piece for piece, _ in pieces(text))


def unmarked(text: str) -> str:
    """Return a text without any sign that a mark is made of."""
    return _ALL.sub("", text)


def unmarked_content(content: bytes) -> bytes:
    """Return a part of a package, such as a footer, in which no mark is left."""
    if not any(sign.encode() in content for sign in (OPEN, NEXT, CLOSE)):
        return content
    return without_marks(content.decode()).encode()


def has_marks(text: str) -> bool:
    """Whether any sign of a mark is in a text."""
    return _ALL.search(text) is not None


_FIELDS = len(Source.__dataclass_fields__)
