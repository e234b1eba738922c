"""CSV for Excel in Chinese: UTF-8 with BOM, CRLF, RFC 4180, no cell that Excel would run."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")

Cell = str | int | Decimal | None


def defused(text: str) -> str:
    """Return the text with a leading `'` where a spreadsheet would run it as a formula."""
    if text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def cell_text(value: Cell) -> str:
    """Return a cell as published: empty for no value, decimals with their own two places."""
    return "" if value is None else defused(str(value))


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write the rows below the header and return how many there were."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([defused(name) for name in header])
        for row in rows:
            writer.writerow([cell_text(value) for value in row])
            count += 1
    return count
