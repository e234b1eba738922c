"""`通报.html`: one file that opens from disk, loads nothing, and is the same for one content."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from orchestration.office.model import Wording
from orchestration.publication.bulletin.titles import moment_words, period_words, span_words
from orchestration.publication.files import (
    BULLETIN,
    CHARTS,
    DICTIONARY,
    WORKBOOK,
    published_files,
)
from orchestration.publication.page.cards import cards
from orchestration.publication.page.content import sections
from orchestration.publication.page.drawing import Drawing, draw
from orchestration.publication.page.sources import Told
from orchestration.publication.plain import plain

_FOLDER = Path(__file__).parent
_HOTLINE, _SERVICES = "12345热线运行", "政务服务"
_LONGEST_OPEN_TABLE = 16
"""Rows of a table that is shown without being asked for."""


def write_page(path: Path, told: Told, wording: Wording) -> dict[str, Drawing]:
    """Write the page, and return its charts as a screen shows them, by their titles."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalized,
    )
    plan, shown = told.facts.plan, sections(told, wording)
    files = published_files(told.facts.parts)
    drawings = {
        section.key: {
            "wide": draw(section.chart, narrow=False),
            "narrow": draw(section.chart, narrow=True),
        }
        for section in shown
        if section.chart
    }
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("page.css", "page.js"))
    text = environment.get_template("page.html").render(
        title=_title(told.facts.parts),
        period=period_words(plan.period),
        office=wording,
        span=span_words(plan),
        as_of=moment_words(plan.as_of),
        groups=cards(told),
        sections=shown,
        drawings=drawings,
        files=[BULLETIN.name, WORKBOOK.name, *(file.name for file in files), DICTIONARY],
        folder=CHARTS,
        pictures=[section.title for section in shown if section.chart],
        longest_open=_LONGEST_OPEN_TABLE,
        style=Markup(style),  # noqa: S704  # our own file
        script=Markup(script),  # noqa: S704  # our own file
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    path.write_text(text, encoding="utf-8", newline="\n")
    return {
        section.title: replace(drawings[section.key]["wide"], key=section.key)
        for section in shown
        if section.chart
    }


def _title(parts: Collection[str]) -> str:
    about = [_HOTLINE] if "tickets" in parts else []
    about += [_SERVICES] if set(parts) - {"tickets"} else []
    return f"{'和'.join(about)}情况"


def _finalized(value: Any) -> Any:
    """Return text without signs that a page can not hold; markup of our own as it is."""
    return plain(value) if type(value) is str else value


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
