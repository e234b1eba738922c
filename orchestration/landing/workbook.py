"""xlsx workbooks: every sheet with the header, each cell as the text that a person would read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from orchestration.landing.table import Record, RefusedFileError

LARGEST_UNPACKED = 2 * 1024**3
"""Bytes; a workbook that says it holds more is no export but an attack or an accident."""


class Workbook:
    """A readable workbook; raises RefusedFileError where it is damaged or locked."""

    def __init__(self, path: Path) -> None:
        import python_calamine

        _require_sound_zip(path)
        with _no_panic():
            self._book = python_calamine.CalamineWorkbook.from_path(str(path))
            self.sheet_names: list[str] = list(self._book.sheet_names)

    def records(self, number: int) -> Iterator[Record]:
        """Yield every row of the sheet with that number (from 0), from row 1 of the sheet on."""
        with _no_panic():
            sheet = self._book.get_sheet_by_index(number)
            rows = sheet.to_python(skip_empty_area=False)
        for row in rows:
            yield [cell_text(cell) for cell in row]


def cell_text(cell: Any) -> str | None:
    """Return a cell as text: times to the second, whole numbers without a decimal point."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return f"{_to_second(cell):%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, time | timedelta):
        return str(cell)
    return str(cell)


def _to_second(moment: datetime) -> datetime:
    # a cell's serial number is binary: 09:30:00 may be kept as 09:29:59.999999
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _require_sound_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise RefusedFileError(
            "the workbook is damaged or cut off: open it in Excel and save it again"
        ) from None
    if unpacked > LARGEST_UNPACKED:
        raise RefusedFileError(
            f"the workbook unpacks to {unpacked // 1024**2} MiB, more than any export holds"
        )


class _no_panic:  # noqa: N801  # reads as a phrase: with _no_panic()
    """Turn whatever the reader raises, its panics included, into a refusal."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: Any, trace: Any) -> None:
        if error is None or isinstance(error, KeyboardInterrupt | SystemExit | RefusedFileError):
            return
        raise RefusedFileError(
            "the workbook cannot be read: it is damaged, locked by a password, or no xlsx"
        ) from None
