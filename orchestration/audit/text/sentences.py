"""Sentences of a document with their numbers, and how their labels are compared."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from orchestration.audit.text.numbers import Number, numbers
from orchestration.landing.contract import half_width
from orchestration.texts.document import Document, Paragraph

_END = re.compile(r"[。！？!?]|(?<=[%件条宗个一-鿿])\.(?![\d])")
_PLAIN_COMMA = re.compile(r"[一-鿿%],[一-鿿]")
_BLANKS = re.compile(r"\s+")
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Sentence:
    """A sentence with its numbers; `at` counts the sentences of the document."""

    text: str
    paragraph: int
    place: str
    at: int
    numbers: tuple[Number, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [number.start for number in self.numbers]

    def before(self, number: Number) -> Sequence[Number]:
        """Return the numbers before one, in order."""
        return self.numbers[: self.index(number)]

    def index(self, number: Number) -> int:
        """Return how many numbers stand before one."""
        return bisect_left(self._starts, number.start)

    def between(self, first: Number, second: Number) -> str:
        """Return the text between two numbers, in half width and without blanks."""
        return plain(self.text[first.end : second.start])

    def after(self, number: Number) -> str:
        """Return the text from a number to the next one, in half width and without blanks."""
        following = self.numbers[self.index(number) + 1 :][:1]
        return plain(self.text[number.end : following[0].start if following else None])

    def shown(self, number: Number) -> str:
        """Return the place of a number: its paragraph, and the words around it."""
        start = max(0, number.start - _LONGEST_SHOWN + 12)
        piece = self.text[start : number.end + 12].strip()
        left = "…" if start else ""
        right = "…" if number.end + 12 < len(self.text) else ""
        return f"{self.place}: “{left}{piece}{right}”"


def sentences(document: Document) -> list[Sentence]:
    """Return the sentences of all paragraphs, in order."""
    paragraphs = list(document.paragraphs())
    commas = any(_PLAIN_COMMA.search(paragraph.text) for paragraph in paragraphs)
    found: list[Sentence] = []
    for index, paragraph in enumerate(paragraphs):
        for text in _split(paragraph):
            read = tuple(numbers(text, commas_separate=commas))
            found.append(Sentence(text, index, paragraph.place, len(found), read))
    return found


def plain(text: str) -> str:
    """Return a text as it is compared: half-width and without blanks."""
    return _BLANKS.sub("", half_width(text))


def _split(paragraph: Paragraph) -> Iterator[str]:
    start = 0
    for match in _END.finditer(paragraph.text):
        yield paragraph.text[start : match.end()]
        start = match.end()
    if paragraph.text[start:].strip():
        yield paragraph.text[start:]
