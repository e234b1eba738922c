import csv
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.periods import Period
from orchestration.planning.plan import Plan
from orchestration.publication.csv_writer import Cell, cell_text, write_csv
from orchestration.publication.files import PUBLISHED_FILES
from orchestration.publication.tables import PublishedTable
from orchestration.publication.workbook.measures import column_width, row_height, text_width
from orchestration.publication.workbook.workbook import write_workbook
from tests.offices import default_district, wording

PLAN = Plan(Period.parse("2023Q2"), datetime(2023, 7, 1), default_district())
ORDERS, CATEGORIES, UNITS, LICENSES, INDICATORS = (file.table for file in PUBLISHED_FILES)
FIRST_ROW = 6
"""Where the rows of a table begin, as a person counts."""


def percentage(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def order_row(place: int | None, name: str, *counts: int) -> tuple[Cell, ...]:
    received, signed, late, finished, overdue, extended, back, rated, satisfied = counts
    return (
        *(place, name, received, signed, late, percentage(late, received)),
        *(finished, percentage(finished, received), overdue, percentage(overdue, received)),
        *(extended, back, rated, satisfied, percentage(satisfied, rated)),
    )


ORDER_COLUMNS = [
    "序号",
    "承办单位",
    "受理工单数",
    "签收数",
    "超时签收数",
    "超时签收率(%)",
    "办结数",
]
ORDER_COLUMNS += [
    "办结率(%)",
    "超时办结数",
    "超时办结率(%)",
    "延期数",
    "退单数",
    "评价数",
    "满意数",
]
ORDER_COLUMNS += ["满意率(%)"]
MADE_UP: dict[str, tuple[Sequence[str], list[tuple[Cell, ...]]]] = {
    ORDERS: (
        ORDER_COLUMNS,
        [
            # 1 of 800 is 0.125 %, which is rounded up
            order_row(1, "甲局", 800, 799, 1, 700, 3, 2, 5, 8, 7),
            order_row(2, "乙镇", 3, 3, 0, 1, 2, 0, 0, 0, 0),
            order_row(None, "合计", 803, 802, 1, 701, 5, 2, 5, 8, 7),
        ],
    ),
    CATEGORIES: (
        ["序号", "分类", "办件量", "占总办件量(%)", "上期办件量", "环比(%)"],
        [
            (1, "总办件量", 800, Decimal("100.00"), 1000, Decimal("-20.00")),
            (2, "政务大厅", 1, Decimal("0.13"), 0, None),
            (3, "零材料", 0, Decimal("0.00"), None, None),
        ],
    ),
    UNITS: (
        ["序号", "类别", "单位", "办件量", "占同类(%)", "排名"],
        [
            (1, "部门", "甲局", 5, Decimal("62.50"), 1),
            (2, "部门", "丙局", 3, Decimal("37.50"), 2),
            (None, "部门", "合计", 8, Decimal("100.00"), None),
            (3, "乡镇(街道)", "乙镇", 0, None, 1),
            (None, "乡镇(街道)", "合计", 0, None, None),
        ],
    ),
    LICENSES: (
        ["序号", "颁发单位", "证照类型", "入库数量", "单位合计", "单位排名"],
        [
            (1, "甲局", "营业执照", 4, 6, 1),
            (2, "甲局", "许可证", 2, 6, 1),
            (3, "丙局", "结婚证", 1, 1, 2),
            (None, "合计", None, 7, 7, None),
        ],
    ),
    INDICATORS: (
        ["指标", "名称", "数值", "单位", "分子", "分母"],
        [
            ("tickets.total", "诉求总量", "4425", "件", None, None),
            ("orders.finish_rate", "办结率", "87.30", "%", 701, 803),
            ("orders.satisfaction", "群众满意率", None, "%", 0, 0),
            ("evaluations.rectified_rate", "差评整改率", "100.00", "%", 0, 0),
        ],
    ),
}


def tables(**changed: list[tuple[Cell, ...]]) -> dict[str, PublishedTable]:
    return {
        name: PublishedTable(tuple(columns), changed.get(name, rows))
        for name, (columns, rows) in MADE_UP.items()
    }


def written(path: Path, given: dict[str, PublishedTable] | None = None) -> Path:
    write_workbook(path, given or tables(), PLAN, wording())
    return path


@pytest.fixture
def sheets(tmp_path: Path) -> dict[str, Worksheet]:
    """Return the sheets with formulas, by the table's name."""
    book = openpyxl.load_workbook(written(tmp_path / "附件.xlsx"))
    return {file.table: book[file.label] for file in PUBLISHED_FILES}


def shown(path: Path) -> dict[str, list[list[object]]]:
    """Return what a reader that does not calculate sees of each table, merged cells filled in."""
    book = openpyxl.load_workbook(path, data_only=True)
    found = {}
    for file in PUBLISHED_FILES:
        name, sheet = file.table, book[file.label]
        for area in [area for area in sheet.merged_cells.ranges if area.min_row >= FIRST_ROW]:
            value = sheet.cell(area.min_row, area.min_col).value
            sheet.unmerge_cells(str(area))
            for row in range(area.min_row, area.max_row + 1):
                sheet.cell(row, area.min_col).value = value
        found[name] = [list(row) for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True)]
    return found


def as_number(value: Cell) -> object:
    text = cell_text(value)
    return None if value is None else float(text) if re.fullmatch(r"-?\d+\.\d\d", text) else value


def test_a_reader_that_does_not_calculate_sees_what_is_published(tmp_path: Path) -> None:
    found = shown(written(tmp_path / "附件.xlsx"))
    for name, table in tables().items():
        expected = [[as_number(value) for value in row] for row in table.rows]
        if name == INDICATORS:
            expected[0][2] = 4425
        assert found[name] == expected, name


def value_at(sheet: Worksheet, address: str) -> Decimal:
    """Return a cell's number as Excel would have it: a formula's own outcome."""
    value = sheet[address.replace("$", "")].value
    if isinstance(value, str) and value.startswith("="):
        return calculated(sheet, value) or Decimal(0)
    return Decimal(str(value if value is not None else 0))


def calculated(sheet: Worksheet, formula: str) -> Decimal | None:
    """Calculate the few forms of formula that the workbook writes; None where it shows nothing."""
    if match := re.fullmatch(r"=SUM\(([A-Z]+)(\d+):\1(\d+)\)", formula):
        column, first, last = match[1], int(match[2]), int(match[3])
        return sum((value_at(sheet, f"{column}{row}") for row in range(first, last + 1)), Decimal())
    if match := re.fullmatch(
        r'=IF\(N\((\S+)\)=0,"",ROUND\(100\*\(?(\$?[A-Z]+\$?\d+)(?:-(\S+)\))?/\1,2\)\)', formula
    ):
        whole, part = value_at(sheet, match[1]), value_at(sheet, match[2])
        part -= value_at(sheet, match[3]) if match[3] else 0
        if not whole:
            return None
        return (100 * part / whole).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    match = re.fullmatch(r"=([A-Z]+\d+)", formula)
    assert match, formula
    return value_at(sheet, match[1])


def test_formulas_come_to_what_is_published(tmp_path: Path, sheets: dict[str, Worksheet]) -> None:
    published = shown(written(tmp_path / "again.xlsx"))
    formulas = 0
    for name, sheet in sheets.items():
        for row in sheet.iter_rows(min_row=FIRST_ROW):
            for cell in row:
                if cell.data_type != "f":
                    continue
                formulas += 1
                cached = published[name][cell.row - FIRST_ROW][cell.column - 1]
                found = calculated(sheet, cell.value)
                assert (None if found is None else float(found)) == cached, cell.coordinate
    assert formulas == (3 * 4 + 9) + 3 * 2 + (5 + 2) + (2 + 2) + 1


def test_totals_are_sums_and_rates_are_rates(sheets: dict[str, Worksheet]) -> None:
    orders, units, licenses = sheets[ORDERS], sheets[UNITS], sheets[LICENSES]
    assert orders["C8"].value == "=SUM(C6:C7)"
    assert orders["F6"].value == '=IF(N(C6)=0,"",ROUND(100*E6/C6,2))'
    assert orders["O8"].value == '=IF(N(M8)=0,"",ROUND(100*N8/M8,2))'
    assert units["D8"].value == "=SUM(D6:D7)" and units["D10"].value == "=SUM(D9:D9)"
    assert licenses["E6"].value == "=SUM(D6:D7)" and licenses["D9"].value == "=SUM(D6:D8)"


def test_titles_name_the_attachment_and_the_period(sheets: dict[str, Worksheet]) -> None:
    assert [sheet["A1"].value for sheet in sheets.values()] == [
        "附件1",
        "附件2",
        "附件3",
        "附件4",
        "主要指标",
    ]
    title = "吴忠市“12345”便民服务热线红寺堡区分中心2023年第二季度各单位办结诉求统计表"
    assert sheets[ORDERS]["A2"].value == title
    for sheet in sheets.values():
        assert "2023年第二季度" in sheet["A2"].value
        assert sheet["A3"].value == "统计时点：2023年7月1日0时"
        last = sheet.cell(5, sheet.max_column).coordinate
        assert f"A2:{last[0]}2" in {str(area) for area in sheet.merged_cells.ranges}


def test_headers_are_grouped_and_complete(sheets: dict[str, Worksheet]) -> None:
    for name, sheet in sheets.items():
        tops, names = [[cell.value for cell in row] for row in sheet["A4" : f"{last_of(sheet)}5"]]
        found = [name if name is not None else top for top, name in zip(tops, names, strict=True)]
        assert found == [PLAN.period.worded(column) for column in MADE_UP[name][0]]
    merged = {str(area) for area in sheets[ORDERS].merged_cells.ranges}
    assert {"D4:F4", "G4:J4", "M4:O4", "A4:A5", "C4:C5"} <= merged
    assert [sheets[ORDERS][cell].value for cell in ("D4", "G4", "M4")] == ["签收", "办结", "满意度"]


def last_of(sheet: Worksheet) -> str:
    return str(sheet.cell(5, sheet.max_column).column_letter)


def test_every_sheet_is_ready_to_print(sheets: dict[str, Worksheet]) -> None:
    for name, sheet in sheets.items():
        assert sheet.page_setup.paperSize == 9
        # one page wide, which is what is not said, and as many high as it takes
        assert sheet.page_setup.fitToWidth in {None, 1} and sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.orientation == ("landscape" if name == ORDERS else "portrait")
        assert sheet.print_title_rows == "$4:$5"
        last = FIRST_ROW + len(MADE_UP[name][1]) - 1
        assert sheet.print_area == f"'{sheet.title}'!$A$1:${last_of(sheet)}${last}"
        assert sheet.freeze_panes == ("C6" if name == ORDERS else "A6")
        assert "&P" in sheet.oddFooter.center.text and "&N" in sheet.oddFooter.center.text


def test_numbers_are_numbers_in_their_format(sheets: dict[str, Worksheet]) -> None:
    orders = sheets[ORDERS]
    assert orders["C6"].data_type == "n" and orders["C6"].number_format == "0_ "
    assert orders["F6"].number_format == "0.00_ "
    assert sheets[INDICATORS]["C6"].value == 4425
    assert sheets[INDICATORS]["C6"].number_format == "0_ "
    assert sheets[INDICATORS]["C7"].number_format == "0.00_ "
    assert sheets[INDICATORS]["C9"].value == 100


def test_totals_are_marked(sheets: dict[str, Worksheet]) -> None:
    for name, totals in ((ORDERS, {8}), (CATEGORIES, {6}), (UNITS, {8, 10}), (LICENSES, {9})):
        rows = range(FIRST_ROW, FIRST_ROW + len(MADE_UP[name][1]))
        bold = {row for row in rows if sheets[name].cell(row, 2).font.bold}
        assert bold == totals, name


def test_a_unit_called_total_is_no_total(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [
        (1, "合计", "结婚证", 2, 2, 1),
        (None, "合计", None, 2, 2, None),
    ]
    path = written(tmp_path / "附件.xlsx", tables(**{LICENSES: rows}))
    assert shown(path)[LICENSES] == [list(row) for row in rows]
    sheet = openpyxl.load_workbook(path)["附件4"]
    assert sheet["E6"].value == "=SUM(D6:D6)" and sheet["D7"].value == "=SUM(D6:D6)"


def test_a_period_without_rows_gives_sheets_with_their_totals(tmp_path: Path) -> None:
    none = {
        ORDERS: [order_row(None, "合计", *[0] * 9)],
        LICENSES: [(None, "合计", None, 0, 0, None)],
        UNITS: [],
    }
    path = written(tmp_path / "附件.xlsx", tables(**none))
    found = shown(path)
    assert found[ORDERS][0][2:5] == [0, 0, 0] and found[ORDERS][0][5] is None
    assert found[LICENSES][0][3:5] == [0, 0]


HOSTILE = [
    '=HYPERLINK("http://example.invalid")',
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    "{=1}",
    "http://example.invalid",
    "<b>&amp;",
    "<r><t>x</t></r>",
    "<r></r></si><si>",
    "制\x0b表",
    "12345",
    "很长" * 300,
    "x" * 40_000,
]


def test_hostile_names_stay_text_and_are_defused_as_in_the_csv(tmp_path: Path) -> None:
    rows = [order_row(place, name, *[1] * 9) for place, name in enumerate(HOSTILE, 1)]
    rows.append(order_row(None, "合计", *[len(HOSTILE)] * 9))
    path = written(tmp_path / "附件.xlsx", tables(**{ORDERS: rows}))
    sheet = openpyxl.load_workbook(path, rich_text=True)["附件1"]
    write_csv(tmp_path / "附件1.csv", ORDER_COLUMNS, rows)
    with (tmp_path / "附件1.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row[1] for row in csv.reader(file)][1:]
    for row, name in enumerate(names, FIRST_ROW):
        cell = sheet.cell(row, 2)
        assert cell.data_type == "s", name
        assert str(cell.value).replace("_x000B_", "\x0b") == name[:32767]
        assert cell.hyperlink is None
        assert sheet.row_dimensions[row].height <= 409
    assert sheet.column_dimensions["B"].width < 40


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = written(tmp_path / "a.xlsx"), written(tmp_path / "b.xlsx")
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2023-06-30T16:00:00Z") == 2
    assert "吴忠市红寺堡区审批服务管理局" in core


def test_a_chinese_character_takes_the_room_of_two_digits() -> None:
    assert text_width("甲a1（") == 6
    assert column_width("名", ["甲" * 10]) == 24
    assert column_width("名", ["甲" * 100]) == 36
    assert column_width("超时签收率(%)", ["1"]) == 9
    assert row_height([("甲" * 10, 40.0)]) < row_height([("甲" * 30, 36.0)])


def test_a_unit_with_a_long_name_has_the_room_of_all_its_rows(tmp_path: Path) -> None:
    long = "很长的单位名称" * 20
    rows: list[tuple[Cell, ...]] = [(place, long, "证", 1, 4, 1) for place in range(1, 5)]
    path = written(
        tmp_path / "附件.xlsx", tables(**{LICENSES: [*rows, (None, "合计", None, 4, 4, None)]})
    )
    sheet = openpyxl.load_workbook(path)["附件4"]
    assert "B6:B9" in {str(area) for area in sheet.merged_cells.ranges}
    heights = [sheet.row_dimensions[row].height for row in range(6, 10)]
    lines = text_width(long) / sheet.column_dimensions["B"].width
    assert 18 * lines < sum(heights) < 2 * 18 * lines
