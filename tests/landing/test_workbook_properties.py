"""Workbooks of cells in every form, merged and not, of both epochs, give back what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from orchestration.landing.contract import load_contract
from tests.landing.conftest import EXACT
from tests.landing.test_properties import QUICK, landed_rows
from tests.xlsx.books import book

STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>'
EPOCHS_APART = 1462
COLUMNS = {column.name: column for column in load_contract("tickets").columns}
OWN = ["unit", "satisfaction", "finish_due_at", "finished_at", "topic"]
HEADERS = [COLUMNS[name].header for name in ["ticket_id", "received_at", "ticket_type", *OWN]]
LOWER = ["时间", HEADERS[7]]
"""What stands below 办结 in a header of two rows: the rest of a name, and a whole one."""


@dataclass(frozen=True)
class Form:
    """A cell as it is stored, and the text that it must land as."""

    attributes: str
    content: str
    text: str | None


def text_form(text: str, way: int) -> Form:
    stored = escape(text)
    if way == 0:
        return Form('t="str"', f"<v>{stored}</v>", text)
    if way == 1:
        return Form('t="inlineStr"', f'<is><t xml:space="preserve">{stored}</t></is>', text)
    if way == 2:
        half = len(text) // 2
        runs = "".join(f"<r><t>{escape(part)}</t></r>" for part in (text[:half], text[half:]))
        return Form("t='inlineStr'", f"<is>{runs}<rPh><t>yin</t></rPh></is>", text)
    return Form('t="str"', f'<f>"x"&amp;1</f><v>{stored}</v>', text)


def moment_form(seconds: int, is_1904: bool) -> Form:
    moment = datetime(2020, 1, 1) + timedelta(seconds=seconds)
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
    serial = (moment - first) / timedelta(days=1)
    text = moment.isoformat(sep=" ").removesuffix(" 00:00:00")
    return Form('s="1"', f"<v>{serial!r}</v>", text)


TEXTS = st.text(
    st.characters(codec="utf-8", min_codepoint=33, exclude_characters="_\ufffe\uffff"), min_size=1
)
ERRORS = st.sampled_from(["#N/A", "#VALUE!", "#SPILL!", "#GETTING_DATA", "#BLOCKED!"])
PLAIN = [
    Form("", "", None),
    Form('t="str"', '<f>IF(1,"","")</f>', None),
    Form('t="str"', "<f>A1</f><v></v>", None),
    Form("", "<f>VLOOKUP(1,2,3)</f>", "#UNCOMPUTED!"),
    Form("", '<f t="shared" si="0"/><v/>', "#UNCOMPUTED!"),
    Form('t="b"', "<v>1</v>", "true"),
    Form('t="e"', "<f>A1</f>", "#UNCOMPUTED!"),
    Form('t="z"', "<v>甲</v>", "甲"),
    Form('s="9"', "<v> 5 </v>", "5"),
]


def forms(is_1904: bool) -> st.SearchStrategy[Form]:
    return st.one_of(
        st.builds(text_form, TEXTS, st.integers(0, 3)),
        st.builds(moment_form, st.integers(0, 10**8), st.just(is_1904)),
        ERRORS.map(lambda error: Form('t="e"', f"<v>{error}</v>", error)),
        st.sampled_from(PLAIN),
        st.integers(0, 9).map(lambda number: Form("", f"<v>{number}.0</v>", str(number))),
    )


@st.composite
def sheets(draw: st.DrawFn) -> tuple[bytes, list[dict[str, Any]]]:
    """Draw a workbook, and the rows that it must land as."""
    is_1904, has_two_rows = draw(st.booleans()), draw(st.booleans())
    table = draw(st.lists(st.lists(forms(is_1904), min_size=5, max_size=5), min_size=1, max_size=6))
    serials = [draw(st.integers(40_000, 45_000)) for _ in table]
    first = 3 if has_two_rows else 2
    lines, merges = [line(1, texts(HEADERS))], []
    if has_two_rows:
        lines = [line(1, texts([*HEADERS[:6], "办结"])), line(2, texts([*[None] * 6, *LOWER]))]
        merges = [*(f"{letter}1:{letter}2" for letter in "ABCDEF"), "G1:H1"]
    shown = [[form.text for form in cells] for cells in table]
    for column in draw(st.lists(st.integers(0, 4), unique=True, max_size=2)):
        top = draw(st.integers(0, len(table) - 1))
        bottom = draw(st.integers(top, len(table) - 1))
        merges.append(f"{'DEFGH'[column]}{top + first}:{'DEFGH'[column]}{bottom + first}")
        if shown[top][column]:
            for row in shown[top + 1 : bottom + 1]:
                row[column] = shown[top][column]
    for number, (cells, serial) in enumerate(zip(table, serials, strict=True), first):
        own = [text_form(f"T{number}", 0), Form("", f"<v>{serial}</v>", None), text_form("求助", 1)]
        lines.append(line(number, [*own, *cells]))
    wanted = [
        {
            "_sheet_number": 1,
            "_row": number,
            "ticket_id": f"T{number}",
            "received_at": str(serial + EPOCHS_APART * is_1904),
            "ticket_type": "求助",
            **{name: text for name, text in zip(OWN, row, strict=True) if text},
        }
        for number, (serial, row) in enumerate(zip(serials, shown, strict=True), first)
    ]
    places = "".join(f'<mergeCell ref="{place}"/>' for place in merges)
    content = book(
        "".join(lines),
        styles=STYLES,
        properties=' date1904="1"' if is_1904 else "",
        after=f"<mergeCells>{places}</mergeCells>" if merges else "",
    )
    return content, wanted


def texts(cells: Sequence[str | None]) -> list[Form]:
    return [PLAIN[0] if cell is None else text_form(cell, 1) for cell in cells]


def line(number: int, row: list[Form]) -> str:
    cells = "".join(
        f'<c r="{chr(65 + place)}{number}" {form.attributes}>{form.content}</c>'
        for place, form in enumerate(row)
    )
    return f'<row r="{number}">{cells}</row>'


@QUICK
@given(sheets())
def test_workbooks_in_every_form_give_back_what_they_say(
    drawn: tuple[bytes, list[dict[str, Any]]],
) -> None:
    content, wanted = drawn
    assert landed_rows(content, "tickets/a.xlsx", EXACT) == wanted
