import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from orchestration.errors import BadCall
from orchestration.publication.bulletin import make_template, placeholders
from orchestration.publication.bulletin.document import TEMPLATE, write_bulletin
from orchestration.publication.bulletin.facts import Facts
from orchestration.publication.controls.digest import result_bytes
from orchestration.publication.controls.part import Stamp
from orchestration.publication.files import published_files
from orchestration.publication.tables import PublishedTable
from tests.offices import wording
from tests.publication.made_up import facts, units
from tests.word import paragraphs_of

Told = Callable[[Facts], list[str]]

EVERYTHING = {
    "tickets.total": 10,
    "tickets.help": 7,
    "tickets.praise": 3,
    "orders.received": 8,
    "orders.finished": 6,
    "orders.sign_overdue": 2,
    "orders.finish_overdue": 1,
    "cases.total": 50,
    "cases.hall": 40,
    "cases.app": 10,
    "cases.zero_material": 4,
    "licenses.total": 9,
    "licenses.departments": 2,
    "licenses.types": 3,
    "evaluations.total": 20,
    "evaluations.department": 15,
    "evaluations.township": 5,
    "evaluations.negative": 4,
}


def everything(**further: object) -> Facts:
    return facts(
        EVERYTHING,
        rated=(3, 5),
        orders=units("orders.received", ("甲局", 5), ("乙镇", 3)),
        sign_overdue=units("orders.sign_overdue", ("甲局", 2, "40.00"), ("乙镇", 0, "0.00")),
        finish_overdue=units("orders.finish_overdue", ("甲局", 0, "0.00"), ("乙镇", 1, "33.33")),
        satisfaction=units("orders.satisfaction", ("甲局", 3, "100.00"), ("乙镇", 0, "0.00")),
        departments=units("cases.unit", ("甲局", 40)),
        townships=units("cases.unit", ("乙镇", 0)),
        license_units=units("licenses.unit", ("甲局", 8), ("丙局", 1)),
        **further,
    )


def section(paragraphs: list[str], heading: str) -> list[str]:
    """Return the paragraphs below a heading up to the next one, empty if it is not there."""
    places = [place for place, text in enumerate(paragraphs) if text.endswith(heading)]
    if not places:
        return []
    below = paragraphs[places[0] + 1 :]
    ends = [i for i, text in enumerate(below) if re.match(r"（.）|.、|附件：", text)]
    return below[: ends[0]]


def test_every_section_is_told_and_numbered(told: Told) -> None:
    paragraphs = told(everything())
    headings = [text for text in paragraphs if re.match(r"（.）|[一二三]、", text)]
    assert headings == [
        "一、办件统计情况及存在问题",
        "（一）12345便民服务热线运行情况",
        "（二）政务服务事项办件情况",
        "（三）电子证照入库情况",
        "（四）“好差评”评价情况",
        "（五）存在问题",
        "二、工作开展情况",
        "三、工作建议",
    ]
    assert section(paragraphs, "热线运行情况") == [
        "本季度共受理群众诉求10件。其中，求助类7件、占70.00%；表扬类3件、占30.00%。",
        "转交各单位承办的工单8件。承办工单的单位由多到少依次为：甲局5件、乙镇3件。"
        "截至统计时点，已办结6件，办结率75.00%。已评价的工单5件，其中满意3件，群众满意率60.00%。"
        "各单位办结情况见附件1。",
    ]
    assert section(paragraphs, "政务服务事项办件情况") == [
        "本季度红寺堡区政务服务总办件量50件。其中，政务大厅40件、“我的宁夏”APP办件量10件。"
        "按服务方式统计（同一办件可计入多项），零材料4件。各分类事项办件量见附件2。",
        "有办件的部门只有甲局，计40件。各乡镇（街道）、各部门（单位）办件量见附件3。",
    ]
    assert section(paragraphs, "电子证照入库情况") == [
        "本季度入库电子证照9件；涉及2个部门（单位）、3类证照。"
        "有证照入库的部门（单位）由多到少依次为：甲局8件、丙局1件。入库明细见附件4。"
    ]
    assert section(paragraphs, "评价情况") == [
        "本季度政务服务“好差评”系统收到评价20条。其中，部门15条、乡镇（街道）5条。"
        "差评4条，已整改2条，整改率50.00%。"
    ]
    problems = section(paragraphs, "）存在问题")
    assert len(problems) == 4 and problems[3].startswith("4.〔由经办人填写：")
    assert problems[:3] == [
        "1.工单签收不够及时。超时签收工单2件。全部为甲局承办，占其受理工单的40.00%。",
        "2.工单办结不够及时。超时办结工单1件。全部为乙镇承办，占其受理工单的33.33%。",
        "3.部分单位群众满意率偏低。满意率低于85%的单位是乙镇，为0.00%。",
    ]


def test_changes_are_told_where_the_period_before_has_data(told: Told) -> None:
    before = {code: 2 * now for code, now in EVERYTHING.items()}
    text = "\n".join(told(everything(previous=before)))
    for clause in (
        "群众诉求10件，环比下降50.00%。",
        "与上季度相比，求助类下降50.00%、表扬类下降50.00%。",
        "工单8件，环比下降50.00%。",
        "与上季度相比，零材料下降50.00%。",
        "差评4条，环比下降50.00%，已整改2条",
        "超时签收工单2件，环比下降50.00%。",
    ):
        assert clause in text


def test_nothing_is_said_about_nothing(told: Told) -> None:
    paragraphs = told(facts({"cases.total": 1}))
    text = "\n".join(paragraphs)
    assert section(paragraphs, "政务服务事项办件情况") == [
        "本季度红寺堡区政务服务总办件量1件。各分类事项办件量见附件2。",
        "各乡镇（街道）、各部门（单位）办件量见附件3。",
    ]
    assert "（二）存在问题" in text
    (problem,) = section(paragraphs, "）存在问题")
    assert problem.startswith("1.〔由经办人填写：")
    for word in ("环比", "同比", "上季度", "满意率", "超时", "差评", "证照", "群众诉求"):
        assert word not in text.split("附件：")[0], word


def test_what_was_and_is_no_more_is_told(told: Told) -> None:
    before = {"tickets.total": 3, "licenses.total": 4, "evaluations.total": 5, "cases.total": 6}
    text = "\n".join(told(facts({}, previous=before)))
    assert "本季度没有受理群众诉求，上季度受理3件。" in text
    assert "本季度没有政务服务办件，上季度办件6件。" in text
    assert "本季度没有电子证照入库，上季度入库4件。" in text
    assert "本季度没有收到评价，上季度收到5条。" in text
    assert "工单" not in text.split("存在问题\n", 2)[1]


def test_work_orders_without_a_rating_or_an_end_say_so_or_nothing(told: Told) -> None:
    text = "\n".join(told(facts({"tickets.total": 2, "tickets.help": 2, "orders.received": 2})))
    assert "本季度共受理群众诉求2件。全部为求助类。" in text
    assert "截至统计时点，均未办结。各单位办结情况见附件1。" in text
    assert "满意" not in text


def test_no_negative_evaluation_is_good_news_and_told_with_what_was(told: Told) -> None:
    given = {"evaluations.total": 2, "evaluations.township": 2}
    assert "其中，乡镇（街道）2条。没有差评。" in "\n".join(told(facts(given)))
    before = {"evaluations.total": 2, "evaluations.negative": 7}
    assert "没有差评，上季度为7条。" in "\n".join(told(facts(given, previous=before)))


def test_leading_topics_are_told_where_tickets_have_one(told: Told) -> None:
    given = facts(
        {"tickets.total": 3, "tickets.help": 2, "tickets.report": 1}, topics={"help": "水利灌溉"}
    )
    told_types = "其中，求助类2件、占66.67%，以水利灌溉方面居多；举报类1件、占33.33%。"
    assert told_types in "\n".join(told(given))


def test_what_a_person_is_to_judge_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    write_bulletin(path, everything(), wording())
    paragraphs = docx.Document(str(path)).paragraphs
    marked = {run.text for one in paragraphs for run in one.runs if run.font.highlight_color}
    assert len([text for text in marked if "由经办人填写：" in text]) == 3
    assert "〔由经办人填写〕" in marked
    assert all(text.startswith("〔") and text.endswith("〕") for text in marked)
    unmarked = "".join(
        run.text for one in paragraphs for run in one.runs if not run.font.highlight_color
    )
    assert "由经办人填写" not in unmarked


def test_the_end_names_attachments_office_and_month(told: Told) -> None:
    paragraphs = told(facts({"cases.total": 1}, as_of=datetime(2023, 7, 1)))
    end = [text for text in paragraphs if text][-6:]
    assert end[0].startswith("附件：1.\t吴忠市“12345”便民服务热线红寺堡区分中心2023年第二季度")
    assert [text[:3] for text in end[1:4]] == ["2.\t", "3.\t", "4.\t"]
    assert end[4:] == ["吴忠市红寺堡区审批服务管理局", "2023年7月〔由经办人填写〕日"]


def test_a_running_period_says_how_far_it_goes(told: Told) -> None:
    text = "\n".join(told(facts({"cases.total": 1}, as_of=datetime(2023, 5, 15, 8))))
    assert "数据统计范围为2023年4月1日至5月15日8时，办理状态以2023年5月15日8时为准。" in text


HOSTILE = [
    '=HYPERLINK("x")',
    "{{ 7*7 }}",
    "{% if 1 %}",
    "{_{ x }_}",
    "<b>&amp;</w:t>",
    "换\n行\t制\x0b表\x00",
    "很长的名字" * 200,
]


def test_hostile_names_stay_names(told: Told, tmp_path: Path) -> None:
    names = [(name, 9 - place) for place, name in enumerate(HOSTILE)]
    given = facts(
        {"cases.total": 9, "tickets.total": 4, "tickets.help": 2, "tickets.report": 2},
        topics={"help": HOSTILE[1], "report": HOSTILE[4]},
        departments=units("cases.unit", *names, ("甲", 1), ("乙", 1)),
    )
    text = "\n".join(told(given))
    for name in HOSTILE[:3]:
        assert name in text
    assert "以{{ 7*7 }}方面居多" in text and "49" not in text
    assert "<b>&amp;</w:t>" in text
    with zipfile.ZipFile(tmp_path / "通报.docx") as archive:
        assert archive.testzip() is None


def test_names_longer_than_a_line_and_odd_signs_are_kept_whole(told: Told) -> None:
    for name in HOSTILE[4:]:
        given = facts({"cases.total": 9}, departments=units("cases.unit", (name, 9)))
        shown = re.sub(r"[\x00-\x1f]+", " ", name)
        assert f"只有{shown}，计9件。" in "\n".join(told(given))


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        write_bulletin(tmp_path / name, everything(), wording())
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(str(tmp_path / "a.docx")).core_properties
    assert properties.title == "关于2023年第二季度12345热线运行和政务服务情况的通报"
    # midnight in Shanghai, as documents keep their moments: in UTC
    assert str(properties.created).startswith("2023-06-30 16:00:00")
    assert properties.created == properties.modified


def test_the_page_is_that_of_the_standard(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    write_bulletin(path, everything(), wording())
    document = docx.Document(str(path))
    (page,) = document.sections
    near = pytest.approx
    assert (page.page_width, page.page_height) == (near(Mm(210), 1e-3), near(Mm(297), 1e-3))
    assert page.top_margin == near(Mm(37), 1e-3) and page.bottom_margin == near(Mm(35), 1e-3)
    assert page.left_margin == near(Mm(28), 1e-3) and page.right_margin == near(Mm(26), 1e-3)
    line = document.styles["Normal"].paragraph_format.line_spacing
    room = page.page_height - page.top_margin - page.bottom_margin
    assert Pt(28) <= line <= Pt(29) and room // line == 22
    width = page.page_width - page.left_margin - page.right_margin
    assert width // (Pt(16) + make_template.SPACING_TWIPS * 635) == 28


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("公文标题", "方正小标宋简体", 22),
        ("一级标题", "黑体", 16),
        ("二级标题", "楷体_GB2312", 16),
        ("单页页码", "宋体", 14),
        ("双页页码", "宋体", 14),
    ],
)
def test_fonts_are_those_of_the_standard(style: str, font: str, points: int) -> None:
    look = docx.Document(str(TEMPLATE)).styles[style]
    assert look.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert look.font.size == Pt(points)


def test_body_text_has_the_default_font_and_every_font_a_fall_back() -> None:
    document = docx.Document(str(TEMPLATE))
    default = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert default.get(qn("w:eastAsia")) == "仿宋_GB2312"
    with zipfile.ZipFile(TEMPLATE) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
        table = archive.read("word/fontTable.xml").decode()
    others = dict(re.findall(r'<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"', table))
    used = set(re.findall(r'w:(?:eastAsia|ascii|hAnsi)="([^"]+)"', everything)) - {"zh-CN"}
    assert used <= set(others)
    for font in used - {"Times New Roman"}:
        assert "Noto" in others[font] or "LXGW" in others[font], font


def test_pages_are_numbered_outside_with_dashes() -> None:
    document = docx.Document(str(TEMPLATE))
    assert document.settings.odd_and_even_pages_header_footer
    (page,) = document.sections
    for footer, style, side in (
        (page.footer, "单页页码", "RIGHT"),
        (page.even_page_footer, "双页页码", "LEFT"),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.style.name == style
        assert paragraph.style.paragraph_format.alignment.name == side
        assert "PAGE" in paragraph._p.xml and paragraph.text.startswith("— ")


def test_the_office_is_told_of_every_placeholder_and_of_no_other() -> None:
    offered = set(placeholders.placeholders(everything(), wording()))
    page = Path(placeholders.__file__).with_name("README.md").read_text(encoding="utf-8")
    table = page.split("## 可以用的文字")[1].split("## 版式")[0]
    cells = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    told = {re.sub(r"\(.*", "", name) for cell in cells for name in re.findall("`([^`]+)`", cell)}
    assert told == offered


def edited(tmp_path: Path, text: str) -> Path:
    """Return the template with a paragraph more, as an office may have edited it."""
    document = docx.Document(str(TEMPLATE))
    document.add_paragraph(text)
    path = tmp_path / "edited.docx"
    document.save(str(path))
    return path


def test_an_edited_template_is_followed(tmp_path: Path) -> None:
    # Word makes curly quotation marks of straight ones as they are typed
    template = edited(tmp_path, "另：{{ 数(“cases.total”) }}，{{ 条() }}")
    write_bulletin(tmp_path / "通报.docx", everything(), wording(), template)
    assert paragraphs_of(tmp_path / "通报.docx")[-1] == "另：50件，1."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 季 }}", "'季' is undefined"),
        ('{{ 数("cases.totl") }}', "asks for 'cases.totl', which is no headline figure"),
        ("{{ 数() }}", "missing 1 required positional argument"),
        ("{% if 季度 %}", "Unexpected end of template"),
        ("{{ 季度", "unexpected"),
    ],
)
def test_a_slip_in_the_template_is_told_and_nothing_is_written(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(BadCall, match=message) as slip:
        write_bulletin(tmp_path / "x.docx", everything(), wording(), edited(tmp_path, text))
    assert "\n" not in str(slip.value)
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize("content", [b"", b"no document", None])
def test_a_template_that_is_no_document_is_told(tmp_path: Path, content: bytes | None) -> None:
    template = tmp_path / "template.docx"
    if content is not None:
        template.write_bytes(content)
    with pytest.raises(BadCall, match="no Word document"):
        write_bulletin(tmp_path / "x.docx", everything(), wording(), template)


def test_the_template_can_be_started_over(tmp_path: Path) -> None:
    make_template.make_template(tmp_path / "template.docx")
    write_bulletin(tmp_path / "通报.docx", everything(), wording(), tmp_path / "template.docx")
    assert docx.Document(str(tmp_path / "通报.docx")).paragraphs[0].text.startswith("关于2023年")


def test_one_case_is_no_most(told: Told) -> None:
    given = facts(
        {"tickets.total": 3, "tickets.help": 2, "tickets.report": 1},
        topics={"help": "水利灌溉", "report": "物业管理"},
    )
    text = "\n".join(told(given))
    assert "以水利灌溉方面居多" in text and "物业管理" not in text


def test_head_and_imprint_stand_where_they_are_given_and_alone(told: Told, tmp_path: Path) -> None:
    plain_text = told(everything())
    for word in ("签发人", "抄送", "印发"):
        assert word not in "\n".join(plain_text)
    given = {
        "letterhead": "云阳区政务服务管理局文件",
        "document_number": "云政服发〔2023〕7号",
        "signatory": "甲某",
        "copies_to": "区委办公室、区政府办公室",
        "issued_by": "云阳区政务服务管理局办公室",
    }
    path = tmp_path / "with.docx"
    tables = {
        file.table: PublishedTable(("序号", "办件量"), [(1, 5), (None, 5)])
        for file in published_files()
        if file.number
    }
    write_bulletin(path, everything(), replace(wording(), **given), tables=tables)
    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:3] == [given["letterhead"], "云政服发〔2023〕7号\t签发人：甲某", ""]
    assert texts[-2:] == [
        "抄送：区委办公室、区政府办公室。",
        "云阳区政务服务管理局办公室\t2023年7月〔由经办人填写〕日印发",
    ]
    body = document.element.body
    assert body[-1].tag.endswith("sectPr") and body[-2].tag.endswith("}p"), "after all attachments"
    assert document.sections[-1].page_height > document.sections[-1].page_width
    without_signatory = replace(wording(), **{**given, "signatory": None})
    write_bulletin(path, everything(), without_signatory)
    (number,) = (
        paragraph
        for paragraph in docx.Document(str(path)).paragraphs
        if paragraph.text == given["document_number"]
    )
    assert number.style.name == "发文字号"


def test_the_version_is_printed_and_is_no_result(tmp_path: Path) -> None:
    for folder, version in (("a", "v001"), ("b", "v012"), ("c", "")):
        (tmp_path / folder).mkdir()
        stamp = Stamp("2023Q2", version, f"sha256:{folder}")
        write_bulletin(tmp_path / folder / "通报.docx", everything(), wording(), stamp=stamp)
    first, second, preview = (tmp_path / folder / "通报.docx" for folder in "abc")
    assert "（2023年第二季度通报，版本v001）" in paragraphs_of(first)
    assert "（2023年第二季度通报，版本v012）" in paragraphs_of(second)
    assert not any("版本" in text for text in paragraphs_of(preview))
    assert first.read_bytes() != second.read_bytes()
    assert result_bytes(first) == result_bytes(second) != result_bytes(preview)
