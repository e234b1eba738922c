"""What Word, WPS and a person make of a published document, done to its package."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY, PART = "word/document.xml", "customXml/item1.xml"
Edit = Callable[[Any], None]


def edited(path: Path, target: Path, *edits: Edit, part: Edit | None = None) -> Path:
    """Return a copy of a document in which its body, and its own list of figures, were edited."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    for name, changes in ((BODY, edits), (PART, (part,) if part else ())):
        root = etree.fromstring(members[name])
        for change in changes:
            change(root)
        members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target


def saved_by_wps(path: Path, target: Path) -> Path:
    """Return a copy whose parts were numbered anew, compressed, with an item of the program's."""
    renamed = {"customXml/item1.xml": "customXml/item2.xml"}
    renamed |= {"customXml/_rels/item1.xml.rels": "customXml/_rels/item2.xml.rels"}
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(target, "w") as saved:
        for name in package.namelist():
            content = package.read(name).replace(b"customXml/item1.xml", b"customXml/item2.xml")
            saved.writestr(renamed.get(name, name), content, zipfile.ZIP_DEFLATED)
        saved.writestr("customXml/item1.xml", '<s:customData xmlns:s="http://www.wps.cn/"/>')
    return target


def controls(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield the controls with their tags."""
    for control in list(root.iter(f"{W}sdt")):
        yield control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"), control


def control_of(root: Any, text: str, which: int = 0) -> Any:
    """Return a control by what stands in it."""
    return [each for _, each in controls(root) if text_of(each) == text][which]


def text_of(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def typed(text: str, now: str, which: int = 0) -> Edit:
    """Type another text into a control."""

    def edit(root: Any) -> None:
        first, *more = control_of(root, text, which).iter(f"{W}t")
        first.text = now
        for each in more:
            each.getparent().getparent().remove(each.getparent())

    return edit


def removed(text: str, which: int = 0) -> Edit:
    """Delete a control with what stands in it."""

    def edit(root: Any) -> None:
        control = control_of(root, text, which)
        control.getparent().remove(control)

    return edit


def emptied(text: str, which: int = 0) -> Edit:
    """Delete what stands in a control: Word then asks for a text in its place."""

    def edit(root: Any) -> None:
        control = control_of(root, text, which)
        etree.SubElement(control.find(f"{W}sdtPr"), f"{W}showingPlcHdr")
        next(control.iter(f"{W}t")).text = "单击或点击此处输入1段文字。"

    return edit


def unwrapped(root: Any, is_meant: Callable[[str], bool] = lambda _: True) -> None:
    """Remove controls and leave their text."""
    for tag, control in controls(root):
        if is_meant(tag):
            _unwrap(control)


def _unwrap(control: Any) -> None:
    parent, content = control.getparent(), control.find(f"{W}sdtContent")
    place = parent.index(control)
    for number, child in enumerate(list(content)):
        parent.insert(place + number, child)
    parent.remove(control)


def split(root: Any) -> None:
    """Split each run in two, with rsids and marks of spelling between, as Word does."""
    for run in list(root.iter(f"{W}r")):
        texts = run.findall(f"{W}t")
        if len(texts) != 1 or len(texts[0].text or "") < 2:
            continue
        second = copy.deepcopy(run)
        second.find(f"{W}t").text, texts[0].text = texts[0].text[1:], texts[0].text[:1]
        run.set(f"{W}rsidR", "00A1B2C3")
        run.addnext(second)
        for kind in ("spellEnd", "spellStart"):
            run.addnext(run.makeelement(f"{W}proofErr", {f"{W}type": kind}))


def around(name: str) -> Edit:
    """Let the controls of cells stand around the paragraph, the cell or (of one) the row."""

    def edit(root: Any) -> None:
        for row in root.iter(f"{W}tr"):
            done = False
            for _, control in list(controls(row)):
                inner = next(control.iterancestors(f"{W}{name}"), None)
                if inner is None or (done and name == "tr"):
                    continue
                _unwrap_into(control, inner)
                done = True

    return edit


def _unwrap_into(control: Any, inner: Any) -> None:
    shell = copy.deepcopy(control)
    content = shell.find(f"{W}sdtContent")
    for child in list(content):
        content.remove(child)
    _unwrap(control)
    inner.addprevious(shell)
    content.append(inner)


def tracked(text: str, now: str) -> Edit:
    """Type another text into a control while changes are tracked."""

    def edit(root: Any) -> None:
        content = control_of(root, text).find(f"{W}sdtContent")
        run = content.find(f"{W}r")
        fresh = copy.deepcopy(run)
        fresh.find(f"{W}t").text = now
        run.find(f"{W}t").tag = f"{W}delText"
        for kind, held in (("del", run), ("ins", fresh)):
            change = etree.SubElement(content, f"{W}{kind}", {f"{W}author": "x", f"{W}id": "9"})
            change.append(held)

    return edit


def written(text: str, behind: str) -> Edit:
    """Type a text behind the run that has another."""

    def edit(root: Any) -> None:
        run = next(each for each in root.iter(f"{W}r") if behind in text_of(each))
        fresh = copy.deepcopy(run)
        fresh.find(f"{W}t").text = text
        run.addnext(fresh)

    return edit


def paragraph(text: str) -> Edit:
    """Write a paragraph of one's own before the last one."""

    def edit(root: Any) -> None:
        last = list(root.iter(f"{W}p"))[-1]
        last.addprevious(
            etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{text}</w:t></w:r></w:p>')
        )

    return edit


def deleted_paragraph(part: str) -> Edit:
    """Delete the paragraph that has a text."""

    def edit(root: Any) -> None:
        found = next(each for each in root.iter(f"{W}p") if part in text_of(each))
        found.getparent().remove(found)

    return edit


def package_text(path: Path, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return package.read(name).decode()
