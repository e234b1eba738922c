"""Rows below a header that are no data, wherever they stand; and rows that only look like them."""

import io

import openpyxl
import pytest

from orchestration.landing import not_data as rules
from tests.landing.conftest import BULK, EXACT, Yard

HEADER = "工单编号,受理时间,诉求类型,诉求内容,承办单位\n"
ROW = "T1,2023-04-01,求助,水,教育局\n"
NEXT = ROW.replace("T1", "T2")
roads = pytest.mark.parametrize("bulk_from", [EXACT, BULK])


def landed_keys(yard: Yard, text: str, bulk_from: int) -> list[str | None]:
    landed = yard.land_one(text, bulk_from=bulk_from)
    assert landed.reason is None
    assert landed.not_data == len(yard.not_data(landed))
    return [row.get("ticket_id") for row in yard.rows(landed)]


@roads
@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("合计,2,,,", "合计行"),
        ("总计：,2,,,", "总计行"),
        ("小计,45478,求助,,", "小计行"),
        ("教育局小计,45478,求助,水,教育局", "小计行"),
        ("小计（教育局）,2,,,", "小计行"),
        ("平均,3.5,,,", "平均行"),
        ("平均值：3.5,,,,", "平均行"),
        ('="合计",2,,,', "合计行"),
        ("⼩ 计,2,,,", "小计行"),
        (",,,,合计", "合计行"),
        ("-,无,NULL,—,合计", "合计行"),
        (",,,,教育局小计", "小计行"),
        (",,,小计：教育局,", "小计行"),
        (",2023-04-01,,,", None),
        ("导出人:王小明,2023-04-01,求助,,", "页脚（导出）"),
        ("导出人,,,,", "页脚（导出）"),
        ("制表人：王小明　审核人：李四,,,,", "页脚（制表）"),
        ("制表人 王小明,,,,", "页脚（制表）"),
        ("审核：,,,,", "页脚（审核）"),
        ("填表日期：2023年7月1日,,,,", "页脚（填表）"),
        ("复核人员：李四,,,,", "页脚（复核）"),
        ("导出时间2023-07-01 09:00,,,,", "页脚（导出）"),
        ("打印日期 2023/7/1,,,,", "页脚（打印）"),
        ("备注：本表不含表扬,,,,", "页脚（备注）"),
        ("共123条,,,,", "页脚（共…条）"),
        ("共 １２３ 条记录，第1页,,,,", "页脚（共…条）"),
        (HEADER.strip(), "重复表头"),
        ("*⼯单编号,来电时间,,,", "重复表头"),
        (",受理时间,,,", "重复表头"),
    ],
)
def test_a_row_is_no_data_by_its_key_or_else_by_its_first_filled_cell(
    yard: Yard, line: str, kind: str | None, bulk_from: int
) -> None:
    landed = yard.land_one(f"标题\n{HEADER}{ROW}{line}\n{NEXT}{line}\n", bulk_from=bulk_from)
    rows = [row["_row"] for row in yard.rows(landed)]
    if kind is None:
        assert (rows, landed.not_data) == ([3, 4, 5, 6], 0)
        return
    assert rows == [3, 5]
    assert yard.not_data(landed) == [("", 4, kind), ("", 6, kind)]
    assert landed.not_data == 2


@roads
@pytest.mark.parametrize(
    "line",
    [
        "T3,2023-04-01,求助,合计收费不合理,教育局",
        "T3,,求助,备注：请回电,教育局",
        "T3,,,导出人：王小明,",
        ",2023-04-01,求助,合计,",  # the first filled cell is a time
        ",,,合计收费不合理,",
        ",,,审核人员态度差,",
        ",,,共3条狗没有牵绳,",
        "2023E合1,2023-04-01,求助,水,",
    ],
)
def test_any_other_row_is_data_whatever_its_cells_say(
    yard: Yard, line: str, bulk_from: int
) -> None:
    key = line.split(",")[0] or None
    assert landed_keys(yard, f"{HEADER}{ROW}{line}\n{NEXT}", bulk_from) == ["T1", key, "T2"]


@roads
@pytest.mark.parametrize(
    ("line", "is_data"),
    [
        ("合计,,,,", False),
        ("3,合计,,,", False),
        ("3,,合计,,", False),
        ("３,,,小计,", False),
        ("教育局,3,,,", True),
        ("合计收费,T3,2023-04-01,求助,", True),
        ("总计,T3,2023-04-01,求助,", True),
        ("总计,T3,,求助,", False),
        ("3,T3,2023-04-01,求助,合计", True),
    ],
)
def test_a_number_that_only_numbers_the_row_is_passed_over(
    yard: Yard, line: str, is_data: bool, bulk_from: int
) -> None:
    header = "序号,工单编号,受理时间,诉求类型,诉求内容\n"
    text = f"{header}1,T1,2023-04-01,求助,水\n{line}\n2,T2,2023-04-01,求助,水\n"
    keys = landed_keys(yard, text, bulk_from)
    assert (len(keys), keys[0], keys[-1]) == (2 + is_data, "T1", "T2")


@roads
def test_a_unit_beside_its_total_is_no_data(yard: Yard, bulk_from: int) -> None:
    header = "承办单位,诉求内容,工单编号,受理时间,诉求类型\n"
    row = "教育局,水,T1,2023-04-01,求助\n"
    text = header + row + "教育局,小计,,,\n" + row.replace("T1", "T2") + "教育局,水,,,\n"
    assert landed_keys(yard, text, bulk_from) == ["T1", "T2", None]


@roads
def test_several_footers_before_and_after_totals(yard: Yard, bulk_from: int) -> None:
    tail = "制表人：甲\n\n合计,2\n,,,,\n审核：乙\n导出时间：2023-07-01,,,,\n共2条\n"
    landed = yard.land_one(HEADER + ROW + NEXT + tail, bulk_from=bulk_from)
    assert [row["_row"] for row in yard.rows(landed)] == [2, 3]
    assert [row for _, row, _ in yard.not_data(landed)] == [4, 6, 8, 9, 10]
    assert landed.not_data == 5


def test_rows_of_no_data_of_each_sheet(yard: Yard) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("五月")):
        for line in (HEADER + ROW + "小计,45478,,,\n" + NEXT).splitlines():
            sheet.append([cell or None for cell in line.split(",")])  # type: ignore[union-attr]
    target = io.BytesIO()
    book.save(target)
    landed = yard.land_one(target.getvalue(), "tickets/a.xlsx")
    assert landed.data_rows == 4
    assert yard.not_data(landed) == [("Sheet", 3, "小计行"), ("五月", 3, "小计行")]


@roads
def test_beyond_the_most_that_are_listed_the_rest_is_one_line(
    yard: Yard, monkeypatch: pytest.MonkeyPatch, bulk_from: int
) -> None:
    monkeypatch.setattr(rules, "LISTED_AT_MOST", 3)
    landed = yard.land_one(HEADER + ROW + "合计,1,,,\n" * 5 + NEXT, bulk_from=bulk_from)
    assert landed.not_data == 5
    listed = [("", row, "合计行") for row in (3, 4, 5)]
    assert yard.not_data(landed) == [*listed, ("", None, "其余 2 行")]


def test_a_file_of_nothing_else_is_refused_with_how_many_there_are(yard: Yard) -> None:
    landed = yard.land_one(HEADER + "合计,1,,,\n" * 4)
    assert landed.reason == (
        "it holds a header but no data rows (4 of its rows are totals or footers)"
    )
    assert (landed.not_data, yard.not_data(landed)) == (0, [])


@roads
def test_only_a_row_of_a_file_can_have_too_few_fields(yard: Yard, bulk_from: int) -> None:
    text = (
        HEADER.replace("\n", ",\n")
        + ROW.replace("\n", ",\n")
        + "T2,2023-04-01,求助\n"
        + ("T3,2023-04-01,求助,水,\n")
    )
    rows = yard.rows(yard.land_one(text, bulk_from=bulk_from))
    assert [row.get("_missing_fields") for row in rows] == [None, 2, None]
    book = openpyxl.Workbook()
    for line in text.splitlines():
        book.active.append(line.split(","))  # type: ignore[union-attr]
    target = io.BytesIO()
    book.save(target)
    rows = yard.rows(yard.land_one(target.getvalue(), "tickets/a.xlsx"))
    assert [row.get("_missing_fields") for row in rows] == [None, None, None]
