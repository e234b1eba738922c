"""Auditing one file by its format."""

from __future__ import annotations

from pathlib import Path

from orchestration.audit.findings import Audit
from orchestration.errors import BadCall

TEXTS = (".docx", ".html", ".htm", ".txt", ".md")


def audit_file(path: Path) -> Audit:
    """Return what is found in a bulletin; raises BadCall in one line where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        from orchestration.audit.claims import audit_claims

        return Audit(tuple(audit_claims(path)))
    raise BadCall(f"{path} is none of .csv, {', '.join(TEXTS)}: an audit reads no other file")
