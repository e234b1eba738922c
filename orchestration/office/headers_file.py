"""`headers.yml`: more header names of an office's exports, by the column they name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from orchestration.landing.contract import Column, Contract, header_word, load_contract, word
from orchestration.office.model import Headers
from orchestration.office.settings_file import Value, read_values
from orchestration.office.slips import Slip, listed
from orchestration.settings import EXPORTS


def read_headers(path: Path, slips: list[Slip]) -> Headers:
    """Return the further names by export and column; each slip is one of its row."""
    headers: dict[str, dict[str, tuple[str, ...]]] = {}
    for export, columns in (read_values(path, slips) or {}).items():
        if export not in EXPORTS:
            known = listed(EXPORTS)
            slips.append(Slip(path.name, columns.row, f"no export {export}; known are {known}"))
        elif not isinstance(columns.value, Mapping):
            text = f"{export} must have columns, each with a list of header names"
            slips.append(Slip(path.name, columns.row, text))
        else:
            headers[export] = _of_export(path.name, load_contract(export), columns.value, slips)
    return headers


def _of_export(
    file: str, contract: Contract, columns: Mapping[str, Value], slips: list[Slip]
) -> dict[str, tuple[str, ...]]:
    known = {word(column.header): column for column in contract.columns}
    means = {
        header_word(text): column.header
        for column in contract.columns
        for text in (column.header, *column.synonyms)
    }
    found: dict[str, tuple[str, ...]] = {}
    rows: dict[str, int] = {}
    for name, value in columns.items():
        column = known.get(word(name))
        if column is None:
            shown = listed(each.header for each in contract.columns)
            text = f"{contract.export} has no column {name}; its columns are {shown}"
            slips.append(Slip(file, value.row, text))
        elif column.header in found:
            text = f"{name} stands already in row {rows[column.header]}"
            slips.append(Slip(file, value.row, text))
        else:
            rows[column.header] = value.row
            found[column.header] = _names(file, contract, column, value, means, slips)
    return found


def _names(
    file: str,
    contract: Contract,
    column: Column,
    value: Value,
    means: dict[str, str],
    slips: list[Slip],
) -> tuple[str, ...]:
    names = [value.value] if isinstance(value.value, str) else value.value
    if not isinstance(names, list) or not all(
        isinstance(each, str) and header_word(each) for each in names
    ):
        slips.append(Slip(file, value.row, f"{column.header} must have a list of header names"))
        return ()
    for each in names:
        # a header is compared as far as it is read: the same beginning is the same header
        other = means.setdefault(header_word(each), column.header)
        if other != column.header:
            text = f"{each} stands for {other} and for {column.header} of {contract.export}"
            slips.append(Slip(file, value.row, text))
    return tuple(names)
