from pathlib import Path

import pytest

from orchestration.checks.published_files import check_bytes, read_published
from orchestration.periods import Period
from orchestration.publication.csv_writer import write_csv


def test_what_the_writer_writes_passes_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, ["单位", "数"], [['=1+1 "引"', 3], ["换\n行", None]])
    assert check_bytes(path) == []
    assert read_published(path, Period.parse("2023Q2")).values.tolist() == [
        ['\'=1+1 "引"', "3"],
        ["换\n行", ""],
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("单位,数\r\n甲,1\r\n".encode(), "byte-order mark"),
        ("\ufeff单位,数\n甲,1\r\n".encode(), "RFC 4180"),
        ("\ufeff单位,数\r\n甲,1".encode(), "CRLF"),
        ("\ufeff单位,数\r\n=甲,1\r\n".encode(), "spreadsheet would run"),
        ("\ufeff单位,数\r\n甲\r\n".encode(), "line 2 has 1 cells"),
        (b"\xef\xbb\xbf\xff\r\n", "not UTF-8"),
    ],
)
def test_bytes_that_break_the_format_are_named(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert any(says in failure.message for failure in check_bytes(path))
