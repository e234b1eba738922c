"""Unicode's compatibility forms (NFKC) as a table for the engine that has no function for them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 256
"""Signs of a block; the SQL that looks a sign up divides by it."""

_END = 0x30000
"""No sign from here on has another form."""


def compatibility_table() -> pa.Table:
    """Return one row, `compatibility_forms`: for each block of 256 signs a list of their forms.

    A form is null where a sign is its own, and a block where all of its signs are.
    """
    import pyarrow as pa

    blocks = [_forms(first) for first in range(0, _END, BLOCK)]
    while blocks[-1] is None:
        blocks.pop()
    column = pa.array([blocks], pa.list_(pa.list_(pa.string())))
    # a newer Unicode has more of them
    version = {"unicode": unicodedata.unidata_version}
    return pa.table({"compatibility_forms": column}).replace_schema_metadata(version)


def _forms(first: int) -> list[str | None] | None:
    block = "".join(map(chr, range(first, first + BLOCK)))
    if unicodedata.is_normalized("NFKC", block) or 0xD800 <= first < 0xE000:
        return None
    forms = [unicodedata.normalize("NFKC", sign) for sign in block]
    return [None if form == sign else form for form, sign in zip(forms, block, strict=True)]
