"""Forms of workbooks that no library writes, but exports are written in: each cell is read."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from orchestration.xlsx.book import Book
from orchestration.xlsx.cells import Cell
from orchestration.xlsx.errors import BookError
from orchestration.xlsx.merges import Merge
from tests.xlsx.books import MAIN, REL, book, packed, parts, relationships, rows

TEXTS = "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si><si/>"
STYLES = (
    '<numFmts><numFmt numFmtId="176" formatCode="yyyy/m/d"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="22"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        # nothing says where a row or a cell stands
        ("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>",
         [(1, ["1", None, "3"]), (2, ["4"])]),
        # the cells say it, the row does not
        ('<row><c r="B5"><v>1</v></c></row><row r="7"><c r="A7"><v>2</v></c></row>',
         [(5, [None, "1"]), (7, ["2"])]),
        # cells out of order, small letters, and one that names no column
        ('<row r="2"><c r="C2"><v>3</v></c><c r="a2"><v>1</v></c><c r="?"><v>2</v></c></row>',
         [(2, ["1", "2", "3"])]),
        # a row number that comes again
        ('<row r="3"><c r="A3"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>',
         [(3, ["1"]), (4, ["2"])]),
        # attributes in another order, in other quotes, and unknown ones; blanks in tags
        ("<row spans='1:2' r='1'><c t='s' r='A1' cm='1'><v>0</v></c ><c r = 'B1'\n><v>1</v></c>"
         "</row>", [(1, ["甲", "1"])]),
        # rich text with a hint how it is spoken, an empty text, one that is not there
        ('<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>2</v></c>'
         '<c r="C1" t="s"><v>9</v></c></row>', [(1, ["乙丙", None, "#UNCOMPUTED!"])]),
        # texts in place: plain, with blanks, rich with a hint, as a value
        ('<row r="1"><c r="A1" t="inlineStr"><is><t>a&amp;b</t></is></c>'
         '<c r="B1" t="inlineStr"><is><t xml:space="preserve"> c </t></is></c>'
         '<c r="C1" t="inlineStr"><is><r><t>d</t></r><r><t>e</t></r><rPh sb="0"><t>x</t></rPh></is>'
         "</c>"
         '<c r="D1" t="inlineStr"><v>f</v></c></row>', [(1, ["a&b", " c ", "de", "f"])]),
        # references to signs, a comment and a section of characters
        ('<row r="1"><c r="A1" t="str"><v>&#27700;&#x6C34;&lt;</v></c>'
         '<!-- <c r="A1"><v>9</v></c> --><c r="B1" t="str"><v><![CDATA[<b>]]></v></c></row>',
         [(1, ["水水<", "<b>"])]),
        # what XML forbids, as it is and referred to; an astral sign in two references
        ('<row r="1"><c r="A1" t="str"><v>a\x0bb&#11;c&#x1F;d</v></c>'
         '<c r="B1" t="str"><v>&#55357;&#56832;&#xD83D;</v></c></row>',
         [(1, ["abcd", "😀\ufffd"])]),
        # line ends in a text are those of XML
        ('<row r="1"><c r="A1" t="str"><v>a\r\nb\rc</v></c></row>', [(1, ["a\nb\nc"])]),
        # a bad number, a bad style, a bad kind and an error take nothing else with them
        ('<row r="1"><c r="A1"><v> 4 5 </v></c><c r="B1" s="77"><v>6</v></c>'
         '<c r="C1" s="-1"><v>7</v></c><c r="D1" t="z"><v>8</v></c>'
         '<c r="E1" t="e"><v>#SPILL!</v></c></row>', [(1, [" 4 5 ", "6", "7", "8", "#SPILL!"])]),
        # styles: by format, built-in, and a date out of range
        ('<row r="1"><c r="A1" s="1"><v>45017</v></c><c r="B1" s="2"><v>45017.5</v></c>'
         '<c r="C1" s="1"><v>99999999</v></c><c r="D1" s="0"><v>45017</v></c></row>',
         [(1, ["2023-04-01", "2023-04-01 12:00:00", "99999999", "45017"])]),
        # formulas: with a result, without, shared, with an empty text
        ('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c>'
         '<c r="C1"><f t="shared" si="0"/><v/></c><c r="D1" t="str"><f>""</f><v></v></c>'
         '<c r="E1" t="str"><f>""</f></c><c r="F1"><f>A1&gt;B1</f><v></v></c></row>',
         [(1, ["2", "#UNCOMPUTED!", "#UNCOMPUTED!", None, None, "#UNCOMPUTED!"])]),
        # empty rows and cells hold nothing, wherever they stand
        ('<row r="1"/><row r="2"><c r="A2" s="1"/></row>'
         '<row r="4" ht="9"><c r="B4"><v>1</v></c></row>'
         '<row r="1048576"><c r="XFD1048576" s="1"/></row>', [(4, [None, "1"])]),
    ],
)  # fmt: skip
def test_odd_rows(data: str, expected: list[tuple[int, list[Cell]]], tmp_path: Path) -> None:
    assert rows(book(data, strings=TEXTS, styles=STYLES), tmp_path) == expected


DATA = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def changed(**parts_by_name: str | bytes) -> dict[str, str | bytes]:
    """The parts of a plain workbook, some replaced; `__` in a name stands for a slash."""
    made = parts(DATA, strings=TEXTS)
    return {**made, **{name.replace("__", "/"): text for name, text in parts_by_name.items()}}


def sheet_part(encoding: str, prolog: str = "") -> bytes:
    return (prolog + str(parts(DATA)["xl/worksheets/sheet1.xml"])).encode(encoding)


SHEET = "xl/worksheets/sheet1.xml"
STRICT = {
    name: str(text).replace("schemas.openxmlformats.org", "purl.oclc.org/ooxml")
    for name, text in changed().items()
}
PREFIXED = str(parts(DATA)[SHEET]).replace("<", "<x:").replace("<x:/", "</x:").replace(
    "xmlns=", "xmlns:x="
)  # fmt: skip


@pytest.mark.parametrize(
    "made",
    [
        STRICT,
        changed(**{SHEET: PREFIXED}),
        changed(**{SHEET: sheet_part("utf-8-sig", '<?xml version="1.0"?>')}),
        changed(**{SHEET: sheet_part("utf-16", '<?xml version="1.0" encoding="UTF-16"?>')}),
        changed(**{SHEET: codecs.BOM_UTF16_BE + sheet_part("utf-16-be")}),
        changed(**{SHEET: sheet_part("utf-8", '\n <?xml version="1.0" encoding="gbk"?>\n')}),
        # relationships by absolute names, with backslashes, in another case, by steps up
        changed(
            xl___rels__workbook_xml_rels="",
            **{
                "xl/_rels/workbook.xml.rels": relationships(
                    ("rId1", "worksheet", "/xl/Worksheets/Sheet1.xml"),
                    ("rId2", "sharedStrings", "..\\xl\\sharedStrings.xml"),
                )
            },
        ),
        {name.replace("/", "\\"): text for name, text in changed().items()},
        # nothing says which part the workbook or its shared strings are
        {name: text for name, text in changed().items() if name != "_rels/.rels"},
        changed(**{
            "xl/_rels/workbook.xml.rels": relationships(
                ("rId1", "worksheet", "worksheets/sheet1.xml")
            )
        }),
    ],
)  # fmt: skip
def test_odd_packages(made: dict[str, str | bytes], tmp_path: Path) -> None:
    assert rows(packed(made), tmp_path) == [(1, ["甲"])]


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (changed(**{SHEET: sheet_part("utf-8")[:-20]}), "damaged"),
        (changed(**{SHEET: sheet_part("gbk", "<?水?>")}), "damaged"),
        (changed(**{SHEET: str(parts(DATA)[SHEET]).replace("<v>", "<v>&nbsp;")}), "damaged"),
        (changed(**{"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}), "damaged"),
        ({name: text for name, text in changed().items() if name != SHEET}, "damaged"),
        (changed(**{"xl/sharedStrings.xml": "<sst>"}), "damaged"),
        ({"content.xml": "", "mimetype": ""}, ".ods"),
        (
            {
                "_rels/.rels": relationships(("r", "officeDocument", "xl/workbook.bin")),
                "xl/workbook.bin": b"",
            },
            ".xlsb",
        ),
    ],
)
def test_what_cannot_be_read_says_so(
    made: dict[str, str | bytes], reason: str, tmp_path: Path
) -> None:
    with pytest.raises(BookError, match=reason):
        rows(packed(made), tmp_path)


def test_merged_cells_and_the_epoch(tmp_path: Path) -> None:
    after = (
        '<mergeCells count="3"><mergeCell ref="B2:B4"/><mergeCell ref=\'$A$1:C1\' />'
        '<mergeCell ref="D9:C8"/></mergeCells><pageMargins/>'
    )
    path = tmp_path / "book.xlsx"
    path.write_bytes(book(DATA, strings=TEXTS, after=after, properties=' date1904="true"'))
    opened = Book(path)
    assert opened.merges(0) == [Merge(1, 1, 1, 3), Merge(2, 2, 4, 2), Merge(8, 3, 9, 4)]
    assert opened.is_1904
    opened.close()


def test_a_text_is_no_merged_cell(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    data = '<row r="1"><c r="A1" t="str"><v>&lt;mergeCell ref="A1:A9"/></v></c></row>'
    path.write_bytes(book(data))
    opened = Book(path)
    assert opened.merges(0) == []
    opened.close()


def test_sheets_come_in_the_order_of_the_workbook_whatever_their_parts_are_called(
    tmp_path: Path,
) -> None:
    made = changed(
        **{
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:q="{REL}"><sheets>'
            '<sheet name="后" q:id="b"/><sheet name="先" q:id="a" state="veryHidden"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relationships(
                ("a", "worksheet", "worksheets/sheet1.xml"), ("b", "worksheet", "other/page.xml")
            ),
            "xl/other/page.xml": "<worksheet><sheetData/></worksheet>",
        }
    )
    path = tmp_path / "book.xlsx"
    path.write_bytes(packed(made))
    opened = Book(path)
    assert opened.sheet_names == ["后", "先"]
    assert [list(opened.rows(number))[-1:] for number in (0, 1)] == [[[]], [[]]]
    assert sum(len(some) for some in opened.rows(1)) == 1
    opened.close()
