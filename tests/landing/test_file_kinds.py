"""A file that is no table is refused by what it is, under any name and inside a gzip, too."""

import gzip
import io
import tarfile
import zipfile

import pytest

from tests.landing.conftest import Yard

TEXT = ("明细表\n工单编号,受理时间,诉求类型\n" + "T1,2023-04-01,求助\n" * 3).encode()


def _tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        info = tarfile.TarInfo("tickets.csv")
        info.size = len(TEXT)
        tar.addfile(info, io.BytesIO(TEXT))
    return packed.getvalue()


def _zip(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names or ("tickets.csv",):
            archive.writestr(name, TEXT)
    return packed.getvalue()


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_tar(), "it is a tar archive"),
        (_gzip(_tar()), "inside the gzip there is a tar archive"),
        (_gzip(_gzip(TEXT)), "packed with gzip twice"),
        (_gzip(_zip()), "inside the gzip there is a workbook or zip archive"),
        (_gzip(b"\xd0\xcf\x11\xe0" + b"\0" * 600), "inside the gzip there is an old .xls"),
        (b"%PDF-1.7\n" + TEXT, "a PDF document"),
        (b"PAR1\x15\x04" + TEXT, "a Parquet file"),
        (b"BZh91AY&SY" + TEXT, "a bzip2 file"),
        (b"\xff\xfe\0\0" + TEXT.decode().encode("utf-32-le"), "UTF-32 text"),
        (b"\xef\xbb\xbf <!DOCTYPE html><title>login</title>", "a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "it is XML"),
        (b'[{"id": 1}]', "it is JSON"),
    ],
)
@pytest.mark.parametrize("file", ["tickets/a.csv", "tickets/a.csv.gz"])
def test_what_is_no_table_is_named(yard: Yard, content: bytes, reason: str, file: str) -> None:
    landed = yard.land_one(content, file)
    assert landed.status == "refused" and landed.reason is not None
    assert reason in landed.reason
    assert "UTF-16" not in landed.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_zip(), "it is a zip archive and no workbook: unpack it and put its files there"),
        (_zip("2023/a.csv", "2023/b.xlsx"), "it is a zip archive and no workbook"),
        (_zip("[Content_Types].xml", "word/document.xml"), "it is a Word document: export"),
        (_zip("[Content_Types].xml", "ppt/presentation.xml"), "it is a presentation: export"),
        (_zip("[Content_Types].xml"), "the workbook is damaged"),
        (_zip("mimetype", "content.xml"), "an OpenDocument file"),
        (_zip()[:-30], "the workbook is damaged, cut off or locked"),
    ],
)
@pytest.mark.parametrize("file", ["tickets/a.csv", "tickets/a.xlsx"])
def test_an_archive_that_is_no_workbook_is_named(
    yard: Yard, content: bytes, reason: str, file: str
) -> None:
    assert reason in str(yard.land_one(content, file).reason)


@pytest.mark.parametrize("title", ["BZh9", "MZ", "PAR1", "GIF8", "<x>", "{", "%PDF"])
def test_a_title_that_begins_like_another_kind_is_a_title(yard: Yard, title: str) -> None:
    assert yard.land_one(title.encode() + b"\n" + TEXT).data_rows == 3
