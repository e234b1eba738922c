"""The bytes of each content, kept in the lake: what is gone from the raw folder can be read anew.

A text is kept compressed, what is packed already (xlsx, gz) as it is. Both hold personal data.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from orchestration.landing.file_kinds import GZIP_MAGIC, ZIP_MAGIC
from orchestration.landing.hashes import Signature, signature
from orchestration.landing.index import LandedFile
from orchestration.landing.lake import EMPTY, NO_ROOM, Lake

_PACKED_SUFFIX, _TEXT_SUFFIX = ".bin", ".zst"
UNUSED_SUFFIX = ".unused"
_CHUNK_BYTES = 4 * 1024 * 1024


class KeptContents:
    """The contents that a lake keeps, by their SHA-256."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._folder = lake.contents
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeping")
        self._begun: dict[str, Future[None]] = {}

    def __enter__(self) -> KeptContents:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._beside.shutdown(cancel_futures=kind is not None)
        if kind is None:
            for begun in self._begun.values():
                begun.result()

    def path(self, sha256: str) -> Path | None:
        """Return where a content is kept, None where it is not."""
        paths = (self._folder / f"{sha256}{suffix}" for suffix in (_PACKED_SUFFIX, _TEXT_SUFFIX))
        return next((path for path in paths if path.is_file()), None)

    def keep(self, source: Path, sha256: str, seen: Signature) -> None:
        """Keep the bytes of a file, beside whatever goes on; the end of the block waits for it.

        A file that is away, or looks otherwise than as it was `seen` and hashed, is not kept.
        """
        if sha256 not in self._begun and self.path(sha256) is None:
            self._begun[sha256] = self._beside.submit(self._keep, source, sha256, seen)

    def _keep(self, source: Path, sha256: str, seen: Signature) -> None:
        try:
            self._copy(source, sha256, seen)
        except _ChangedError:
            return  # whoever lands it sees that too
        except OSError as error:
            if error.errno in NO_ROOM:
                raise

    def _copy(self, source: Path, sha256: str, seen: Signature) -> None:
        with source.open("rb") as file:
            magic = file.read(len(ZIP_MAGIC))
        is_packed = magic == ZIP_MAGIC or magic.startswith(GZIP_MAGIC)
        target = self._folder / f"{sha256}{_PACKED_SUFFIX if is_packed else _TEXT_SUFFIX}"
        with self._lake.drafted(target) as draft:
            _copy(source, draft, None if is_packed else "zstd")
            if signature(source.stat()) != seen:
                raise _ChangedError

    @contextmanager
    def opened(self, sha256: str, name: str) -> Iterator[Path | None]:
        """Give a private file of that name's ending with the kept bytes.

        None where they are not kept, or are no longer what they were.
        """
        path = self.path(sha256)
        if path is None:
            yield None
            return
        folder = self._lake.folder / "tmp" / f"content-{sha256}"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            whole = folder / f"content{_ending(name)}"
            packing = "zstd" if path.suffix == _TEXT_SUFFIX else None
            yield whole if _is_unpacked(path, whole, packing, sha256) else None
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def remove_unused(lake: Lake, kept: KeptContents, files: Iterable[LandedFile]) -> None:
    """Take the rows of contents that no file has out of a build's way, which reads all there are.

    They are removed if the bytes are kept to make them anew, and else left under another name.
    """
    used = {(file.export, file.content) for file in files}
    for path in chain(*((lake.folder / kind).glob("*/*.*") for kind in ("rows", "not_data"))):
        if path.name == EMPTY or (path.parent.name, path.stem) in used:
            continue
        if kept.path(path.stem.split("-")[0]) is not None:
            path.unlink()
        elif path.suffix == ".parquet":
            path.rename(path.with_suffix(UNUSED_SUFFIX))


class _ChangedError(Exception):
    """The file no longer has the bytes that were hashed."""


def _ending(name: str) -> str:
    lower = name.lower()
    return next((each for each in (".csv.gz", ".csv", ".xlsx") if lower.endswith(each)), "")


def _is_unpacked(path: Path, whole: Path, packing: str | None, sha256: str) -> bool:
    try:
        return _unpacked(path, whole, packing) == sha256
    except ValueError:
        return False
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        return False


def _copy(source: Path, target: Path, packing: str | None) -> None:
    import pyarrow as pa

    with (
        source.open("rb") as file,
        _private(target) as sink,
        pa.CompressedOutputStream(sink, packing) if packing else sink as written,
    ):
        shutil.copyfileobj(file, written, _CHUNK_BYTES)


def _unpacked(source: Path, target: Path, packing: str | None) -> str:
    """Unpack a file and return the SHA-256 of what was in it."""
    import pyarrow as pa

    digest = hashlib.sha256()
    with (
        source.open("rb") as packed,
        _private(target) as sink,
        pa.CompressedInputStream(packed, packing) if packing else packed as file,
    ):
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
            sink.write(chunk)
    return digest.hexdigest()


def _private(path: Path) -> BinaryIO:
    path.touch(mode=0o600)
    return path.open("wb")
