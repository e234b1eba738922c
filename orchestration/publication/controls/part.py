"""The part of a `通报.docx` that resolves its controls: custom XML, read back when it is audited.

It mirrors the document as it was written, with each number of the warehouse inside a `figure` that
has the control's tag and where the number came from; so it also tells which numbers the program or
the template wrote itself, and in which paragraph or cell a number stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from orchestration.publication.controls.marks import Source
from orchestration.texts.document import Document, Paragraph, Table
from orchestration.texts.tagged import Piece, pieces_of

NAMESPACE = "urn:tongbao:bulletin:1"
_IN = f"{{{NAMESPACE}}}"
register_namespace("tb", NAMESPACE)
_SOURCE = ("metric", "of", "attachment", "row", "column")


@dataclass(frozen=True)
class Stamp:
    """Which publication a document is of: period, district (its folder), version, digest."""

    period: str
    version: str = ""
    digest: str = ""
    district: str = ""

    @property
    def key(self) -> str:
        """What its controls' tags are made of: two versions of the same figures have the same."""
        return f"{self.period}\n{self.district}"


@dataclass(frozen=True)
class Line:
    """A paragraph, or a cell of a table (its place by table, row and column, from 0)."""

    pieces: tuple[Piece, ...]
    place: str
    cell: tuple[int, int, int] | None = None

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def tags(self) -> set[str]:
        """The tags of the controls in it."""
        return {piece.tag for piece in self.pieces if piece.tag}


@dataclass(frozen=True)
class Mirror:
    """A document as it was published: its lines, and of each tag the number and its source."""

    stamp: Stamp
    lines: tuple[Line, ...]
    figures: Mapping[str, tuple[str, Source]]


def lines_of(document: Document) -> tuple[Line, ...]:
    """Return the paragraphs and cells of a document that was read with its tags, in order."""
    lines: list[Line] = []
    tables = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(Line(pieces_of(block.text), block.place))
            continue
        lines += [
            Line(pieces_of(text), block.cell_place(row, column), (tables, row, column))
            for row, cells in enumerate(block.rows)
            for column, text in enumerate(cells)
            if text and (row, column) not in block.merged
        ]
        tables += 1
    return tuple(lines)


def write_part(document: Document, sources: Mapping[str, Source], stamp: Stamp) -> bytes:
    """Return the part of a document that was read with its tags."""
    root = Element(f"{_IN}bulletin", {name: str(value) for name, value in vars(stamp).items()})
    for block in document.blocks:
        if isinstance(block, Paragraph):
            _write(SubElement(root, f"{_IN}paragraph"), pieces_of(block.text), sources)
        else:
            _write_table(SubElement(root, f"{_IN}table"), block, sources)
    content: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return content


def _write_table(parent: Element, table: Table, sources: Mapping[str, Source]) -> None:
    for row, cells in enumerate(table.rows):
        line = SubElement(parent, f"{_IN}row")
        for column, text in enumerate(cells):
            is_merged = (row, column) in table.merged
            pieces = () if is_merged else pieces_of(text)
            _write(SubElement(line, f"{_IN}cell"), pieces, sources)


def _write(parent: Element, pieces: Iterable[Piece], sources: Mapping[str, Source]) -> None:
    last: Element | None = None
    for piece in pieces:
        source = sources.get(piece.tag)
        if source is not None:
            given = {name: value for name, value in vars(source).items() if value}
            last = SubElement(parent, f"{_IN}figure", {"tag": piece.tag, **given})
            last.text = piece.text
        elif last is None:
            parent.text = (parent.text or "") + piece.text
        else:
            last.tail = (last.tail or "") + piece.text


def is_part(root: Element) -> bool:
    """Whether a part of custom XML is ours."""
    return root.tag == f"{_IN}bulletin"


def read_mirror(root: Element) -> Mirror:
    """Return what a part says; what is not ours in it is left out."""
    stamp = Stamp(**{name: root.get(name, "") for name in Stamp.__dataclass_fields__})
    figures: dict[str, tuple[str, Source]] = {}
    lines: list[Line] = []
    paragraphs = tables = 0
    for block in root:
        if block.tag == f"{_IN}paragraph":
            paragraphs += 1
            lines.append(Line(_read(block, figures), f"paragraph {paragraphs}"))
        elif block.tag == f"{_IN}table":
            lines += _read_table(block, tables, figures)
            tables += 1
    return Mirror(stamp, tuple(lines), figures)


def _read_table(
    table: Element, number: int, figures: dict[str, tuple[str, Source]]
) -> Iterable[Line]:
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            pieces = _read(cell, figures)
            if pieces:
                place = f"table {number + 1}, row {row + 1}, column {column + 1}"
                yield Line(pieces, place, (number, row, column))


def _read(parent: Element, figures: dict[str, tuple[str, Source]]) -> tuple[Piece, ...]:
    found = [Piece(parent.text or "")]
    for each in parent:
        tag, text = each.get("tag", ""), each.text or ""
        if each.tag == f"{_IN}figure" and tag:
            figures[tag] = text, Source(*(each.get(name, "") for name in _SOURCE))
            found.append(Piece(text, tag, len(figures)))
        found.append(Piece(each.tail or ""))
    return tuple(piece for piece in found if piece.text)
