"""The reading process: opens workbooks and sends their rows, within limits of memory and time.

A limit ends this process, or the one workbook, and nothing else.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from orchestration.xlsx.book import Book
from orchestration.xlsx.errors import BookError, damaged
from orchestration.xlsx.grid import Row
from orchestration.xlsx.messages import (
    ANSWER,
    DISK,
    MERGES,
    MORE,
    OPEN,
    OUT_OF_MEMORY,
    REFUSED,
    receive,
    send,
)

FIRST_ROWS = 64
"""Enough to look for a header: most sheets without one end there."""

BATCH_ROWS, BATCH_CHARACTERS = 2_000, 4_000_000


def main() -> None:
    """Answer requests on standard input until it ends; arguments: bytes, seconds."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit(resource.RLIMIT_AS, memory)
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer, seconds)
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return
    except MemoryError:
        # no room for anything but to end
        os._exit(OUT_OF_MEMORY)


def serve(requests: IO[bytes], replies: IO[bytes], seconds: int) -> None:
    """Answer each request; a refused workbook does not end it."""
    desk = _Desk(seconds)
    while True:
        request = receive(requests)
        try:
            reply: tuple[str, Any] = ANSWER, desk.answer(*request)
        except BookError as error:
            reply = REFUSED, str(error)
        except MemoryError:
            raise
        except OSError as error:
            reply = DISK, (error.errno or 0, error.strerror or type(error).__name__)
        except Exception:
            # whatever nobody foresaw: a workbook must not end the reading of the others
            reply = REFUSED, str(damaged())
        send(replies, reply)


class _Desk:
    """The workbook and sheet at hand."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._book: Book | None = None
        self._batches: Iterator[list[Row]] = iter(())

    def close(self) -> None:
        self._batches = iter(())
        if self._book is not None:
            self._book.close()
        self._book = None

    def answer(self, request: str, argument: Any = None) -> Any:
        if request == OPEN:
            self.close()
            _limit_time(self._seconds)
            self._book = Book(Path(os.fsdecode(argument)))
            return self._book.sheet_names, self._book.is_1904
        if self._book is None:
            raise damaged()
        if request == MERGES:
            return [tuple(merge) for merge in self._book.merges(argument)]
        if request == MORE:
            return next(self._batches, [])
        self._batches = _batches(self._book.rows(argument))
        return None


def _limit_time(seconds: int) -> None:
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _limit(resource.RLIMIT_CPU, int(used) + seconds)


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    # a machine may allow less than we would
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, hard))


def _batches(lists: Iterator[list[Row]]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    most, characters = FIRST_ROWS, 0
    for rows in lists:
        for row in rows:
            batch.append(row)
            characters += sum(len(cell) for cell in row[1] if isinstance(cell, str))
            if len(batch) >= most or characters > BATCH_CHARACTERS:
                yield batch
                batch, most, characters = [], BATCH_ROWS, 0
    if batch:
        yield batch
