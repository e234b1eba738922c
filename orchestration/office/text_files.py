"""The text of an office's files, in whatever encoding and with whatever delimiter it was saved."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path

from orchestration.landing.contract import BLANKS, word

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Line breaks, and characters that no document can hold."""


def decoded(content: bytes) -> str | None:
    """Return the text: UTF-8 or UTF-16 by its mark, UTF-8, else GB18030; None where it is none."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def read_text(path: Path) -> str | None:
    """Return the text of a file, None where it is none."""
    return decoded(path.read_bytes())


def records(text: str) -> list[tuple[int, list[str]]]:
    """Return the records of a CSV with their row numbers, without comments and blank rows.

    Cells come without the blanks around them. Raises csv.Error where it is no CSV.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    found = []
    for number, cells in enumerate(reader, 1):
        lines.is_inside = False
        trimmed = [trim(cell) for cell in cells]
        if any(trimmed) and not trimmed[0].startswith("#"):
            found.append((number, trimmed))
    return found


class _Lines(Iterator[str]):
    """The lines of a text; a comment comes as a blank row, whatever quotation marks it has."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.is_inside = False
        """Whether the next line goes on with a quoted cell."""

    def __next__(self) -> str:
        line = next(self._lines)
        is_comment = not self.is_inside and _is_comment(line)
        self.is_inside = True
        return "\n" if is_comment else line


def _delimiter(text: str) -> str:
    lines = (line for line in text.splitlines() if word(line) and not _is_comment(line))
    first = next(lines, "")
    return "\t" if first.count("\t") > first.count(",") else ","


def trim(text: str) -> str:
    """Return a text without the blanks around it, of whatever kind."""
    match = BLANKS.match(text)
    text = text[match.end() :] if match else text
    while text and BLANKS.fullmatch(text[-1]):
        text = text[:-1]
    return text


def _is_comment(line: str) -> bool:
    return trim(line).lstrip('"').startswith("#")
