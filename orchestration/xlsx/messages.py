"""What the reading process and the one that asks it say to each other: a length, then a value.

Values are `marshal`led: both ends run the same program, and a text that a thousand cells share is
sent once.
"""

from __future__ import annotations

import marshal
from typing import IO, Any

_LENGTH_BYTES = 8

OPEN, MERGES, ROWS, MORE = "open", "merges", "rows", "more"
"""Requests: a workbook by its path; a sheet's merged cells; its rows, of which MORE sends a few."""

ANSWER, REFUSED, DISK = "answer", "refused", "disk"
"""Kinds of replies: what was asked for; why a workbook is refused; an error's number and text."""

OUT_OF_MEMORY = 12
"""The exit code of a reading process that may take no more memory."""


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message."""
    data = marshal.dumps(message)
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message; EOFError where the other end is gone."""
    length = stream.read(_LENGTH_BYTES)
    if len(length) < _LENGTH_BYTES:
        raise EOFError
    data = stream.read(int.from_bytes(length, "big"))
    return marshal.loads(data)  # noqa: S302  # written by this program, not by the workbook
