"""Stored values as text: numbers, dates of both epochs, errors, formulas, escapes."""

from __future__ import annotations

import pytest

from orchestration.xlsx.cells import UNCOMPUTED, Cell, CellReader, number_text
from orchestration.xlsx.strings import plain
from orchestration.xlsx.styles import CLOCK, DATE, SPAN, format_kind

FORMATS = [None, DATE, CLOCK, SPAN]
NUMBER, DAY, HOUR, LONG = "0", "1", "2", "3"


def read(
    value: str | None,
    kind: str | None = None,
    style: str = NUMBER,
    *,
    formula: bool = False,
    is_1904: bool = False,
) -> Cell:
    return CellReader(["甲", "乙"], FORMATS, is_1904).read(kind, style, value, "", formula)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("7", "7"),
        ("007", "7"),
        (" 45 ", "45"),
        ("-3.0", "-3"),
        ("0.1", "0.1"),
        ("1e3", "1000"),
        ("20230401001", "20230401001"),
        ("45108.395833333336", "45108.395833333336"),
        ("1,234", "1,234"),
        ("一百", "一百"),
        ("1e400", "1e400"),
        ("nan", "nan"),
        ("", ""),
    ],
)
def test_numbers_as_text(value: str, text: str) -> None:
    assert read(value) == text


@pytest.mark.parametrize("value", ["1000000000000000", "2.02407010000123E+17", "-9007199254740993"])
def test_a_number_of_16_digits_stays_a_number(value: str) -> None:
    assert read(value) == float(value)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.5, "0.5"),
        (1e15, "1000000000000000"),
        (2.0230401001e19, "20230401001000000000"),
        (-3.0, "-3"),
    ],
)
def test_a_long_number_as_text_has_the_digits_that_excel_shows(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        ("45017.395833333336", DAY, "2023-04-01 09:30:00"),
        ("45017.39583333333", DAY, "2023-04-01 09:30:00"),
        ("45017", DAY, "2023-04-01"),
        ("45016.9999999", DAY, "2023-04-01"),
        ("45016.99999999999", DAY, "2023-04-01"),
        ("45016.99999996528", DAY, "2023-03-31 23:59:59"),
        ("45017.395841435185", DAY, "2023-04-01 09:30:00"),
        ("0", DAY, "1900-01-00"),
        ("1", DAY, "1900-01-01"),
        ("59", DAY, "1900-02-28"),
        ("61", DAY, "1900-03-01"),
        ("2958465.5", DAY, "9999-12-31 12:00:00"),
        ("2958466", DAY, "2958466"),
        ("-1", DAY, "-1"),
        ("一", DAY, "一"),
        ("0.395833333333333", HOUR, "09:30:00"),
        ("45017.395833333336", HOUR, "2023-04-01 09:30:00"),
        ("1.2534722222", LONG, "30:05:00"),
        ("45017.395833333336", LONG, "2023-04-01 09:30:00"),
        ("45017", "99", "45017"),
        ("45017", "x", "45017"),
    ],
)
def test_dates_as_text(value: str, style: str, text: str) -> None:
    assert read(value, style=style) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("43555", "2023-04-01"), ("0", "1904-01-01"), ("43555.25", "2023-04-01 06:00:00")],
)
def test_dates_of_the_epoch_of_1904(value: str, text: str) -> None:
    assert read(value, style=DAY, is_1904=True) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2023-04-01T09:30:00", "2023-04-01 09:30:00"),
        ("2023-04-01T09:29:59.9996", "2023-04-01 09:30:00"),
        ("2023-04-01T23:59:59.997", "2023-04-01 23:59:59"),
        ("2023-04-01T00:00:00", "2023-04-01"),
        ("2023-04-01", "2023-04-01"),
        ("2023-04-01T09:30:00+08:00", "2023-04-01T09:30:00+08:00"),
        ("四月", "四月"),
    ],
)
def test_dates_that_are_stored_as_text(value: str, text: str) -> None:
    assert read(value, "d") == text


@pytest.mark.parametrize(
    "error",
    [
        "#N/A",
        "#VALUE!",
        "#REF!",
        "#SPILL!",
        "#GETTING_DATA",
        "#CALC!",
        "#FIELD!",
        "#DIV/0!",
        "Err:502",
    ],
)
def test_an_error_is_its_own_text(error: str) -> None:
    assert read(error, "e") == error
    assert read(error, "str") == read(error, None) == error


@pytest.mark.parametrize("value", [None, "", "42", "#错误", "#"])
def test_an_error_without_a_name_is_not_known(value: str | None) -> None:
    assert read(value, "e") == UNCOMPUTED


@pytest.mark.parametrize("value", [None, "", " "])
def test_a_formula_without_a_result_is_not_known_and_one_with_an_empty_text_is_empty(
    value: str | None,
) -> None:
    for kind in (None, "n", "b"):
        assert read(value, kind, formula=True) == UNCOMPUTED
    assert not (read(value, "str", formula=True) or "").strip()
    assert not read(value, formula=False)


@pytest.mark.parametrize("value", ["7", "-1", "x", "", None])
def test_a_text_that_the_workbook_lost_is_not_known(value: str | None) -> None:
    assert read(value, "s") == UNCOMPUTED
    assert read("1", "s") == "乙"


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [("1", "b", "true"), ("0", "b", "false"), ("TRUE", "b", "TRUE"), ("甲", "oddity", "甲")],
)
def test_other_kinds_of_cells(value: str, kind: str, text: str) -> None:
    assert read(value, kind) == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("a_x000D__x000A_b", "a\r\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_ alone", "\ufffd alone"),
        ("_x0000_", ""),
        ("a_xyz_b_x1", "a_xyz_b_x1"),
    ],
)
def test_escapes_in_texts(stored: str, text: str) -> None:
    assert plain(stored) == text


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", None),
        ("G/通用格式", None),
        ("0.00E+00", None),
        ("#,##0.00;[Red]-#,##0.00", None),
        ('0"日"', None),
        (r"0\d", None),
        ("[$USD-409]#,##0", None),
        ("@", None),
        ("yyyy-mm-dd hh:mm:ss", DATE),
        ('yyyy"年"m"月"d"日"', DATE),
        ("[$-804]e/m/d", DATE),
        ("mmm", DATE),
        ("M/D", DATE),
        ("hh:mm", CLOCK),
        ("上午/下午h:mm", CLOCK),
        ("[h]:mm:ss", SPAN),
        ("[Blue]yyyy;@", DATE),
    ],
)
def test_how_a_format_shows_a_number(code: str, kind: str | None) -> None:
    assert format_kind(code) == kind
