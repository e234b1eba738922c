"""xlsx workbooks: every sheet with the header, each cell as the text that a person would read."""

from __future__ import annotations

import errno
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from orchestration.landing.table import Record, RefusedFileError

ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How an xlsx workbook begins, and an old .xls or one locked by a password."""

LARGEST_UNPACKED = 2 * 1024**3
"""Bytes; a workbook that says it holds more is no export but an attack or an accident."""

LARGEST_SHEET = 64_000_000
"""Cells from A1 to the last one: the reader keeps them all, so one stray cell far away counts."""

_CHUNK_BYTES = 1024 * 1024
_EXACT_WHOLE = 2.0**53
# a cell or row that holds something; formatted empty ones close themselves and take no room
_PLACE = re.compile(
    rb"<(?:\w{1,20}:)?(?:c|row)\b[^<>]{0,200}?\br=[\"']([A-Z]{0,3})([0-9]{1,7})[\"']"
    rb"(?:[^<>]{0,200}[^<>/])?>"
)


class Workbook:
    """A readable workbook; raises RefusedFileError where it is damaged or locked."""

    def __init__(self, path: Path) -> None:
        import python_calamine

        _require_sound(path)
        with _no_panic(), path.open("rb") as file:
            # through the file, not its path: the kind is told by the bytes, whatever the name
            self._book = python_calamine.CalamineWorkbook.from_filelike(file)
            self.sheet_names: list[str] = list(self._book.sheet_names)

    def records(self, number: int) -> Iterator[Record]:
        """Yield every row of the sheet with that number (from 0), from row 1 of the sheet on."""
        with _no_panic():
            rows = iter(self._book.get_sheet_by_index(number).iter_rows())
        while True:
            with _no_panic():
                row = next(rows, None)
            if row is None:
                return
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
        return _to_second(cell).isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return _number_text(cell)
    if isinstance(cell, time):
        return _to_second(datetime.combine(date(2000, 1, 1), cell)).time().isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return str(cell)


def _number_text(number: float) -> str:
    if not number.is_integer():
        return repr(number)
    # beyond what a float holds exactly, the digits that Excel shows, not those of the binary
    return str(int(number)) if abs(number) < _EXACT_WHOLE else f"{Decimal(repr(number)):f}"


def _to_second(moment: datetime) -> datetime:
    # a cell's serial number is binary: 09:30:00 may be kept as 09:29:59.999999
    if moment.microsecond >= 500_000 and datetime.max - moment > timedelta(seconds=1):
        moment += timedelta(seconds=1)
    return moment.replace(microsecond=0)


def _require_sound(path: Path) -> None:
    """Read the whole archive once, so that no part is damaged or larger than it says."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > LARGEST_UNPACKED:
                raise RefusedFileError(
                    f"the workbook unpacks to {unpacked // 1024**2} MiB, more than any export holds"
                )
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    _require_room(iter(lambda: part.read(_CHUNK_BYTES), b""))
    except RefusedFileError:
        raise
    except Exception as error:
        # a damaged archive makes the unpackers raise a dozen kinds of errors; the disk but one
        if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL}:
            raise
        raise _damaged() from None


def _damaged() -> RefusedFileError:
    return RefusedFileError(
        "the workbook is damaged, cut off or locked: open it in Excel and save it again"
    )


def _require_room(chunks: Iterator[bytes]) -> None:
    """Look where the last cells of a part stand, before a reader makes room for all before them."""
    rows, columns, before = 0, 0, b""
    for chunk in chunks:
        seen = before + chunk
        places = _PLACE.findall(seen)
        if places:
            rows = max(rows, *(int(row) for _, row in places), 0)
            columns = max(columns, *map(_column_number, {name for name, _ in places}), 0)
        before = seen[seen.rfind(b"<") :][:500] if b"<" in seen else b""
    if rows * columns > LARGEST_SHEET:
        raise RefusedFileError(
            f"a sheet reaches to row {rows} and column {columns}: delete what stands far outside"
            " of the table and save it again"
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


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
