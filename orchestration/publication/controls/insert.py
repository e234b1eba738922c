"""Content controls in the place of marks: a run with a marked number becomes several."""

from __future__ import annotations

import copy
import re
from hashlib import sha256
from typing import Any

from orchestration.publication.controls.marks import (
    Source,
    has_marks,
    pieces,
    unmarked,
)

TAG = re.compile(r"tb\d+-[0-9a-f]{8}")
"""The form of our tags: short, since Word cuts long ones."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_WORD}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIRST_ID = 810_000_000
"""Numbers of controls are the document's own; an office's template has its own from low on."""


def insert_controls(body: Any, key: str) -> dict[str, Source]:
    """Put a control around each marked number below an element (lxml) and return them by tag.

    `key` is the publication's: a control that is pasted from another one is not taken for ours.
    Marks elsewhere, as in a field or a picture's title, stay (`marks.unmarked_content`).
    """
    controls = _Controls(key)
    for text in list(body.iter(f"{_W}t")):
        if has_marks(text.text or ""):
            controls.replace(text)
    return controls.sources


class _Controls:
    def __init__(self, key: str) -> None:
        self._key = key
        self.sources: dict[str, Source] = {}

    def replace(self, text: Any) -> None:
        """Split the run of a text into runs and controls, in its place."""
        run = text.getparent()
        if run is None or run.tag != f"{_W}r":
            return
        form, place, parent = run.find(f"{_W}rPr"), run.getparent().index(run), run.getparent()
        for piece in self._split(run, form):
            parent.insert(place, piece)
            place += 1
        parent.remove(run)
        _allow_controls_within(parent)

    def _split(self, run: Any, form: Any) -> list[Any]:
        split: list[Any] = []
        for child in run:
            if child is form:
                continue
            if child.tag != f"{_W}t":
                split.append(_run(run, form, copy.deepcopy(child)))
                continue
            for piece, source in pieces(child.text or ""):
                if piece:
                    inner = _run(run, form, _text(child, piece))
                    split.append(inner if source is None else self._control(inner, source, piece))
        return split

    def _control(self, run: Any, source: Source, text: str) -> Any:
        number = len(self.sources) + 1
        said = "\n".join((self._key, *vars(source).values(), text))
        tag = f"tb{number}-{sha256(said.encode()).hexdigest()[:8]}"
        self.sources[tag] = source
        make = run.makeelement
        control, form, content = (make(f"{_W}{name}") for name in ("sdt", "sdtPr", "sdtContent"))
        for name, value in (("tag", tag), ("id", str(_FIRST_ID + number)), ("text", None)):
            each = make(f"{_W}{name}", {} if value is None else {f"{_W}val": value})
            form.append(each)
        content.append(run)
        control.append(form)
        control.append(content)
        return control


def _run(like: Any, form: Any, child: Any) -> Any:
    run = like.makeelement(like.tag, dict(like.attrib))
    if form is not None:
        run.append(copy.deepcopy(form))
    run.append(child)
    return run


def _text(like: Any, text: str) -> Any:
    made = like.makeelement(like.tag, {_SPACE: "preserve"})
    made.text = unmarked(text)
    return made


def _allow_controls_within(parent: Any) -> None:
    """Let an office's own control of plain text hold others: as it is, it could not."""
    for outer in parent.iterancestors(f"{_W}sdt"):
        form = outer.find(f"{_W}sdtPr")
        plain = None if form is None else form.find(f"{_W}text")
        if plain is not None:
            form.remove(plain)
