"""One content read: which kind of file it is, and its rows into the lake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.landing.bulk import land_bulk
from orchestration.landing.contract import Contract
from orchestration.landing.delimited import DELIMITERS, records, sniff
from orchestration.landing.file_kinds import ZIP_MAGIC
from orchestration.landing.lake import ContentResult, Lake
from orchestration.landing.not_data import NotData
from orchestration.landing.quoting import has_data, is_form, quotable_header
from orchestration.landing.table import (
    FoundHeader,
    Record,
    RefusedFileError,
    RowShaper,
    data_rows,
    find_header,
    missing_columns,
    no_header,
)
from orchestration.landing.torn import untorn
from orchestration.landing.workbook import KeyDigits, Workbook
from orchestration.landing.writer import ContentWriter
from orchestration.xlsx.reader import BookReader


def land_content(
    lake: Lake, contract: Contract, content: str, path: Path, bulk_from: int, books: BookReader
) -> ContentResult:
    """Make rows of a file under a content's key; what cannot be read is refused with its reason.

    CSV files from `bulk_from` bytes on take the fast road where they are regular. Raises OSError.
    """
    target = lake.rows(contract.export) / f"{content}.parquet"
    not_data = NotData()
    try:
        with lake.drafted(target) as draft:
            writing = _Writing(draft, contract, content, not_data)
            count, notes = _write_rows(writing, path, bulk_from, books)
            if not count:
                raise RefusedFileError(_no_data_reason(not_data))
    except RefusedFileError as refusal:
        lake.keep_not_data(contract.export, content, ())
        sheets = [{"unknown_columns": list(refusal.headers), "may_quote": True}]
        notes = {"sheets": sheets} if refusal.headers else {}
        return ContentResult(0, reason=str(refusal), notes=notes)
    lake.keep_not_data(contract.export, content, not_data.lines())
    return ContentResult(count, notes=notes, not_data=not_data.count)


def _no_data_reason(not_data: NotData) -> str:
    said = f" ({not_data.count} of its rows are totals or footers)" if not_data.count else ""
    return f"it holds a header but no data rows{said}"


@dataclass(frozen=True)
class _Writing:
    """Where the rows of a content go: data rows to the draft, the others into a list."""

    draft: Path
    contract: Contract
    content: str
    not_data: NotData

    def writer(self) -> ContentWriter:
        return ContentWriter(self.draft, self.contract, self.content)

    def add_rows(
        self, writer: ContentWriter, found: FoundHeader, stream: Iterable[Record], sheet: _Sheet
    ) -> None:
        def leave_out(row: int, kind: str) -> None:
            self.not_data.add(sheet.name, sheet.number, row, kind)

        shaper = RowShaper(self.contract, found.header)
        for row in data_rows(self.contract, found, stream, leave_out, sheet.has_fields):
            writer.add(sheet.name, sheet.number, row.number, shaper.shape(row))


@dataclass(frozen=True)
class _Sheet:
    """A sheet, or a CSV file as its only one; in a file a row has the fields that it has."""

    name: str
    number: int
    has_fields: bool = False


def _write_rows(
    writing: _Writing, path: Path, bulk_from: int, books: BookReader
) -> tuple[int, dict[str, Any]]:
    """Write the data rows of a file; return how many, and notes on how it was read."""
    with path.open("rb") as file:
        magic = file.read(len(ZIP_MAGIC))
    if magic == ZIP_MAGIC:
        return _write_workbook(writing, path, books)
    dialect = sniff(path, writing.contract)
    notes = {
        "encoding": dialect.encoding,
        "delimiter": DELIMITERS[dialect.delimiter],
        "sheets": [_sheet_notes("", dialect.found)],
    }
    if path.stat().st_size >= bulk_from:
        landed = land_bulk(path, dialect, writing.contract, writing.content, writing.draft)
        if landed is not None:
            for row, kind in landed.not_data:
                writing.not_data.add("", 1, row, kind)
            return landed.count, notes
    with writing.writer() as writer:
        stream = records(path, dialect.encoding, dialect.delimiter)
        whole = untorn(stream, dialect.found, dialect.delimiter)
        writing.add_rows(writer, dialect.found, whole, _Sheet("", 1, has_fields=True))
        return writer.count, notes


def _write_workbook(writing: _Writing, path: Path, books: BookReader) -> tuple[int, dict[str, Any]]:
    digits = KeyDigits()
    while True:
        with writing.writer() as writer:
            notes = _read_workbook(writing, writer, Workbook(books, path, digits))
        if digits.is_cut or not digits.look_cut:
            return writer.count, notes
        # what all keys of the file lost is known at its end only
        digits = KeyDigits(is_cut=True)
        writing.not_data.clear()


def _read_workbook(writing: _Writing, writer: ContentWriter, book: Workbook) -> dict[str, Any]:
    contract = writing.contract
    sheets, ignored, heads, near = [], [], [], []
    for number, name in enumerate(book.sheet_names):
        sheet = book.sheet(number)
        found = find_header(contract, sheet.head, sheet.merges)
        if found is None:
            ignored.append(number + 1)
            heads.append(sheet.head)
            continue
        rows = sheet.records(contract, found)
        if not found.header.is_complete:
            has_rows = next(data_rows(contract, found, rows), None) is not None
            near.append((number + 1, found, has_rows, sheet.head[found.number :]))
            continue
        if is_form(found.header) and not has_data(
            contract, found.header, sheet.head[found.number :]
        ):
            ignored.append(number + 1)
            continue
        writing.add_rows(writer, found, rows, _Sheet(name, number + 1))
        sheets.append(_sheet_notes(name, found))
    for place, found, has_rows, below in near:
        if not sheets or not _is_another_table(contract, found, has_rows):
            # by its number: a sheet may be called by someone's name
            raise missing_columns(contract, found, below, f"sheet {place}: ")
        ignored.append(place)
    if not sheets:
        raise no_header(contract, heads, "none of its sheets is a table: ")
    return {"sheets": sheets, "ignored_sheets": ignored}


def _is_another_table(contract: Contract, found: FoundHeader, has_rows: bool) -> bool:
    """Tell whether a sheet beside a whole table is a note on it, or a table of something else.

    One that lacks a required column and is neither has lost it: its rows must not be lost silently.
    """
    required = sum(column.required for column in contract.columns)
    is_note = not has_rows and bool(found.header.unknown)
    return is_note or 2 * len(found.header.missing) > required


def _sheet_notes(name: str, found: FoundHeader) -> dict[str, Any]:
    return {
        "name": name,
        "header_row": found.number,
        "unknown_columns": found.header.drift,
        "may_quote": bool(quotable_header(found.header.cells)),
    }
