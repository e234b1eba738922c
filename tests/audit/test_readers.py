"""Each format as it is read: the same paragraphs and tables, whatever wraps them."""

import random
from pathlib import Path

import pytest
from docx import Document as WordDocument

from orchestration.audit.audit import audit_file, read_document
from orchestration.errors import BadCall
from orchestration.texts.document import Document, Paragraph, Table
from tests.audit.bulletins import bulletin, changed
from tests.audit.documents import cell, control, paragraph, run, save, table, text_cells


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(document: Document) -> list[list[tuple[str, ...]]]:
    return [list(block.rows) for block in document.blocks if isinstance(block, Table)]


def written(folder: Path, name: str, content: str | bytes) -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path)


def test_runs_split_anyhow_are_one_text(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.docx",
        paragraph(run("共受理"), run("10"), "<w:proofErr/>", run("0"), run("0件")),
        paragraph(run("其中"), control(run("20") + run("0")), run("件")),
        control(paragraph(run("段落在"), "<w:hyperlink>" + run("控件里") + "</w:hyperlink>")),
        paragraph(run("一行"), "<w:r><w:br/></w:r>", run("两行"), "<w:r><w:tab/></w:r>", run("后")),
        paragraph(
            run("改"),
            "<w:ins>" + run("入") + "</w:ins>",
            "<w:del><w:r><w:delText>出</w:delText></w:r></w:del>",
            "<w:moveFrom>" + run("移走") + "</w:moveFrom>",
            "<w:moveTo>" + run("移来") + "</w:moveTo>",
        ),
        paragraph("<w:r><w:instrText>PAGE 12件</w:instrText></w:r>", run("3")),
        paragraph("<w:smartTag><w:r><w:t>智能</w:t></w:r></w:smartTag>"),
        paragraph(),
    )
    assert texts(read_document(path)) == [
        "共受理1000件",
        "其中200件",
        "段落在控件里",
        "一行",
        "两行 后",
        "改入移来",
        "3",
        "智能",
    ]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + paragraph(run("框中12件")) + "</w:txbxContent>"
    path = save(
        tmp_path / "a.docx",
        paragraph(
            run("框外"),
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
            f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
        ),
    )
    assert texts(read_document(path)) == ["框外", "框中12件"]


def test_tables_with_merged_cells_controls_and_tables_inside(tmp_path: Path) -> None:
    inner = table(text_cells("内", "1"))
    path = save(
        tmp_path / "a.docx",
        table(
            [cell(paragraph(run("单位"))), cell(paragraph(run("合并表头")), span=2)],
            [
                cell(paragraph(run("甲")), merge="restart"),
                control(cell(paragraph(run("1"), run("2")))),
                cell(paragraph(control(run("34")))),
            ],
            [cell(merge="on"), cell(paragraph(run("5")), inner, paragraph()), cell()],
        ),
        paragraph(run("表后")),
    )
    document = read_document(path)
    assert rows(document) == [
        [("单位", "合并表头", "合并表头"), ("甲", "12", "34"), ("甲", "5", "")],
        [("内", "1")],
    ]
    outer = document.blocks[0]
    assert isinstance(outer, Table) and outer.merged == {(0, 2), (2, 0)}
    assert [type(block) for block in document.blocks] == [Table, Table, Paragraph]


def test_a_document_as_a_program_saves_it(tmp_path: Path) -> None:
    document = WordDocument()
    document.add_heading("通报", 1)
    document.add_paragraph("共受理诉求1000件，其中投诉类200件，占诉求总量的25%。")
    made = document.add_table(rows=2, cols=2)
    made.cell(0, 0).text = "单位"
    made.cell(1, 1).text = "12"
    document.save(str(tmp_path / "a.docx"))
    read = read_document(tmp_path / "a.docx")
    assert texts(read)[0] == "通报" and rows(read) == [[("单位", ""), ("", "12")]]
    (finding,) = audit_file(tmp_path / "a.docx").findings
    assert finding.place.startswith("paragraph 2:")


HTML = """<!DOCTYPE html><html><head><title>标题5件</title><style>p{width:3件}</style></head><body>
<nav><a href="/">首页</a> &gt; <a>公示</a></nav>
<h1>通 报</h1><div>第一段<b>共</b>受理<span>1</span><span>000</span>件
<p>第二段<br>换行&nbsp;12&#20214;</p>尾</div>
<script>var a = "7件";</script><p hidden>隐藏8件</p><p style="display: none">隐藏9件</p>
<p>删<del>10件</del>留<ins>11件</ins></p>
<table><tr><th rowspan=2>单位<th colspan="2">数</tr><tr><td>甲<td>乙</tr>
<tr><td>合计</td><td><p>1</p><p>2</p></td><td><table><tr><td>内</td><td>3</td></tr></table>4</td></tr>
</table><svg><text>13件</text></svg></body></html>"""


def test_a_page_as_a_browser_shows_it(tmp_path: Path) -> None:
    document = written(tmp_path, "a.html", HTML)
    assert texts(document) == [
        "首页 > 公示",
        "通 报",
        "第一段共受理1000件",
        "第二段",
        "换行 12件",
        "尾",
        "删留11件",
    ]
    assert rows(document) == [
        [("内", "3")],
        [("单位", "数", "数"), ("单位", "甲", "乙"), ("合计", "1 2", "4")],
    ]


@pytest.mark.parametrize("content", ["<p>a<table><tr><td>x", "<td>x</td>", "</table></p>", "<", ""])
def test_no_page_is_too_broken(tmp_path: Path, content: str) -> None:
    written(tmp_path, "a.html", content)


def test_a_page_whose_table_frames_it_is_read_as_text(tmp_path: Path) -> None:
    sentence = "共受理诉求1000件，其中投诉类200件，占诉求总量的25%。" * 2
    document = written(tmp_path, "a.htm", f"<table><tr><td><p>{sentence}</p></td></tr></table>")
    assert texts(document) == [sentence]
    assert audit_file(tmp_path / "a.htm").findings[0].place.startswith("table 1, in a cell:")


MARKDOWN = """\
# 通报 2024

**共受理**诉求`1000`件，其中[投诉类](http://a/5件)200件，
占诉求总量的25%。

| 单位 | 数 |
|:---|---:|
| 甲 | 1,204 |
| 合计 | **1,204** |

- 第一条
- 第二条
"""


def test_markdown_without_its_marks(tmp_path: Path) -> None:
    document = written(tmp_path, "a.md", MARKDOWN)
    assert texts(document) == [
        "通报 2024",
        "共受理诉求1000件，其中投诉类200件，占诉求总量的25%。",
        "- 第一条",
        "- 第二条",
    ]
    assert rows(document) == [[("单位", "数"), ("甲", "1,204"), ("合计", "1,204")]]
    assert len(audit_file(tmp_path / "a.md").findings) == 1


def test_lines_that_a_narrow_window_broke_are_one_paragraph(tmp_path: Path) -> None:
    text = (
        "一、总体情况\n"
        "第二季度，全县12345热线共受理群众诉求20\n"
        "00件，其中投诉类200件，占诉求总量的25%。\n"
        "二、存在问题\n"
        "（一）签收不及时\n"
    )
    document = written(tmp_path, "a.txt", text)
    assert texts(document) == [
        "一、总体情况",
        "第二季度，全县12345热线共受理群众诉求2000件，其中投诉类200件，占诉求总量的25%。",
        "二、存在问题",
        "（一）签收不及时",
    ]


def test_a_table_in_a_text_file_is_one_by_its_tabs(tmp_path: Path) -> None:
    document = written(tmp_path, "a.txt", "单位\t数\n甲\t1\n合计\t1\n\n后\n")
    assert rows(document) == [[("单位", "数"), ("甲", "1"), ("合计", "1")]]
    assert texts(document) == ["后"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    document = written(tmp_path, "a.txt", "共受理1000件。\u200b".encode(encoding))
    assert texts(document) == ["共受理1000件。"]


ENTITIES = '<!DOCTYPE w [<!ENTITY a "12件">]>'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.docx", b"no package", "is no Word document"),
        ("a.docx", b"PK\x03\x04cut off", "is no Word document"),
        ("a.docx", b"", "is no Word document"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "reads no other file"),
        ("a.xlsx", b"PK\x03\x04", "reads no other file"),
        ("a", b"x", "reads no other file"),
        ("a.txt", b"\xff\xff\xff", "is no text in UTF-8 or GB18030"),
        ("a.md", b"a\0b", "is no text"),
        ("a.csv", b"a,b\n1,2\n", "no header row"),
    ],
)
def test_what_cannot_be_read_is_a_wrong_call_in_one_line(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadCall, match=r"/a") as refusal:
        audit_file(path)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_documents_that_are_none(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.txt", tmp_path):
        with pytest.raises(BadCall):
            audit_file(path)
    with pytest.raises(BadCall, match="defines entities"):
        audit_file(save(tmp_path / "a.docx", paragraph(run("&a;")), head=ENTITIES))
    with pytest.raises(BadCall, match="damaged"):
        audit_file(save(tmp_path / "b.docx", "<w:p>"))
    with pytest.raises(BadCall, match="is no file"):
        (tmp_path / "c.docx").mkdir()
        audit_file(tmp_path / "c.docx")


@pytest.mark.parametrize("seed", range(5))
def test_a_bulletin_says_the_same_in_every_format(tmp_path: Path, seed: int) -> None:
    how = random.Random(seed)
    text, _ = changed(bulletin(seed), how.randrange(10**6), how)
    lines = [line for line in text.split("\n") if line.strip()]
    paragraphs = [
        paragraph(*(run(piece) for piece in (line[:7], line[7:15], line[15:]))) for line in lines
    ]
    files = {
        "a.txt": text,
        "a.md": "\n\n".join(lines),
        "a.html": "".join(f"<p>{line[:9]}<b>{line[9:20]}</b>{line[20:]}</p>" for line in lines),
    }
    found = []
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        found.append(audit_file(tmp_path / name).findings)
    found.append(audit_file(save(tmp_path / "a.docx", *paragraphs)).findings)
    said = [[(each.printed, each.follows, each.explanation) for each in one] for one in found]
    assert all(one == said[0] for one in said)
