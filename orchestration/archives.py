"""Zip archives whose bytes depend on what they hold alone: not on the machine, not on the hour."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable


def stored(archive: bytes, edited: Callable[[bytes], bytes] = bytes) -> bytes:
    """Return a zip archive with the same members in the same order, none compressed, of one date.

    `edited` is what each member becomes. Stored, not deflated: what deflate makes of the same bytes
    depends on the machine.
    """
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target,
    ):
        for member in source.namelist():
            info = zipfile.ZipInfo(member, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            target.writestr(info, edited(source.read(member)))
    return buffer.getvalue()
