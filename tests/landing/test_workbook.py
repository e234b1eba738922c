"""xlsx workbooks: sheets, row numbers as Excel shows them, cells as text, damage."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from tests.landing.conftest import Yard

HEADER = ["工单编号", "受理时间", "诉求类型"]
FILE = "tickets/a.xlsx"


def book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    made = openpyxl.Workbook()
    fill(made)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def sheet(*rows: list[Any], at: str = "A1") -> bytes:
    def fill(made: openpyxl.Workbook) -> None:
        first = made.active[at]  # type: ignore[index]
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                made.active.cell(first.row + down, first.column + right, value)  # type: ignore[union-attr]

    return book(fill)


def test_rows_are_numbered_as_excel_shows_them(yard: Yard) -> None:
    content = sheet(
        ["明细"], [], HEADER, ["T1", "a", "b"], [None, " "], ["T2"], ["总计", 2], at="C4"
    )
    rows = yard.rows(yard.land_one(content, FILE))
    assert [(row["ticket_id"], row["_row"]) for row in rows] == [("T1", 7), ("T2", 9)]


def test_a_note_that_names_columns_or_another_table_does_not_refuse_the_book(yard: Yard) -> None:
    def fill(made: openpyxl.Workbook) -> None:
        wide = [*HEADER, "承办单位", "满意度", "诉求领域", "签收时间", "办结时间"]
        made.active.append(wide)  # type: ignore[union-attr]
        made.active.append(["T1", "2023-04-01", "求助"])  # type: ignore[union-attr]
        made.create_sheet("填写说明").append(["工单编号", "诉求类型", "均为必填"])
        made.create_sheet("退单明细").append(["工单编号", "承办单位", "退单次数"])
        made["退单明细"].append(["T1", "税务局", 2])

    landed = yard.land_one(book(fill), FILE)
    assert landed.reason is None
    assert [row["ticket_id"] for row in yard.rows(landed)] == ["T1"]
    assert landed.notes["ignored_sheets"] == [2, 3]


def test_every_sheet_with_the_header_counts_and_notes_do_not(yard: Yard) -> None:
    def fill(made: openpyxl.Workbook) -> None:
        made.active.append(["本表由系统导出"])  # type: ignore[union-attr]
        for name in ("一", "隐"):
            made.create_sheet(name).append(HEADER)
            made[name].append([f"T{name}", "2023-04-01", "求助"])
        made["隐"].sheet_state = "hidden"
        made.create_chartsheet("图")

    landed = yard.land_one(book(fill), FILE)
    rows = yard.rows(landed)
    assert [(r["_sheet"], r["_sheet_number"], r["_row"]) for r in rows] == [
        ("一", 2, 2),
        ("隐", 3, 2),
    ]
    assert landed.notes["ignored_sheets"] == [1, 4]


def test_a_cell_beyond_the_header_is_surplus(yard: Yard) -> None:
    content = sheet(HEADER, ["T1", "a", "b", None, "备"], ["T2", "a", "b"])
    first, second = yard.rows(yard.land_one(content, FILE))
    assert first["_extra"] == [None, "备"]
    assert "_extra" not in second


@pytest.mark.parametrize("name", ["tickets/a.csv", "tickets/a.csv.gz"])
def test_the_bytes_tell_what_a_file_is_not_its_name(yard: Yard, name: str) -> None:
    assert yard.land_one(sheet(HEADER, ["T1", "a", "b"]), name).data_rows == 1


def test_dates_of_a_real_workbook(yard: Yard) -> None:
    content = sheet(HEADER, [20230401001, datetime(2023, 4, 1, 9, 30), date(2023, 4, 2)])
    (row,) = yard.rows(yard.land_one(content, FILE))
    assert (row["ticket_id"], row["received_at"]) == ("20230401001", "2023-04-01 09:30:00")
    assert row["ticket_type"].startswith("2023-04-02")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (sheet(HEADER), "a header but no data rows"),
        (sheet(["说明"]), "none of its sheets is a table"),
        (sheet(["工单编号", "诉求类型"], ["T1", "求助"]), "missing required column 受理时间"),
        (sheet(HEADER, ["T1", "a", "b"])[:-300], "damaged"),
        (b"PK\x03\x04 no zip at all", "damaged"),
    ],
)
def test_a_refused_workbook_says_why(yard: Yard, content: bytes, reason: str) -> None:
    landed = yard.land_one(content, FILE)
    assert landed.status == "refused"
    assert reason in (landed.reason or "")


def test_a_sheet_that_lacks_a_column_refuses_the_whole_file_by_name(yard: Yard) -> None:
    def fill(made: openpyxl.Workbook) -> None:
        made.active.append(HEADER)  # type: ignore[union-attr]
        made.active.append(["T1", "a", "b"])  # type: ignore[union-attr]
        made.create_sheet("五月").append(["工单编号", "诉求类型"])

    landed = yard.land_one(book(fill), FILE)
    assert (landed.status, landed.data_rows) == ("refused", 0)
    assert "sheet 2" in (landed.reason or "")


def repacked(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data) if name == part else data)
    return target.getvalue()


def test_one_stray_cell_far_away_does_not_take_all_memory(yard: Yard) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    content = repacked(
        sheet(HEADER, ["T1", "a", "b"]),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"</sheetData>", far),
    )
    landed = yard.land_one(content, FILE)
    assert "reaches to row 1048576 and column 16384" in (landed.reason or "")


def test_empty_formatted_cells_far_away_do_no_harm(yard: Yard) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    content = repacked(
        sheet(HEADER, ["T1", "a", "b"]),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"</sheetData>", far),
    )
    assert yard.land_one(content, FILE).data_rows == 1


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    yard: Yard,
) -> None:
    content = repacked(
        sheet(HEADER, ["T1", "a", "b"]), "xl/styles.xml", lambda data: data + b" " * 70 * 1024**2
    )
    assert "more than any export holds" in (yard.land_one(content, FILE).reason or "")
