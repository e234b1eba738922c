"""The archive that a workbook is: its parts by name, each as bytes that an XML parser takes."""

from __future__ import annotations

import codecs
import errno
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from orchestration.xlsx.errors import BookError, damaged

LARGEST_UNPACKED = 2 * 1024**3
"""Bytes; a workbook that says it holds more is no export but an attack or an accident."""

LARGEST_RATIO = 200
"""Unpacked over packed bytes; real sheets stay below 100. Only asked of large workbooks."""

LARGE_UNPACKED = 64 * 1024**2

CHUNK_BYTES = 256 * 1024

_ALLOWED = frozenset(b"\t\n\r")
_FORBIDDEN = bytes(code for code in range(32) if code not in _ALLOWED)
_REFERENCES = re.compile(rb"(?:&#(?:x[0-9A-Fa-f]{1,8}|[0-9]{1,8});)+")
_REFERENCE = re.compile(rb"&#(x?)([0-9A-Fa-f]+);")
_LONGEST_PAIR = 40
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Package:
    """An opened archive; raises BookError where it is damaged, locked or too large."""

    def __init__(self, path: Path) -> None:
        with _sound():
            self._archive = zipfile.ZipFile(path)
            entries = self._archive.infolist()
        self._entries = {_part_name(entry.filename): entry for entry in entries}
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        is_bomb = unpacked > LARGE_UNPACKED and unpacked > packed * LARGEST_RATIO
        if unpacked > LARGEST_UNPACKED or is_bomb:
            raise BookError(
                f"the workbook unpacks to {unpacked // 1024**2} MiB, more than any export holds"
            )

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def __contains__(self, name: str) -> bool:
        return _part_name(name) in self._entries

    def resolve(self, base: str, target: str) -> str:
        """Return the part that a relationship of part `base` leads to."""
        target = target.replace("\\", "/")
        if target.startswith("/"):
            return _part_name(target)
        steps: list[str] = []
        for step in (PurePosixPath(base.replace("\\", "/")).parent / target).parts:
            steps[:] = steps[:-1] if step == ".." else [*steps, step]
        return _part_name("/".join(steps))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part as UTF-8, without what XML forbids but sloppy writers leave in texts."""
        try:
            entry = self._entries[_part_name(name)]
        except KeyError:
            raise damaged() from None
        with _sound():
            part = self._archive.open(entry)
        with part:
            yield from _clean(_utf8(part))


def _part_name(name: str) -> str:
    # names of parts do not differ by case, and some writers put backslashes
    return name.replace("\\", "/").lstrip("/").lower()


def _read(part: IO[bytes]) -> bytes:
    with _sound():
        return part.read(CHUNK_BYTES)


def _utf8(part: IO[bytes]) -> Iterator[bytes]:
    first = _read(part)
    if first[:2] not in _WIDE_MARKS:
        yield first.removeprefix(codecs.BOM_UTF8).lstrip()
        while chunk := _read(part):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder("utf-16")()
    with _sound():
        while first:
            yield decoder.decode(first).encode()
            first = _read(part)
        yield decoder.decode(b"", True).encode()


def _clean(chunks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    for chunk in chunks:
        chunk = held + chunk.translate(None, _FORBIDDEN)
        # a reference, or a pair of them, may lie across the seam
        place = chunk.find(b"&", max(len(chunk) - _LONGEST_PAIR, 0))
        chunk, held = (chunk, b"") if place < 0 else (chunk[:place], chunk[place:])
        yield _REFERENCES.sub(_allowed, chunk) if b"&#" in chunk else chunk
    yield _REFERENCES.sub(_allowed, held)


def _allowed(found: re.Match[bytes]) -> bytes:
    """Return a run of references with surrogates joined, and without what XML forbids."""
    codes = [int(code, 16 if is_hex else 10) for is_hex, code in _REFERENCE.findall(found[0])]
    if all(31 < code < 0xD800 or code in _ALLOWED for code in codes):
        return found[0]
    text = "".join(chr(code) for code in codes if code in _ALLOWED or 31 < code < 0x110000)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(f"&#{ord(sign)};" for sign in text if sign not in "\ufffe\uffff").encode()


@contextmanager
def _sound() -> Iterator[None]:
    """Turn what damage makes the unpackers raise into one refusal; a failing disk stays one."""
    try:
        yield
    except (BookError, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL}:
            raise
        raise damaged() from None
