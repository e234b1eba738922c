"""The one digest of a publication's figures, over its CSVs; and what a document adds to a result.

A document names the version that it stands in, and the digest of the files beside it: two that
differ in these alone are the same result.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

from orchestration.publication.controls.part import NAMESPACE
from orchestration.publication.files import BULLETIN, INDICATORS, PUBLISHED_FILES

_STAMP = re.compile(rb'(<[^>]*:bulletin [^>]*\b)version="[^"]*" digest="[^"]*"')
_PRINTED_VERSION = re.compile(rb"\bv[0-9]{3,}\b")


def figures_digest(folder: Path) -> str:
    """Return the digest over `主要指标.csv` and the attachments of a folder, in their order.

    It is what `sha256sum 主要指标.csv 附件*.csv | sha256sum` prints, `sha256:` before it; empty
    where the folder has no CSV.
    """
    found = [file.found_in(folder) for file in (INDICATORS, *PUBLISHED_FILES)]
    names = list(dict.fromkeys(file.name for file in found if file is not None))
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names
    ]
    return f"sha256:{hashlib.sha256(''.join(lines).encode()).hexdigest()}" if lines else ""


def result_bytes(path: Path) -> bytes:
    """Return what of a published file is a result: of the document all but its stamp."""
    if path.name != BULLETIN.name:
        return path.read_bytes()
    try:
        with zipfile.ZipFile(path) as package:
            members = [(name, package.read(name)) for name in package.namelist()]
    except zipfile.BadZipFile:
        return path.read_bytes()
    return b"\0".join(name.encode() + b"\0" + _unstamped(content) for name, content in members)


def _unstamped(content: bytes) -> bytes:
    if NAMESPACE.encode() in content:
        content = _STAMP.sub(rb"\1", content, count=1)
    return _PRINTED_VERSION.sub(b"v", content)
