"""Which files a publication holds, and which table each of its CSVs is written from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PublishedFile:
    """A published CSV: its name, its table in the schema `publication`, its suite and titles.

    `key` names the columns that say whose row it is; `export` what all its figures are counted
    from, None where each row's code tells.
    """

    name: str
    table: str
    suite: str
    title: str
    key: tuple[str, ...]
    export: str | None


PUBLISHED_FILES = (
    PublishedFile(
        "附件1_各单位办结诉求统计表.csv",
        "attachment_1_orders_by_unit",
        "attachment_1",
        "各单位办结诉求统计表",
        ("承办单位",),
        "tickets",
    ),
    PublishedFile(
        "附件2_各分类事项办件量统计表.csv",
        "attachment_2_cases_by_category",
        "attachment_2",
        "各分类事项办件量统计表",
        ("分类",),
        "cases",
    ),
    PublishedFile(
        "附件3_各乡镇各部门办件量统计表.csv",
        "attachment_3_cases_by_unit",
        "attachment_3",
        "各乡镇（街道）、各部门（单位）办件量统计表",
        ("类别", "单位"),
        "cases",
    ),
    PublishedFile(
        "附件4_电子证照入库统计表.csv",
        "attachment_4_licenses",
        "attachment_4",
        "电子证照入库统计表",
        ("颁发单位", "证照类型"),
        "licenses",
    ),
    PublishedFile(
        "主要指标.csv",
        "main_indicators",
        "main_indicators",
        "主要指标",
        ("指标", "名称"),
        None,
    ),
)


@dataclass(frozen=True)
class Document:
    """A published file that is no table: its name, its resource in the package, its format."""

    name: str
    resource: str
    title: str
    format: str
    mediatype: str


_OFFICE_FORMAT = "application/vnd.openxmlformats-officedocument"

BULLETIN = Document(
    "通报.docx", "bulletin-docx", "通报", "docx", f"{_OFFICE_FORMAT}.wordprocessingml.document"
)
WORKBOOK = Document(
    # a resource of the format xlsx would be read as one table, which a workbook for print is not
    "附件.xlsx",
    "attachments-xlsx",
    "附件",
    "ooxml",
    f"{_OFFICE_FORMAT}.spreadsheetml.sheet",
)
PAGE = Document("通报.html", "bulletin-html", "通报", "html", "text/html")
DOCUMENTS = (BULLETIN, WORKBOOK, PAGE)
"""What stands in a publication beside its tables."""

CHANGES = Document("CHANGES.md", "changes", "与上一版本的差异", "md", "text/markdown")
"""What a version changed; from the second version on."""

DATAPACKAGE = "datapackage.json"
"""What describes all others; the journal holds its hash."""

DICTIONARY = "数据字典.csv"
"""What every column means."""

FIGURES = (*(file.name for file in PUBLISHED_FILES), *(document.name for document in DOCUMENTS))
"""The files whose bytes are a run's result: where none differs, nothing new is published."""
