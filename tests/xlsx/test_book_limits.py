"""Hostile workbooks end within limits, are refused with a reason, and stop no other one."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.xlsx import grid, package
from orchestration.xlsx.errors import BookError
from orchestration.xlsx.reader import BookReader
from tests.xlsx.books import MAIN, book, packed, parts, remote_rows, rows

MEBIBYTE = 1024**2
SOUND = '<row r="1"><c r="A1" t="str"><v>甲</v></c></row>'


@pytest.fixture(scope="module")
def reader() -> Iterator[BookReader]:
    with BookReader(memory=64 * MEBIBYTE, seconds=20) as made:
        yield made


def refused(reader: BookReader, content: bytes, folder: Path) -> str:
    """Why the process refuses a workbook; after it, it reads a sound one."""
    bad, good = folder / "bad.xlsx", folder / "good.xlsx"
    bad.write_bytes(content)
    good.write_bytes(book(SOUND))
    with pytest.raises(BookError) as refusal:
        remote_rows(reader, bad)
    assert remote_rows(reader, good) == [(1, ["甲"])]
    return str(refusal.value)


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def entities() -> bytes:
    made = parts('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>')
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    made["xl/worksheets/sheet1.xml"] = bomb + str(made["xl/worksheets/sheet1.xml"])
    return packed(made)


def sheets(elements: str) -> bytes:
    return packed({**parts(SOUND), "xl/workbook.xml": f"<workbook>{elements}</workbook>"})


TEXT = "水" * 30_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (book(SOUND + row(1_048_576, '<c r="XFD1048576"><v>1</v></c>')), "row 1048576 and column"),
        (book(SOUND + row(9, '<c r="ZZZZ9"><v>1</v></c>')), "column 475254"),
        (book(SOUND + row(2_000_000, '<c r="A2000000"><v>1</v></c>')), "row 2000000"),
        (book(row(1, "<c><v>1</v></c>" * 100_000)), "column 16385"),
        # a text of 30,000 characters that a hundred thousand cells share
        (book("".join(row(n, '<c t="s"><v>0</v></c>' * 50) for n in range(1, 2000)),
              strings=f"<si><t>{TEXT}</t></si>"), "more text than"),
        (book(row(1, f'<c r="A1" t="str"><v>{TEXT * 40}</v></c>')), "row 1 holds more text"),
        # more texts, deeper elements or a longer name than memory has room for
        (book(SOUND, strings="<si><t>ab</t></si>" * 800_000), "more than 64 MiB of memory"),
        (book(row(1, "<x>" * 1_500_000 + "</x>" * 1_500_000)), "more than 64 MiB of memory"),
        (book(SOUND, strings=f'<si a="{"b" * 62_000_000}"/>'), "damaged"),
        (entities(), "document type"),
        (book(SOUND, after=" " * 70 * MEBIBYTE), "unpacks to"),
        (sheets("<sheet/>" * 2000), "damaged"),
        # one part that is many sheets
        (sheets("<sheet id='rId1'/>" * 2), "damaged"),
    ],
    ids=["far", "columns", "rows", "cells", "shared", "text", "strings", "deep", "name",
         "entities", "bomb", "sheets", "twins"],
)  # fmt: skip
def test_hostile_workbooks(reader: BookReader, content: bytes, reason: str, tmp_path: Path) -> None:
    assert len(content) < 500_000
    assert reason in refused(reader, content, tmp_path)


def test_a_workbook_that_takes_too_long(tmp_path: Path) -> None:
    slow = "".join(f"<row>{'<c><f/></c>' * 500}</row>" for _ in range(4000))
    with BookReader(seconds=1) as reader:
        assert "seconds of the processor" in refused(reader, book(slow), tmp_path)


def test_what_a_workbook_may_unpack_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_UNPACKED", MEBIBYTE)
    with pytest.raises(BookError, match="unpacks to 1 MiB"):
        rows(book(SOUND, after=" " * MEBIBYTE), tmp_path)


def test_far_cells_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "LARGEST_SHEET", 60)
    wide = [row(n, f'<c r="J{n}"><v>1</v></c>') for n in range(1, 10)]
    assert len(rows(book("".join(wide[:6])), tmp_path)) == 6
    with pytest.raises(BookError, match="row 7 and column 10"):
        rows(book("".join(wide)), tmp_path)


def test_rows_of_all_sheets_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MOST_ROWS", 10)
    assert rows(book(row(10, "<c><v>1</v></c>")), tmp_path) == [(10, ["1"])]
    limits = grid.Limits()
    limits.require(9, ["1"])
    limits.start_sheet()
    limits.require(1, ["1"])
    with pytest.raises(BookError, match="row 2"):
        limits.require(2, ["1"])


def test_a_reader_that_is_killed_is_no_fault_of_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "good.xlsx"
    path.write_bytes(book(SOUND))
    with BookReader() as reader:
        opened = reader.open(path)
        process = reader._process
        assert process is not None
        process.send_signal(signal.SIGKILL)
        process.wait()
        with pytest.raises(OSError, match="its reader ended with -9"):
            opened.merges(0)
        assert remote_rows(reader, path) == [(1, ["甲"])]


def test_a_sheet_that_is_left_early_disturbs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(book("".join(row(n, "<c><v>1</v></c>") for n in range(1, 6000))))
    with BookReader() as reader:
        opened = reader.open(path)
        assert next(opened.rows(0)) == (1, ["1"])
        assert opened.merges(0) == []
        assert len(list(opened.rows(0))) == 5999
        assert reader.open(path).sheet_names == ["一"]


def test_a_file_that_is_gone_is_a_failing_disk(tmp_path: Path) -> None:
    with BookReader() as reader, pytest.raises(FileNotFoundError):
        reader.open(tmp_path / "gone.xlsx")


def test_the_process_needs_no_package(tmp_path: Path) -> None:
    """It starts without site-packages; else each night would pay for what it never uses."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(book(SOUND))
    assert MAIN in str(parts(SOUND)["xl/workbook.xml"])
    with BookReader() as reader:
        assert reader.open(path).sheet_names == ["一"]
        process = reader._process
        assert process is not None
        assert "-S" in process.args and "-I" in process.args  # type: ignore[operator]


def test_a_machine_that_allows_less_than_we_would(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(book(SOUND))
    code = (
        "import resource, sys; from pathlib import Path;"
        "from orchestration.xlsx.reader import BookReader;"
        "resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30));"
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60));"
        "opened = BookReader().open(Path(sys.argv[1]));"
        "print(opened.sheet_names, len(list(opened.rows(0))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "['一'] 1\n"
