"""Reading plain text and Markdown: lines become paragraphs, lines with bars or tabs tables."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.errors import BadCall
from orchestration.texts.cleaning import clean
from orchestration.texts.document import Block, Document, Paragraph, Table

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_BEGINS = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、是]|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．]|[#>*+◆●■※|-]"
    r"|附件|图\d|表\d)|\s{2,}|　　"
)
_ENDS = re.compile(r"[。！？!?：:；;”」』）)】]\s*$")
_FULL_LINE = 16
"""A line of text with fewer characters ends because its paragraph does, not because it is full."""

_IN_A_NUMBER = re.compile(r"[0-9０-９.．][0-9０-９.．%％件条个万宗次]")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|\*\*|__|`|^\s{0,3}(?:#{1,6}\s+|>\s?)|~~")


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or GB18030.

    Raises BadCall where it is none of these.
    """
    content = path.read_bytes()
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadCall(f"{path} is no text in UTF-8 or GB18030: save it as one of these")


def read_plain(path: Path) -> Document:
    """Return the paragraphs of a text file; lines that go on below are one paragraph."""
    return Document(tuple(_blocks(_joined(read_text(path).splitlines()))))


def read_markdown(path: Path) -> Document:
    """Return the paragraphs and tables of a Markdown file, without its marks."""
    lines = [
        line if _RULE.fullmatch(line) else _MARKUP.sub(r"\1", line)
        for line in read_text(path).splitlines()
    ]
    return Document(tuple(_blocks(_joined(lines, full=1))))


def _joined(lines: Iterable[str], full: int = _FULL_LINE) -> Iterator[str]:
    """Yield lines, those that a narrow window broke put together again.

    One of less than `full` characters goes on only where it breaks off within a number.
    """
    pending = ""
    for line in lines:
        goes_on = (
            (len(pending.strip()) >= full or _IN_A_NUMBER.fullmatch(pending[-1:] + line[:1]))
            and line.strip()
            and not _ENDS.search(pending)
            and not _BEGINS.match(line)
            and not any(_cells(each) for each in (pending, line))
        )
        if goes_on:
            pending += line.strip()
            continue
        yield pending
        pending = line
    yield pending


@dataclass
class _Reading:
    """Counts the blocks so far, for their places."""

    paragraphs: int = 0
    tables: int = 0
    rows: list[list[str]] = field(default_factory=list)

    def paragraph(self, line: str) -> Paragraph:
        self.paragraphs += 1
        return Paragraph(line, f"paragraph {self.paragraphs}")

    def table(self) -> Iterator[Block]:
        """Yield the rows so far, as a table where there are two or more."""
        rows, self.rows = self.rows, []
        if len(rows) == 1:
            yield self.paragraph(" ".join(rows[0]))
        elif rows:
            self.tables += 1
            width = max(map(len, rows))
            filled = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
            yield Table(filled, f"table {self.tables}")


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    reading = _Reading()
    for line in lines:
        if _RULE.fullmatch(line):
            continue
        cells = _cells(line)
        if cells:
            reading.rows.append(cells)
            continue
        yield from reading.table()
        text = clean(line)
        if text:
            yield reading.paragraph(text)
    yield from reading.table()


def _cells(line: str) -> list[str]:
    """Return the cells of a table's line, between bars or tabs; none of other lines."""
    if line.count("|") >= 2:
        return [clean(cell) for cell in line.strip().strip("|").split("|")]
    if line.strip().count("\t") >= 1:
        return [clean(cell) for cell in line.strip("\n ").split("\t")]
    return []
