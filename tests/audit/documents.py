"""Word documents for tests, as Word and others save them: written part by part."""

from __future__ import annotations

import zipfile
from pathlib import Path

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def run(text: str) -> str:
    return f'<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str) -> str:
    return f'<w:p w:rsidR="00A2"><w:pPr><w:jc w:val="both"/></w:pPr>{"".join(inner)}</w:p>'


def control(inner: str) -> str:
    """Return a content control around runs, paragraphs or cells."""
    return (
        '<w:sdt><w:sdtPr><w:tag w:val="m7"/><w:alias w:val="x"/></w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def cell(*inner: str, span: int = 1, merge: str = "") -> str:
    form = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    form += {"restart": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}.get(merge, "")
    body = "".join(inner) or paragraph()
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{body}</w:tc>"


def table(*rows: list[str]) -> str:
    inner = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{inner}</w:tbl>"


def text_cells(*texts: str) -> list[str]:
    return [cell(paragraph(run(text))) for text in texts]


def save(path: Path, *blocks: str, head: str = "") -> Path:
    body = "".join(blocks)
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{head}<w:document'
        f' xmlns:w="{_WORD}" xmlns:mc="{_COMPATIBILITY}"><w:body>{body}<w:sectPr/></w:body>'
        "</w:document>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", document)
    return path
