"""Workbooks read by a process of their own, which is started when the first one comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from orchestration.xlsx.errors import BookError
from orchestration.xlsx.grid import Row
from orchestration.xlsx.merges import Merge
from orchestration.xlsx.messages import (
    DISK,
    MERGES,
    MORE,
    OPEN,
    OUT_OF_MEMORY,
    REFUSED,
    ROWS,
    receive,
    send,
)

MEMORY_BYTES = 2 * 1024**3
"""Address space of the reading process; a sheet of a million rows takes a period of it."""

PROCESSOR_SECONDS = 300
"""For one workbook; a sheet of a million rows takes a minute or two."""

_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv.pop());"
    " from orchestration.xlsx.worker import main; main()"
)
_ROOT = Path(__file__).parents[2]


class BookReader:
    """Opens workbooks one after the other. A context: the process ends with it."""

    def __init__(self, memory: int = MEMORY_BYTES, seconds: int = PROCESSOR_SECONDS) -> None:
        self._memory = memory
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._is_owed = False

    def __enter__(self) -> BookReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the next workbook starts another."""
        process, self._process, self._is_owed = self._process, None, False
        if process is not None:
            process.kill()
            process.communicate()

    def open(self, path: Path) -> RemoteBook:
        """Return the workbook at `path`, which is then the only one open.

        Raises BookError where it is refused, OSError where the disk or the process fails.
        """
        names, is_1904 = self.ask(OPEN, os.fsencode(path.absolute()))
        return RemoteBook(self, names, is_1904)

    def ask(self, *request: Any) -> Any:
        """Return the answer to a request."""
        self.send(*request)
        return self.take()

    def send(self, *request: Any) -> None:
        """Send a request whose answer is taken later; one that nobody took is dropped."""
        if self._is_owed:
            self._drop()
        process = self._started()
        try:
            send(_pipe(process.stdin), request)
        except BrokenPipeError:
            raise self._ended(process) from None
        self._is_owed = True

    def take(self) -> Any:
        """Return the answer to what was sent last."""
        process = self._started()
        self._is_owed = False
        try:
            kind, answer = receive(_pipe(process.stdout))
        except EOFError:
            raise self._ended(process) from None
        if kind == REFUSED:
            raise BookError(answer)
        if kind == DISK:
            raise OSError(*answer)
        return answer

    def _drop(self) -> None:
        # what a sheet that nobody reads on would have sent, a refusal among it
        try:
            self.take()
        except BookError:
            if self._process is None:
                raise

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            limits = [str(self._memory), str(self._seconds)]
            self._process = subprocess.Popen(  # noqa: S603  # our own program with fixed arguments
                [sys.executable, "-I", "-S", "-c", _PROGRAM, *limits, str(_ROOT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _ended(self, process: subprocess.Popen[bytes]) -> Exception:
        code = process.wait()
        self.close()
        if code == -signal.SIGXCPU:
            return BookError(f"reading it takes more than {self._seconds} seconds of the processor")
        if code == OUT_OF_MEMORY:
            return BookError(f"reading it takes more than {self._memory // 1024**2} MiB of memory")
        return OSError(f"its reader ended with {code}")


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError("its reader has no pipe")
    return stream


class RemoteBook:
    """A workbook that is open in the reading process, until that opens another one."""

    def __init__(self, reader: BookReader, sheet_names: list[str], is_1904: bool) -> None:
        self._reader = reader
        self.sheet_names = sheet_names
        self.is_1904 = is_1904

    def merges(self, number: int) -> list[Merge]:
        """Return the merged ranges of a sheet, by its number from 0."""
        return [Merge(*merge) for merge in self._reader.ask(MERGES, number)]

    def rows(self, number: int) -> Iterator[Row]:
        """Yield the rows of a sheet that hold something; the next ones are read meanwhile."""
        self._reader.ask(ROWS, number)
        self._reader.send(MORE)
        while batch := self._reader.take():
            self._reader.send(MORE)
            yield from batch
