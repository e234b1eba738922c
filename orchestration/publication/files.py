"""Which files a publication holds, and which table each of its CSVs is written from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from orchestration.office.kinds import all_units
from orchestration.office.model import COUNTED_KINDS, PARTS

TITLE_ORDER = tuple(reversed(COUNTED_KINDS))
"""Titles name the townships first."""


@dataclass(frozen=True)
class PublishedFile:
    """A published CSV: its table in the schema `publication`, its suite, name and titles.

    A title speaks of `{units}` where it depends on which kinds of them the roster has.
    `key` names the columns that say whose row it is; `export` what all its figures are counted
    from, None where each row's code tells. An attachment has a number, which its name begins with.
    """

    stem: str
    table: str
    suite: str
    title: str
    key: tuple[str, ...]
    export: str | None
    number: int | None = None

    @property
    def label(self) -> str:
        """What it is called in running text: 附件1, or by its own name."""
        return self.stem if self.number is None else f"附件{self.number}"

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{self.stem}.csv" if self.number is None else f"{self.label}_{self.stem}.csv"

    def title_for(self, kinds: Collection[str]) -> str:
        """Return its title where a roster has these kinds of units."""
        return self.title.replace("{units}", all_units(kinds, TITLE_ORDER))

    def found_in(self, folder: Path) -> PublishedFile | None:
        """Return the file as a version has it, by whatever number; None where it has none."""
        if self.number is None:
            return self if (folder / self.name).is_file() else None
        numbered = (replace(self, number=number) for number in range(1, _ATTACHMENTS + 1))
        return next((each for each in numbered if (folder / each.name).is_file()), None)


ORDERS = PublishedFile(
    "各单位办结诉求统计表",
    "attachment_1_orders_by_unit",
    "attachment_1",
    "各单位办结诉求统计表",
    ("承办单位",),
    "tickets",
    1,
)
CASES_BY_UNIT = PublishedFile(
    "各乡镇各部门办件量统计表",
    "attachment_3_cases_by_unit",
    "attachment_3",
    "{units}办件量统计表",
    ("类别", "单位"),
    "cases",
    3,
)
INDICATORS = PublishedFile(
    "主要指标", "main_indicators", "main_indicators", "主要指标", ("指标", "名称"), None
)
PUBLISHED_FILES = (
    ORDERS,
    PublishedFile(
        "各分类事项办件量统计表",
        "attachment_2_cases_by_category",
        "attachment_2",
        "各分类事项办件量统计表",
        ("分类",),
        "cases",
        2,
    ),
    CASES_BY_UNIT,
    PublishedFile(
        "电子证照入库统计表",
        "attachment_4_licenses",
        "attachment_4",
        "电子证照入库统计表",
        ("颁发单位", "证照类型"),
        "licenses",
        4,
    ),
    INDICATORS,
)
"""What an office publishes that has all parts."""

_ATTACHMENTS = sum(file.number is not None for file in PUBLISHED_FILES)


def published_files(parts: Collection[str] = PARTS) -> tuple[PublishedFile, ...]:
    """Return what an office with these parts publishes, its attachments numbered from 1."""
    own = [file for file in PUBLISHED_FILES if file.export is None or file.export in parts]
    numbers = iter(range(1, len(own) + 1))
    return tuple(
        file if file.number is None else replace(file, number=next(numbers)) for file in own
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

CHARTS = "图"
"""The folder of a publication's charts, one SVG each, named for what it shows."""

CHANGES = Document("CHANGES.md", "changes", "与上一版本的差异", "md", "text/markdown")
"""What a version changed; from the second version on."""

CHANGES_DATA = Document(
    "changes.json", "changes-data", "与上一版本的差异（数据）", "json", "application/json"
)
"""The same for other programs."""

DATAPACKAGE = "datapackage.json"
"""What describes all others; the journal holds its hash."""

DICTIONARY = "数据字典.csv"
"""What every column means."""


def result_files(parts: Collection[str] = PARTS) -> tuple[str, ...]:
    """Return the files whose bytes are a run's result: where none differs, none is published."""
    return (
        *(file.name for file in published_files(parts)),
        *(document.name for document in DOCUMENTS),
    )
