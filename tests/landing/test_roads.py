"""Both roads of CSV files land the same: random small files of what is nasty."""

import random
from pathlib import Path

import pytest

from tests.landing.conftest import BULK, EXACT, Yard

HEADERS = (
    "工单编号,受理时间,诉求类型,诉求内容",
    "诉求内容,工单编号,受理时间,诉求类型",
    "序号,工单编号,受理时间,诉求类型,x",
)
_WORDS = (
    "T1",
    "求助",
    "2023-04-01",
    "",
    " ",
    "　",
    "nan",
    "\\N",
    "无",
    "0",
    "'T3",
    '="T4"',
    "a\tb",
)
_NO_DATA = ("合计", "小计", "共 3 条", "导出人：某")
_QUOTED = ('"a,b"', '"a\nb"', '"a""b"', '"a\r\nb"', ' "a"', '"a" ', 'a"b', '"', '\\"', '"5\\""')
_ODD = ("\ufeff", "\0", "\x1a", "\x85", "\u2028", "\x0b", "\u200b", "𠀀")
FIELDS = (*_WORDS, *_NO_DATA, *_QUOTED, *_ODD)
ENDS = ("\n",) * 12 + ("\r\n", "\r", "\n\n", "", ",\n", "\n,,,\n", "\n合计,1,,\n")
BYTES = (b"\xff", b"\0", b"\x1a", b'"', b"\n", b"\r", b",", b"\xb5\xe7", b"\xef\xbb\xbf", b"\x80")
CODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")


def drawn(chance: random.Random) -> bytes:
    """Return a file: mostly sound rows, with something nasty in most files."""
    header = chance.choice(HEADERS)
    nasty = chance.choice((0.0, 0.05, 0.3))
    end = chance.choice(("\n", "\n", "\r\n"))
    lines = [chance.choice(("", "", "", "明细表" + end, end, "sep=," + end)) + header + end]
    for number in range(chance.randrange(6)):
        cells = {"工单编号": f"T{number}", "受理时间": "2023-04-01", "诉求类型": "求助"}
        fields = [cells.get(name, "水") for name in header.split(",")]
        fields = [chance.choice(FIELDS) if chance.random() < nasty else f for f in fields]
        lines.append(",".join(fields) + (chance.choice(ENDS) if chance.random() < nasty else end))
    lines.append(chance.choice(("", "", "合计,1,,\n", "导出人：某,,,\n", "\x1a", "\0\0", "\n\n")))
    content = bytearray("".join(lines).encode(chance.choice(CODINGS), "replace"))
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        at = chance.randrange(len(content) + 1)
        content[at : at + chance.randrange(2)] = chance.choice(BYTES)
    return bytes(content)


@pytest.mark.parametrize(
    ("seed", "cases"), [(1, 60), pytest.param(2, 3000, marks=pytest.mark.soak)]
)
def test_both_roads_land_the_same(tmp_path: Path, seed: int, cases: int) -> None:
    chance = random.Random(seed)  # no secret
    roads = []
    contents = [drawn(chance) for _ in range(cases)]
    for name, bulk_from in (("exact", EXACT), ("bulk", BULK)):
        (tmp_path / name / "raw").mkdir(parents=True)
        yard = Yard(tmp_path / name / "raw", tmp_path / name / "lake")
        for number, content in enumerate(contents):
            yard.drop(f"tickets/{number}.csv", content)
        files = {file.file: file for file in yard.land(bulk_from).files}
        roads.append(
            {
                name: (
                    file.status,
                    file.reason,
                    file.data_rows,
                    file.notes,
                    yard.not_data(file),
                    yard.rows(file) if file.status == "landed" else [],
                )
                for name, file in files.items()
            }
        )
    exact, bulk = roads
    assert exact.keys() == bulk.keys()
    for number, content in enumerate(contents):
        file = f"tickets/{number}.csv"
        assert exact[file] == bulk[file], content
    landed = sum(became[0] == "landed" for became in exact.values())
    assert cases // 5 < landed < cases


def test_a_torn_row_before_a_bad_byte_is_told_alike(tmp_path: Path) -> None:
    """The one road meets the row first, the other has decoded all before it looks at rows."""
    head = "工单编号,受理时间,诉求类型,诉求内容,承办单位\n"
    torn = '1,2023-05-01,求助,"直径5\\"",甲局\n2,2023-05-02,求助,"6\\"",乙局\n'
    content = b"\xff\xfe" + (head + torn).encode("utf-16-le") + b"\xd8" * 3
    told = set()
    for name, bulk_from in (("exact", EXACT), ("bulk", BULK)):
        (tmp_path / name / "raw").mkdir(parents=True)
        yard = Yard(tmp_path / name / "raw", tmp_path / name / "lake")
        yard.drop("tickets/a.csv", content)
        (file,) = yard.land(bulk_from).files
        told.add((file.status, file.reason))
    ((status, reason),) = told
    assert status == "refused" and reason.startswith("it cannot be decoded as UTF-16")
