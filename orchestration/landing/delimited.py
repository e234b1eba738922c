"""CSV files: which encoding and delimiter, then records as they stream through; no guessing."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TextIO

from orchestration.landing.contract import Contract
from orchestration.landing.file_kinds import GZIP_MAGIC, binary_kind, text_kind
from orchestration.landing.guarded import CHUNK_BYTES, Stream, text_bytes, unpacked
from orchestration.landing.table import (
    HEADER_WITHIN,
    FoundHeader,
    Record,
    RefusedFileError,
    find_header,
    missing_columns,
    no_header,
    require_no_form,
)
from orchestration.landing.torn import Look

HEAD_BYTES = 256 * 1024
LONGEST_FIELD = 1024 * 1024
MOST_BLANK = 1024 * 1024
"""Blank rows on end; a sheet has no more rows at all."""
DELIMITERS = {",": "comma", "\t": "tab"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TOO_WIDE = f"its header does not end within {HEAD_BYTES // 1024} KiB: is it a table at all?"
_END = "\0end of file\0"


@dataclass(frozen=True)
class Dialect:
    """How a CSV file is written, and where its header stands."""

    encoding: str
    delimiter: str
    found: FoundHeader


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file, through gzip where its first bytes say so."""
    with path.open("rb") as file:
        if is_gzip(file):
            with gzip.open(file, "rb") as inner:
                size = path.stat().st_size
                yield io.BufferedReader(Stream(unpacked(inner, size)), CHUNK_BYTES)
        else:
            yield file


def is_gzip(file: BinaryIO) -> bool:
    """Tell by its first bytes whether a file is packed with gzip; it stands at its start then."""
    magic = file.read(len(GZIP_MAGIC))
    file.seek(0)
    return magic == GZIP_MAGIC


@contextmanager
def opened_text(path: Path, encoding: str) -> Iterator[TextIO]:
    """Open a file as text, strictly decoded, its line ends as they are.

    Raises RefusedFileError where the bytes cannot be read or decoded, naming the first bad one.
    """
    with _readable(), opened(path) as stream:
        chunks = iter(lambda: stream.read(CHUNK_BYTES), b"")
        sound = io.BufferedReader(Stream(text_bytes(chunks, encoding)), CHUNK_BYTES)
        text = io.TextIOWrapper(sound, encoding=encoding, errors="strict", newline="")
        try:
            yield text
        except UnicodeDecodeError:
            raise RefusedFileError(_undecodable(path, encoding) or "it cannot be decoded") from None
        finally:
            text.detach()


def sniff(path: Path, contract: Contract) -> Dialect:
    """Return the encoding and delimiter under which the header is found.

    Raises RefusedFileError where there is none, or where it lacks a required column.
    """
    with path.open("rb") as file:
        is_unpacked = is_gzip(file)
    with _readable(), opened(path) as stream:
        head = stream.read(HEAD_BYTES)
    kind = binary_kind(head, is_unpacked)
    if kind is not None:
        raise RefusedFileError(kind)
    if not head.strip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"):
        raise RefusedFileError("the file is empty")
    is_whole = len(head) < HEAD_BYTES
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked is not None:
        head = b"".join(text_bytes([head], marked))
    nearest: Dialect | None = None
    below: list[Record] = []
    heads: list[list[Record]] = []
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        text, is_sound = _decoded_head(head, encoding)
        for delimiter in DELIMITERS:
            read = _head_records(text, delimiter)
            found = find_header(contract, read)
            if found is None:
                heads += [read] if is_sound else []
                continue
            if not is_whole and found.number == len(read) < HEADER_WITHIN:
                raise RefusedFileError(_TOO_WIDE)
            dialect = Dialect(encoding, delimiter, found)
            # a header without a Chinese character is found in any encoding
            if found.header.is_complete and is_sound:
                require_no_form(contract, found, read[found.number :])
                return dialect
            if nearest is None or found.header.matched > nearest.found.header.matched:
                nearest, below = dialect, read[found.number :]
    if nearest is not None and nearest.found.header.is_complete:
        require_no_form(contract, nearest.found, below)
        return nearest
    if nearest is not None:
        raise missing_columns(contract, nearest.found, below)
    kind = text_kind(head)
    if kind is not None:
        raise no_header(contract, before=f"{kind}; ")
    if marked is None and _looks_like_utf16(head, contract):
        raise RefusedFileError(
            "it looks like UTF-16 without a byte-order mark: save it as UTF-8 or with the mark"
        )
    with _readable():
        undecodable = _undecodable(path, marked)
    raise RefusedFileError(undecodable) if undecodable else no_header(contract, heads)


def records(
    path: Path, encoding: str, delimiter: str, look: Look | None = None
) -> Iterator[Record]:
    """Yield every record of the file, title rows and blank ones included.

    One that spans several lines is looked at by `look` first, with these.

    Raises RefusedFileError at the first byte that the encoding does not allow, at a damaged gzip
    stream, and at a quotation mark that is never closed.
    """
    number = 0
    with opened_text(path, encoding) as lines:
        last: Record = ()
        read: list[str] = []
        blank = 0
        try:
            for record in _parsed(_kept(chain(lines, [_END]), read), delimiter):
                if number:
                    yield last
                last = record
                number += 1
                blank = 0 if any(record) else blank + 1
                if blank > MOST_BLANK:
                    raise RefusedFileError(
                        f"more than {MOST_BLANK} blank rows follow each other, row {number} among"
                        " them: is it a table at all?"
                    )
                if look and len(read) > 1 and read[-1] != _END:
                    try:
                        look(number, record, read)
                    except RefusedFileError as torn:
                        # by either road a file is told first where it cannot be decoded
                        undecodable = _undecodable(path, encoding)
                        raise RefusedFileError(undecodable or str(torn)) from None
                read.clear()
        except csv.Error as error:
            raise RefusedFileError(
                f"row {number + 1} cannot be read ({error}): is a quotation mark left open there?"
            ) from None
    if list(last) != [_END]:
        raise RefusedFileError(
            f"the quotation mark that opens in row {number} is never closed: rows after it would"
            " be lost; export the file again"
        )


def _kept(lines: Iterable[str], read: list[str]) -> Iterator[str]:
    """Yield the lines and keep those that were asked for."""
    for line in lines:
        read.append(line)
        yield line


def _parsed(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_FIELD)
    return csv.reader(lines, delimiter=delimiter)


def _head_records(text: str, delimiter: str) -> list[Record]:
    read: list[Record] = []
    try:
        read.extend(islice(_parsed(io.StringIO(text, newline=""), delimiter), HEADER_WITHIN))
    except csv.Error:
        return read
    return read


def _decoded_head(head: bytes, encoding: str) -> tuple[str, bool]:
    """Return the beginning of a file as text, and whether the encoding allows all of it."""
    decoder = codecs.getincrementaldecoder(encoding)
    try:
        return decoder("strict").decode(head), True
    except UnicodeDecodeError:
        return decoder("replace").decode(head), False


def _looks_like_utf16(head: bytes, contract: Contract) -> bool:
    texts = [head.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be")]
    return _has_a_nul_in_many_pairs(head[:4096]) or any(
        find_header(contract, _head_records(text, delimiter)) is not None
        for text in texts
        for delimiter in DELIMITERS
    )


def _has_a_nul_in_many_pairs(head: bytes) -> bool:
    """Tell UTF-16 by its ASCII: NULs that are many, and nearly all the first or second of two."""
    few, many = sorted(head[at::2].count(0) for at in (0, 1))
    return many > len(head) // 5 and few * 10 < many


def _undecodable(path: Path, encoding: str | None) -> str | None:
    """Say where the file breaks the encoding (both possible ones if None); None if it does not."""
    offsets = {}
    for name in [encoding] if encoding else ["utf-8", "gb18030"]:
        offset = _first_bad_byte(path, name)
        if offset is None:
            return None
        offsets[name] = offset
    told = " and ".join(f"{name.upper()} (byte {offset})" for name, offset in offsets.items())
    return f"it cannot be decoded as {told}: export it again as UTF-8 or GB18030"


def _first_bad_byte(path: Path, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    read = 0
    with opened(path) as stream:
        chunks: Callable[[], bytes] = lambda: stream.read(CHUNK_BYTES)  # noqa: E731
        for chunk in iter(chunks, b""):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return read - (len(error.object) - len(chunk)) + error.start
            read += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return read - len(error.object) + error.start
    return None


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except EOFError:
        raise RefusedFileError("the gzip file is cut off: copy or export it again") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise RefusedFileError(f"the gzip file is damaged ({error}): copy it again") from None
