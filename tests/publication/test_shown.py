import base64
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from orchestration.publication.files import PUBLISHED_FILES
from orchestration.publication.page.drawing import Drawing
from orchestration.publication.shown import paths, pictures, previews
from orchestration.publication.tables import PublishedTable


def test_tables_show_their_first_rows_with_decimals_as_published() -> None:
    rows = [[f"<b>单位{place}</b>", place, Decimal("1.50")] for place in range(30)]
    table = PublishedTable(("单位", "件数", "比率"), [[None, None, None], *rows])
    shown = previews({file.table: table for file in PUBLISHED_FILES})
    assert list(shown) == [file.name for file in PUBLISHED_FILES]
    preview = shown["主要指标.csv"]
    assert [column.type for column in preview.schema.columns] == ["string", "integer", "number"]
    assert len(preview.records) == 10
    assert preview.records[0].data == {"单位": None, "件数": None, "比率": None}
    assert preview.records[1].data == {"单位": "<b>单位0</b>", "件数": 0, "比率": "1.50"}


def test_a_table_without_rows_is_shown_by_its_columns() -> None:
    empty = PublishedTable(("单位",), [])
    preview = previews({file.table: empty for file in PUBLISHED_FILES})["主要指标.csv"]
    assert preview.records == [] and preview.schema.columns[0].name == "单位"


def test_a_chart_is_a_picture_in_the_text_itself() -> None:
    (picture,) = pictures({"诉求类型": Drawing("<text>求助</text>", 90, 20)}).values()
    head, _, encoded = picture.md_str.removesuffix(")").partition(";base64,")
    assert head == "![诉求类型](data:image/svg+xml"
    root = ElementTree.fromstring(base64.b64decode(encoded))  # noqa: S314  # drawn just above
    assert root.get("width") == "90" and "求助" in "".join(root.itertext())


def test_every_file_of_a_version_is_named_with_its_path(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).touch()
    assert {name: value.path for name, value in paths(tmp_path).items()} == {
        name: str(tmp_path / name) for name in ("a.csv", "b.csv")
    }
