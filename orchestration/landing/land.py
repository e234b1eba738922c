"""One landing: every new or changed file of the raw folder into the lake."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from orchestration.errors import BadCall
from orchestration.landing.bulk import WORTH_IT_BYTES, land_bulk
from orchestration.landing.contents import KeptContents, remove_unused
from orchestration.landing.contract import Contract, load_contract
from orchestration.landing.delimited import DELIMITERS, records, sniff
from orchestration.landing.discover import FoundFile, find_files, leaves_folder
from orchestration.landing.file_landing import FileLanding, signature_of
from orchestration.landing.hashes import Hashes, signature
from orchestration.landing.index import (
    LandedFile,
    NotRead,
    read_index,
    write_index,
    write_not_read,
)
from orchestration.landing.lake import ContentResult, ContentWriter, Lake
from orchestration.landing.not_data import NotData
from orchestration.landing.quoting import has_data, is_form, quotable_header
from orchestration.landing.settle import Settling, settled
from orchestration.landing.table import (
    FoundHeader,
    Record,
    RefusedFileError,
    RowShaper,
    data_rows,
    find_header,
    missing_columns_reason,
    no_header_reason,
)
from orchestration.landing.workbook import OLE_MAGIC, ZIP_MAGIC, KeyDigits, Workbook
from orchestration.settings import EXPORTS
from orchestration.xlsx.reader import BookReader


@dataclass(frozen=True)
class LandingReport:
    """All files known after a landing, and what this one found."""

    files: tuple[LandedFile, ...]
    newly_landed: tuple[LandedFile, ...]
    ignored: tuple[FoundFile, ...]
    not_read: tuple[NotRead, ...] = ()
    """Files and folders that it could not look at; what was landed of them stands."""

    @property
    def refused(self) -> tuple[LandedFile, ...]:
        """Files that could not be landed, each with its reason."""
        return tuple(file for file in self.files if file.status == "refused")

    @property
    def removed(self) -> tuple[LandedFile, ...]:
        """Files that are gone from the raw folder; their rows stay."""
        return tuple(file for file in self.files if not file.present)


def land(
    raw: Path,
    lake: Path,
    exports: Sequence[str] = EXPORTS,
    progress: Callable[[str], None] | None = None,
    bulk_from: int = WORTH_IT_BYTES,
    headers: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> LandingReport:
    """Land every new or changed export of `raw` into `lake` and return what is known then.

    A file that cannot be landed is refused with a reason and the others go on; one that was landed
    and cannot be read now, or is being written, stands as it was. CSV files from
    `bulk_from` bytes on take the fast road where they are regular. `headers` are further names of
    columns, by export and the column's header; they count for files landed long ago as well, also
    for those that are gone. Raises BadCall where `raw` is no folder, where neither it nor the lake
    holds any export, or where a further name is none (see `with_headers`).
    """
    settling = Settling.resolve()
    contracts = {export: load_contract(export, (headers or {}).get(export)) for export in EXPORTS}
    found = _find(raw, exports)
    store = Lake(lake)
    store.remove_leftovers()
    known = read_index(store)
    if not known:
        _require_exports(raw, found)
    mended = store.ensure_hash_key()
    if mended is not None:
        say(mended)
    store.ensure_compatibility()
    for contract in contracts.values():
        store.ensure_empty(contract)
    to_land = [
        (candidate, known.get((candidate.export, candidate.file)))
        for candidate in found
        if candidate.set_aside is None
    ]
    changed = [each.path for each, before in to_land if _is_changed(each, before, raw)]
    looks = settled(changed, settling, say)
    new = [each.path for each, before in to_land if before is None and each.path in looks]

    def read(contract: Contract, content: str, path: Path) -> ContentResult:
        return _land_content(store, contract, content, path, bulk_from, books)

    landed: dict[tuple[str, str], LandedFile] = {}
    newly: list[LandedFile] = []
    with Hashes(new) as hashes, KeptContents(store) as kept, BookReader() as books:
        landing = FileLanding(raw, store, contracts, kept, hashes, looks, read)
        for candidate, before in to_land:
            after = landing.land(candidate, before)
            if after is not None:
                landed[after.export, after.file] = after
            if after is not None and (before is None or before.sha256 != after.sha256):
                newly.append(after)
            if progress is not None:
                progress(candidate.file)
        unreadable = [each for each in found if each.is_unreadable]
        landing.not_read.extend(
            NotRead(each.export, each.file, each.set_aside or "", True) for each in unreadable
        )
        tried = {(candidate.export, candidate.file) for candidate, _ in to_land}
        for key, file in known.items():
            if key not in tried and file.export in exports:
                is_there = file.present and _lies_in(file, unreadable)
                landed[key] = replace(landing.standing(file), present=is_there)
    others = {key: file for key, file in known.items() if file.export not in exports}
    files = sorted((others | landed).values(), key=lambda file: (file.export, file.file))
    write_index(store, files)
    write_not_read(store, landing.not_read)
    remove_unused(store, kept, files)
    ignored = tuple(file for file in found if file.set_aside is not None)
    return LandingReport(tuple(files), tuple(newly), ignored, tuple(landing.not_read))


def _find(raw: Path, exports: Iterable[str]) -> list[FoundFile]:
    if not raw.is_dir():
        raise BadCall(f"the raw folder {raw} is not there: name it with --raw or TONGBAO_RAW")
    return [file for export in exports for file in find_files(raw, export)]


def _require_exports(raw: Path, found: Iterable[FoundFile]) -> None:
    if any(file.set_aside is None for file in found):
        return
    for file in found:
        if file.is_unreadable:
            raise BadCall(f"{file.path}: {file.set_aside}: let this user read it")
    raise BadCall(
        f"the raw folder {raw} holds no export: put files into"
        f" {', '.join(f'{export}/' for export in EXPORTS)}, ending in .csv, .csv.gz or .xlsx"
    )


def _is_changed(candidate: FoundFile, before: LandedFile | None, raw: Path) -> bool:
    """Whether a regular file of the folder is new, or looks otherwise than when it was landed."""
    if leaves_folder(candidate.path, raw):
        return False
    try:
        status = candidate.path.stat()
    except OSError:
        return False
    is_known = before is not None and before.sha256 and signature_of(before) == signature(status)
    return stat.S_ISREG(status.st_mode) and not is_known


def _lies_in(file: LandedFile, folders: Iterable[FoundFile]) -> bool:
    return any(f"{file.file}".startswith(f"{folder.file}/") for folder in folders)


def _land_content(
    lake: Lake, contract: Contract, content: str, path: Path, bulk_from: int, books: BookReader
) -> ContentResult:
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
        return ContentResult(0, reason=str(refusal))
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
        magic = file.read(4)
    if magic == OLE_MAGIC:
        raise RefusedFileError(
            "it is an old .xls or a workbook locked by a password: save it as xlsx without one"
        )
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
        writing.add_rows(writer, dialect.found, stream, _Sheet("", 1, has_fields=True))
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
    sheets, ignored, near = [], [], []
    for number, name in enumerate(book.sheet_names):
        sheet = book.sheet(number)
        found = find_header(contract, sheet.head, sheet.merges)
        if found is None:
            ignored.append(number + 1)
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
            reason = missing_columns_reason(contract, found, below)
            raise RefusedFileError(f"sheet {place}: {reason}")
        ignored.append(place)
    if not sheets:
        raise RefusedFileError(f"none of its sheets is a table: {no_header_reason(contract)}")
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
