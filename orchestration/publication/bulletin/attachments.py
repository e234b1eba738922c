"""The attachments behind the text of `通报.docx`: each on pages of its own, wide ones landscape.

Laid out directly, not by styles: the template is the office's, and has the styles that it has.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from html import escape
from typing import Any

from orchestration.office.model import Wording
from orchestration.publication.bulletin.facts import Facts
from orchestration.publication.bulletin.titles import table_titles
from orchestration.publication.controls.marks import Source, marked
from orchestration.publication.csv_writer import Cell, cell_text
from orchestration.publication.files import PublishedFile, published_files
from orchestration.publication.plain import plain
from orchestration.publication.tables import PublishedTable
from orchestration.publication.workbook.layouts import LAYOUTS

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_LABEL_FONT, _TITLE_FONT, _TABLE_FONT, _LATIN = "黑体", "方正小标宋简体", "宋体", "Times New Roman"
_LABEL_POINTS, _TITLE_POINTS, _TABLE_POINTS = 16, 18, 9
_WIDEST, _NARROWEST = 30, 6
"""How many half-width signs of a column's cells are given room for."""

IMPRINT = ("版记抄送", "版记印发")
"""The styles of the imprint's paragraphs in a template."""

_SIDES = ("top", "left", "bottom", "right")


def append_attachments(
    body: Any, tables: Mapping[str, PublishedTable], facts: Facts, wording: Wording
) -> None:
    """Append the attachments to a body (lxml), its own page kept for the text before them.

    Their numbers are marked, as those of the text are: called while marking is on.
    """
    files = [file for file in published_files(facts.parts) if file.number is not None]
    titles = table_titles(wording, facts.plan.period)
    last = body.find(f"{_W}sectPr")
    if not files or last is None:
        return
    portrait = copy.deepcopy(last)
    body.remove(last)
    imprint = _imprint_of(body)
    for paragraph in imprint:
        body.remove(paragraph)
    _end_section(body, portrait)
    for file in files:
        table = tables[file.table]
        section = _landscape(portrait) if LAYOUTS[file.table].landscape else portrait
        room = _room(section)
        title = "\n".join(titles[file.table])
        for block in _blocks(file, title, table.header(facts.plan.period), table.rows, room):
            body.append(block)
        if file is not files[-1]:
            _hold_section(body[-1], section)
            continue
        if imprint and section is not portrait:
            # it belongs to the foot of an upright page
            _hold_section(body[-1], section)
            section = portrait
        for paragraph in imprint:
            body.append(paragraph)
        body.append(copy.deepcopy(section))


def _imprint_of(body: Any) -> list[Any]:
    """Return the paragraphs of the imprint (版记): by the standard they come after all else."""
    return [
        paragraph
        for paragraph in body.iterchildren(f"{_W}p")
        if (style := paragraph.find(f"{_W}pPr/{_W}pStyle")) is not None
        and style.get(f"{_W}val") in IMPRINT
    ]


def _blocks(
    file: PublishedFile,
    title: str,
    header: tuple[str, ...],
    rows: list[tuple[Cell, ...]],
    room: int,
) -> list[Any]:
    from docx.oxml import parse_xml

    label = _paragraph(file.label, _LABEL_FONT, _LABEL_POINTS, "left", 579)
    head = _paragraph(title, _TITLE_FONT, _TITLE_POINTS, "center", 560, after=240)
    # what a document ends with, or holds a section by, is a paragraph
    end = _paragraph("", _TABLE_FONT, 1, "left", 20)
    label, head, end = map(_with_namespace, (label, head, end))
    table = _table(file, header, rows, _widths(header, rows, room))
    return [parse_xml(each) for each in (label, head, table, end)]


def _table(
    file: PublishedFile,
    header: tuple[str, ...],
    rows: list[tuple[Cell, ...]],
    widths: list[int],
) -> str:
    heads = [_cell(name, width, "center") for name, width in zip(header, widths, strict=True)]
    lines = [_row(heads, is_header=True)]
    for number, row in enumerate(rows, start=1):
        cells = [
            _cell(_shown(file, number, name, value), width, _side(value))
            for name, value, width in zip(header, row, widths, strict=True)
        ]
        lines.append(_row(cells))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in (*_SIDES, "insideH", "insideV")
    )
    return (
        f'<w:tbl xmlns:w="{_NAMESPACE}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/>'
        '<w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _shown(file: PublishedFile, number: int, column: str, value: Cell) -> str:
    text = cell_text(value)
    if isinstance(value, str) or value is None:
        return plain(text)
    return marked(Source(attachment=file.label, row=str(number), column=column), text)


def _side(value: Cell) -> str:
    return "left" if isinstance(value, str) else "right"


def _widths(header: tuple[str, ...], rows: list[tuple[Cell, ...]], room: int) -> list[int]:
    """Return the columns' widths in twips: by their longest cell, together the page's."""
    needs = []
    for place, name in enumerate(header):
        longest = max((_signs(cell_text(row[place])) for row in rows), default=0)
        needs.append(min(_WIDEST, max(_NARROWEST, longest + 1, _signs(name) // 2)))
    return [room * need // sum(needs) for need in needs]


def _signs(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)


def _row(cells: list[str], is_header: bool = False) -> str:
    repeated = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, side: str) -> str:
    inner = _paragraph(text, _TABLE_FONT, _TABLE_POINTS, side, 240)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{inner}</w:tc>"
    )


def _paragraph(text: str, font: str, points: int, side: str, line: int, after: int = 0) -> str:
    look = (
        f'<w:rPr><w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{font}"'
        f' w:cs="{_LATIN}" w:hint="eastAsia"/><w:spacing w:val="0"/>'
        f'<w:sz w:val="{2 * points}"/><w:szCs w:val="{2 * points}"/></w:rPr>'
    )
    pieces = (escape(piece, quote=False) for piece in text.split("\n"))
    shown = "<w:br/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
    run = f"<w:r>{look}{shown}</w:r>" if text else ""
    rule = "exact" if line > 240 or not text else "atLeast"
    # the page's grid would give each line of a table the height of one of the text
    return (
        f'<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="{after}"'
        f' w:line="{line}" w:lineRule="{rule}"/><w:ind w:firstLineChars="0" w:firstLine="0"/>'
        f'<w:jc w:val="{side}"/>{"" if text else look}</w:pPr>{run}</w:p>'
    )


def _with_namespace(paragraph: str) -> str:
    return paragraph.replace("<w:p>", f'<w:p xmlns:w="{_NAMESPACE}">', 1)


def _end_section(body: Any, section: Any) -> None:
    """Let the text end with its own section: its last paragraph says so."""
    from docx.oxml import parse_xml

    if not len(body) or body[-1].tag != f"{_W}p":
        body.append(parse_xml(_with_namespace(_paragraph("", _TABLE_FONT, 1, "left", 20))))
    _hold_section(body[-1], section)


def _hold_section(paragraph: Any, section: Any) -> None:
    form = paragraph.find(f"{_W}pPr")
    if form is None:
        form = paragraph.makeelement(f"{_W}pPr")
        paragraph.insert(0, form)
    change = form.find(f"{_W}pPrChange")
    place = len(form) if change is None else list(form).index(change)
    form.insert(place, copy.deepcopy(section))


def _landscape(portrait: Any) -> Any:
    """Return the section turned by a quarter: its margins turn with the page."""
    section = copy.deepcopy(portrait)
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is not None:
        width, height = size.get(f"{_W}w"), size.get(f"{_W}h")
        size.set(f"{_W}w", height)
        size.set(f"{_W}h", width)
        size.set(f"{_W}orient", "landscape")
    if margins is not None:
        values = [margins.get(f"{_W}{side}") for side in _SIDES]
        # top, left, bottom and right go one place round, counter-clockwise
        for side, value in zip(_SIDES, values[1:] + values[:1], strict=True):
            margins.set(f"{_W}{side}", value)
    return section


def _room(section: Any) -> int:
    """Return how many twips a line of the section has."""
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None or margins is None:
        return 8845
    sides = sum(int(margins.get(f"{_W}{side}")) for side in ("left", "right"))
    return int(size.get(f"{_W}w")) - sides
