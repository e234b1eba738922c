import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.publication.csv_writer import cell_text, write_csv


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK()", "-", "+"],
)
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert cell_text(text) == "'" + text


@pytest.mark.parametrize("text", ["-12", "+3.50", "-0.5", "-1e5", "红寺堡镇", "a=b", "1-2", "'x"])
def test_numbers_and_common_text_stay_as_they_are(text: str) -> None:
    assert cell_text(text) == text


def test_no_value_is_empty_and_decimals_keep_their_two_places() -> None:
    assert cell_text(None) == ""
    assert cell_text(Decimal("-3.50")) == "-3.50"
    assert cell_text(0) == "0"


def test_the_bytes_are_what_excel_in_chinese_opens(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    rows = [["红寺堡镇", 1, Decimal("24.10")], ['有"引号",逗号', None, None], ["换\r\n行", 2, None]]
    assert write_csv(path, ["单位", "数", "率(%)"], rows) == 3
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert b'"\xe6\x9c\x89""' in content
    back = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert back[1:] == [
        ["红寺堡镇", "1", "24.10"],
        ['有"引号",逗号', "", ""],
        ["换\r\n行", "2", ""],
    ]
