"""Which cells of a sheet are merged: it is said behind its rows, and needed before them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from orchestration.xlsx.errors import BookError
from orchestration.xlsx.grid import COLUMNS

MOST_MERGED = 1_000_000

_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*/>")
_MERGED = re.compile(
    rb"<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*[\"']"
    rb"\$?([A-Za-z]{1,3})\$?([0-9]{1,7}):\$?([A-Za-z]{1,3})\$?([0-9]{1,7})[\"']"
)
_LONGEST_TAG = 256


class Merge(NamedTuple):
    """A merged range: its first and last row and column, all from 1."""

    top: int
    left: int
    bottom: int
    right: int


def read_merges(chunks: Iterable[bytes]) -> list[Merge]:
    """Return the merged ranges of a sheet, in the order of their first rows."""
    merges: set[Merge] = set()
    held, is_behind = b"", False
    for chunk in chunks:
        seen = held + chunk
        held = seen[-_LONGEST_TAG:]
        if not is_behind:
            end = _END.search(seen) if b"sheetData" in seen else None
            if end is None:
                continue
            seen, is_behind = seen[end.end() :], True
        merges.update(_merge(*ends) for ends in _MERGED.findall(seen))
        if len(merges) > MOST_MERGED:
            raise BookError(f"a sheet has more than {MOST_MERGED} merged cells")
    return sorted(merges)


def _merge(left: bytes, top: bytes, right: bytes, bottom: bytes) -> Merge:
    columns = sorted(COLUMNS[letters.decode()] + 1 for letters in (left, right))
    rows = sorted(int(row) for row in (top, bottom))
    return Merge(rows[0], columns[0], rows[1], columns[1])
