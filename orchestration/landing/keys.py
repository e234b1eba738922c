"""By what a landed content is kept: its bytes, the contract it was read by, and the reader."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from orchestration.landing.contract import Contract

_BESIDE_READING = {
    "__init__", "assets", "contents", "damage", "discover", "file_landing", "freshness", "hash_key",
    "hashes", "index", "intact", "keys", "land", "office", "settle",
}  # fmt: skip
"""Modules of landing that do not decide what a content becomes; every other one is the reader."""

_READ_WITH = ("duckdb",)
_XLSX = Path(__file__).parents[1] / "xlsx"
_DIGITS = 16


def content_key(sha256: str, contract: Contract) -> str:
    """Return the name of what a content becomes: another contract or reader, another name."""
    return f"{sha256}-{_read_by(contract, reader_digest())}"


@cache
def _read_by(contract: Contract, reader: str) -> str:
    columns = [asdict(column) for column in contract.columns]
    facts = [reader, contract.export, contract.title, columns]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]


def reader_sources() -> list[Path]:
    """Return the modules of the program that decide what the bytes of a file become."""
    landing = sorted(Path(__file__).parent.glob("*.py"))
    reading = [path for path in landing if path.stem not in _BESIDE_READING]
    return [*reading, *sorted(_XLSX.glob("*.py"))]


@cache
def reader_digest() -> str:
    """Return a digest of the program that reads files, and of the packages that it reads with."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for package in _READ_WITH:
        digest.update(f"{package} {version(package)}\0".encode())
    for path in reader_sources():
        digest.update(f"{path.parent.name}/{path.stem}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
