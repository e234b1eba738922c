"""An own document after Word, WPS or LibreOffice saved it, and after a person edited it."""

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from orchestration.audit.audit import audit_file
from orchestration.audit.findings import Audit
from orchestration.settings import Folders
from tests.audit.own.conftest import Audited
from tests.audit.own.editors import (
    BODY,
    Edit,
    around,
    controls,
    deleted_paragraph,
    edited,
    emptied,
    package_text,
    paragraph,
    removed,
    saved_by_wps,
    split,
    text_of,
    tracked,
    typed,
    unwrapped,
    written,
)
from tests.publication.test_rendering import converted

SAVED = {
    "as it is": [],
    "runs split": [split],
    "around paragraphs": [around("p")],
    "around cells": [around("tc")],
    "around rows": [around("tr")],
    "around cells, runs split": [around("tc"), split],
    "no control left": [unwrapped],
}


def told(found: Audit) -> list[tuple[str, str | None, str]]:
    return [(each.kind.value, each.printed, each.follows) for each in found.findings]


def without_some(root: Any) -> None:
    unwrapped(root, lambda tag: int(tag[2:].split("-")[0]) % 3 == 0)


@pytest.mark.parametrize("edits", [*SAVED.values(), [without_some]], ids=[*SAVED, "some left"])
def test_what_was_only_saved_has_no_finding(audited: Audited, edits: list[Edit]) -> None:
    found = audited(*edits)
    assert told(found) == [] and found.added == ()
    assert len(found.notes) == 1 and "its own list of figures is believed" in found.notes[0]


@pytest.mark.parametrize("edits", SAVED.values(), ids=SAVED)
def test_a_changed_figure_is_found_however_it_was_saved(
    audited: Audited, edits: list[Edit]
) -> None:
    changes = [typed("70.00", "71.00"), typed("803", "830")]
    found = audited(*changes, *edits)
    assert told(found) == [("changed", "71.00", "70.00"), ("changed", "830", "803")]
    text, cell = found.findings
    assert text.place.startswith("paragraph ") and "求助类7件、占71.00%" in text.place
    assert text.explanation == "tickets.help.share of 2023Q2 v001"
    assert cell.place.startswith("table 1, row 4, column 3")
    assert cell.explanation == "附件1, row 3, 受理工单数 of 2023Q2 v001"
    assert found.added == ()


def test_a_package_with_other_names_of_its_parts(bulletin: Path, tmp_path: Path) -> None:
    path = edited(bulletin, tmp_path / "a.docx", typed("70.00", "71.00"))
    nowhere = Folders(tmp_path / "raw", tmp_path / "warehouse")
    saved = saved_by_wps(path, tmp_path / "b.docx")
    assert told(audit_file(saved, nowhere)) == [("changed", "71.00", "70.00")]


@pytest.mark.parametrize(
    "edit",
    [
        typed("803", "803件"),
        typed("803", "８０３"),
        typed("70.00", "70.00%"),
        typed("70.00", " 70.00 "),
        typed("803", "8 03"),
        around("p"),
    ],
)
def test_the_same_number_in_another_dress_is_none(audited: Audited, edit: Edit) -> None:
    found = audited(edit)
    assert told(found) == [] and found.added == ()


@pytest.mark.parametrize(
    ("edit", "printed"),
    [
        (typed("70.00", "70.0"), None),
        (typed("70.00", "70"), None),
        (typed("70.00", "-70.00"), "-70.00"),
        (typed("70.00", "七成"), "七成"),
        (tracked("70.00", "75.00"), "75.00"),
        (written("9", "件、占"), "970.00"),
        (written("9", "求助类"), "97"),
    ],
)
def test_other_numbers(audited: Audited, edit: Edit, printed: str | None) -> None:
    found = audited(edit)
    assert [each.printed for each in found.findings] == ([printed] if printed else [])


@pytest.mark.parametrize("edit", [removed("70.00"), emptied("70.00"), typed("70.00", "")])
def test_a_deleted_figure(audited: Audited, edit: Edit) -> None:
    found = audited(edit)
    assert told(found) == [("deleted", None, "70.00")]
    assert "published paragraph" in found.findings[0].place and found.added == ()


def test_a_deleted_paragraph_and_a_deleted_row(audited: Audited) -> None:
    found = audited(deleted_paragraph("证照入库的部门"))
    assert {each.kind.value for each in found.findings} == {"deleted"}
    assert [each.follows for each in found.findings] == ["9", "66.67", "2", "3", "8", "1"]

    def without_a_row(root: Any) -> None:
        row = next(root.iter("{*}tbl")).findall("{*}tr")[2]
        row.getparent().remove(row)

    found = audited(without_a_row)
    assert len(found.findings) == 13
    assert {each.kind.value for each in found.findings} == {"deleted"}
    assert audited(without_a_row, unwrapped).findings == found.findings


def test_a_figure_typed_anew_without_its_control(audited: Audited) -> None:
    assert told(audited(typed("70.00", "71.00"), unwrapped)) == [("changed", "71.00", "70.00")]


def test_numbers_of_a_person_are_added_and_no_finding(audited: Audited) -> None:
    found = audited(
        paragraph("7月8日召开第2次推进会，培训37人次，印发〔2023〕12号文件，见附件9。12345热线。"),
        written("，另有15件", "不够及时"),
    )
    assert told(found) == []
    assert {each.printed for each in found.added} == {"37", "15"}
    assert all(each.place.startswith("paragraph ") for each in found.added)


def test_a_figure_of_another_publication_is_a_number_that_was_added(audited: Audited) -> None:
    def pasted(root: Any) -> None:
        tag = next(root.iter("{*}tag"))
        (name,) = tag.attrib
        tag.set(name, "tb1-00000000")

    assert told(audited(pasted)) == []
    found = audited(pasted, typed("10", "11"))
    assert told(found) == [("changed", "11", "10")]


def test_a_paragraph_of_a_persons_own_may_contradict_itself(audited: Audited) -> None:
    wrong = "移交工单2480件，办结2329件，办结率97.80%。"
    found = audited(paragraph(wrong))
    assert told(found) == [("contradiction", "97.80%", "93.91%")]
    assert audited(paragraph(wrong.replace("97.80", "93.91"))).findings == ()


def test_without_its_list_a_document_is_a_text(audited: Audited) -> None:
    def lost(root: Any) -> None:
        root.tag = "other"

    found = audited(typed("70.00", "71.00"), part=lost)
    assert not found.is_own and {kind for kind, *_ in told(found)} <= {"contradiction"}


@pytest.mark.parametrize("seed", range(40))
def test_any_one_number_changed_or_deleted_is_one_finding_about_it(
    audited: Audited, bulletin: Path, seed: int
) -> None:
    how = random.Random(seed)
    root = etree.fromstring(package_text(bulletin, BODY).encode())
    text = how.choice([text_of(control) for _, control in controls(root)])
    which = how.randrange(sum(text_of(control) == text for _, control in controls(root)))
    now = how.choice([f"{text}1", f"9{text}", "4711", ""])
    edit = typed(text, now, which) if now else removed(text, which)
    lost = set(how.sample([tag for tag, _ in controls(root)], k=60))

    def some_unwrapped(body: Any) -> None:
        unwrapped(body, lambda tag: tag in lost)

    for saved in ([], [split], [around("tc"), split], [around("p")]):
        found = audited(edit, *saved)
        assert told(found) == [("changed" if now else "deleted", now or None, text)]
        assert found.added == ()
    found = audited(edit, some_unwrapped)
    # whether a number without its control was changed or deleted is known from its place alone
    assert {each.follows for each in found.findings} <= {text} and len(found.findings) <= 1


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_keeps_what_an_audit_needs(bulletin: Path, tmp_path: Path) -> None:
    path = edited(bulletin, tmp_path / "通报.docx", typed("70.00", "71.00"))
    saved = converted(converted(path, "odt", tmp_path), "docx", tmp_path)
    nowhere = Folders(tmp_path / "raw", tmp_path / "warehouse")
    assert told(audit_file(saved, nowhere)) == [("changed", "71.00", "70.00")]
