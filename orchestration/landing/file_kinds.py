"""What a file is that is no table, by its first bytes: said in a refusal, with what to do."""

from __future__ import annotations

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How an xlsx workbook begins, and an old .xls or one locked by a password."""

_UNPACK = "unpack it and put its files there"
_EXPORT = "export the table as CSV or xlsx"
_KINDS = (
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"BZh91AY&SY", "a bzip2 file", _UNPACK),
    (b"\xfd7zXZ\0", "an xz file", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd file", _UNPACK),
    (b"PK\x05\x06", "an empty zip archive", _EXPORT),
    (b"%PDF-", "a PDF document", _EXPORT),
    (b"{\\rtf", "an RTF document", _EXPORT),
    (b"PAR1\x15", "a Parquet file", _EXPORT),
    (b"SQLite format 3\0", "an SQLite database", _EXPORT),
    (b"\x89PNG\r\n", "a picture", _EXPORT),
    (b"\xff\xd8\xff", "a picture", _EXPORT),
    (b"GIF87a", "a picture", _EXPORT),
    (b"GIF89a", "a picture", _EXPORT),
    (b"\x7fELF", "a program", _EXPORT),
    (b"MZ\x90\0", "a program", _EXPORT),
    (b"\xff\xfe\0\0", "UTF-32 text", "save it as UTF-8"),
    (b"\0\0\xfe\xff", "UTF-32 text", "save it as UTF-8"),
)
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<script", b"<div")
_PASSED_OVER = b"\xef\xbb\xbf \t\r\n"
_TAR_HEADER = 512


def binary_kind(head: bytes, is_unpacked: bool) -> str | None:
    """Say what bytes are that can be no text, None for any other; `is_unpacked`: gzip is off."""
    within = "inside the gzip there is " if is_unpacked else "it is "
    if is_unpacked and head.startswith(GZIP_MAGIC):
        return "it is packed with gzip twice: unpack it once"
    if is_unpacked and head.startswith(ZIP_MAGIC):
        return f"{within}a workbook or zip archive: unpack the gzip and put that there"
    if head.startswith(OLE_MAGIC):
        return f"{within}an old .xls or a workbook locked by a password: save it as unlocked xlsx"
    if _is_tar(head):
        return f"{within}a tar archive: {_UNPACK}"
    for magic, what, advice in _KINDS:
        if head.startswith(magic):
            return f"{within}{what}: {advice}"
    return None


def text_kind(head: bytes) -> str | None:
    """Say what a text without a table's header looks like, None where it looks like nothing."""
    begins = head.lstrip(_PASSED_OVER)[:64].lower()
    if begins.startswith(_MARKUP):
        return f"it is a web page, perhaps one that asks to log in: {_EXPORT}"
    if begins.startswith(b"<?xml"):
        return "it is XML, perhaps a spreadsheet of an old Excel: save it as xlsx"
    if begins.startswith((b'{"', b"[{", b"{\n", b"{\r")):
        return f"it is JSON: {_EXPORT}"
    return None


def _is_tar(head: bytes) -> bool:
    """Tell a tar archive by the checksum of its first header, which all of its kinds have."""
    header = head[:_TAR_HEADER]
    field = header[148:156].strip(b"\0 ")
    if len(header) < _TAR_HEADER or not field or field.strip(b"01234567"):
        return False
    return int(field, 8) == sum(header) - sum(header[148:156]) + 8 * ord(" ")
