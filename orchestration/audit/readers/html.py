"""Reading HTML: block elements become paragraphs, tables keep their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from orchestration.audit.readers.plain import read_text
from orchestration.texts.cells import Grid
from orchestration.texts.cleaning import clean
from orchestration.texts.document import Block, Document, Paragraph

_SILENT = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "select", "textarea"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img"}
    | {"ins", "kbd", "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong"}
    | {"sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_VOID = frozenset({"area", "base", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})


def read_html(path: Path) -> Document:
    """Return the paragraphs and tables of a page as a browser would show them."""
    parser = _Parser()
    parser.feed(read_text(path))
    parser.close()
    return Document(tuple(parser.finish()))


@dataclass
class _OpenTable:
    """A table that is being read."""

    grid: Grid = field(default_factory=Grid)
    cell: list[str] | None = None
    spans: tuple[int, int] = (1, 1)


class _Parser(HTMLParser):
    """Collects blocks; what is deleted or hidden by its element is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._paragraphs = self._tables = 0
        self._text: list[str] = []
        self._open: list[_OpenTable] = []
        self._silent: list[str] = []

    def finish(self) -> Iterator[Block]:
        """Yield all blocks once everything is fed."""
        while self._open:
            self._end_table()
        self._end_paragraph()
        yield from self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = dict(attrs)
        is_hidden = "hidden" in given or "display:none" in (given.get("style") or "").replace(
            " ", ""
        )
        if self._silent or tag in _SILENT or tag == "del" or (is_hidden and tag not in _VOID):
            if tag not in _VOID and tag != "br":
                self._silent.append(tag)
            return
        if tag == "table":
            self._end_paragraph()
            self._open.append(_OpenTable())
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].grid.next_row()
        elif tag in {"td", "th"} and self._open:
            self._end_cell()
            table = self._open[-1]
            table.cell = []
            table.spans = (_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag not in _INLINE:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._silent:
            if tag in self._silent:
                while self._silent.pop() != tag:
                    pass
            return
        if tag == "table" and self._open:
            self._end_table()
        elif tag in {"td", "th", "tr"} and self._open:
            self._end_cell()
        elif tag not in _INLINE:
            self._break()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._silent:
            return
        cell = self._open[-1].cell if self._open else None
        if cell is not None:
            cell.append(data)
        elif not self._open:
            self._text.append(data)

    def _break(self) -> None:
        cell = self._open[-1].cell if self._open else None
        if cell is not None:
            cell.append("\n")
        elif not self._open:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        text, self._text = clean("".join(self._text)), []
        if text:
            self._paragraphs += 1
            self._blocks.append(Paragraph(text, f"paragraph {self._paragraphs}"))

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.cell is not None:
            table.grid.add("".join(table.cell), *table.spans)
            table.cell = None

    def _end_table(self) -> None:
        self._end_cell()
        grid = self._open.pop().grid
        self._tables += 1
        self._blocks.extend(grid.blocks(f"table {self._tables}"))


def _span(value: str | None) -> int:
    return min(int(value), 1000) if value and value.strip().isdecimal() and int(value) else 1
