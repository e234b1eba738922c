"""Reading Word documents: paragraphs and tables in the order of the body, whatever wraps them.

Text stands in runs split anyhow, in content controls, links, insertions, smart tags and text
boxes; what was deleted under tracked changes, or is the code of a field, is no text.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from orchestration.errors import BadCall
from orchestration.texts.cells import Grid
from orchestration.texts.cleaning import clean
from orchestration.texts.document import Block, Document, Paragraph
from orchestration.texts.tagged import mark_controls

BODY = "word/document.xml"
LARGEST = 200_000_000
"""No bulletin has so many bytes of text: what unpacks to more is no document."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "Fallback"})
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(path: Path | IO[bytes], tags: re.Pattern[str] | None = None) -> Document:
    """Return the paragraphs and tables of a document; raises BadCall where it is none.

    With `tags`, texts in controls that have such a tag are marked (`tagged.pieces_of`).
    """
    body = next(_children(read_part(path, BODY), "body"), None)
    if body is None:
        raise BadCall(f"{path} is no Word document: its {BODY} has no body")
    if tags is not None:
        mark_controls(body, tags)
    return Document(tuple(_Reader().blocks(body)))


def part_names(path: Path | IO[bytes]) -> list[str]:
    """Return the names of the parts of a package; raises BadCall where it is none."""
    try:
        with zipfile.ZipFile(path) as package:
            return package.namelist()
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        raise BadCall(f"{path} is no Word document: save it as .docx") from None


def read_part(path: Path | IO[bytes], name: str) -> Element:
    """Return the root of a part of a package; raises BadCall where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as package:
            if package.getinfo(name).file_size > LARGEST:
                raise BadCall(f"{path} is no Word document: its {name} unpacks to too much")
            content = package.read(name)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError):
        raise BadCall(f"{path} is no Word document: save it as .docx") from None
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise BadCall(f"{path} is no Word document: its {name} defines entities")
    try:
        return ElementTree.fromstring(content)  # noqa: S314  # without entities it cannot grow
    except ElementTree.ParseError as error:
        raise BadCall(f"{path} is damaged: its {name} cannot be read ({error})") from None


class _Reader:
    """Reads the body in order; counts paragraphs and tables for their places."""

    def __init__(self) -> None:
        self._paragraphs = self._tables = 0

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Yield the blocks below an element."""
        for child in parent:
            name = _name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            elif name not in _SKIPPED:
                # content controls, custom XML and the like hold blocks in turn
                yield from self.blocks(child)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        for line in text_of(element).split("\n"):
            text = clean(line)
            if text:
                self._paragraphs += 1
                yield Paragraph(text, f"paragraph {self._paragraphs}")
        for box in _boxes(element):
            yield from self.blocks(box)

    def _table(self, element: Element) -> Iterator[Block]:
        self._tables += 1
        place = f"table {self._tables}"
        grid = Grid()
        inner: list[Element] = []
        above: dict[int, str] = {}
        for row in _within(element, "tr", "tbl"):
            grid.next_row()
            column = _skipped_before(row)
            for _ in range(column):
                grid.add("")
            for cell in _within(row, "tc", "tr"):
                width, goes_on = _cell_form(cell)
                text = "\n".join(text_of(each) for each in _within(cell, "p", "tc"))
                text = above.get(column, "") if goes_on else text
                above[column] = text
                grid.add(text, 1, width, goes_on=goes_on)
                column += width
                inner += list(_within(cell, "tbl", "tc"))
        yield from grid.blocks(place)
        for each in inner:
            yield from self._table(each)


def text_of(element: Element) -> str:
    """Return the text of a paragraph, its line breaks as such; text boxes have their own."""
    parts = []
    for child in element:
        name = _name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _BREAKS:
            parts.append(_BREAKS[name])
        elif name not in _SKIPPED and name != "txbxContent":
            parts.append(text_of(child))
    return "".join(parts)


def _boxes(element: Element) -> Iterator[Element]:
    for child in element:
        name = _name(child)
        if name == "txbxContent":
            yield child
        elif name not in _SKIPPED:
            yield from _boxes(child)


def _within(element: Element, wanted: str, outer: str) -> Iterator[Element]:
    """Yield the wanted elements below one, not those of another table, row or cell inside it."""
    for child in element:
        name = _name(child)
        if name == wanted:
            yield child
        elif name not in _SKIPPED and name not in {"tbl", outer, "p"}:
            yield from _within(child, wanted, outer)


def _cell_form(cell: Element) -> tuple[int, bool]:
    """Return how many columns a cell covers, and whether it goes on from the row above."""
    form = next(_children(cell, "tcPr"), None)
    span = next(_children(form, "gridSpan"), None) if form is not None else None
    merge = next(_children(form, "vMerge"), None) if form is not None else None
    goes_on = merge is not None and _value(merge) in {"", "continue"}
    return _whole(_value(span)) if span is not None else 1, goes_on


def _skipped_before(row: Element) -> int:
    form = next(_children(row, "trPr"), None)
    before = next(_children(form, "gridBefore"), None) if form is not None else None
    return _whole(_value(before)) if before is not None else 0


def _whole(text: str) -> int:
    return min(int(text), 1000) if text.isdecimal() else 1


def _value(element: Element) -> str:
    return element.get(f"{_WORD}val") or element.get(f"{_STRICT}val") or ""


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _name(child) == name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
