"""The bytes of a text as they are let in: without padding, and never a line without an end.

What a broken transfer or an attack may hold (gigabytes in one line, a gzip of nothing but blank
lines) is refused while it streams by, so that no reader ever holds it.
"""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from orchestration.landing.table import RefusedFileError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK_BYTES = 1024 * 1024
"""An even number: two bytes are a character in UTF-16."""

LONGEST_LINE = 8 * 1024 * 1024
"""Bytes; no row of an export comes near, and a reader must hold a line as a whole."""

MOST_TIMES_PACKED = 250
UNPACKED_FREELY = 256 * 1024 * 1024
"""A gzip that unpacks to more is held to so many times its size: a table packs to a tenth or so."""

PADDING = b"\0\x1a"
"""What some programs fill a file's end with: NULs, and the Ctrl-Z that ended files once."""

_LINE_ENDS = b"\r\n"

_MARKS = {
    "utf-8": (codecs.BOM_UTF8,),
    "utf-8-sig": (codecs.BOM_UTF8,),
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}


def unpacked(inner: gzip.GzipFile, packed: int) -> Iterator[bytes]:
    """Yield what a gzip holds; raises RefusedFileError where it is out of all proportion."""
    read = 0
    while chunk := inner.read(CHUNK_BYTES):
        read += len(chunk)
        if read > UNPACKED_FREELY and read > MOST_TIMES_PACKED * packed:
            raise RefusedFileError(
                f"it unpacks to more than {MOST_TIMES_PACKED} times its size, as no table does"
            )
        yield chunk


def text_bytes(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the bytes of a text with one byte-order mark at most, and without padding at its end.

    Raises RefusedFileError where a line of it has no end.
    """
    chunks = iter(chunks)
    first = next(chunks, b"")
    mark = next((mark for mark in _MARKS.get(encoding, ()) if first.startswith(mark)), b"")
    while mark and first.startswith(mark, len(mark)):
        first = first[len(mark) :]
    wide = {codecs.BOM_UTF16_LE: "<u2", codecs.BOM_UTF16_BE: ">u2"}.get(mark)
    return _with_line_ends(_without_padding(chain((first,), chunks), wide), wide)


def is_padded(file: BinaryIO) -> bool:
    """Tell whether a file begins with several marks of UTF-8, or ends in padding."""
    file.seek(0)
    has_marks = file.read(2 * len(codecs.BOM_UTF8)) == 2 * codecs.BOM_UTF8
    file.seek(max(file.seek(0, io.SEEK_END) - 4, 0))
    last = file.read(4).rstrip(_LINE_ENDS)
    return has_marks or last.endswith((b"\0", b"\x1a"))


class Stream(io.RawIOBase):
    """Chunks of bytes as a file to read from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """A stream is there to be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer as far as the next chunk goes."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        target = memoryview(buffer).cast("B")
        count = min(len(target), len(self._rest))
        target[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def _without_padding(chunks: Iterable[bytes], wide: str | None) -> Iterator[bytes]:
    held = b""
    for chunk in chunks:
        end = _padding_from(chunk, wide, is_inside=bool(held))
        if end:
            yield held + chunk[:end] if held else chunk[:end]
            held = chunk[end:]
        elif len(held) < LONGEST_LINE:
            held += chunk
        else:
            # so much of nothing with something behind it is refused as a line without an end
            held = b"\0" * (LONGEST_LINE + 1)


def _padding_from(chunk: bytes, wide: str | None, is_inside: bool) -> int:
    """Return where the padding at a chunk's end begins; line ends within it are part of it."""
    if wide is None:
        text = len(chunk.rstrip(PADDING + _LINE_ENDS))
        line_ends = len(chunk[text:]) - len(chunk[text:].lstrip(_LINE_ENDS))
        return 0 if is_inside and not text else text + line_ends
    import numpy as np

    characters = np.frombuffer(chunk[: len(chunk) // 2 * 2], wide)
    said = np.flatnonzero(~np.isin(characters, list(PADDING + _LINE_ENDS)))
    text = int(said[-1]) + 1 if len(said) else 0
    padding = np.flatnonzero(np.isin(characters[text:], list(PADDING)))
    if is_inside and not text:
        return 0
    return 2 * (text + int(padding[0])) if len(padding) else len(chunk)


def _with_line_ends(chunks: Iterable[bytes], wide: str | None) -> Iterator[bytes]:
    since = 0
    for chunk in chunks:
        last = _last_line_end(chunk, wide)
        since = since + len(chunk) if last is None else len(chunk) - last
        if since > LONGEST_LINE:
            raise RefusedFileError(
                f"a line of it is longer than {LONGEST_LINE // 1024**2} MiB: is it a table at all?"
            )
        yield chunk


def _last_line_end(chunk: bytes, wide: str | None) -> int | None:
    """Return where the last line of a chunk ends; `wide` is how two bytes make a character."""
    if wide is None:
        last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        return None if last < 0 else last
    import numpy as np

    characters = np.frombuffer(chunk[: len(chunk) // 2 * 2], wide)
    ends = np.flatnonzero((characters == ord("\n")) | (characters == ord("\r")))
    return int(ends[-1]) * 2 if len(ends) else None
