"""The text of a Word document, that of its content controls with it (python-docx leaves it out)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n"}


def paragraphs_of(path: Path) -> list[str]:
    """Return the paragraphs outside tables, in order."""
    body = docx.Document(str(path)).element.body
    return [text_of_element(each) for each in body.iterchildren(qn("w:p"))]


def text_of_element(element: Any) -> str:
    """Return the text of a paragraph or a cell."""
    parts = []
    for each in element.iter(qn("w:t"), *_SIGNS):
        # stops of tabs are tabs of another kind
        if each.getparent().tag == qn("w:r"):
            parts.append(_SIGNS.get(each.tag, each.text or ""))
    return "".join(parts)
