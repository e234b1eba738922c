"""The lake: one Parquet file a content, named by its key, renamed into place when whole."""

from __future__ import annotations

import errno
import os
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from orchestration.errors import BadCall
from orchestration.landing.compatibility import compatibility_table
from orchestration.landing.contract import Contract
from orchestration.landing.intact import Written, as_written, sealed, unsealed, written
from orchestration.landing.not_data import ListedRow
from orchestration.landing.schemas import lake_schema, not_data_schema

EMPTY = "no_rows.parquet"
"""Has every column and no row; Spark would pass over it if its name began with `_`."""

COMPATIBILITY = "compatibility.parquet"

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
"""Errors of the lake's disk, not of a file that is read."""


@dataclass(frozen=True)
class ContentResult:
    """What landing a content gave; `reason` is None unless it was refused."""

    data_rows: int
    reason: str | None = None
    notes: dict[str, Any] = field(default_factory=dict)
    not_data: int = 0


class Lake:
    """The folder of landed contents; private, since it holds personal data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.private(folder)
            self.private(folder / "tmp")
        except OSError as error:
            raise BadCall(f"the lake {folder} cannot be written ({error.strerror})") from None

    def remove_leftovers(self) -> None:
        """Remove what a killed landing left; only for the one that lands, never for a reader."""
        for leftover in (self.folder / "tmp").iterdir():
            if leftover.is_dir():
                shutil.rmtree(leftover)
            else:
                leftover.unlink()

    def rows(self, export: str) -> Path:
        """Return the folder of an export's contents."""
        return self.private(self.private(self.folder / "rows") / export)

    def not_data(self, export: str) -> Path:
        """Return the folder that lists the rows of an export's contents which are no data."""
        return self.private(self.private(self.folder / "not_data") / export)

    def ensure_empty(self, contract: Contract) -> None:
        """Keep files without rows for each export, so that a reader always finds all columns."""
        import pyarrow.parquet as pq

        for path, schema in (
            (self.rows(contract.export) / EMPTY, lake_schema(contract)),
            (self.not_data(contract.export) / EMPTY, not_data_schema()),
        ):
            with self.drafted(path) as draft:
                pq.write_table(schema.empty_table(), draft)

    def ensure_compatibility(self) -> None:
        """Keep the compatibility forms of the interpreter's Unicode, by which words compare."""
        import pyarrow.parquet as pq

        path = self.folder / COMPATIBILITY
        note, version = path.with_suffix(".json"), unicodedata.unidata_version
        noted = unsealed(note) or {"version": None}
        if noted["version"] == version and as_written(path, noted["written"]):
            return
        with self.drafted(path) as draft:
            pq.write_table(compatibility_table(), draft, compression="zstd")
        with self.drafted(note) as draft:
            draft.write_text(sealed({"version": version, "written": written(path)}), "utf-8")

    def result(self, export: str, content: str) -> ContentResult | None:
        """Return what an earlier landing of this content gave, None if it must be landed.

        So it must where its rows are no longer what was written.
        """
        noted = unsealed(self.rows(export) / f"{content}.json")
        try:
            result = ContentResult(**noted["result"])
            if result.reason is not None:
                return result
            paths = self._paths(export, content, result)
            now = [as_written(*each) for each in zip(paths, noted["written"], strict=True)]
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        if None in now:
            return None
        if now != noted["written"]:
            self._note(export, content, result, [each for each in now if each is not None])
        return result

    def is_intact(self, export: str, content: str) -> bool:
        """Tell whether the rows of a content are what was written, whatever they look like."""
        noted = unsealed(self.rows(export) / f"{content}.json")
        try:
            paths = self._paths(export, content, ContentResult(**noted["result"]))
            now = [written(path)["sha256"] for path in paths]
            return now == [each["sha256"] for each in noted["written"]]
        except (OSError, TypeError, KeyError):
            return False

    def _paths(self, export: str, content: str, result: ContentResult) -> list[Path]:
        """Return where the rows of a content lie, and where those that are no data, if any."""
        folders = [self.rows(export), *([self.not_data(export)] if result.not_data else [])]
        return [folder / f"{content}.parquet" for folder in folders]

    def keep_result(self, export: str, content: str, result: ContentResult) -> None:
        """Remember what landing a content gave, and what its rows look like."""
        paths = self._paths(export, content, result) if result.reason is None else []
        self._note(export, content, result, [written(path) for path in paths])

    def adopt(self, export: str, content: str, data_rows: int) -> bool:
        """Take over rows of which an earlier program noted no hash; False where they are not whole.

        Rows of which one was noted are not taken over: these are known to be something else.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows = self.rows(export) / f"{content}.parquet"
        if unsealed(rows.with_suffix(".json")) is not None:
            return False
        try:
            # all of it is read: what is damaged inside does not show from its end
            groups = pq.ParquetFile(rows).iter_batches()
            read = sum(group.num_rows for group in groups)
        except (OSError, ValueError, pa.ArrowException):
            return False
        if read != data_rows:
            return False
        self.keep_result(export, content, ContentResult(data_rows))
        return True

    def _note(self, export: str, content: str, result: ContentResult, rows: list[Written]) -> None:
        with self.drafted(self.rows(export) / f"{content}.json") as draft:
            draft.write_text(sealed({"result": asdict(result), "written": rows}), encoding="utf-8")

    def forget(self, export: str, content: str) -> None:
        """Remove what landing a content gave."""
        for suffix in (".json", ".parquet"):
            (self.rows(export) / f"{content}{suffix}").unlink(missing_ok=True)
        self.keep_not_data(export, content, ())

    def keep_not_data(self, export: str, content: str, rows: Sequence[ListedRow]) -> None:
        """List the rows of a content that are no data; without any there is no file."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self.not_data(export) / f"{content}.parquet"
        if not rows:
            path.unlink(missing_ok=True)
            return
        schema = not_data_schema()
        columns = [[export] * len(rows), [content] * len(rows), *map(list, zip(*rows, strict=True))]
        arrays = [pa.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
        with self.drafted(path) as draft:
            pq.write_table(pa.Table.from_arrays(arrays, schema=schema), draft)

    @property
    def contents(self) -> Path:
        """The folder of the bytes of every content that was ever landed or refused."""
        return self.private(self.folder / "contents")

    @contextmanager
    def drafted(self, path: Path) -> Iterator[Path]:
        """Give a path to write to; what was written there becomes `path` if the block ends well."""
        draft = self.folder / "tmp" / f"{os.getpid()}-{path.name}"
        try:
            yield draft
            draft.chmod(0o600)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    @staticmethod
    def private(folder: Path) -> Path:
        """Return a folder that its owner alone can read, made where it is not there."""
        if not folder.is_dir():
            folder.mkdir(parents=True, mode=0o700)
            folder.chmod(0o700)
        return folder
