"""Auditing one file by its format."""

from __future__ import annotations

from pathlib import Path

from orchestration.audit.findings import Audit
from orchestration.errors import BadCall
from orchestration.settings import Folders
from orchestration.texts.document import Document

TEXTS = (".docx", ".html", ".htm", ".txt", ".md")


def audit_file(path: Path, folders: Folders | None = None) -> Audit:
    """Return what is found in a bulletin; raises BadCall in one line where it cannot be read.

    The office of the folders is the one whose types and channels the codes of a CSV name; in their
    warehouse the publication is looked for that a document of ours is of.
    """
    folders = folders or Folders.resolve()
    suffix = path.suffix.lower()
    if suffix not in {".csv", *TEXTS}:
        raise BadCall(f"{path} is none of .csv, {', '.join(TEXTS)}: an audit reads no other file")
    if not path.is_file():
        raise BadCall(f"{path} is no file")
    if suffix == ".csv":
        return audit_printed(path, folders)
    try:
        return _audit_document(path, suffix, folders)
    except OSError as error:
        raise BadCall(f"{path} cannot be read: {error.strerror or error}") from None


def audit_printed(path: Path, folders: Folders) -> Audit:
    """Return what is found in a CSV of printed figures; raises BadCall where it cannot be read."""
    from orchestration.audit.claims import audit_claims

    return Audit(tuple(audit_claims(path, folders.office)))


def _audit_document(path: Path, suffix: str, folders: Folders) -> Audit:
    if suffix == ".docx":
        from orchestration.audit.own.audit import audit_own, read_own

        own = read_own(path)
        if own is not None:
            return audit_own(path, own, folders)
    from orchestration.audit.text.audit import audit_document

    return Audit(tuple(audit_document(read_document(path))))


def read_document(path: Path) -> Document:
    """Return a document by its format; raises BadCall where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        from orchestration.texts.docx import read_docx

        return read_docx(path)
    if suffix in {".html", ".htm"}:
        from orchestration.audit.readers.html import read_html

        return read_html(path)
    from orchestration.audit.readers.plain import read_markdown, read_plain

    return read_markdown(path) if suffix == ".md" else read_plain(path)
