"""What cells of a workbook land as: errors, formulas, both epochs, dates alone, cut keys."""

from datetime import datetime
from typing import Any

import openpyxl
import pytest

from tests.landing.conftest import Yard
from tests.landing.test_workbook import FILE, HEADER, book, sheet
from tests.xlsx.books import book as written

WIDE = [*HEADER, "承办单位", "办结时限", "办结时间", "退单次数"]


def landed(yard: Yard, content: bytes, file: str = FILE) -> list[dict[str, Any]]:
    found = yard.land_one(content, file)
    assert found.reason is None
    return yard.rows(found)


def test_errors_land_as_their_own_text_and_take_nothing_with_them(yard: Yard) -> None:
    errors = ["#N/A", "#VALUE!", "#REF!", "#SPILL!", "#GETTING_DATA", "#BUSY!", "#PYTHON!"]
    head = "".join(f'<c t="str"><v>{name}</v></c>' for name in WIDE)
    body = "".join(
        f'<row><c t="str"><v>T{number}</v></c><c t="str"><v>2023-04-01</v></c>'
        f'<c t="str"><v>求助</v></c><c t="e"><v>{error}</v></c><c/><c t="e"><v>{error}</v></c>'
        "<c><v> 1 </v></c></row>"
        for number, error in enumerate(errors)
    )
    rows = landed(yard, written(f"<row>{head}</row>{body}"))
    assert [row["unit"] for row in rows] == errors
    assert [row["finished_at"] for row in rows] == errors
    assert {row["sent_back"] for row in rows} == {"1"}


def test_formulas_without_a_result_are_not_known_and_their_rows_stay(yard: Yard) -> None:
    content = sheet(
        WIDE,
        ["T1", "2023-04-01", "求助", "=VLOOKUP(1,2,3)"],
        ["=A2", "=B2", "=C2", "=D2", "=E2", "=F2", "=G2"],
    )
    rows = landed(yard, content)
    assert [row["unit"] for row in rows] == ["#UNCOMPUTED!", "#UNCOMPUTED!"]
    assert (rows[1]["ticket_id"], rows[1]["_row"]) == ("#UNCOMPUTED!", 3)


def test_a_stored_empty_text_is_empty_and_a_row_of_them_is_blank(yard: Yard) -> None:
    empty = '<c t="str"><f>IF(1,"","")</f></c>'
    head = "".join(f'<c t="str"><v>{name}</v></c>' for name in WIDE)
    full = "".join(f'<c t="str"><f>"x"</f><v>{text}</v></c>' for text in ("T1", "a", "b"))
    rows = landed(
        yard, written(f"<row>{head}</row><row>{full}{empty * 4}</row><row>{empty * 7}</row>")
    )
    assert [sorted(row) for row in rows] == [
        ["_row", "_sheet", "_sheet_number", "received_at", "ticket_id", "ticket_type"]
    ]


@pytest.mark.parametrize("is_1904", [False, True])
def test_serials_and_date_cells_of_both_epochs(yard: Yard, is_1904: bool) -> None:
    moment = datetime(2023, 4, 1, 9, 30)
    apart = 1462 if is_1904 else 0

    def fill(made: openpyxl.Workbook) -> None:
        if is_1904:
            made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        made.active.append(WIDE)  # type: ignore[union-attr]
        serial = 45017.395833333336 - apart
        made.active.append(["T1", serial, "求助", 45017 - apart, 45017 - apart, moment, 45017])  # type: ignore[union-attr]
        text = ["T2", "2023-04-01", "求助", "", f"{45017 - apart}", 20230401, 2]
        made.active.append(text)  # type: ignore[union-attr]
        made.active.append(["T3", 1, "求助", "", "9时", "-", 0])  # type: ignore[union-attr]

    first, second, third = landed(yard, book(fill))
    assert abs(float(first["received_at"]) - 45017.395833333336) < 1e-9
    # a column of another kind keeps its number
    assert first["unit"] == f"{45017 - apart}"
    assert first["sent_back"] == "45017"
    assert first["finish_due_at"] == second["finish_due_at"] == "45017"
    assert first["finished_at"] == "2023-04-01 09:30:00"
    assert (second["received_at"], second["finished_at"]) == ("2023-04-01", "20230401")
    # a placeholder stays one
    assert (third["received_at"], third["finish_due_at"]) == ("1", "9时")


def test_a_date_cell_at_midnight_is_a_date_alone(yard: Yard) -> None:
    content = sheet(
        WIDE,
        ["T1", datetime(2023, 4, 1), "求助", "", datetime(2023, 4, 3), datetime(2023, 4, 2, 1)],
    )
    (row,) = landed(yard, content)
    assert row["received_at"] == "2023-04-01"
    assert row["finish_due_at"] == "2023-04-03"
    assert row["finished_at"] == "2023-04-02 01:00:00"


def test_a_month_of_a_control_as_a_date_cell(yard: Yard) -> None:
    content = sheet(["季度", "指标", "数值"], [datetime(2023, 5, 1), "tickets.total", 4425])
    (row,) = landed(yard, content, "controls/a.xlsx")
    assert (row["period"], row["value"]) == ("2023-05-01", "4425")


def keys(yard: Yard, *numbers: object) -> list[str]:
    content = sheet([*HEADER, "事项"], *([number, "a", "b", number] for number in numbers))
    rows = landed(yard, content)
    # another column keeps the digits that Excel shows
    assert all("E" not in row["_unknown"]["事项"] for row in rows)
    return [row["ticket_id"] for row in rows]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([202407010000123456], ["2.02407010000123E+17"]),
        ([2**53, 2**53 - 1, "9007199254740992"],
         ["9.00719925474099E+15", "9007199254740991", "9007199254740992"]),
        # three numbers of 16 digits that all end in 0 have lost a digit; so have texts not
        ([2024070100001230, 2024070100001240, 2024070100001250, "2024070100001260"],
         ["2.02407010000123E+15", "2.02407010000124E+15", "2.02407010000125E+15",
          "2024070100001260"]),
        ([2024070100001230, 2024070100001240], ["2024070100001230", "2024070100001240"]),
        ([2024070100001230, 2024070100001240, 2024070100001251],
         ["2024070100001230", "2024070100001240", "2024070100001251"]),
        ([202407010000120, 202407010000130, 202407010000140],
         ["202407010000120", "202407010000130", "202407010000140"]),
    ],
)  # fmt: skip
def test_keys_that_lost_digits_land_as_excel_shows_them(
    yard: Yard, numbers: list[object], expected: list[str]
) -> None:
    assert keys(yard, *numbers) == expected


def test_numbers_of_16_digits_are_looked_at_over_all_sheets(yard: Yard) -> None:
    def fill(made: openpyxl.Workbook) -> None:
        for name in ("一", "二", "三"):
            made.create_sheet(name).append(HEADER)
            made[name].append([2024070100001230 + 10 * len(made.sheetnames), "a", "b"])

    rows = landed(yard, book(fill))
    assert [row["ticket_id"] for row in rows] == [
        f"2.0240701000012{digit}E+15" for digit in (5, 6, 7)
    ]


def test_rows_narrower_than_the_header_are_as_wide_as_it(yard: Yard) -> None:
    """A sheet has no fields: a row that ends early is no torn one."""
    (row,) = landed(yard, sheet(WIDE, ["T1", "a", "b"]))
    assert set(row) == {
        "_row", "_sheet", "_sheet_number", "ticket_id", "received_at", "ticket_type"
    }  # fmt: skip
