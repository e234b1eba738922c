"""What is found in an own document: figures that were changed or deleted, numbers that were added.

What the publication says of itself is not held again: its figures are those of the warehouse.
Contradictions are looked for in paragraphs that a person wrote alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from orchestration.audit.findings import Added, Audit, Finding, Kind
from orchestration.audit.own.compare import Compared, compare
from orchestration.audit.own.publication import published_mirror
from orchestration.audit.text.audit import audit_document
from orchestration.publication.controls.attach import find_part
from orchestration.publication.controls.insert import TAG
from orchestration.publication.controls.part import Mirror, lines_of, read_mirror
from orchestration.settings import Folders
from orchestration.texts.document import Document, Paragraph
from orchestration.texts.docx import read_docx

LIST = "the document's own list of figures"


def read_own(path: Path) -> Mirror | None:
    """Return what a document says it was published with; None where it is none of ours."""
    root = find_part(path)
    return None if root is None else read_mirror(root)


def audit_own(path: Path, own: Mirror, folders: Folders) -> Audit:
    """Return what is found in a document of ours, and one line where its own list is believed."""
    published, note = published_mirror(folders, own)
    mirror = own if published is None else published
    compared = compare(mirror, lines_of(read_docx(path, TAG)))
    findings = [*_touched(mirror, compared), *_contradictions(compared)]
    if published is not None:
        findings += _forged(own, published, {each.tag for each in compared.touched})
    added = tuple(Added(each.place, each.printed or "") for each in compared.added)
    return Audit(tuple(findings), added, is_own=True, notes=(note,) if note else ())


def _touched(mirror: Mirror, compared: Compared) -> Iterator[Finding]:
    for each in compared.touched:
        kind = Kind.DELETED if each.printed is None else Kind.CHANGED
        follows, _ = mirror.figures[each.tag]
        explanation = _named(mirror, each.tag)
        yield Finding(kind, None, each.place, each.printed, follows, explanation)


def _named(mirror: Mirror, tag: str) -> str:
    stamp = mirror.stamp
    return f"{mirror.figures[tag][1]} of {stamp.period} {stamp.version}".strip()


def _contradictions(compared: Compared) -> list[Finding]:
    written = tuple(Paragraph(line.text, line.place) for line in compared.written)
    return audit_document(Document(written)) if written else []


def _forged(own: Mirror, published: Mirror, found: set[str]) -> Iterator[Finding]:
    """Yield what a document's list says otherwise than the publication, if its text does not."""
    for name, follows in vars(published.stamp).items():
        said = getattr(own.stamp, name)
        if said != follows:
            yield Finding(Kind.CHANGED, None, f"{LIST}: {name}", said, follows, "")
    for tag, (text, source) in published.figures.items():
        said, of = own.figures.get(tag, (None, source))
        if (said, of) != (text, source) and tag not in found:
            explanation = _named(published, tag)
            yield Finding(Kind.CHANGED, None, f"{LIST}: {of}", said, text, explanation)
