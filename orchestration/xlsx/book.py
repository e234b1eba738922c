"""A workbook: its sheets in order, their rows and their merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from orchestration.xlsx.cells import CellReader
from orchestration.xlsx.errors import BookError, damaged
from orchestration.xlsx.grid import Limits, Row
from orchestration.xlsx.merges import Merge, read_merges
from orchestration.xlsx.package import Package
from orchestration.xlsx.sheet import read_rows
from orchestration.xlsx.strings import read_strings
from orchestration.xlsx.styles import read_formats
from orchestration.xlsx.xml import Attributes, elements

_TRUE = {"1", "true", "on"}
_MOST_SHEETS = 1024
_NO_WORKBOOKS = {
    "word/document.xml": "Word document",
    "ppt/presentation.xml": "presentation",
}
"""What is packed as a workbook is and is none, by its main part."""


class Book:
    """A workbook, opened; raises BookError where it is damaged, locked or no xlsx."""

    def __init__(self, path: Path) -> None:
        self._package = Package(path)
        main = self._main_part()
        parts = elements(self._package.chunks(main))
        targets = self._targets(main)
        self.is_1904 = any(
            name == "workbookPr" and attributes.get("date1904", "").strip().lower() in _TRUE
            for name, attributes in parts
        )
        sheets = [attributes for name, attributes in parts if name == "sheet"]
        if not sheets or len(sheets) > _MOST_SHEETS:
            raise damaged()
        self.sheet_names = [attributes.get("name", "") for attributes in sheets]
        self._sheets = [targets.get(attributes.get("id", ""), ("", ""))[1] for attributes in sheets]
        if len(set(self._sheets)) < len(sheets):
            # one part for many sheets is a way to be small and endless
            raise damaged()
        self._by_kind = {kind: part for kind, part in targets.values() if part in self._package}
        self._cells: CellReader | None = None
        self._limits = Limits()

    def close(self) -> None:
        """Close the file."""
        self._package.close()

    def merges(self, number: int) -> list[Merge]:
        """Return the merged ranges of a sheet, by its number from 0."""
        return read_merges(self._package.chunks(self._sheets[number]))

    def rows(self, number: int) -> Iterator[list[Row]]:
        """Yield the rows of a sheet that hold something, in lists as they come."""
        if self._cells is None:
            self._cells = CellReader(self._strings(), self._formats(), self.is_1904)
        return read_rows(self._package.chunks(self._sheets[number]), self._cells, self._limits)

    def _main_part(self) -> str:
        for part, what in _NO_WORKBOOKS.items():
            if part in self._package:
                raise BookError(f"it is a {what}: export the table as CSV or xlsx")
        for kind, part in self._targets("").values():
            if kind == "officeDocument" and part in self._package:
                if part.endswith(".bin"):
                    raise BookError("it is a binary workbook (.xlsb): save it as xlsx")
                return part
        if "xl/workbook.xml" in self._package:
            return "xl/workbook.xml"
        if "content.xml" in self._package and "mimetype" in self._package:
            raise BookError("it is an OpenDocument file (.ods): save it as xlsx")
        if "[Content_Types].xml" not in self._package:
            raise BookError(
                "it is a zip archive and no workbook: unpack it and put its files there"
            )
        raise damaged()

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part leads to, by id: the kind of relationship and the other part."""
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self._package:
            return {}
        return {
            found.get("Id", ""): (
                found.get("Type", "").rpartition("/")[2],
                self._package.resolve(part, found.get("Target", "")),
            )
            for found in self._relationships(relations)
            if found.get("TargetMode", "").lower() != "external"
        }

    def _relationships(self, part: str) -> list[Attributes]:
        return [
            attributes
            for name, attributes in elements(self._package.chunks(part))
            if name == "Relationship"
        ]

    def _strings(self) -> list[str]:
        part = self._by_kind.get("sharedStrings", "xl/sharedStrings.xml")
        return read_strings(self._package.chunks(part)) if part in self._package else []

    def _formats(self) -> list[str | None]:
        part = self._by_kind.get("styles", "xl/styles.xml")
        return read_formats(elements(self._package.chunks(part))) if part in self._package else []
