"""Texts that know which of their pieces stand in a content control, by the control's tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from xml.etree.ElementTree import Element

_OPEN, _NEXT, _CLOSE = "\ufdd3", "\ufdd4", "\ufdd5"
_ALL = re.compile(f"[{_OPEN}{_NEXT}{_CLOSE}]")
_TAGGED = re.compile(f"{_OPEN}([^{_NEXT}]*){_NEXT}([^{_CLOSE}]*){_CLOSE}")


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `tag` is that of the control that it stands in, empty outside any.

    `control` numbers the controls of a document: a copied one has the same tag.
    """

    text: str
    tag: str = ""
    control: int = 0


def mark_controls(root: Element, tags: re.Pattern[str]) -> None:
    """Mark the texts of a document's controls that have such tags, wherever the controls wrap.

    A control is around runs, paragraphs, cells or rows, and its text may be split into many runs;
    one inside another goes before it. What a program shows where nothing stands is no text.
    """
    numbers = count(1)
    for child in root:
        _mark(child, "", tags, numbers)


def _mark(element: Element, tag: str, tags: re.Pattern[str], numbers: Iterator[int]) -> None:
    name = _name(element)
    if name == "t":
        plain = _ALL.sub("", element.text or "")
        element.text = f"{_OPEN}{tag}{_NEXT}{plain}{_CLOSE}" if tag and plain else plain
        return
    if name == "sdt":
        own = _form(element, "tag")
        is_ours = own is not None and tags.fullmatch(own)
        if is_ours and _form(element, "showingPlcHdr") is not None:
            element.clear()
            return
        tag = f"{own}#{next(numbers)}" if is_ours else tag
    for child in element:
        _mark(child, tag, tags, numbers)


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Return a marked text in pieces; those of one control that stand together are one."""
    found: list[Piece] = []
    for piece in _split(text):
        if not piece.text:
            continue
        if found and found[-1].control == piece.control:
            piece = replace(piece, text=found.pop().text + piece.text)
        found.append(piece)
    return tuple(found)


def _split(text: str) -> Iterator[Piece]:
    end = 0
    for match in _TAGGED.finditer(text):
        yield Piece(_ALL.sub("", text[end : match.start()]))
        tag, _, number = match[1].partition("#")
        yield Piece(_ALL.sub("", match[2]), tag, int(number))
        end = match.end()
    yield Piece(_ALL.sub("", text[end:]))


def _form(control: Element, name: str) -> str | None:
    """Return the value of a property of a control, empty for one without; None for none."""
    for form in control:
        if _name(form) == "sdtPr":
            for each in form:
                if _name(each) == name:
                    values = (value for key, value in each.items() if key.endswith("}val"))
                    return next(values, "")
    return None


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
