"""Writes the first `template.docx`: the page of GB/T 9704, its styles, and our wording.

From then on the template is edited in Word (see `README.md`); run this only to start over:
`python -m orchestration.publication.bulletin.make_template`.
"""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from pathlib import Path

from orchestration.archives import stored
from orchestration.publication.bulletin.document import TEMPLATE
from orchestration.publication.bulletin.template_text import TEXT

FONTS = {
    # what the standard asks for: its family, and like faces that a machine without it may have,
    # free ones among them
    "方正小标宋简体": ("roman", "FZXiaoBiaoSong-B05S,华文中宋,思源宋体,Noto Serif CJK SC,宋体"),
    "仿宋_GB2312": ("roman", "仿宋,FangSong,华文仿宋,朱雀仿宋,FandolFang R,Noto Serif CJK SC"),
    "楷体_GB2312": ("script", "楷体,KaiTi,华文楷体,霞鹜文楷,LXGW WenKai,AR PL UKai CN"),
    "黑体": ("swiss", "SimHei,华文黑体,思源黑体,Noto Sans CJK SC"),
    "宋体": ("roman", "SimSun,华文宋体,思源宋体,Noto Serif CJK SC"),
    "Times New Roman": ("roman", "Liberation Serif,Tinos"),
}
TITLE_FONT, TEXT_FONT, SECTION_FONT, CHAPTER_FONT, FOOTER_FONT, LATIN_FONT = FONTS

TEXT_POINTS, TITLE_POINTS, FOOTER_POINTS = 16, 22, 14
LETTERHEAD_POINTS, RED = 36, "FF0000"
TEXT_TWIPS = 8845
"""156 mm: the text's width."""
LINE_TWIPS = 579
"""22 lines on 225 mm."""
SPACING_TWIPS = -5
"""28 characters on 156 mm."""
_MILLIMETRE = 1440 / 25.4

_MARKED = re.compile(r"(〔[^〕]*〕)")
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_template(path: Path = TEMPLATE) -> None:
    """Write the template."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in _parts().items():
            archive.writestr(name, _HEAD + content)
    path.write_bytes(stored(buffer.getvalue()))


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            {
                "word/document.xml": f"{_RELATIONS}/officeDocument",
                "docProps/core.xml": (
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
                    "/core-properties"
                ),
            }
        ),
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata'
            '/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{_title()}</dc:title>"
            "<dc:language>zh-CN</dc:language></cp:coreProperties>"
        ),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relationships(
            {
                "styles.xml": f"{_RELATIONS}/styles",
                "settings.xml": f"{_RELATIONS}/settings",
                "fontTable.xml": f"{_RELATIONS}/fontTable",
                "footer1.xml": f"{_RELATIONS}/footer",
                "footer2.xml": f"{_RELATIONS}/footer",
            }
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": (
            f"<w:settings {_NAMESPACES}>"
            '<w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
            '<w:characterSpacingControl w:val="compressPunctuation"/>'
            "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:useFELayout/>"
            '<w:compatSetting w:name="compatibilityMode"'
            ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
        ),
        "word/fontTable.xml": _font_table(),
        "word/footer1.xml": _footer("单页页码"),
        "word/footer2.xml": _footer("双页页码"),
    }


def _title() -> str:
    (title,) = (text for style, text in TEXT if style == "公文标题")
    return title.replace("\n", "")


def _content_types() -> str:
    parts = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "footer1": "footer",
        "footer2": "footer",
    }
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _relationships(targets: dict[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>"
    )


def _document() -> str:
    margins = {"top": 37, "right": 26, "bottom": 35, "left": 28, "header": 15, "footer": 25}
    sides = "".join(f' w:{side}="{round(size * _MILLIMETRE)}"' for side, size in margins.items())
    return (
        f"<w:document {_NAMESPACES}><w:body>"
        + "".join(_paragraph(style, text) for style, text in TEXT)
        + '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar{sides} w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE_TWIPS}"/></w:sectPr>'
        "</w:body></w:document>"
    )


def _paragraph(style: str, text: str) -> str:
    runs = []
    for piece in _MARKED.split(text):
        is_marked = _MARKED.fullmatch(piece)
        style_of_run = '<w:rStyle w:val="待填写"/>' if is_marked else ""
        # the mark stands in the run too: not every program takes it from the style
        mark = '<w:highlight w:val="yellow"/>' if is_marked else ""
        shown = re.sub(
            "[^\t\n]+",
            lambda part: f'<w:t xml:space="preserve">{escape(str(part[0]), quote=False)}</w:t>',
            piece,
        )
        shown = shown.replace("\t", "<w:tab/>").replace("\n", "<w:br/>")
        look = f'<w:rPr>{style_of_run}<w:rFonts w:hint="eastAsia"/>{mark}</w:rPr>'
        runs.append(f"<w:r>{look}{shown}</w:r>" if piece else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def _footer(style: str) -> str:
    look = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return (
        f'<w:ftr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">— </w:t></w:r>'
        f'<w:fldSimple w:instr=" PAGE "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
        f'<w:r>{look}<w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/>'
        f'<w:charset w:val="{"00" if name == LATIN_FONT else "86"}"/>'
        f'<w:family w:val="{family}"/></w:font>'
        for name, (family, others) in FONTS.items()
    )
    return f"<w:fonts {_NAMESPACES}>{fonts}</w:fonts>"


def _look(font: str, points: int, colour: str = "") -> str:
    shown = f'<w:color w:val="{colour}"/>' if colour else ""
    return (
        f'<w:rFonts w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}" w:eastAsia="{font}"'
        f' w:cs="{LATIN_FONT}"/>{shown}<w:spacing w:val="{SPACING_TWIPS}"/>'
        f'<w:sz w:val="{2 * points}"/><w:szCs w:val="{2 * points}"/>'
    )


def _style(name: str, paragraph: str, look: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def _imprint(*edges: str) -> str:
    """Return a paragraph of the imprint: lines above and below, at the foot of the page."""
    lines = "".join(
        f'<w:{edge} w:val="single" w:sz="8" w:space="1" w:color="auto"/>' for edge in edges
    )
    return (
        f'<w:framePr w:w="{TEXT_TWIPS}" w:hSpace="0" w:wrap="around" w:vAnchor="margin"'
        ' w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
        f"<w:pBdr>{lines}</w:pBdr>"
        f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_TWIPS - 280}"/></w:tabs>'
        '<w:spacing w:line="480" w:lineRule="exact"/>'
        '<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>'
        '<w:jc w:val="left"/>'
    )


def _styles() -> str:
    first_line = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    right = '<w:jc w:val="right"/>'
    return (
        f"<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'{_look(TEXT_FONT, TEXT_POINTS)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:qFormat/><w:pPr><w:spacing w:line="{LINE_TWIPS}" w:lineRule="exact"/>'
        '<w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="待填写">'
        '<w:name w:val="待填写"/><w:qFormat/><w:rPr><w:highlight w:val="yellow"/></w:rPr></w:style>'
        + _style(
            "公文标题",
            '<w:snapToGrid w:val="0"/>'
            f'<w:spacing w:before="0" w:after="{LINE_TWIPS}" w:line="660" w:lineRule="exact"/>'
            '<w:jc w:val="center"/>',
            _look(TITLE_FONT, TITLE_POINTS),
        )
        + _style(
            "发文机关标志",
            # 35 mm from the top of the text to that of the letters, and two lines below them
            '<w:keepNext/><w:snapToGrid w:val="0"/>'
            f'<w:spacing w:before="1985" w:after="{2 * LINE_TWIPS}" w:line="900"'
            ' w:lineRule="exact"/><w:jc w:val="center"/>',
            _look(TITLE_FONT, LETTERHEAD_POINTS, RED),
        )
        + _style("发文字号", '<w:keepNext/><w:jc w:val="center"/>')
        + _style(
            "发文字号和签发人",
            '<w:keepNext/><w:tabs><w:tab w:val="right" w:pos="8505"/></w:tabs>'
            '<w:ind w:leftChars="100" w:left="320" w:rightChars="100" w:right="320"/>'
            '<w:jc w:val="left"/>',
        )
        + _style(
            "版头分隔线",
            f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{RED}"/></w:pBdr>'
            f'<w:spacing w:before="0" w:after="{2 * LINE_TWIPS}" w:line="227" w:lineRule="exact"/>',
        )
        + _style("主送机关", '<w:ind w:firstLine="0"/>')
        + _style("公文正文", first_line)
        + _style(
            "一级标题",
            f'<w:keepNext/>{first_line}<w:outlineLvl w:val="0"/>',
            _look(CHAPTER_FONT, TEXT_POINTS),
        )
        + _style(
            "二级标题",
            f'<w:keepNext/>{first_line}<w:outlineLvl w:val="1"/>',
            _look(SECTION_FONT, TEXT_POINTS),
        )
        + _style(
            "附件说明首行",
            '<w:keepNext/><w:tabs><w:tab w:val="left" w:pos="2040"/></w:tabs>'
            '<w:ind w:left="2040" w:hanging="1400"/>',
        )
        + _style(
            "附件说明",
            '<w:keepNext/><w:tabs><w:tab w:val="left" w:pos="2040"/></w:tabs>'
            '<w:ind w:left="2040" w:hanging="440"/>',
        )
        + _style("发文机关署名", f'<w:keepNext/><w:ind w:rightChars="200" w:right="640"/>{right}')
        + _style("成文日期", f'<w:ind w:rightChars="400" w:right="1280"/>{right}')
        + _style("附注", first_line)
        + _style("版记抄送", _imprint("top", "bottom"), _look(TEXT_FONT, FOOTER_POINTS))
        + _style("版记印发", _imprint("top", "bottom"), _look(TEXT_FONT, FOOTER_POINTS))
        + _style(
            "单页页码",
            f'<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:right="280"/>{right}',
            _look(FOOTER_FONT, FOOTER_POINTS),
        )
        + _style(
            "双页页码",
            '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="280"/><w:jc w:val="left"/>',
            _look(FOOTER_FONT, FOOTER_POINTS),
        )
        + "</w:styles>"
    )


if __name__ == "__main__":
    make_template()
