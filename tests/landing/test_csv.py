"""CSV files: what is a data row, where it stood, and why a file is refused."""

import gzip
import os
import shutil

import pytest

from tests.landing.conftest import BULK, EXACT, Yard

HEADER = "工单编号,受理时间,诉求类型,诉求内容\n"
ROW = "T1,2023-04-01,求助,水\n"


def ids(yard: Yard, content: bytes | str, **how: int) -> list[tuple[str | None, int]]:
    landed = yard.land_one(content, **how)
    assert landed.status == "landed", landed.reason
    rows = yard.rows(landed)
    assert landed.data_rows == len(rows)
    return [(row.get("ticket_id"), row["_row"]) for row in rows]


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER + ROW, [("T1", 2)]),
        (HEADER + ROW.rstrip("\n"), [("T1", 2)]),
        ("明细表\n\n" + HEADER + ROW, [("T1", 4)]),
        ("sep=,\n" + HEADER + ROW, [("T1", 3)]),
        (HEADER + "\n" + ROW + ",,,\n" + ROW.replace("T1", "T2"), [("T1", 3), ("T2", 5)]),
        (HEADER + ROW + "　,\u00a0,\u200b, \n", [("T1", 2)]),
        (HEADER + '　," "," ",""\n' + ROW, [("T1", 3)]),
        (HEADER + ROW + "合计,1,,\n", [("T1", 2)]),
        (HEADER + ROW + "合 计：4425,,,\n\n总计,,,\n,,,\n", [("T1", 2)]),
        (HEADER + ROW + "合计件数,1,,\n", [("T1", 2)]),
        (HEADER + ROW + ",,共计,1\n", [("T1", 2)]),
        (HEADER + "合计,1,,\n" + ROW, [("T1", 3)]),
        (HEADER + 'T0,2023-04-01,求助,"水\r\n漏\n了"\n' + ROW, [("T0", 2), ("T1", 3)]),
        (HEADER + 'T0,2023-04-01,求助,"\n\n"\n' + ROW, [("T0", 2), ("T1", 3)]),
        (HEADER.replace("\n", "\r") + ROW.replace("\n", "\r"), [("T1", 2)]),
        (HEADER.replace("\n", "\r\n") + ROW, [("T1", 2)]),
        (HEADER + "T0,2023-04-01,求助\n" + ROW, [("T0", 2), ("T1", 3)]),
        (HEADER + ' "T0",2023-04-01,求助,水\n', [(' "T0"', 2)]),
        (HEADER + '"T0" ,2023-04-01,求助,水\n', [("T0 ", 2)]),
        (HEADER + '="T0",2023-04-01,求助,水\n', [('="T0"', 2)]),
        (HEADER + "\ufeffT0,2023-04-01,求助,水\n", [("\ufeffT0", 2)]),
        (HEADER + ROW + ",2023-04-01,求助,合计里少了\n", [("T1", 2), (None, 3)]),
    ],
)
def test_data_rows_and_where_they_stood(
    yard: Yard, text: str, expected: list[tuple[str | None, int]], bulk_from: int
) -> None:
    assert ids(yard, text, bulk_from=bulk_from) == expected


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
def test_a_last_row_whose_text_says_total_is_data(yard: Yard, bulk_from: int) -> None:
    header = "诉求内容,工单编号,受理时间,诉求类型\n"
    last = "合计收费不合理,T2,2023-04-01,投诉\n总计,T3,2023-04-02,投诉\n"
    found = ids(yard, header + "水,T1,2023-04-01,求助\n" + last, bulk_from=bulk_from)
    assert [key for key, _ in found] == ["T1", "T2", "T3"]


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
def test_a_total_beside_its_count_under_the_key_is_no_data(yard: Yard, bulk_from: int) -> None:
    text = "序号,工单编号,受理时间,诉求类型\n1,T1,2023-04-01,求助\n合计,1,,\n"
    assert ids(yard, text, bulk_from=bulk_from) == [("T1", 2)]


@pytest.mark.parametrize("text", ["一\u2028合计\u2028二", "一\x0b合计\x85二", "\x1c合计"])
def test_marks_that_only_python_takes_for_line_ends_do_not_cut_a_row(yard: Yard, text: str) -> None:
    row = f"T2,2023-04-01,求助,{text}\n"
    assert [key for key, _ in ids(yard, HEADER + ROW + row, bulk_from=BULK)] == ["T1", "T2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
def test_encodings_and_delimiters(
    yard: Yard, encoding: str, delimiter: str, bulk_from: int
) -> None:
    text = (HEADER + ROW).replace(",", delimiter)
    landed = yard.land_one(gzip.compress(text.encode(encoding)), bulk_from=bulk_from)
    (row,) = yard.rows(landed)
    assert row == {
        "_sheet": "",
        "_sheet_number": 1,
        "_row": 2,
        "ticket_id": "T1",
        "received_at": "2023-04-01",
        "ticket_type": "求助",
        "content": "水",
    }
    assert landed.notes["encoding"] == encoding


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
def test_surplus_fields_are_kept_and_blank_ones_dropped(yard: Yard, bulk_from: int) -> None:
    text = HEADER + "T1,2023-04-01,求助,水,,　\nT2,2023-04-01,求助,水,漏,\n"
    first, second = yard.rows(yard.land_one(text, bulk_from=bulk_from))
    assert "_extra" not in first
    assert second["_extra"] == ["漏", ""]


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
def test_unknown_columns_are_kept_each_under_its_own_name(yard: Yard, bulk_from: int) -> None:
    text = (
        "工单编号,备注,受理时间,备注,诉求类型,工单号,,受理时间,\n"
        "T1,一,2023-04-01,二,求助,三,四,五,六\nT2,,2023-04-01,,求助,,,,\n"
    )
    landed = yard.land_one(text, bulk_from=bulk_from)
    first, second = yard.rows(landed)
    assert first["ticket_id"] == "T1"
    assert first["received_at"] == "2023-04-01"
    assert first["_unknown"] == {
        "备注": "一",
        "备注 column 4": "二",
        "工单号": "三",
        "column 7": "四",
        "受理时间": "五",
        "column 9": "六",
    }
    assert "_unknown" not in second
    assert "_extra" not in first
    assert landed.unknown_columns == sorted(["备注", "备注 column 4", "受理时间", "工单号"])


@pytest.mark.parametrize(
    "header",
    [
        "工单号,来电时间,诉求分类",
        " 工 单编号 ,受理\u3000时间,\u200b诉求类型\ufeff",
        "*工单编号,受理时间*,诉求类型（必填）",
        '"工单\n编号","受理\r\n时间",诉求类型：',
        "诉求类型【必填】,工单编号,受理时间",
    ],
)
def test_headers_as_people_write_them(yard: Yard, header: str) -> None:
    cells = ["2023-04-01" if "时" in name else "T1" for name in header.split(",")]
    landed = yard.land_one(f"{header}\n{','.join(cells)}\n")
    assert landed.reason is None
    assert landed.unknown_columns == []


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\r\n", "the file is empty"),
        (HEADER, "it holds a header but no data rows"),
        (HEADER + ",,,\n合计,0,,\n", "it holds a header but no data rows"),
        ("12345 明细表\n2023年二季度\n", "no header row of 12345 热线工单"),
        ("<html><table><tr><td>工单编号</td></tr></table>", "no header row"),
        (
            "工单编号,诉求类型\nT1,求助\n",
            "missing required column 受理时间 (or 来电时间, 登记时间)",
        ),
        (HEADER.encode("utf-16-le"), "UTF-16 without a byte-order mark"),
        ((HEADER + ROW).encode("utf-16-be"), "UTF-16 without a byte-order mark"),
        (HEADER.encode() + b"T1,\xff,a,b\n", "UTF-8 (byte 55)"),
        (HEADER.encode("gb18030") + b"T1,\xff,a,b\n", "GB18030 (byte 39)"),
        (b"\xff\xfe" + HEADER.encode("utf-16-le") + b"T", "UTF-16 (byte 42)"),
        (bytes(range(128, 256)) * 9, "cannot be decoded"),
        (HEADER + ROW + '"T2,2023-04-01,求助,水\n' + ROW, "opens in row 3 is never closed"),
        (HEADER + ROW + '"T2' + ROW * 60_000, "row 3 cannot be read"),
        (gzip.compress((HEADER + ROW).encode(), mtime=0)[:-9], "the gzip file is cut off"),
        (gzip.compress((HEADER + ROW).encode(), mtime=0) + b"junk", "the gzip file is damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 512, "an old .xls or a workbook locked by a password"),
    ],
)
def test_a_refused_file_says_why(
    yard: Yard, content: bytes | str, reason: str, bulk_from: int
) -> None:
    landed = yard.land_one(content, bulk_from=bulk_from)
    assert (landed.status, landed.data_rows) == ("refused", 0)
    assert landed.reason is not None
    assert reason in landed.reason
    assert not list((yard.lake / "rows" / "tickets").glob(f"{landed.content}.parquet"))


def test_a_late_bad_byte_does_not_make_utf8_gb18030(yard: Yard) -> None:
    content = (HEADER + ROW * 100_000).encode() + b"T2,2023-04-01,\xb5\xe7,x\n"
    landed = yard.land_one(content)
    assert landed.reason is not None
    assert f"UTF-8 (byte {len(content) - 5})" in landed.reason


def test_a_gzip_damaged_far_in_and_without_header_is_refused(yard: Yard) -> None:
    packed = gzip.compress(b"no,header\n" * 60_000, compresslevel=0)
    for content in (packed[:-5000], packed[:-9000] + b"\xff" * 9000):
        landed = yard.land_one(content)
        assert landed.reason is not None
        assert "gzip" in landed.reason


def test_reasons_never_quote_data(yard: Yard) -> None:
    telephone = "13900001234"
    for content in (
        HEADER + ROW + f'"{telephone}',
        f"工单编号,诉求类型\n{telephone},{telephone}\n",
        HEADER.encode() + telephone.encode() + b"\xff\n",
        HEADER + f'T1,"{telephone}' + "x" * 2_000_000,
    ):
        landed = yard.land_one(content)
        assert telephone not in (landed.reason or telephone)


@pytest.mark.parametrize(
    "broken",
    [
        b"\xff",  # in no UTF-8 at all
        b"\xc0\xaf",  # longer than it needs to be
        b"\xed\xa0\x80",  # half a pair of surrogates
        b"\xf4\x90\x80\x80",  # beyond the last character
        b"\xe6\xb0",  # cut off
    ],
)
@pytest.mark.parametrize("field", range(4))
def test_what_is_no_utf8_is_refused_on_either_road(yard: Yard, broken: bytes, field: int) -> None:
    cells = [b"T2", b"2023-04-01", b"\xe6\xb1\x82\xe5\x8a\xa9", b"x"]
    cells[field] += broken
    content = (HEADER + ROW * 3).encode() + b",".join(cells) + b"\n" + ROW.encode() * 3
    reasons = []
    for size in (EXACT, BULK):
        shutil.rmtree(yard.lake, ignore_errors=True)  # a content is landed once
        reasons.append(yard.land_one(content, bulk_from=size).reason)
    assert reasons[0] is not None
    assert "cannot be decoded as UTF-8" in reasons[0]
    assert reasons[1] == reasons[0]


def test_a_file_whose_name_is_a_pattern_is_read_and_no_other(yard: Yard) -> None:
    yard.drop("tickets/1.csv", HEADER + ROW)
    yard.drop("tickets/[12].csv", HEADER + ROW.replace("T1", "T2"))
    landed = {file.file: yard.rows(file) for file in yard.land(bulk_from=BULK).files}
    assert [row["ticket_id"] for row in landed["tickets/[12].csv"]] == ["T2"]


@pytest.mark.parametrize("header", [HEADER.encode(), b"\xff\n" + HEADER.encode()])
def test_a_bad_byte_in_or_above_the_header_is_refused_on_either_road(
    yard: Yard, header: bytes
) -> None:
    content = header.replace("诉求内容".encode(), b"\xff\xfe") + ROW.encode() * 3
    reasons = []
    for size in (EXACT, BULK):
        shutil.rmtree(yard.lake, ignore_errors=True)
        reasons.append(yard.land_one(content, bulk_from=size).reason)
    assert reasons[0] is not None and reasons[1] == reasons[0]


def test_names_that_differ_in_what_cannot_be_shown_are_files_of_their_own(yard: Yard) -> None:
    names = [
        b"a\xff.csv",
        b"a\xfe.csv",
        rb"a\udcff.csv",
        b"a\n.csv",
        rb"a\x0a.csv",
        b"a\x1b[31m.csv",
    ]
    (yard.raw / "tickets").mkdir()
    for at, name in enumerate(names):
        path = yard.raw / "tickets" / os.fsdecode(name)
        path.write_bytes((HEADER + ROW.replace("T1", f"T{at}")).encode())
    files = yard.land().files
    assert len({file.file for file in files}) == len(names)
    assert all(file.file.isprintable() for file in files)
    assert {yard.rows(file)[0]["ticket_id"] for file in files} == {f"T{at}" for at in range(6)}
