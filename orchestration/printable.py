"""What reaches a terminal: plain lines, whatever a file's name or a cell of an export holds."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from typing import TextIO

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Controls, marks without a width, halves of characters, separators: they act or are not seen."""


def printable(text: object, keep: str = "") -> str:
    """Return a text in which each character can be seen, as one line.

    Controls, direction marks and bytes that were no text are written as escapes (`\\x1b`); `keep`
    names those that stay, such as a tab between columns.
    """
    shown = str(text)
    if shown.isprintable():
        return shown
    return "".join(
        char
        if char in keep or unicodedata.category(char) not in _HIDDEN
        else char.encode("unicode_escape", "surrogatepass").decode("ascii")
        for char in shown
    )


def is_hidden(char: str) -> bool:
    """Whether a character acts or is not seen, or is a byte that was no text."""
    return not char.isprintable() and unicodedata.category(char) in _HIDDEN


def say(*lines: object, keep: str = "") -> None:
    """Print each of the lines on standard output."""
    _write(sys.stdout, lines, keep)


def warn(*lines: object, keep: str = "") -> None:
    """Print each of the lines on standard error."""
    _write(sys.stderr, lines, keep)


def lines_of(text: str) -> Iterable[str]:
    """Return the lines of a text that has several on purpose."""
    return text.removesuffix("\n").split("\n")


def never_fail_on_encoding() -> None:
    """Let standard output and error show as an escape what their encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _write(stream: TextIO | None, lines: Iterable[object], keep: str) -> None:
    if stream is None:  # whoever started this closed it
        return
    text = "".join(f"{printable(line, keep)}\n" for line in lines)
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
