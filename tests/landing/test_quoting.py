"""What a refusal and a report of drift quote of a file: headers above data, and nobody's values."""

import io

import openpyxl
import pytest

from orchestration.landing.quoting import is_quotable, quotable_header
from tests.landing.conftest import BULK, EXACT, Yard

PEOPLE = ("王小明", "13900001234", "T1")
FORM = "工单编号,T1,受理时间,2023-04-01\n诉求人,王小明,联系电话,13900001234\n家庭住址,一号楼,,\n"
WHOLE_FORM = "工单编号,T1,受理时间,2023-04-01,诉求类型,求助\n诉求人,王小明,联系电话,13900001234,,\n"


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
@pytest.mark.parametrize("form", [FORM, WHOLE_FORM, "登记表,,,\n" + FORM])
def test_a_form_is_refused_without_its_values(yard: Yard, form: str, bulk_from: int) -> None:
    landed = yard.land_one(form, bulk_from=bulk_from)
    assert landed.status == "refused"
    assert not any(value in (landed.reason or value) for value in PEOPLE)
    assert landed.unknown_columns == []


def test_a_form_in_a_workbook_is_named_by_its_number_alone(yard: Yard) -> None:
    for form in (FORM, WHOLE_FORM):
        book = openpyxl.Workbook()
        book.active.title = "王小明"  # type: ignore[union-attr]
        for line in form.splitlines():
            book.active.append(line.split(","))  # type: ignore[union-attr]
        target = io.BytesIO()
        book.save(target)
        landed = yard.land_one(target.getvalue(), "tickets/a.xlsx")
        assert landed.status == "refused"
        assert not any(value in (landed.reason or value) for value in PEOPLE)


@pytest.mark.parametrize(
    ("header", "is_quoted"),
    [
        ("工单编号,诉求类型,时间", True),
        ("工单编号,诉求类型,备注,备注", False),
        ("工单编号,诉求类型,139-0000-1234", True),
        ("工单编号,诉求类型,13900001234", False),
        ("工单编号,诉求类型," + "长" * 21, False),
        ("工单编号,诉求类型,１３９００００１２３４", False),
    ],
)
def test_a_header_is_quoted_only_where_all_of_it_may_be(
    yard: Yard, header: str, is_quoted: bool
) -> None:
    width = header.count(",") + 1
    landed = yard.land_one(header + "\n" + ",".join(["T1", "求助", "x", "y"][:width]) + "\n")
    assert landed.reason is not None
    assert landed.reason.startswith("missing required column 受理时间")
    assert (header.split(",")[-1] in landed.reason) is is_quoted


def test_a_header_without_data_below_is_not_quoted(yard: Yard) -> None:
    landed = yard.land_one("工单编号,诉求类型,王小明\n")
    assert landed.reason is not None and "王小明" not in landed.reason


def test_unknown_columns_are_named_within_the_same_limits(yard: Yard) -> None:
    row = "T1,2023-04-01,求助,x,y\n"
    named = yard.land_one("工单编号,受理时间,诉求类型,窗口号,备注\n" + row)
    assert named.quotable_columns == ["备注", "窗口号"]
    hidden = yard.land_one("工单编号,受理时间,诉求类型,王小明13900001234,备注\n" + row)
    assert len(hidden.unknown_columns) == 2
    assert hidden.quotable_columns == []


def test_limits_of_what_is_quoted() -> None:
    assert is_quotable("十" * 20) and not is_quotable("十" * 21)
    assert is_quotable("123456") and not is_quotable("a1234567")
    assert not is_quotable("a\x1b[31m") and not is_quotable("")
    assert quotable_header(["a", "", "b", ""]) == ["a", "b"]
    assert quotable_header(["a", "a"]) == []


STRANGE = "流水号,来电日期,事件类别,去向\n" + "".join(
    f"A{n},2023-04-0{n},市容,东街\n" for n in range(1, 5)
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("title", ["", "2023年诉求明细,,,\n"])
def test_a_header_in_unknown_words_is_named_where_it_stands_above_data(
    yard: Yard, encoding: str, title: str
) -> None:
    landed = yard.land_one((title + STRANGE).encode(encoding))
    assert landed.status == "refused" and landed.reason is not None
    assert "its columns are called 流水号, 来电日期, 事件类别, 去向" in landed.reason
    assert landed.quotable_columns == ["事件类别", "去向", "来电日期", "流水号"]


def test_so_is_that_of_a_workbook(yard: Yard) -> None:
    book = openpyxl.Workbook()
    for line in STRANGE.splitlines():
        book.active.append(line.split(","))  # type: ignore[union-attr]
    target = io.BytesIO()
    book.save(target)
    landed = yard.land_one(target.getvalue(), "tickets/a.xlsx")
    assert landed.reason is not None and "流水号" in landed.reason


@pytest.mark.parametrize(
    "text",
    [
        # rows without a header, and names above someone's numbers
        "".join(f"A{n},2023-04-0{n},市容,王小明\n" for n in range(1, 6)),
        "姓名,王小明,性别,男\n证件,640300199001010011,电话,13900001234\n生日,1990-01-01,其他,1\n"
        "住址,一号楼2室,门牌,12号\n",
        "姓名,王小明,性别,男\n民族,汉,籍贯,东街\n学历,无,职业,无\n住址,一号楼,邮编,无\n",
        STRANGE.replace("去向", "王小明13900001234"),
        "流水号,来电日期,事件类别,去向\nA1,2023-04-01,市容,东街\n",
    ],
)
def test_nothing_is_quoted_of_what_is_no_header_above_data(yard: Yard, text: str) -> None:
    landed = yard.land_one(text)
    assert landed.reason is not None and "columns are called" not in landed.reason
    assert not any(value in landed.reason for value in PEOPLE)
    assert landed.unknown_columns == []
