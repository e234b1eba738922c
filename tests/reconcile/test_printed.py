from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.reconcile.printed import is_empty, parse_printed, with_unit

FULL_WIDTH = str.maketrans("0123456789.,%+-", "０１２３４５６７８９．，％＋－")


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("4425", "4425", "1"),
        ("4,425", "4425", "1"),
        ("117，386件", "117386", "1"),
        ("１１７３８６", "117386", "1"),
        (" 117 386 ", "117386", "1"),
        ("\u00a045.8%", "45.8", "0.1"),
        ("45.80％", "45.80", "0.01"),
        ("9.51个百分点", "9.51", "0.01"),
        ("27件", "27", "1"),
        ("12.5 小时", "12.5", "0.1"),
        ("-3.2", "-3.2", "0.1"),
        ("−3.2%", "-3.2", "0.1"),
        ("+5", "5", "1"),
        (".5", "0.5", "0.1"),
        ("5.", "5", "1"),
        ("11.74万", "117400", "100"),
        ("11.7万件", "117000", "1000"),
        ("1.2亿", "120000000", "10000000"),
        ("1.17E+05", "117000", "1000"),
    ],
)
def test_a_number_is_read_as_a_person_would(text: str, value: str, step: str) -> None:
    printed = parse_printed(text)
    assert printed is not None
    assert (printed.value, printed.step) == (Decimal(value), Decimal(step))


@pytest.mark.parametrize(
    "text",
    [
        *("", "%", "件", "万", "-", "+", ".", "1e", "nan", "inf"),
        *("约4425", "4425余件", "四千", "45-50", "1/2"),
        *("4,42", "1,2345", "4.4.2", "45%%", "0x10", "1_000"),
    ],
)
def test_what_is_no_plain_number_is_none(text: str) -> None:
    assert parse_printed(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "is_percent"),
    [
        ("45.8", "%", True),
        ("45.8%", "", True),
        ("45.8%", "件", True),
        ("45", "件", False),
        ("45件", "%", False),
        ("45", "", None),
    ],
)
def test_the_unit_behind_the_number_goes_before_that_of_the_column(
    text: str, unit: str, is_percent: bool | None
) -> None:
    printed = parse_printed(text, unit)
    assert printed is not None and printed.is_percent is is_percent


@settings(deadline=None)
@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3
    ),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "%", "件", " 件"]),
)
def test_every_way_of_writing_a_number_means_the_same(
    number: Decimal, separated: bool, full_width: bool, unit: str
) -> None:
    text = (f"{number:,f}" if separated else f"{number:f}") + unit
    printed = parse_printed(text.translate(FULL_WIDTH) if full_width else text)
    assert printed is not None
    assert (printed.value, printed.step) == (number, Decimal("0.001"))


@pytest.mark.parametrize("text", ["", "-", "—", "——", "/", "无", "NULL", " ", "　"])
def test_forms_of_nothing(text: str) -> None:
    assert is_empty(text)
    assert not is_empty("0")


def test_a_unit_is_shown_once() -> None:
    assert with_unit("45", "件") == "45件"
    assert with_unit("45件", "件") == "45件"
    assert with_unit("45％", "%") == "45％"
    assert with_unit("45", "") == "45"
    assert with_unit("", "件") == "nothing"
