"""Messy files written from known rows give exactly these rows back, on both roads."""

import csv
import gzip
import io
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from orchestration.landing import land
from orchestration.landing.contract import bare_word, load_contract
from tests.landing.conftest import BULK, EXACT, Yard

# the long profile is asked for by name; a test of its own runs it under the soak marker
LONG = "landing-long"
QUICK = settings(settings.get_profile(os.environ.get("LANDING_EXAMPLES", "landing")))
CONTRACT = load_contract("tickets")
REQUIRED = [column for column in CONTRACT.columns if column.required]
OPTIONAL = [column for column in CONTRACT.columns if not column.required]
UNKNOWN = "备注说明"

# what GB18030 and every other encoding can carry, quotes, breaks and odd blanks foremost
CHARACTERS = st.one_of(
    st.sampled_from("\",\t\n\r \u3000\u00a0\u200b\u2028\x0b\x85\x1c;='#\\-0Aa水合计总"),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
)
CELLS = st.one_of(
    st.sampled_from(["", "水", "合计", "2023-04-01"]), st.text(CHARACTERS, max_size=8)
)
IDS = st.from_regex(r"[A-Z][0-9]{1,6}", fullmatch=True)


@dataclass
class Table:
    """Known rows in a known order of columns; how the header spells them; what surrounds them."""

    names: list[str]
    header: list[str]
    rows: list[list[str]]
    titles: list[list[str]]
    totals: list[list[str]]


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str] = CELLS) -> Table:
    """Draw a table whose rows all have a key, so that none of them can be taken for a total."""
    chosen = [*REQUIRED, *draw(st.lists(st.sampled_from(OPTIONAL), max_size=4, unique=True))]
    columns = draw(st.permutations([*chosen, None]))
    header = [
        UNKNOWN if c is None else draw(st.sampled_from([c.header, *c.synonyms])) for c in columns
    ]
    names = [UNKNOWN if column is None else column.name for column in columns]
    rows = [
        [draw(IDS) if name == "ticket_id" else draw(cells) for name in names]
        for _ in range(draw(st.integers(1, 8)))
    ]
    # a whole row is data whatever its text: the rule for totals is tested by examples
    for row in rows:
        for place, name in enumerate(names):
            if name in {"received_at", "ticket_type"}:
                row[place] = row[place] if bare_word(row[place]) else "x"
    blank = [""] * len(names)
    titles = draw(st.lists(st.sampled_from([blank, ["12345 明细表", *blank[1:]]]), max_size=3))
    totals = draw(
        st.lists(st.sampled_from([blank, ["合 计：9", *blank[1:]], ["总计"]]), max_size=3)
    )
    return Table(names, header, rows, titles, totals)


def expected_rows(table: Table, numbers: list[int]) -> list[dict[str, Any]]:
    """The rows as they must come back; an empty cell is none."""
    wanted = []
    for row, number in zip(table.rows, numbers, strict=True):
        cells = {name: cell for name, cell in zip(table.names, row, strict=True) if cell}
        unknown = cells.pop(UNKNOWN, None)
        extra = {"_unknown": {UNKNOWN: unknown}} if unknown else {}
        wanted.append({"_sheet_number": 1, "_row": number, **extra, **cells})
    return wanted


def landed_rows(content: bytes, file: str, bulk_from: int) -> list[dict[str, Any]] | str:
    """Land one file alone and return its rows, or why it was refused."""
    with tempfile.TemporaryDirectory() as folder:
        yard = Yard(Path(folder) / "raw", Path(folder) / "lake")
        landed = yard.land_one(content, file, bulk_from=bulk_from)
        if landed.reason is not None:
            return landed.reason
        rows = yard.rows(landed)
        assert landed.data_rows == len(rows)
        for row in rows:
            row.pop("_sheet")
        return rows


@QUICK
@given(
    table=tables(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    delimiter=st.sampled_from([",", "\t"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    is_packed=st.booleans(),
    is_cut=st.booleans(),
)
def test_csv_gives_back_what_was_written(
    table: Table,
    encoding: str,
    delimiter: str,
    newline: str,
    quoting: Any,
    is_packed: bool,
    is_cut: bool,
) -> None:
    text = io.StringIO(newline="")
    if any("\r" in cell for row in table.rows for cell in row):
        quoting = csv.QUOTE_ALL  # the writer leaves a lone carriage return unquoted
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline, quoting=quoting)
    writer.writerows([*table.titles, table.header, *table.rows, *table.totals])
    whole = text.getvalue()
    content = (whole.removesuffix(newline) if is_cut else whole).encode(encoding)
    content = gzip.compress(content, 1, mtime=0) if is_packed else content
    first = len(table.titles) + 2
    wanted = expected_rows(table, list(range(first, first + len(table.rows))))
    assert landed_rows(content, "tickets/a.csv", EXACT) == wanted
    assert landed_rows(content, "tickets/a.csv", BULK) == wanted


@QUICK
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["T1,a,b,c\n", "T2,a,b,c\r\n", ",,,\n", "\n", "\r\n", " ,\n", "合计\n", "合计,,,\n",
                 '"', '""', ' "', '" ', "\r", "\t", ",", "\ufeff", "\\", "'", "\0", "T3"]
            ),
            st.text(CHARACTERS, max_size=4),
        ),
        max_size=14,
    ),
    st.sampled_from(["utf-8", "gb18030"]),
)  # fmt: skip
@example(['"T1 ', '"', ",a,b,c\n"], "utf-8")
@example(["T1,a,b,c\r\n", '"T2",a,b,c\r\n', "\r\n", "T3,a,b,c\r\n"], "utf-8")
@example(["T1,a,b,c\n", "合计,1,,"], "utf-8")
@example(["T1,a,b,\u2028合计\n"], "utf-8")
@example(["\r", "T1,a,b,c\n"], "utf-8")
def test_whatever_follows_the_header_both_roads_see_the_same(
    parts: list[str], encoding: str
) -> None:
    content = ("工单编号,受理时间,诉求类型,诉求内容\n" + "".join(parts)).encode(encoding)
    exact = landed_rows(content, "tickets/a.csv", EXACT)
    assert landed_rows(content, "tickets/a.csv", BULK) == exact


@QUICK
@given(
    parts=st.lists(
        st.sampled_from(["T1,a,b,c", '"T2","a\n\nb",b,c', "T3,a,b,", "", " ", ",,,", "合计,1,,"]),
        min_size=1,
        max_size=12,
    ),
    newline=st.sampled_from(["\n", "\r\n"]),
    size=st.integers(1, 40),
)
def test_nothing_is_lost_at_the_seams_of_chunks(parts: list[str], newline: str, size: int) -> None:
    text = newline.join(["工单编号,受理时间,诉求类型,诉求内容", *parts, ""])
    exact = landed_rows(text.encode(), "tickets/a.csv", EXACT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("orchestration.landing.bulk_lines._CHUNK_CHARACTERS", size)
        patch.setattr("orchestration.landing.bulk_lines._TAIL_BYTES", size)
        assert landed_rows(text.encode(), "tickets/a.csv", BULK) == exact


def test_a_large_regular_file_does_take_the_fast_road() -> None:
    """Else all the comparisons above would compare the exact road with itself."""
    with tempfile.TemporaryDirectory() as folder:
        yard = Yard(Path(folder) / "raw", Path(folder) / "lake")
        body = 'T1,"a\r\n""b""",求助,水\r\n' * 70_000 + "合计,7,,\r\n"
        content = ("明细\r\n工单编号,受理时间,诉求类型,诉求内容\r\n" + body).encode("gb18030")
        yard.drop("tickets/a.csv", content)
        (landed,) = land(yard.raw, yard.lake).files
        path = yard.lake / "rows" / "tickets" / f"{landed.content}.parquet"
        table = pq.read_table(path, columns=["_row", "_first_row"])
        assert (landed.data_rows, table.num_rows) == (70_000, 70_000)
        assert table["_row"].null_count == 70_000
        assert set(table["_first_row"].to_pylist()) == {3}


SHEET_TEXT = st.text(
    st.characters(codec="utf-8", min_codepoint=32, exclude_characters="_\ufffe\uffff"), max_size=8
)


@QUICK
@given(tables(SHEET_TEXT), st.integers(0, 3), st.integers(0, 3))
def test_workbooks_give_back_what_was_written(table: Table, down: int, right: int) -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    lines = [*table.titles, table.header, *table.rows, *table.totals]
    for row, line in enumerate(lines, down):
        for column, cell in enumerate(line, right):
            if cell:
                sheet.write_string(row, column, cell)
    book.close()
    first = down + len(table.titles) + 2
    numbers = list(range(first, first + len(table.rows)))
    rows = landed_rows(target.getvalue(), "tickets/a.xlsx", EXACT)
    assert rows == expected_rows(table, numbers)


@pytest.mark.soak
def test_the_same_at_length() -> None:
    files = [__file__, str(Path(__file__).with_name("test_workbook_properties.py"))]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-m", "not soak", *files]
    subprocess.run(command, check=True, env={**os.environ, "LANDING_EXAMPLES": LONG})
