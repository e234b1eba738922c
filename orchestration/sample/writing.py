"""Bytes on disk: tables as CSV and xlsx, each file written beside and renamed into place."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from orchestration.archives import stored
from orchestration.sample.dice import Array


def text_of(moments: Array) -> Array:
    """Return moments as `2023-04-01 09:30:00`, and an absent one as an empty text."""
    letters = np.datetime_as_string(moments.astype("datetime64[s]"), unit="s").astype("U19")
    grid = letters.view("U1").reshape(len(moments), 19)
    grid[:, 10] = " "
    texts = letters.astype(object)
    texts[np.isnat(moments)] = ""
    return np.asarray(texts)


def csv_bytes(
    rows: pd.DataFrame,
    *,
    encoding: str = "utf-8",
    line_end: str = "\r\n",
    title: str | None = None,
    totals_row: Sequence[str] = (),
) -> bytes:
    """Return a table as CSV, with a title row above and a totals row below where given."""
    text = rows.to_csv(index=False, lineterminator=line_end)
    padding = "," * (len(rows.columns) - 1)
    if title:
        text = f"{title}{padding}{line_end}{text}"
    if totals_row:
        text += ",".join(totals_row) + padding[len(totals_row) - 1 :] + line_end
    return str(text).encode(encoding)


def xlsx_bytes(title: str, sheets: dict[str, pd.DataFrame], created: datetime) -> bytes:
    """Return a workbook whose datetime columns are date cells."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": created})
        bold = book.add_format({"bold": True})
        formats = {
            name: book.add_format({"num_format": name})
            for name in ("yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd")
        }
        for sheet_name, rows in sheets.items():
            sheet = book.add_worksheet(sheet_name)
            sheet.write_string(0, 0, f"{title}（{sheet_name}）", bold)
            for column, header in enumerate(rows.columns):
                values = rows[header]
                sheet.write_string(1, column, header, bold)
                sheet.set_column(column, column, 20)
                if values.dtype.kind == "M":
                    has_hours = bool((values.dt.normalize() != values).any())
                    style = formats["yyyy-mm-dd hh:mm:ss" if has_hours else "yyyy-mm-dd"]
                    for row, moment in enumerate(values.dt.to_pydatetime(), 2):
                        sheet.write_datetime(row, column, moment, style)
                else:
                    for row, text in enumerate(values, 2):
                        sheet.write_string(row, column, text)
            sheet.write_string(len(rows) + 2, 0, "合计")
            sheet.write_number(len(rows) + 2, 1, len(rows))
    return stored(buffer.getvalue())


def put(path: Path, content: bytes) -> Path:
    """Write a file unless it holds these bytes already, and return its path."""
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    beside.replace(path)
    return path
