"""`published/index.html`: all publications with their versions, and headline figures over time."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.catalogue.exports import export_of_code
from orchestration.office.model import PARTS
from orchestration.periods import PeriodKind
from orchestration.permissions import readable_file, readable_folder
from orchestration.publication.bulletin.titles import moment_words
from orchestration.publication.files import PAGE
from orchestration.publication.overview.lines import HEIGHT, WIDTH, Point, line_shapes
from orchestration.publication.overview.published import PublishedPeriod, published_periods
from orchestration.publication.plain import plain

NAME = "index.html"
KIND_NAMES = {
    PeriodKind.MONTH: "月度通报",
    PeriodKind.QUARTER: "季度通报",
    PeriodKind.HALF: "半年通报",
    PeriodKind.YEAR: "年度通报",
    PeriodKind.SPAN: "其他时段的通报",
}
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Line:
    """A headline figure over the publications of a kind."""

    code: str
    name: str
    unit: str
    shapes: str
    described: str


@dataclass(frozen=True)
class Kind:
    """The publications of one kind of period, the newest first, and their figures over time."""

    key: str
    title: str
    publications: tuple[PublishedPeriod, ...]
    lines: tuple[Line, ...]


def write_overview(folder: Path, office: str, parts: Collection[str] = PARTS) -> Path:
    """Write the page over all that is published below a folder, whole or not at all.

    Figures of exports that the office has no more are left out.
    """
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        finalize=_plain,
    )
    style = (_FOLDER / "overview.css").read_text("utf-8")
    text = environment.get_template("overview.html").render(
        office=office,
        kinds=_kinds(published_periods(folder), parts),
        page=PAGE.name,
        width=WIDTH,
        height=HEIGHT,
        moment=moment_words,
        style=Markup(style),  # noqa: S704  # our own file
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )
    path, draft = folder / NAME, folder / f".{NAME}"
    readable_folder(folder)
    draft.write_text(text, encoding="utf-8", newline="\n")
    readable_file(draft)
    draft.replace(path)
    return path


def _kinds(published: Sequence[PublishedPeriod], parts: Collection[str]) -> list[Kind]:
    kinds = []
    for kind, title in KIND_NAMES.items():
        own = [each for each in published if each.period.kind is kind]
        if own:
            kinds.append(Kind(kind.value, title, tuple(reversed(own)), tuple(_lines(own, parts))))
    return kinds


def _lines(published: Sequence[PublishedPeriod], parts: Collection[str]) -> list[Line]:
    """Return a line for each headline figure that two or more publications have a value of."""
    names = {
        figure.code: figure
        for each in published
        for figure in each.figures.values()
        if export_of_code(figure.code) not in PARTS or export_of_code(figure.code) in parts
    }
    lines = []
    for code, figure in names.items():
        points = [
            Point(
                each.period.first,
                each.period.title,
                each.figures[code].value if code in each.figures else None,
            )
            for each in published
        ]
        known = [point for point in points if point.value is not None]
        if len(known) > 1:
            described = "；".join(f"{point.label} {point.value}{figure.unit}" for point in known)
            lines.append(Line(code, figure.name, figure.unit, line_shapes(points), described))
    return lines


def _plain(value: Any) -> Any:
    return plain(value) if type(value) is str else value
