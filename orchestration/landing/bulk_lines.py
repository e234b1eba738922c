"""The lines that DuckDB is to read: looked over first for what two readers could see differently.

A large UTF-8 file is read where it lies; another encoding is decoded here, strictly, into a private
file of data lines. Rows at the end that are no data are cut off, since few have all fields.
"""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from orchestration.landing.contract import Contract, word
from orchestration.landing.delimited import Dialect, is_gzip, opened_text
from orchestration.landing.guarded import is_padded
from orchestration.landing.not_data import RowRules
from orchestration.landing.torn import ESCAPED_QUOTE

if TYPE_CHECKING:
    import numpy as np

_CHUNK_BYTES = 8 * 1024 * 1024
_CHUNK_CHARACTERS = 4 * 1024 * 1024
_TAIL_BYTES = 64 * 1024
_BLANK_LINE = re.compile(rb"\n[,\t \r]*\n")
_PATTERN = frozenset("*?[]{}")
"""What DuckDB would take for a pattern in a file's name."""

_ESCAPED_QUOTE = ESCAPED_QUOTE.encode()
"""Whether such a mark tore rows is for the other reader to say."""

_UTF8 = ("utf-8", "utf-8-sig")


class IrregularError(Exception):
    """The file holds something that the fast road does not take."""


@dataclass(frozen=True)
class Lines:
    """A file of UTF-8 lines, how many come before the data, and what counts the data's records."""

    path: Path
    skipped: int
    count: Callable[[], int]
    cut: tuple[CutLine, ...] = ()
    """Lines behind the data that are no data, in order, already gone from the file."""


@dataclass(frozen=True)
class CutLine:
    """A line that is no data: its bytes, and of which kind it is (None for a blank one)."""

    line: bytes
    kind: str | None


def lines_to_read(path: Path, dialect: Dialect, contract: Contract, private: Path) -> Lines:
    """Return the lines of a file, written to `private` where they cannot be read in place.

    Raises IrregularError where two readers could differ, and RefusedFileError where the file cannot
    be decoded.
    """
    return _lines_in_place(path, dialect, contract) or _lines_apart(
        path, dialect, contract, private
    )


def _lines_in_place(path: Path, dialect: Dialect, contract: Contract) -> Lines | None:
    """Take a UTF-8 file as it lies; None where it is another one, or ends in what is no data."""
    if not _is_plain_utf8(path, dialect) or set(str(path)) & _PATTERN:
        return None
    with path.open("rb") as file:
        _skip_header(file, dialect)
        # before the whole is looked over: where it ends so, that is done when it is written apart
        if _trailing(file, dialect, contract):
            return None

    def count() -> int:
        return sum(ended for _, ended in _looked_over(_raw_chunks(path, dialect)))

    return Lines(path, dialect.found.number, count)


def _lines_apart(path: Path, dialect: Dialect, contract: Contract, target: Path) -> Lines:
    """Write the data lines of a file into one of their own, without totals rows at the end."""
    target.touch(mode=0o600)
    is_plain = _is_plain_utf8(path, dialect)
    chunks = _raw_chunks(path, dialect) if is_plain else _decoded_chunks(path, dialect)
    records = 0
    with target.open("r+b") as sink:
        for chunk, ended in _looked_over(chunks):
            sink.write(chunk)
            records += ended
        size = sink.tell()
        sink.seek(0)
        cut = _trailing(sink, dialect, contract)
        sink.truncate(size - sum(len(each.line) for each in cut))
    return Lines(target, 0, lambda: records - len(cut), tuple(cut))


def _is_plain_utf8(path: Path, dialect: Dialect) -> bool:
    with path.open("rb") as file:
        is_packed = is_gzip(file)
        is_sound = not is_packed and not is_padded(file)
    return dialect.encoding in _UTF8 and path.suffix.lower() == ".csv" and is_sound


def _raw_chunks(path: Path, dialect: Dialect) -> Iterator[bytes]:
    """Yield what lies below the header as it is: whether it is UTF-8 at all, DuckDB sees to."""
    with path.open("rb") as file:
        _skip_header(file, dialect)
        yield from iter(lambda: file.read(_CHUNK_BYTES), b"")


def _decoded_chunks(path: Path, dialect: Dialect) -> Iterator[bytes]:
    with opened_text(path, dialect.encoding) as text:
        for _ in range(dialect.found.number):
            _require_whole(text.readline().encode())
        while chunk := text.read(_CHUNK_CHARACTERS):
            yield chunk.encode()


def _skip_header(file: BinaryIO, dialect: Dialect) -> None:
    for _ in range(dialect.found.number):
        line = file.readline()
        _decoded(line)  # the header was found with bad bytes passed over
        _require_whole(line)


def _require_whole(line: bytes) -> None:
    is_cut = b"\r" in line.removesuffix(b"\n").removesuffix(b"\r")
    if is_cut or line.count(b'"') % 2 or not line.endswith(b"\n"):
        raise IrregularError  # a header over several lines, or lone carriage returns


def _looked_over(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield each chunk with the records that end in it; the last one ends in a line end."""
    is_inside, before = False, b"\n"
    for chunk in chunks:
        seen = before + chunk
        line_ends, quotes = _required_regular(seen)
        line_ends, quotes = (at[at >= len(before)] for at in (line_ends, quotes))
        yield chunk, _outside(line_ends, quotes, is_inside)
        is_inside = bool((len(quotes) + is_inside) % 2)
        before = _last_line_start(before, chunk)
    if is_inside:
        raise IrregularError
    if not before.endswith(b"\n"):
        yield b"\n", 1


def _outside(line_ends: np.ndarray, quotes: np.ndarray, is_inside: bool) -> int:
    """Count the line ends outside quotes; `is_inside` tells whether a quote is open before them.

    DuckDB leaves lines out without a word; this count, made without it, is what holds it to all.
    """
    if not len(quotes):
        return 0 if is_inside else len(line_ends)
    open_quotes = (quotes.searchsorted(line_ends) + is_inside) % 2
    return int((open_quotes == 0).sum())


def _last_line_start(before: bytes, chunk: bytes) -> bytes:
    """Keep enough of what has passed to see a blank line across two chunks."""
    kept = (before[-256:] + chunk[-256:])[-256:]
    cut = kept.rfind(b"\n", 0, -1)
    return kept[cut:] if cut >= 0 else kept


def _required_regular(seen: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Return where line ends and quotes stand in what both readers see alike, or raise."""
    import numpy as np

    if b"\0" in seen or _ESCAPED_QUOTE in seen or seen.startswith(b"\n" + codecs.BOM_UTF8):
        raise IrregularError
    if b"\r" in seen and seen.count(b"\r") != seen.count(b"\r\n") + seen.endswith(b"\r"):
        raise IrregularError
    characters = np.frombuffer(seen, np.uint8)
    line_ends = np.flatnonzero(characters == ord("\n"))
    # a blank line begins with what few lines begin with: only then is the pattern worth a search
    if (characters[line_ends[line_ends < len(seen) - 1] + 1] <= ord(",")).any() and (
        _BLANK_LINE.search(seen)
    ):
        raise IrregularError
    quotes = np.flatnonzero(characters == ord('"')) if b'"' in seen else line_ends[:0]
    beside = np.concatenate([quotes[quotes > 0] - 1, quotes[quotes < len(seen) - 1] + 1])
    if (characters[beside] == ord(" ")).any():
        raise IrregularError
    return line_ends, quotes


def _trailing(file: BinaryIO, dialect: Dialect, contract: Contract) -> list[CutLine]:
    """Return the lines at the end that are no data, of a file that stands where its data begin."""
    start = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(max(end - _TAIL_BYTES, start))
    is_cut = end - _TAIL_BYTES > start
    if is_cut:
        file.readline()  # begins anywhere in a line
    lines = _decoded(file.read()).split("\n")
    lines = [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
    rules = RowRules(contract, dialect.found.header)
    cut: list[CutLine] = []
    for line in reversed(lines):
        record = _record(line, dialect)
        if record is None:
            break
        kind = rules.reason(record)
        if kind is None and any(word(cell) for cell in record):
            break
        cut.append(CutLine(line.encode(), kind))
    if is_cut and len(cut) == len(lines):
        raise IrregularError  # more than the tail would have to be looked at
    return cut[::-1]


def _record(line: str, dialect: Dialect) -> list[str] | None:
    """Return the fields of a line, None where it is a part of a record that has several."""
    if line.count('"') % 2:
        return None
    try:
        return next(csv.reader([line], delimiter=dialect.delimiter), [])
    except csv.Error:
        raise IrregularError from None  # a lone carriage return


def _decoded(tail: bytes) -> str:
    try:
        return tail.decode()
    except UnicodeDecodeError:
        raise IrregularError from None  # no line ends in it
