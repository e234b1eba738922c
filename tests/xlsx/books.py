"""Workbooks written by hand, part by part, for forms that no library writes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from orchestration.xlsx.book import Book
from orchestration.xlsx.cells import Cell
from orchestration.xlsx.reader import BookReader

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relationships(*targets: tuple[str, str, str]) -> str:
    """A part of relationships: (id, kind, target)."""
    found = "".join(
        f'<Relationship Id="{name}" Type="{REL}/{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="{PACKAGE}">{found}</Relationships>'


def parts(
    data: str,
    *,
    after: str = "",
    strings: str | None = None,
    styles: str | None = None,
    properties: str = "",
    name: str = "一",
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet, whose rows are `data` and what follows them `after`."""
    made: dict[str, str | bytes] = {
        "_rels/.rels": relationships(("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr{properties}/>'
        f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>'
        f"{after}</worksheet>",
    }
    if strings is not None:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        made["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return made


def packed(made: dict[str, str | bytes]) -> bytes:
    """The workbook of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in made.items():
            archive.writestr(part, text)
    return target.getvalue()


def book(data: str, **how: Any) -> bytes:
    """A workbook of one sheet with these rows."""
    return packed(parts(data, **how))


def rows(content: bytes, folder: Path) -> list[tuple[int, list[Cell]]]:
    """The rows of the first sheet, read in this process."""
    path = folder / "book.xlsx"
    path.write_bytes(content)
    opened = Book(path)
    try:
        return [row for some in opened.rows(0) for row in some]
    finally:
        opened.close()


def remote_rows(reader: BookReader, path: Path) -> list[tuple[int, list[Cell]]]:
    """The rows of the first sheet, read by the process of `reader`."""
    opened = reader.open(path)
    opened.merges(0)
    return list(opened.rows(0))
