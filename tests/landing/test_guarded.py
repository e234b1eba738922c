"""What a broken transfer or an attack leaves in a file: passed over, or refused early."""

import gzip
import io
import time
from collections.abc import Iterator

import pytest

from orchestration.landing import guarded
from orchestration.landing.guarded import LONGEST_LINE, text_bytes, unpacked
from orchestration.landing.table import RefusedFileError
from tests.landing.conftest import BULK, EXACT, Yard

HEADER = "工单编号,受理时间,诉求类型\n"
ROWS = "T1,2023-04-01,求助\nT2,2023-04-02,投诉\n"


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)
@pytest.mark.parametrize(
    ("marks", "padding"),
    [(1, "\x1a"), (1, "\x1a\r\n"), (2, ""), (5, "\n\x1a" + "\0" * 700 + "\n")],
)
@pytest.mark.parametrize("packs", [False, True])
def test_marks_at_the_start_and_padding_at_the_end_are_passed_over(
    yard: Yard, encoding: str, mark: bytes, marks: int, padding: str, packs: bool, bulk_from: int
) -> None:
    content = mark * marks + (HEADER + ROWS + padding).encode(encoding)
    landed = yard.land_one(gzip.compress(content) if packs else content, bulk_from=bulk_from)
    assert [row["ticket_id"] for row in yard.rows(landed)] == ["T1", "T2"]
    assert landed.notes["sheets"][0]["unknown_columns"] == []


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
@pytest.mark.parametrize("end", ["\x1a\0", "\r\n\x1a\r\n", "\x1a\n\n"])
def test_padding_is_cut_from_a_last_row_without_a_line_end(
    yard: Yard, end: str, bulk_from: int
) -> None:
    landed = yard.land_one(HEADER + ROWS.rstrip("\n") + end, bulk_from=bulk_from)
    assert ["投诉" in row.values() for row in yard.rows(landed)] == [False, True]


def test_padding_between_rows_is_kept() -> None:
    chunks = [b"a\0\0", b"\0\x1a", b"b\n\0\0", b"\0"]
    assert b"".join(text_bytes(chunks, "utf-8")) == b"a\0\0\0\x1ab\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_line_without_an_end_is_refused_while_it_is_read(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    read = 0

    def chunks() -> Iterator[bytes]:
        nonlocal read
        yield mark + "a\n".encode(encoding)
        for _ in range(10_000):
            read += 1
            yield "上".encode(encoding) * (guarded.CHUNK_BYTES // 6 * 2)

    with pytest.raises(RefusedFileError, match="longer than 8 MiB"):
        for _ in text_bytes(chunks(), "utf-16" if mark else "utf-8"):
            pass
    assert read <= 2 * LONGEST_LINE // guarded.CHUNK_BYTES + 1


def test_a_gzip_of_next_to_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "UNPACKED_FREELY", 4 * guarded.CHUNK_BYTES)
    packed = gzip.compress(b"\n" * 16 * guarded.CHUNK_BYTES)
    with gzip.open(io.BytesIO(packed)) as inner:
        found = unpacked(inner, len(packed))
        with pytest.raises(RefusedFileError, match="250 times its size"):
            list(found)


@pytest.mark.parametrize("bulk_from", [EXACT, BULK])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEADER + ROWS + "T3," + "x" * 9 * 1024**2 + "\n", "longer than 8 MiB"),
        (HEADER + ROWS + "T3," + "," * 9 * 1024**2 + "\n", "longer than 8 MiB"),
        (HEADER + ROWS + ",,\n" * 600_000 + "\n" * 600_000, "blank rows follow each other"),
        (HEADER.rstrip("\n") + ",x" * 1_000_000 + "\n" + ROWS, "does not end within 256 KiB"),
    ],
)
def test_what_is_far_too_wide_is_refused_soon(
    yard: Yard, text: str, reason: str, bulk_from: int
) -> None:
    packed = gzip.compress(text.encode(), 1)
    began = time.process_time()
    landed = yard.land_one(packed, "tickets/a.csv.gz", bulk_from=bulk_from)
    assert landed.status == "refused" and reason in str(landed.reason)
    assert time.process_time() - began < 20
