"""Stored ugly files, each named for what is ugly in it, against the accounting kept beside them.

`ugly/expected.csv`: file, status, data rows, the rows (sheet!row where there are sheets) that they
stood in, a part of the reason, and the
rows that are no data. To add a file, drop it and write its line by hand.
"""

import csv
import shutil
from pathlib import Path

import pytest

from tests.landing.conftest import BULK, EXACT, Yard

UGLY = Path(__file__).parent / "ugly"


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
def test_ugly_files_are_accounted_for(yard: Yard, bulk_from: int) -> None:
    shutil.copytree(UGLY / "raw", yard.raw, dirs_exist_ok=True)
    with (UGLY / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = {line["file"]: line for line in csv.DictReader(file)}
    found = {}
    for file in yard.land(bulk_from).files:
        rows = yard.rows(file) if file.status == "landed" else []
        stood = [f"{row['_sheet']}!{row['_row']}".lstrip("!") for row in rows]
        reason = expected.get(file.file, {}).get("reason", "")
        if not reason or reason not in (file.reason or ""):
            reason = file.reason or ""
        found[file.file] = {
            "file": file.file,
            "status": file.status,
            "data_rows": str(file.data_rows),
            "rows": " ".join(stood),
            "reason": reason,
            "not_data": " ".join(str(row) for _, row, _ in yard.not_data(file)),
        }
    assert found == expected


def test_what_the_cells_of_some_ugly_files_hold(yard: Yard) -> None:
    shutil.copytree(UGLY / "raw", yard.raw, dirs_exist_ok=True)
    files = {Path(file.file).name: file for file in yard.land().files}

    def cells(name: str, column: str) -> list[object]:
        return [row.get(column) for row in yard.rows(files[name])]

    assert cells("gb18030_with_four_byte_characters.csv", "content")[0] == "𠮷先生反映㐀字牌匾"
    assert cells("line_breaks_and_doubled_quotes.csv", "content")[0] == (
        '来电人称"没水",\r\n\r\n已三天'
    )
    assert cells("a_comma_too_many.csv", "_extra") == [None, ["满意"], None]
    assert cells("header_over_two_lines_with_marks.csv", "_unknown") == [
        {"备注": "甲", "备注 column 5": "乙", "column 6": "丙"}
    ]
    assert cells("synonyms_in_another_order.csv", "caller_phone") == ['="13900000000"', None]
    book = "several_sheets_offset_merged_and_hidden.xlsx"
    assert cells(book, "ticket_id") == ["20230401001", "GD2", "GD3"]
    assert cells(book, "received_at") == ["2023-04-01 09:30:00", "2023年4月1日", "45047.5"]
    assert cells("apostrophes_and_spaces_before_quotes.csv", "content") == [' "没水" ', "'没水'"]
