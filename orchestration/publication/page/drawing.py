"""Charts drawn as SVG: nothing but shapes and text, whatever the names in them say."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from orchestration.errors import TongbaoError
from orchestration.publication.page.charts import Chart
from orchestration.publication.page.grammar import specification

_VEGA_LITE = "6.4"
"""The version of the grammar that Altair writes, as the renderer spells it."""
_FONTS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
)
_SPACE = "http://www.w3.org/2000/svg"
_KEPT = {
    "g": (),
    "path": ("d",),
    "rect": ("x", "y", "width", "height"),
    "line": ("x1", "y1", "x2", "y2"),
    "text": ("text-anchor", "font-size"),
}
_ATTRIBUTES = ("transform", "opacity", "fill", "stroke", "stroke-width", "stroke-dasharray")
_LOOKS_ALONE = ("background", "foreground")
"""Paths that renderers draw around groups; ours have neither colour nor line."""


@dataclass(frozen=True)
class Drawing:
    """A chart's shapes, as the inside of an `<svg>` element, its size in points, and its key."""

    shapes: str
    width: int
    height: int
    key: str = ""

    def picture(self) -> str:
        """Return the chart as a file of its own, on white."""
        size = f'width="{self.width}" height="{self.height}"'
        return (
            f'<svg xmlns="{_SPACE}" {size} viewBox="0 0 {self.width} {self.height}"'
            f' font-family="{_FONTS}"><rect {size} fill="#fff"/>{self.shapes}</svg>'
        )


def draw(chart: Chart, *, narrow: bool) -> Drawing:
    """Draw a chart: wide for a screen or paper, or narrow for a phone."""
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(specification(chart, narrow=narrow), vl_version=_VEGA_LITE)
    root = ElementTree.fromstring(drawn)  # noqa: S314  # the renderer's own output
    return Drawing(
        "".join(_cleaned(child) for child in root),
        round(float(root.attrib["width"])),
        round(float(root.attrib["height"])),
    )


def write_pictures(folder: Path, charts: Mapping[str, Drawing]) -> None:
    """Write each chart as `<title>.svg` into a folder of their own, anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for title, chart in charts.items():
        (folder / f"{title}.svg").write_text(f"{chart.picture()}\n", encoding="utf-8")


def _cleaned(element: ElementTree.Element) -> str:
    """Return an element with what draws it and nothing else; refuse what is no shape or text."""
    tag = element.tag.removeprefix(f"{{{_SPACE}}}")
    if tag not in _KEPT:
        raise TongbaoError(f"a chart was drawn with an element {tag!r}, which is no shape")
    if element.get("class") in _LOOKS_ALONE:
        return ""
    inside = "".join(_cleaned(child) for child in element) + escape(element.text or "")
    if tag in {"g", "text"} and not inside:
        return ""
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name in (*_KEPT[tag], *_ATTRIBUTES)
        if (value := element.get(name)) is not None
    )
    if tag == "g" and attributes in {"", ' transform="translate(0,0)"'}:
        return inside
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"
