"""One landing: every new or changed file of the raw folder into the lake."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from orchestration.errors import BadCall, TongbaoError
from orchestration.landing.bulk import WORTH_IT_BYTES, land_bulk
from orchestration.landing.contents import KeptContents, remove_unused
from orchestration.landing.contract import Contract, load_contract
from orchestration.landing.delimited import DELIMITERS, records, sniff
from orchestration.landing.discover import FoundFile, export_time, find_files, leaves_folder
from orchestration.landing.hashes import Hashes, signature
from orchestration.landing.index import LandedFile, read_index, write_index
from orchestration.landing.keys import content_key
from orchestration.landing.lake import NO_ROOM, ContentResult, ContentWriter, Lake
from orchestration.landing.table import (
    HEADER_WITHIN,
    FoundHeader,
    Record,
    RefusedFileError,
    RowShaper,
    data_rows,
    find_header,
    missing_columns_reason,
    no_header_reason,
)
from orchestration.landing.workbook import OLE_MAGIC, ZIP_MAGIC, Workbook
from orchestration.settings import EXPORTS


@dataclass(frozen=True)
class LandingReport:
    """All files known after a landing, and what this one found."""

    files: tuple[LandedFile, ...]
    newly_landed: tuple[LandedFile, ...]
    ignored: tuple[FoundFile, ...]

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
) -> LandingReport:
    """Land every new or changed export of `raw` into `lake` and return what is known then.

    A file that cannot be landed is refused with a reason and the others go on. CSV files from
    `bulk_from` bytes on take the fast road where they are regular. `headers` are further names of
    columns, by export and the column's header; they count for files landed long ago as well, also
    for those that are gone. Raises BadCall where `raw` is no folder, where neither it nor the lake
    holds any export, or where a further name is none (see `with_headers`).
    """
    contracts = {export: load_contract(export, (headers or {}).get(export)) for export in EXPORTS}
    found = _find(raw, exports)
    store = Lake(lake)
    store.remove_leftovers()
    known = read_index(store)
    if not known and not any(file.set_aside is None for file in found):
        raise BadCall(
            f"the raw folder {raw} holds no export: put files into"
            f" {', '.join(f'{export}/' for export in EXPORTS)}, ending in .csv, .csv.gz or .xlsx"
        )
    store.ensure_hash_key()
    for contract in contracts.values():
        store.ensure_empty(contract)
    landed: dict[tuple[str, str], LandedFile] = {}
    newly: list[LandedFile] = []
    to_land = [
        (candidate, known.get((candidate.export, candidate.file)))
        for candidate in found
        if candidate.set_aside is None
    ]
    new = (candidate.path for candidate, before in to_land if before is None)
    with (
        Hashes(path for path in new if path.is_file() and not leaves_folder(path, raw)) as hashes,
        KeptContents(store) as kept,
    ):
        landing = _Landing(raw, store, contracts, kept, hashes, bulk_from)
        for candidate, before in to_land:
            after = landing.land_file(candidate, before)
            landed[after.export, after.file] = after
            if before is None or before.sha256 != after.sha256:
                newly.append(after)
            if progress is not None:
                progress(candidate.file)
        gone = {
            key: replace(landing.standing(file), present=False)
            for key, file in known.items()
            if key not in landed and file.export in exports
        }
    others = {key: file for key, file in known.items() if file.export not in exports}
    files = sorted((others | gone | landed).values(), key=lambda file: (file.export, file.file))
    write_index(store, files)
    remove_unused(store, kept, files)
    ignored = tuple(file for file in found if file.set_aside is not None)
    return LandingReport(tuple(files), tuple(newly), ignored)


def _find(raw: Path, exports: Iterable[str]) -> list[FoundFile]:
    if not raw.is_dir():
        raise BadCall(f"the raw folder {raw} is not there: name it with --raw or TONGBAO_RAW")
    return [file for export in exports for file in find_files(raw, export)]


@dataclass(frozen=True)
class _Landing:
    """What one landing works with."""

    raw: Path
    lake: Lake
    contracts: Mapping[str, Contract]
    kept: KeptContents
    hashes: Hashes
    bulk_from: int

    def land_file(self, candidate: FoundFile, before: LandedFile | None) -> LandedFile:
        """Land a file of the raw folder as it is now."""
        if leaves_folder(candidate.path, self.raw):
            return _refused_file(candidate, "it is a link that leads out of the raw folder")
        try:
            status = candidate.path.stat()
            if not stat.S_ISREG(status.st_mode):
                return _refused_file(candidate, "it is no regular file")
            is_unchanged = before is not None and _signature_of(before) == signature(status)
            if before and is_unchanged:
                sha256 = before.sha256
            else:
                sha256 = self.hashes.of(candidate.path, status)
            self.kept.keep(candidate.path, sha256)
            content = content_key(sha256, self.contracts[candidate.export])
            result = self.lake.result(candidate.export, content)
            if result is None:
                result = self._land_content(candidate.export, content, candidate.path)
                if signature(candidate.path.stat()) != signature(status):
                    reason = "it was still being written: it is landed when it has stopped growing"
                    return _refused_file(candidate, reason)
                self.lake.keep_result(candidate.export, content, result)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise _no_room(self.lake, candidate.file, error) from None
            return _refused_file(candidate, f"it cannot be read ({error.strerror or error})")
        except Exception as error:
            # one file that nobody foresaw must not keep all others from landing
            return _refused_file(candidate, f"it cannot be read ({type(error).__name__})")
        size, mtime_ns, ctime_ns = signature(status)
        known = LandedFile(
            export=candidate.export,
            file=candidate.file,
            sha256=sha256,
            export_time=export_time(candidate.file),
            status="landed",
            reason=None,
            data_rows=0,
            size=size,
            mtime_ns=mtime_ns,
            ctime_ns=ctime_ns,
        )
        return _became(known, content, result)

    def standing(self, before: LandedFile) -> LandedFile:
        """Return a file that cannot be read now as its kept bytes are by today's contract.

        A file whose bytes were not kept stands as it was landed.
        """
        if not before.sha256:
            return before
        content = content_key(before.sha256, self.contracts[before.export])
        result = self.lake.result(before.export, content)
        if result is None:
            try:
                with self.kept.opened(before.sha256, before.file) as path:
                    if path is None:
                        return before
                    result = self._land_content(before.export, content, path)
            except OSError as error:
                raise _no_room(self.lake, before.file, error) from None
            self.lake.keep_result(before.export, content, result)
        return _became(before, content, result)

    def _land_content(self, export: str, content: str, path: Path) -> ContentResult:
        return _land_content(self.lake, self.contracts[export], content, path, self.bulk_from)


def _became(file: LandedFile, content: str, result: ContentResult) -> LandedFile:
    return replace(
        file,
        content=content,
        status="landed" if result.reason is None else "refused",
        reason=result.reason,
        data_rows=result.data_rows,
        notes=result.notes,
    )


def _no_room(lake: Lake, file: str, error: OSError) -> TongbaoError:
    return TongbaoError(
        f"landing {file} ended at the lake, not at the file ({error.strerror}):"
        f" make room for {lake.folder}"
    )


def _refused_file(candidate: FoundFile, reason: str) -> LandedFile:
    return LandedFile(
        candidate.export, candidate.file, "", export_time(candidate.file), "refused", reason, 0
    )


def _signature_of(file: LandedFile) -> tuple[int, int, int]:
    return file.size, file.mtime_ns, file.ctime_ns


def _land_content(
    lake: Lake, contract: Contract, content: str, path: Path, bulk_from: int
) -> ContentResult:
    target = lake.rows(contract.export) / f"{content}.parquet"
    try:
        with lake.drafted(target) as draft:
            count, notes = _write_rows(draft, contract, content, path, bulk_from)
            if not count:
                raise RefusedFileError("it holds a header but no data rows")
    except RefusedFileError as refusal:
        return ContentResult(0, reason=str(refusal))
    return ContentResult(count, notes=notes)


def _write_rows(
    draft: Path, contract: Contract, content: str, path: Path, bulk_from: int
) -> tuple[int, dict[str, Any]]:
    """Write the data rows of a file to `draft`; return how many, and notes on how it was read."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic == OLE_MAGIC:
        raise RefusedFileError(
            "it is an old .xls or a workbook locked by a password: save it as xlsx without one"
        )
    if magic == ZIP_MAGIC:
        with ContentWriter(draft, contract, content) as writer:
            notes = _read_workbook(writer, path, contract)
            return writer.count, notes
    dialect = sniff(path, contract)
    notes = {
        "encoding": dialect.encoding,
        "delimiter": DELIMITERS[dialect.delimiter],
        "sheets": [_sheet_notes("", dialect.found)],
    }
    if path.stat().st_size >= bulk_from:
        count = land_bulk(path, dialect, contract, content, draft)
        if count is not None:
            return count, notes
    with ContentWriter(draft, contract, content) as writer:
        stream = records(path, dialect.encoding, dialect.delimiter)
        _add_rows(writer, contract, dialect.found, stream, sheet="", sheet_number=1)
        return writer.count, notes


def _read_workbook(writer: ContentWriter, path: Path, contract: Contract) -> dict[str, Any]:
    book = Workbook(path)
    sheets, ignored, near = [], [], []
    for number, name in enumerate(book.sheet_names):
        rows = book.records(number)
        first = list(islice(rows, HEADER_WITHIN))
        found = find_header(contract, first)
        if found is None:
            ignored.append(name)
            continue
        if not found.header.is_complete:
            has_rows = next(data_rows(contract, found, chain(first, rows)), None) is not None
            near.append((name, found, has_rows))
            continue
        _add_rows(writer, contract, found, chain(first, rows), sheet=name, sheet_number=number + 1)
        sheets.append(_sheet_notes(name, found))
    for name, found, has_rows in near:
        if not sheets or not _is_another_table(contract, found, has_rows):
            raise RefusedFileError(f"sheet {name[:40]!r}: {missing_columns_reason(found)}")
        ignored.append(name)
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


def _add_rows(
    writer: ContentWriter,
    contract: Contract,
    found: FoundHeader,
    stream: Iterable[Record],
    sheet: str,
    sheet_number: int,
) -> None:
    shaper = RowShaper(contract, found.header)
    for row in data_rows(contract, found, stream):
        writer.add(sheet, sheet_number, row.number, shaper.shape(row))


def _sheet_notes(name: str, found: FoundHeader) -> dict[str, Any]:
    return {
        "name": name,
        "header_row": found.number,
        "unknown_columns": found.header.drift,
    }
