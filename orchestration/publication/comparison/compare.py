"""Two versions compared: by export, what came in and which published figures changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from orchestration.catalogue.exports import export_of_code
from orchestration.publication.comparison.figures import ChangedRow, changed_rows
from orchestration.publication.comparison.inputs import ChangedInput, changed_inputs
from orchestration.publication.comparison.version import PublishedTable, Version
from orchestration.publication.files import DOCUMENTS, PUBLISHED_FILES, PublishedFile
from orchestration.settings import EXPORTS

_NO_TABLE = PublishedTable((), ())


@dataclass(frozen=True)
class ChangedTable:
    """The rows of a published CSV that differ, of those that speak of one export."""

    file: PublishedFile
    rows: tuple[ChangedRow, ...]


@dataclass(frozen=True)
class ExportChanges:
    """What came in anew of one export, and which figures that speak of it differ."""

    export: str
    inputs: tuple[ChangedInput, ...]
    tables: tuple[ChangedTable, ...]


@dataclass(frozen=True)
class Comparison:
    """An earlier and a later version, what differs by export, and which documents differ."""

    before: Version
    after: Version
    exports: tuple[ExportChanges, ...]
    documents: tuple[str, ...]

    @property
    def is_judged_at_another_time(self) -> bool:
        """Whether the two versions judge open work at different moments."""
        return self.before.as_of != self.after.as_of

    def to_json(self) -> dict[str, Any]:
        """Return the same for other programs: a corrected figure is told from an added column."""
        return {
            "before": self.before.name,
            "after": self.after.name,
            "as_of": {"before": str(self.before.as_of), "after": str(self.after.as_of)},
            "exports": [
                {
                    "export": each.export,
                    "files": [
                        {
                            "file": file.path,
                            "kind": file.kind,
                            "counted_rows": {
                                period: {"before": was, "after": now}
                                for period, (was, now) in file.counted.items()
                            },
                        }
                        for file in each.inputs
                    ],
                    "figures": [figure for table in each.tables for figure in self._figures(table)],
                }
                for each in self.exports
            ],
            "documents": list(self.documents),
        }

    def _figures(self, table: ChangedTable) -> Iterator[dict[str, Any]]:
        name, of = table.file.name, table.file.table
        known = self.before.tables.get(of, _NO_TABLE).columns
        kept = self.after.tables.get(of, _NO_TABLE).columns
        for row in table.rows:
            for cell in row.cells:
                kind = "corrected"
                if row.is_new or row.is_gone:
                    kind = "row added" if row.is_new else "row removed"
                elif cell.column not in known or cell.column not in kept:
                    kind = "column removed" if cell.column in known else "column added"
                yield {
                    "file": name,
                    "row": list(row.key),
                    "column": cell.column,
                    "kind": kind,
                    "before": cell.before,
                    "after": cell.after,
                }


def compare(before: Version, after: Version) -> Comparison:
    """Hold two versions of one period against each other."""
    inputs = changed_inputs(before.inputs, after.inputs)
    tables = _changed_tables(before, after)
    exports = []
    for export in EXPORTS:
        of_export = tuple(each for each in inputs if each.export == export)
        changed = tuple(table for name, table in tables if name == export)
        if of_export or changed:
            exports.append(ExportChanges(export, of_export, changed))
    documents = tuple(
        document.name
        for document in DOCUMENTS
        if before.hashes.get(document.name) != after.hashes.get(document.name)
    )
    return Comparison(before, after, tuple(exports), documents)


def _changed_tables(before: Version, after: Version) -> list[tuple[str, ChangedTable]]:
    """Return each export with a published file that differs in what it says of the export."""
    found = []
    for file in PUBLISHED_FILES:
        rows = changed_rows(
            before.tables.get(file.table, _NO_TABLE),
            after.tables.get(file.table, _NO_TABLE),
            file.key,
        )
        shown = after.files.get(file.table) or before.files.get(file.table, file)
        by_export: dict[str, list[ChangedRow]] = {}
        for row in rows:
            by_export.setdefault(file.export or export_of_code(row.key[0]), []).append(row)
        found += [(name, ChangedTable(shown, tuple(rows))) for name, rows in by_export.items()]
    return found
