"""Merged cells of a sheet: what they say of data rows, and headers of two rows."""

from typing import Any

import openpyxl
import pytest

from tests.landing.conftest import Yard
from tests.landing.test_workbook import FILE, HEADER, book

WIDE = [*HEADER, "承办单位", "签收时间", "办结时间"]


def merged(rows: list[list[Any]], *ranges: str, hidden: dict[str, Any] | None = None) -> bytes:
    """A sheet of these rows with merged ranges; `hidden` values lie below merged cells."""

    def fill(made: openpyxl.Workbook) -> None:
        sheet = made.active
        for row in rows:
            sheet.append(row)  # type: ignore[union-attr]
        for place in ranges:
            # a library that merges empties what lies below; some writers leave it there
            sheet.merged_cells.add(place)  # type: ignore[union-attr]
        for place, value in (hidden or {}).items():
            sheet[place] = value  # type: ignore[index]

    return book(fill)


def cells(yard: Yard, content: bytes, *names: str) -> list[tuple[Any, ...]]:
    landed = yard.land_one(content, FILE)
    assert landed.reason is None
    return [(row["_row"], *(row.get(name) for name in names)) for row in yard.rows(landed)]


def test_a_cell_merged_over_several_rows_holds_for_each_of_them(yard: Yard) -> None:
    rows = [
        [*HEADER, "承办单位", "满意度"],
        ["T1", "2023-04-01", "求助", "水务局", "满意"],
        ["T2", "2023-04-02", None, None, None],
        ["T3", None, None, None, None],
        ["T4", "2023-04-04", "咨询", None, "不满意"],
    ]
    content = merged(rows, "B3:B4", "C2:C4", "D2:D4", "E2:E3")
    assert cells(yard, content, "received_at", "ticket_type", "unit", "satisfaction") == [
        (2, "2023-04-01", "求助", "水务局", "满意"),
        (3, "2023-04-02", "求助", "水务局", "满意"),
        (4, "2023-04-02", "求助", "水务局", None),
        (5, "2023-04-04", "咨询", None, "不满意"),
    ]


def test_a_merged_cell_beyond_the_header_makes_no_surplus_of_other_rows(yard: Yard) -> None:
    rows = [HEADER, ["T1", "a", "b", "注"], ["T2", "a", "b"]]
    first, second = yard.rows(yard.land_one(merged(rows, "D2:D3"), FILE))
    assert first["_extra"] == ["注"]
    assert "_extra" not in second


def test_a_merged_key_makes_rows_of_one_key(yard: Yard) -> None:
    rows = [[*HEADER, "承办单位"], ["T1", "a", "b", "甲"], [None, "a", "b", "乙"]]
    assert cells(yard, merged(rows, "A2:A3"), "ticket_id", "unit") == [
        (2, "T1", "甲"),
        (3, "T1", "乙"),
    ]


def test_a_cell_merged_over_columns_speaks_for_the_first_alone(yard: Yard) -> None:
    rows = [WIDE, ["T1", "a", "b", "水务局"], ["T2", "a", "b"]]
    content = merged(rows, "D2:F3", hidden={"E3": "藏"})
    assert cells(yard, content, "unit", "signed_at", "finished_at") == [
        (2, "水务局", None, None),
        (3, "水务局", "藏", None),
    ]


def test_what_is_shown_counts_not_what_lies_hidden_below(yard: Yard) -> None:
    rows = [
        WIDE,
        ["T1", "a", "b", "水务局"],
        ["T2", "a", "b", "财政局"],
        ["T3", "a", "b", "教育局"],
    ]
    assert cells(yard, merged(rows, "D2:D3"), "unit") == [
        (2, "水务局"),
        (3, "水务局"),
        (4, "教育局"),
    ]
    rows[1][3] = None
    assert [row[1] for row in cells(yard, merged(rows, "D2:D3"), "unit")] == [
        None,
        "财政局",
        "教育局",
    ]


def test_rows_that_hold_nothing_of_their_own_and_footers_become_no_data(yard: Yard) -> None:
    rows = [
        WIDE,
        ["T1", "a", "b", "水务局"],
        [],
        ["T2", "a", "b"],
        ["合计", 2],
        ["制表人：甲"],
        ["T3", "a", "b"],
    ]
    content = merged(rows, "D2:D6", "A2:A3", "B2:B3", "C2:C3", "A6:F6")
    assert [row for row in cells(yard, content, "unit") if row[0] in {2, 3, 4, 7}] == [
        (2, "水务局"),
        (4, "水务局"),
        (7, None),
    ]
    assert 3 not in [row[0] for row in cells(yard, content)]


def test_a_number_merged_over_rows_is_one_number(yard: Yard) -> None:
    rows = [HEADER, [1234567890123450.0, "a", "b"], [None, "a", "c"], [None, "a", "d"]]
    assert cells(yard, merged(rows, "A2:A4"), "ticket_id") == [
        (number, "1234567890123450") for number in (2, 3, 4)
    ]


TWO_ROWS = [
    ["12345 热线工单明细"],
    ["序号", "工单信息", None, None, "承办单位", "办理情况", None, "备注说明"],
    [None, "工单编号", "受理时间", "诉求类型", None, "签收时间", "办结时间", None],
    [1, "T1", "2023-04-01", "求助", "水务局", "2023-04-02", "2023-04-03", "急"],
]
GROUPS = ["A1:H1", "A2:A3", "B2:D2", "E2:E3", "F2:G2", "H2:H3"]


def test_a_header_of_two_rows(yard: Yard) -> None:
    content = merged(TWO_ROWS, *GROUPS)
    names = ["ticket_id", "unit", "signed_at", "finished_at"]
    assert cells(yard, content, *names) == [(4, "T1", "水务局", "2023-04-02", "2023-04-03")]
    (row,) = yard.rows(yard.land_one(content, FILE))
    assert row["_unknown"] == {"序号": "1", "备注说明": "急"}


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        # by both together, one of them a synonym
        (["签收", "办结"], ["时限", "时间"], ("1", "2", "3", "4")),
        (["应", "实际"], ["签收时间", "办结时间"], ("1", "3", "2", "4")),
        # by the lower cell alone, which is a synonym
        (["期限", "办理"], ["应签收时间", "应办结时间"], ("1", None, "2", None)),
        # a group that has itself a column's name
        (["办理结果", "签收"], ["办结时间", "时间"], (None, "4", None, "1")),
    ],
)  # fmt: skip
def test_how_two_rows_name_a_column(
    yard: Yard, upper: list[str], lower: list[str], expected: tuple[str | None, ...]
) -> None:
    rows = [
        [*HEADER, upper[0], None, upper[1], None],
        [None, None, None, *lower, *lower],
        ["T1", "2023-04-01", "求助", 1, 2, 3, 4],
    ]
    content = merged(rows, "A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1")
    names = ["sign_due_at", "signed_at", "finish_due_at", "finished_at"]
    assert cells(yard, content, *names) == [(3, *expected)]


def test_every_column_in_a_group(yard: Yard) -> None:
    rows = [
        ["工单", None, "受理", None, None],
        ["编号", "类型", "时间", "渠道", "人"],
        ["T1", "求助", "2023-04-01", "电话", "甲"],
    ]
    content = merged(rows, "A1:B1", "C1:E1")
    names = ["ticket_id", "ticket_type", "received_at", "source_channel"]
    assert cells(yard, content, *names) == [(3, "T1", "求助", "2023-04-01", "电话")]
    (row,) = yard.rows(yard.land_one(content, FILE))
    assert row["_unknown"] == {"受理人": "甲"}


def test_a_header_that_is_twice_as_high_is_one_row(yard: Yard) -> None:
    rows = [WIDE, [], ["T1", "a", "b", "水务局"]]
    content = merged(rows, *(f"{letter}1:{letter}2" for letter in "ABCDEF"))
    assert cells(yard, content, "unit") == [(3, "水务局")]
    copied = merged([WIDE, WIDE, rows[2]], *(f"{letter}1:{letter}2" for letter in "ABCDEF"))
    assert cells(yard, copied, "unit")[-1] == (3, "水务局")


@pytest.mark.parametrize(
    ("titles", "ranges"),
    [
        ([["12345 热线工单明细"]], ["A1:G1"]),
        ([["明细"], ["填报单位：甲", None, None, "2023年4月"]], ["A1:G1", "A2:C2", "D2:G2"]),
        ([["办理情况"]], ["A1:G1"]),
    ],
)
def test_a_title_above_a_header_stays_a_title(
    yard: Yard, titles: list[list[str | None]], ranges: list[str]
) -> None:
    rows = [*titles, [*WIDE, "备注说明"], ["T1", "a", "b", "水务局", "1", "2", "急"]]
    content = merged(rows, *ranges)
    assert cells(yard, content, "unit", "finished_at") == [(len(rows), "水务局", "2")]
    (row,) = yard.rows(yard.land_one(content, FILE))
    assert row["_unknown"] == {"备注说明": "急"}


def test_a_header_cell_over_two_columns_above_data_is_one_row(yard: Yard) -> None:
    """An incomplete first row of data is no second row of the header."""
    rows = [[*WIDE, "备注说明"], ["T1", "a", "b", None, None, None, "急", "办"], ["T2", "a", "b"]]
    assert [row[0] for row in cells(yard, merged(rows, "G1:H1"))] == [2, 3]
    bare = [rows[0], [None, None, None, None, None, None, "急"], ["T2", "a", "b"]]
    assert [row[0] for row in cells(yard, merged(bare, "G1:H1"))] == [2, 3]


def test_a_header_of_two_rows_that_lacks_a_column_names_what_it_has(yard: Yard) -> None:
    rows = [["工单编号", "办理情况", None], [None, "签收时间", "办结时间"], ["T1", "a", "b"]]
    landed = yard.land_one(merged(rows, "A1:A2", "B1:C1"), FILE)
    assert "missing required column 受理时间" in (landed.reason or "")
    assert "row 2" in (landed.reason or "")
