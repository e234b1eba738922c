"""Printed figures as an office saves them: any encoding, any header, and what goes wrong."""

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from orchestration.errors import BadCall
from orchestration.reconcile.claims import Claim, read_claims, twice_printed

HEADER = "claim,code,printed,unit,where\n"


def claims(folder: Path, content: bytes | str) -> list[Claim]:
    path = folder / "draft.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_claims(path)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_however_excel_saves_it(
    tmp_path: Path, encoding: str, delimiter: str, line_end: str
) -> None:
    rows = [
        ["通报初稿", "", "", "", ""],
        ["序 号", "指标", "印载数值", "单位", "出处"],
        ["001", "orders.satisfaction@新民街道办", "61.18", "%", "热线\n工单"],
        ["", "", "", "", ""],
        ["002", "tickets.total", "4,425", "件", ""],
        ["合计", "", "", "", ""],
    ]
    text = io.StringIO(newline="")
    how = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    how.writerows(rows)
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    assert claims(tmp_path, mark + text.getvalue().encode(encoding)) == [
        Claim("001", "orders.satisfaction@新民街道办", "61.18", "%"),
        Claim("002", "tickets.total", "4,425", "件"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "claim,code,printed,unit,where",
        "序号,指标,印载数值,单位,出处",
        "序号,指标,数值,单位,出处",
        "where,序号,　数值 ,code,单位",
        "指标,名称,数值,单位,分子,分母",
        "指标,数值",
    ],
)
def test_columns_by_any_of_their_names_in_any_order(tmp_path: Path, header: str) -> None:
    names = [name.strip("　 ") for name in header.split(",")]
    values = {"claim": "7", "序号": "7", "code": "a.b", "指标": "a.b", "unit": "件", "单位": "件"}
    row = ",".join(
        values.get(name, "12" if "数值" in name or name == "printed" else "") for name in names
    )
    (claim,) = claims(tmp_path, f"{header}\n{row}\n")
    assert (claim.code, claim.printed, claim.fault) == ("a.b", "12", "")
    assert claim.number == ("7" if {"claim", "序号"} & set(names) else "row 2")
    assert claim.unit == ("件" if {"unit", "单位"} & set(names) else "")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "the file is empty"),
        ("\ufeff\n \n", "the file is empty"),
        (HEADER, "no row below its header"),
        (HEADER + ",,,,\n合计,,,,\n", "no row below its header"),
        ("claim,code,unit\n1,a.b,件\n", "missing required column printed"),
        ("claim,printed,unit\n1,3,件\n", "code"),
        ("甲,乙\n1,2\n", "no header row"),
        ("<html>login</html>", "no header row"),
        (HEADER.encode("utf-16-le"), "UTF-16 without a byte-order mark"),
        (HEADER.encode() + b"1,a.b,\xff\xff,,\n", "cannot be decoded"),
        (HEADER + '1,a.b,"3,件,\n', "never closed"),
        (b"PK\x03\x04rest", "save it as CSV"),
        (b"\xd0\xcf\x11\xe0rest", "save it as CSV"),
        (b"\x1f\x8b\x08cut off", "gzip"),
    ],
)
def test_a_file_without_figures_is_a_wrong_call_in_one_line(
    tmp_path: Path, content: bytes | str, says: str
) -> None:
    with pytest.raises(BadCall, match=r"draft\.csv") as refusal:
        claims(tmp_path, content)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.csv", tmp_path):
        with pytest.raises(BadCall, match="cannot be read"):
            read_claims(path)


def test_a_workbook_is_told_to_be_saved_as_csv(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["指标", "数值"])
    book.save(tmp_path / "draft.xlsx")
    with pytest.raises(BadCall, match="save it as CSV"):
        read_claims(tmp_path / "draft.xlsx")


@pytest.mark.parametrize("row", ["1,cases.total,117,386,件", "1,cases.total,117,386,件,热线,又"])
def test_separators_without_quotation_marks_are_not_guessed_at(tmp_path: Path, row: str) -> None:
    (claim,) = claims(tmp_path, HEADER + row + "\n")
    assert "quotation marks" in claim.fault and "row 2" in claim.fault


def test_a_row_without_a_code_is_kept_and_named(tmp_path: Path) -> None:
    first, second = claims(tmp_path, HEADER + "1,,5,件,\n2,a.b,,件,\n")
    assert first.fault == "row 2 names no code"
    assert (second.printed, second.fault) == ("", "")


def test_what_stands_twice_is_told(tmp_path: Path) -> None:
    read = claims(
        tmp_path, HEADER + "1,a,5,件,\n1,b,6,件,\n2,a,５件,,\n3,b,6.0,件,\n4,,9,,\n5,,8,,\n"
    )
    assert twice_printed(read, [claim.code for claim in read]) == [
        "note: claim 1 stands 2 times: a, b",
        "note: b is printed as 2 different numbers: 6 (1), 6.0 (3)",
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.booleans())
@example(b"1,a.b,\x00,,\n", True)
@example(b"\x1f\x8b", False)
def test_no_file_is_too_odd(tmp_path: Path, content: bytes, with_header: bool) -> None:
    try:
        read = claims(tmp_path, HEADER.encode() * with_header + content)
    except BadCall as refusal:
        assert "\n" not in str(refusal)
    else:
        assert read
