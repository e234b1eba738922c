"""Personal data never leaves the private folders: marked values are looked for in all output."""

import gzip
from pathlib import Path

import duckdb

from tests.quarter.conftest import Office, case, ticket

MARKS = {
    "诉求人": "标记甲某人",
    "联系电话": "19900001111",
    "诉求内容": "标记内容乙丙丁",
    "答复内容": "标记答复戊己庚",
    "申请人": "标记申请人辛",
    "证件号码": "640300190001010011",
    "持证主体": "标记主体壬癸",
    "证照号码": "标记号码ZZ99",
    "评价内容": "标记评价子丑寅",
}


def test_marked_values_reach_no_output(office: Office) -> None:
    shifted = ticket("T9", 诉求类型=MARKS["诉求人"], 受理时间=MARKS["联系电话"])
    office.drop(
        "tickets/a_20230701.csv",
        [
            ticket("T1", **{name: MARKS[name] for name in ("诉求人", "联系电话", "诉求内容")})
            | {"答复内容": MARKS["答复内容"], "备注": MARKS["诉求人"]},
            ticket("", 诉求人=MARKS["诉求人"]),
            shifted,
        ],
        encoding="gb18030",
    )
    office.drop(
        "cases/a_20230701.csv",
        [
            case(
                "C1", 申请人=MARKS["申请人"], 证件号码=MARKS["证件号码"], 受理时间=MARKS["申请人"]
            ),
            case("C2", 申请人=MARKS["申请人"], 证件号码=MARKS["证件号码"]),
        ],
    )
    office.drop(
        "licenses/a_20230701.csv",
        [
            {
                "证照标识": "L1",
                "入库时间": "2023-05-01",
                "证照类型": "营业执照",
                "颁发单位": "市监分局",
                "持证主体": MARKS["持证主体"],
                "证照号码": MARKS["证照号码"],
            }
        ],
    )
    office.drop(
        "evaluations/a_20230701.csv",
        [
            {
                "评价编号": "E1",
                "评价时间": "2023-05-01",
                "评价等级": MARKS["评价内容"],
                "被评价单位": "甲局",
                "评价内容": MARKS["评价内容"],
            }
        ],
    )
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    assert find_marks(ended.out.encode() + ended.err.encode()) == []

    private = {office.folders.lake, office.folders.build}
    for path in sorted(office.folders.warehouse.rglob("*")):
        in_private = any(folder in path.parents for folder in private)
        is_log = "log" in path.as_posix().removeprefix(office.folders.warehouse.as_posix())
        if path.is_file() and (is_log or not in_private):
            assert find_marks(path.read_bytes()) == [], path
    assert find_marks(dump(office.folders.analysts_database)) == []
    texts = dump(office.folders.build_database)
    assert MARKS["诉求人"].encode() in texts, "refused rows can be read by the owner"


def find_marks(content: bytes) -> list[str]:
    """Return the marked values in some bytes, in any encoding that the pipeline meets."""
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    return [
        mark
        for mark in MARKS.values()
        for encoding in ("utf-8", "gb18030", "utf-16-le", "unicode_escape")
        if mark.encode(encoding) in content
    ]


def dump(database: Path) -> bytes:
    """Return every cell of every table as text: pages of a database are compressed."""
    parts = []
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_type = 'BASE TABLE'"
        ).fetchall()
        for schema, table in tables:
            rows = connection.execute(f'select * from "{schema}"."{table}"').fetchall()
            parts.append(repr(rows))
    return "\n".join(parts).encode()
