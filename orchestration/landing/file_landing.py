"""One file of the raw folder: landed as it is now, or left as it was where that cannot be told."""

from __future__ import annotations

import errno
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from orchestration.errors import DataRefused, TongbaoError
from orchestration.landing.contents import KeptContents
from orchestration.landing.contract import Contract
from orchestration.landing.discover import FoundFile, export_time, is_link, leaves_folder
from orchestration.landing.hashes import Hashes, Signature, signature
from orchestration.landing.index import LandedFile, NotRead
from orchestration.landing.keys import content_key
from orchestration.landing.lake import NO_ROOM, ContentResult, Lake

GROWING = "it is still being written: the next run lands it"


@dataclass(frozen=True)
class FileLanding:
    """Lands files one by one; `not_read` are those that could not be looked at now.

    `read` makes rows of a file under a content's key; `looks` are the files that stand still.
    """

    raw: Path
    lake: Lake
    contracts: Mapping[str, Contract]
    kept: KeptContents
    hashes: Hashes
    looks: Mapping[Path, Signature]
    read: Callable[[Contract, str, Path], ContentResult]
    not_read: list[NotRead] = field(default_factory=list)

    def land(self, candidate: FoundFile, before: LandedFile | None) -> LandedFile | None:
        """Return what became of a file; None where it is new and still being written, or gone."""
        if leaves_folder(candidate.path, self.raw):
            return _refused_file(candidate, "it is a link that leads out of the raw folder")
        try:
            status = candidate.path.stat()
            if not stat.S_ISREG(status.st_mode):
                return _refused_file(candidate, "it is no regular file")
            landed = self._land(candidate, before, signature(status))
        except OSError as error:
            if error.errno in NO_ROOM:
                raise _no_room(self.lake, candidate.file, error) from None
            if error.errno == errno.ENOENT and not is_link(candidate.path):
                # it went since the folder was listed
                return replace(self.standing(before), present=False) if before else None
            reason = f"it cannot be read ({error.strerror or error})"
            if before is None or not before.sha256:
                return _refused_file(candidate, reason)
            return self.standing(before, reason)
        except Exception as error:
            # one file that nobody foresaw must not keep all others from landing
            return _refused_file(candidate, f"it cannot be read ({type(error).__name__})")
        if landed is not None:
            return landed
        if before is not None and before.sha256:
            return self.standing(before, GROWING)
        self.not_read.append(NotRead(candidate.export, candidate.file, GROWING, False))
        return None

    def _land(
        self, candidate: FoundFile, before: LandedFile | None, seen: Signature
    ) -> LandedFile | None:
        """Return what a regular file became; None where it does not stand still."""
        if before is not None and before.sha256 and signature_of(before) == seen:
            sha256 = before.sha256
        elif self.looks.get(candidate.path) == seen:
            sha256 = self.hashes.of(candidate.path, seen)
        else:
            return None
        self.kept.keep(candidate.path, sha256, seen)
        contract = self.contracts[candidate.export]
        content = content_key(sha256, contract)
        result = self.lake.result(candidate.export, content)
        if result is None:
            result = self.read(contract, content, candidate.path)
            if signature(candidate.path.stat()) != seen:
                self.lake.forget(candidate.export, content)
                return None
            self.lake.keep_result(candidate.export, content, result)
        size, mtime_ns, ctime_ns = seen
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

    def standing(self, before: LandedFile, why: str | None = None) -> LandedFile:
        """Return a file that is not read now as its kept bytes are by today's contract.

        A file whose bytes were not kept stands as it was landed. `why` is noted for a person.
        """
        if why is not None:
            self.not_read.append(NotRead(before.export, before.file, why, True))
        if not before.sha256:
            return before
        contract = self.contracts[before.export]
        content = content_key(before.sha256, contract)
        result = self.lake.result(before.export, content)
        if result is None:
            try:
                with self.kept.opened(before.sha256, before.file) as path:
                    if path is None:
                        return self._as_landed(before)
                    result = self.read(contract, content, path)
            except OSError as error:
                raise _no_room(self.lake, before.file, error) from None
            self.lake.keep_result(before.export, content, result)
        return _became(before, content, result)

    def _as_landed(self, before: LandedFile) -> LandedFile:
        """Return a file whose bytes are not there to be read anew; its rows must be."""
        kept = self.kept.path(before.sha256)
        if kept is not None:
            why = f"its kept bytes ({kept}) are damaged: put the file back"
            self.not_read.append(NotRead(before.export, before.file, why, True))
        rows = self.lake.rows(before.export) / f"{before.content}.parquet"
        is_there = before.status == "refused" or self.lake.result(before.export, before.content)
        if not is_there and not self.lake.adopt(before.export, before.content, before.data_rows):
            raise DataRefused(
                f"{rows}, the landed rows of {before.file}, is damaged or away, and so is what it"
                f" was made from: put {before.file} back into the raw folder, or restore {rows}"
                " from a backup"
            )
        return before


def signature_of(file: LandedFile) -> Signature:
    """Return how a file looked when it was landed."""
    return file.size, file.mtime_ns, file.ctime_ns


def _became(file: LandedFile, content: str, result: ContentResult) -> LandedFile:
    return replace(
        file,
        content=content,
        status="landed" if result.reason is None else "refused",
        reason=result.reason,
        data_rows=result.data_rows,
        notes=result.notes,
        not_data=result.not_data,
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
