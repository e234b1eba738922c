"""The shared strings of a workbook, and how its texts are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from orchestration.xlsx.xml import LOCAL, Attributes, events

_ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")


def plain(text: str) -> str:
    """Return a text with what Excel escapes as `_x000D_` set in; an escaped NUL is left out."""
    return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    codes = [int(code, 16) for code in re.findall(r"_x(....)_", found[0])]
    units = b"".join(code.to_bytes(2, "little") for code in codes if code)
    return units.decode("utf-16-le", "replace")


def read_strings(chunks: Iterable[bytes]) -> list[str]:
    """Return the shared strings in order, rich text joined, phonetic hints left out."""
    strings: list[str] = []
    texts: list[str] = []
    parts: list[str] = []
    hints = 0

    def start(name: str, _: Attributes) -> None:
        nonlocal hints
        kind = LOCAL[name]
        if kind == "t":
            parts.clear()
        elif kind == "rPh":
            hints += 1

    def end(name: str) -> None:
        nonlocal hints
        kind = LOCAL[name]
        if kind == "t":
            if not hints:
                texts.append("".join(parts))
        elif kind == "si":
            strings.append(plain("".join(texts)))
            texts.clear()
        elif kind == "rPh":
            hints -= 1

    for _ in events(chunks, start, end, parts.append):
        pass
    return strings
