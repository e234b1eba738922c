"""The short way through a sheet and the parser see the same, and an outside reader agrees."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.xlsx import package
from orchestration.xlsx.book import Book
from orchestration.xlsx.cells import Cell, CellReader
from orchestration.xlsx.errors import BookError
from orchestration.xlsx.grid import Limits, Row
from orchestration.xlsx.sheet import parsed_rows, read_rows
from orchestration.xlsx.styles import CLOCK, DATE
from tests.xlsx.books import MAIN

QUICK = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
CELLS = CellReader(["甲", " 乙\n", ""], [None, DATE, CLOCK], is_1904=False)

PIECES = st.sampled_from(
    ['<row r="1">', '<row r="2" spans="1:3">', '<row r="7" ht="9" >', "<row>", '<row r="3"/>',
     "</row>", "</row>\n", '<c r="A1"><v>1</v></c>', '<c r="B1" s="1"><v>45017.5</v></c>',
     '<c r="C2" t="s"><v>0</v></c>', '<c r="A2" t="s"><v>1</v></c>', '<c r="D1" t="s"><v>8</v></c>',
     '<c r="B7" t="inlineStr"><is><t>a&amp;b&#10;</t></is></c>', '<c r="E1" s="2"/>',
     '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> c</t></is></c>', "<c><v>9</v></c>",
     '<c r="A9" t="str"><f>A1&amp;"&lt;"</f><v>x\r\ny</v></c>', '<c r="B2"><f>1</f></c>',
     '<c r="C1" t="e"><v>#N/A</v></c>', '<c r="F1"><f>1</f><v></v></c>', '<c r="G1"><v/></c>',
     '<c t="n" r="B3"><v> 5 </v></c>',
     '<c r="I1" t="s" s="1"><v>0</v></c>', '<c r="J1" t="n" t="s"/>',
     '<c r="A1" t="b"><v>1</v></c>', "<!-- <row r='1'> -->",
     '<c r="H1" t="d"><v>2023-04-01T00:00:00</v></c>', "<v>3</v>", "\n", "text", "<x/>", "&#27700;",
     '<c r="A4" t="str"><v><![CDATA[<v>]]></v></c>', "<c r='B4'><v>4</v></c>", "&bad;",
     '<c r="XFD1"><v>1</v></c>', '<c r="A1" t="inlineStr"><is><r><t>p</t></r></is></c>'],
)  # fmt: skip


def outcome(data: bytes, size: int, read: Any) -> list[Row] | str:
    """All rows, or that the sheet is refused; the data come in chunks of that size."""
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    try:
        return [row for some in read(iter(chunks), CELLS, Limits()) for row in some]
    except BookError as error:
        return str(error)


def in_rows(pieces: list[list[str]]) -> str:
    return "".join(f'<row r="{2 * at + 1}">{"".join(some)}</row>' for at, some in enumerate(pieces))


@QUICK
@given(
    st.one_of(
        st.lists(PIECES, max_size=12).map("".join),
        st.lists(st.lists(PIECES.filter(lambda piece: "row" not in piece), max_size=5)).map(
            in_rows
        ),
    ),
    st.sampled_from([7, 64, 100_000]),
)
def test_both_ways_see_the_same(data: str, size: int) -> None:
    whole = f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'.encode()
    assert outcome(whole, size, read_rows) == outcome(whole, 1 << 20, parsed_rows)


def test_the_short_way_is_taken() -> None:
    """Else the comparison above would compare the parser with itself."""
    row = '<row r="{0}"><c r="A{0}" t="s"><v>0</v></c><c r="B{0}" s="1"><v>45017.25</v></c></row>'
    data = "".join(row.format(number) for number in range(1, 2001))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CellReader, "shared", lambda *_: "short")
        whole = f"<worksheet><sheetData>{data}</sheetData></worksheet>".encode()
        rows = outcome(whole, 1000, read_rows)
    assert rows == [(number, ["short", "2023-04-01 06:00:00"]) for number in range(1, 2001)]


VALUES = st.one_of(
    st.none(),
    # openpyxl takes a text that begins so for a formula, or for an error
    st.text(
        st.characters(codec="utf-8", min_codepoint=32, exclude_characters="_\ufffe\uffff")
    ).filter(lambda text: not text.startswith(("=", "#"))),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.datetimes(datetime(1905, 1, 1), datetime(9999, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)


def as_text(value: Any) -> str | None:
    """What the outside reader gives, as our text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        moment = value + timedelta(microseconds=2_000)
        return moment.replace(microsecond=0).isoformat(sep=" ").removesuffix(" 00:00:00")
    return None if value is None or value == "" else str(value)


@QUICK
@given(
    st.lists(st.lists(VALUES, max_size=5), min_size=1, max_size=6),
    st.booleans(),
    st.integers(1, 5000),
)
def test_an_outside_reader_agrees(table: list[list[Any]], is_1904: bool, size: int) -> None:
    made = openpyxl.Workbook()
    if is_1904:
        made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row in table:
        made.active.append(row)  # type: ignore[union-attr]
    target = io.BytesIO()
    made.save(target)
    target.seek(0)
    outside = python_calamine.CalamineWorkbook.from_filelike(target).get_sheet_by_index(0)
    wanted = [[as_text(cell) for cell in row] for row in outside.to_python(skip_empty_area=False)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "CHUNK_BYTES", size)
        book = Book(target)  # type: ignore[arg-type]
        ours = [row for some in book.rows(0) for row in some]
    found: list[list[Cell]] = [[None] * len(row) for row in wanted]
    for number, cells in ours:
        found[number - 1][: len(cells)] = cells
    assert found == wanted
