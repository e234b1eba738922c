"""Real files, damaged at random: each is landed or refused with a reason, and nothing breaks."""

import gzip
import io
import random
import zipfile
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from tests.landing.conftest import BULK, EXACT, Yard

ROWS = [["明细表"], ["工单编号", "受理时间", "诉求类型", "诉求内容", "备注"]] + [
    [f"T{number}", "2023-04-01 09:30", "求助", "水\n漏了" if number % 3 else "“好”", ""]
    for number in range(20)
]


def _csv() -> str:
    lines = [[f'"{cell}"' if "\n" in cell else cell for cell in row] for row in ROWS]
    return "\r\n".join(",".join(line) for line in lines) + "\r\n合计,20\r\n"


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)  # type: ignore[union-attr]
    book.create_sheet("说明")["C3"] = 1.5
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def damaged(dice: random.Random, data: bytes) -> bytes:
    """Flip, cut, double, blank out or scramble some bytes, once or a few times."""
    made = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 5])):
        if not made:
            break
        start = dice.randrange(len(made))
        end = min(len(made), start + dice.choice([1, 2, 16, 400]))
        way = dice.randrange(6)
        if way == 0:
            made[start] ^= 1 << dice.randrange(8)
        elif way == 1:
            del made[start:end]
        elif way == 2:
            made[start:start] = made[start:end]
        elif way == 3:
            made[start:end] = bytes(end - start)
        elif way == 4:
            made[start:end] = dice.randbytes(end - start)
        else:
            made[start:start] = dice.choice([b'"', b"\n", b"\r", b",", b"\xff", b"<", b"9" * 12])
    return bytes(made)


def damaged_inside(dice: random.Random, data: bytes) -> bytes:
    """Damage one part of a workbook and pack it soundly again."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w") as after:
        chosen = dice.choice(before.namelist())
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, damaged(dice, part) if name == chosen else part)
    return target.getvalue()


@pytest.mark.parametrize(
    ("seed", "cases"),
    [(1, 100), *(pytest.param(seed, 250, marks=pytest.mark.soak) for seed in range(2, 14))],
)
def test_damaged_files_are_landed_or_refused(yard: Yard, seed: int, cases: int) -> None:
    dice = random.Random(seed)
    text, book = _csv(), _xlsx()
    sound = [
        *(text.encode(name) for name in ("utf-8", "gb18030", "utf-16")),
        gzip.compress(text.encode(), 6, mtime=0),
        gzip.compress(text.encode("gb18030"), 0, mtime=0),
        book,
    ]
    for number in range(cases):
        data = dice.choice([*sound, book])
        inside = data is book and dice.random() < 0.7
        name = dice.choice(["a.csv", "a.csv.gz", "a.xlsx"])
        made = damaged_inside(dice, data) if inside else damaged(dice, data)
        yard.drop(f"tickets/{number}/{name}", made)
    report = yard.land(dice.choice([EXACT, BULK]))
    assert len(report.files) == cases
    for file in report.files:
        where = Path(yard.lake / "rows" / "tickets" / f"{file.content}.parquet")
        if file.status == "refused":
            assert file.reason
            # a reason that names no cause stands for an error that nobody foresaw
            assert "Error)" not in file.reason, file
            assert (file.data_rows, where.exists()) == (0, False)
        else:
            assert file.reason is None
            assert file.data_rows == pq.read_metadata(where).num_rows > 0
    # damage must leave some files whole, or nothing but refusing has been tested
    assert {file.status for file in report.files} == {"landed", "refused"}
