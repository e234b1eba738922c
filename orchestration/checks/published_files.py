"""Published CSVs read back as a reader would, and their bytes checked against the format."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.checks.validate import Failure
from orchestration.periods import Period
from orchestration.publication.csv_writer import defused

if TYPE_CHECKING:
    import pandas as pd

_MARK = b"\xef\xbb\xbf"


def read_published(path: Path, period: Period) -> pd.DataFrame:
    """Return a published CSV as a frame of text, empty cells as empty text.

    Its columns speak of 本期 and 上期, as the suites do for every kind of period.
    """
    import pandas as pd

    frame = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    return frame.rename(columns=period.unworded)


def check_bytes(path: Path) -> list[Failure]:
    """Return what in the file's bytes breaks the published format; nothing if all is well."""
    content = path.read_bytes()
    problems = []
    if not content.startswith(_MARK):
        problems.append("it does not start with a UTF-8 byte-order mark")
    if not content.endswith(b"\r\n"):
        problems.append("its last line does not end in CRLF")
    text = content.removeprefix(_MARK).decode("utf-8", "replace")
    if "\ufffd" in text:
        problems.append("it is not UTF-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    if written.getvalue() != text:
        problems.append("its quoting or line ends are not those of RFC 4180")
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            problems.append(f"line {number} has {len(row)} cells, the header {len(rows[0])}")
        for cell in row:
            if defused(cell) != cell:
                problems.append(f"line {number} has a cell that a spreadsheet would run: {cell!r}")
    return [Failure("format", f"{path.name}: {problem}") for problem in problems]
