"""The page over all publications: periods with their versions, figures over time by kind."""

import json
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from orchestration.publication.overview.lines import HEIGHT, WIDTH, Point, line_shapes
from orchestration.publication.overview.page import write_overview
from orchestration.publication.overview.published import published_periods


def publish(folder: Path, key: str, version: str, as_of: str, figures: dict[str, str]) -> None:
    """Write as much of a publication as the page reads."""
    place = folder / key / version
    place.mkdir(parents=True)
    (place / "datapackage.json").write_text(json.dumps({"asOf": as_of}))
    lines = [
        "指标,名称,数值,单位,分子,分母",
        *(f"{c},{c}的名称,{v},件,," for c, v in figures.items()),
    ]
    (place / "主要指标.csv").write_bytes("\r\n".join(lines).encode("utf-8-sig"))


@pytest.fixture
def published(tmp_path: Path) -> Path:
    publish(
        tmp_path, "2023Q1", "v001", "2023-04-01T00:00:00", {"cases.total": "120", "x.gone": "5"}
    )
    publish(tmp_path, "2023Q2", "v001", "2023-07-01T00:00:00", {"cases.total": "130"})
    publish(tmp_path, "2023Q2", "v002", "2023-07-01T00:00:00", {"cases.total": "131"})
    publish(tmp_path, "2023Q3", "v001", "2023-10-01T00:00:00", {"cases.total": ""})
    publish(tmp_path, "2023Q4", "v001", "2024-01-01T00:00:00", {"cases.total": "99"})
    publish(tmp_path, "2023-05", "v001", "2023-06-01T00:00:00", {"cases.total": "40"})
    (tmp_path / "copy of 2023Q1").mkdir()
    return tmp_path


def test_publications_are_read_from_their_folders_alone(published: Path) -> None:
    found = published_periods(published)
    assert [each.period.key for each in found] == [
        "2023Q1",
        "2023Q2",
        "2023-05",
        "2023Q3",
        "2023Q4",
    ]
    second = found[1]
    assert [version.name for version in second.versions] == ["v001", "v002"]
    assert second.figures["cases.total"].value == Decimal(131), "the newest version counts"


def test_the_page_lists_every_version_and_draws_kinds_apart(published: Path) -> None:
    page = write_overview(published, "某市政务服务局").read_text("utf-8")
    assert page.index("月度通报") < page.index("季度通报")
    assert page.index("2023年第四季度") < page.index("2023年第一季度"), "the newest first"
    for link in ("2023Q2/v001/", "2023Q2/v002/", "2023-05/v001/"):
        assert f'href="{link}%E9%80%9A%E6%8A%A5.html"' in page
    said = re.findall(r"<desc[^>]*>([^<]*)</desc>", page)
    assert said == ["2023年第一季度 120件；2023年第二季度 131件；2023年第四季度 99件"]
    assert "x.gone的名称" not in page, "one value is no line"
    assert not re.search(r"(src|href)=\"(https?:)?//", page), "it loads nothing"


def test_a_damaged_version_is_listed_without_figures(published: Path) -> None:
    (published / "2023Q4" / "v001" / "主要指标.csv").write_bytes(b"\xff\xfe\x00")
    (published / "2023Q4" / "v001" / "datapackage.json").write_text("{")
    page = write_overview(published, "某市政务服务局").read_text("utf-8")
    assert "2023年第四季度" in page
    assert "2023年第四季度 99件" not in page


def test_the_same_publications_give_the_same_bytes(published: Path) -> None:
    first = write_overview(published, "甲").read_bytes()
    assert write_overview(published, "甲").read_bytes() == first


def test_nothing_published_is_said(tmp_path: Path) -> None:
    assert "还没有发布过通报" in write_overview(tmp_path, "甲").read_text("utf-8")


@pytest.mark.parametrize(
    ("values", "runs"),
    [
        (["1", "2", "3"], [3]),
        (["1", "2", None, "4", "5"], [2, 2]),
        (["7", "7"], [2]),
        (["1", None, "3"], []),
    ],
)
def test_a_line_stays_in_its_picture_and_breaks_where_a_value_is_missing(
    values: list[str | None], runs: list[int]
) -> None:
    points = [Point(place, f"第{place}期<", v and Decimal(v)) for place, v in enumerate(values)]  # type: ignore[arg-type]
    shapes = ElementTree.fromstring(f"<svg>{line_shapes(points)}</svg>")  # noqa: S314  # our own
    lines = [each.attrib["points"].split() for each in shapes.iter("polyline")]
    assert [len(line) for line in lines] == runs
    for x, y in (map(int, place.split(",")) for line in lines for place in line):
        assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT
    assert len(list(shapes.iter("circle"))) == sum(value is not None for value in values)
