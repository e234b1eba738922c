"""Where the publication is at hand, a document's own list of figures is held against it."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from orchestration.audit.audit import audit_file
from orchestration.audit.own.audit import read_own
from orchestration.cli.main import main
from orchestration.publication.bulletin.document import TEMPLATE, write_bulletin
from orchestration.publication.controls.digest import figures_digest, result_bytes
from orchestration.publication.controls.part import NAMESPACE, Stamp
from orchestration.publication.csv_writer import write_csv
from orchestration.publication.files import BULLETIN, DATAPACKAGE, PUBLISHED_FILES
from orchestration.publication.journal import hash_of
from orchestration.settings import Folders
from tests.audit.own.editors import Edit, edited, package_text, typed
from tests.offices import wording
from tests.publication.made_up import facts, units
from tests.publication.test_bulletin_document import everything
from tests.publication.test_workbook import tables

OURS = f"{{{NAMESPACE}}}"


def publish(folders: Folders, version: str, total: int = 800) -> Path:
    """Publish a document by hand, with the CSVs that its digest is over."""
    folder = folders.published / "2023Q2" / version
    folder.mkdir(parents=True)
    published = tables()
    for file in PUBLISHED_FILES:
        table = published[file.table]
        rows = [[total if cell == 800 else cell for cell in row] for row in table.rows]
        write_csv(folder / file.name, table.columns, rows)
    stamp = Stamp("2023Q2", version, figures_digest(folder))
    path = folder / BULLETIN.name
    write_bulletin(path, everything(), wording(), stamp=stamp, tables=published)
    (folder / DATAPACKAGE).write_text(json.dumps({"hash": hash_of(path)}))
    return path


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "raw", tmp_path / "warehouse")


@pytest.fixture
def published(folders: Folders) -> Path:
    return publish(folders, "v001")


def forged(text: str, now: str) -> Edit:
    def edit(root: Any) -> None:
        next(each for each in root.iter(f"{OURS}figure") if each.text == text).text = now

    return edit


def stamped(**values: str) -> Edit:
    def edit(root: Any) -> None:
        for name, value in values.items():
            root.set(name, value)

    return edit


def test_the_published_document_has_no_finding_and_nothing_is_to_be_believed(
    published: Path, folders: Folders
) -> None:
    found = audit_file(published, folders)
    assert (found.findings, found.added, found.notes) == ((), (), ())
    assert found.summary() == "no figure changed or deleted"


def test_a_forged_list_does_not_hide_a_changed_figure(
    published: Path, folders: Folders, tmp_path: Path
) -> None:
    path = edited(
        published, tmp_path / "a.docx", typed("70.00", "71.00"), part=forged("70.00", "71.00")
    )
    (finding,) = audit_file(path, folders).findings
    assert (finding.kind, finding.printed, finding.follows) == ("changed", "71.00", "70.00")
    nowhere = Folders(tmp_path / "raw", tmp_path / "nowhere")
    assert audit_file(path, nowhere).findings == ()


@pytest.mark.parametrize(
    ("part", "place", "printed"),
    [
        (forged("70.00", "71.00"), "tickets.help.share", "71.00"),
        (stamped(digest="sha256:0"), "digest", "sha256:0"),
        (stamped(version="v007"), "version", "v007"),
    ],
)
def test_a_forged_list_is_noticed(
    published: Path, folders: Folders, tmp_path: Path, part: Edit, place: str, printed: str
) -> None:
    path = edited(published, tmp_path / "a.docx", part=part)
    (finding,) = audit_file(path, folders).findings
    assert finding.place == f"the document's own list of figures: {place}"
    assert finding.printed == printed


@pytest.mark.parametrize("period", ["2023Q3", "../2023Q2", ""])
def test_another_period_is_not_at_hand(
    published: Path, folders: Folders, tmp_path: Path, period: str
) -> None:
    path = edited(published, tmp_path / "a.docx", part=stamped(period=period))
    found = audit_file(path, folders)
    assert found.findings == () and "is not in" in found.notes[0]


def test_a_version_is_held_against_itself_and_not_against_a_newer_one(
    published: Path, folders: Folders
) -> None:
    publish(folders, "v002", total=801)
    assert audit_file(published, folders).findings == ()


def test_a_publication_that_was_touched_is_not_held_against(
    published: Path, folders: Folders, tmp_path: Path
) -> None:
    path = edited(published, tmp_path / "a.docx")
    edited(published, published, typed("70.00", "71.00"), part=forged("70.00", "71.00"))
    found = audit_file(path, folders)
    assert found.findings == () and "was touched" in found.notes[0]


def test_the_version_alone_makes_no_other_result(folders: Folders) -> None:
    first, second = publish(folders, "v001"), publish(folders, "v002")
    assert first.read_bytes() != second.read_bytes()
    assert result_bytes(first) == result_bytes(second)
    assert result_bytes(first) == result_bytes(publish(folders, "v003", total=801))
    other = edited(first, folders.warehouse / BULLETIN.name, typed("70.00", "71.00"))
    assert result_bytes(first) != result_bytes(other)


def test_what_is_printed(
    published: Path,
    folders: Folders,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = edited(published, tmp_path / "a.docx", typed("70.00", "71.00"))
    call: Callable[..., int] = lambda *more: main(  # noqa: E731
        ["audit", str(path), "--warehouse", str(folders.warehouse), *more]
    )
    assert call() == 1
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    assert line.endswith(": printed 71.00, follows 70.00; tickets.help.share of 2023Q2 v001")
    assert printed.err == f"{path}: 1 figure changed\n"
    assert call("--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["findings", "added"] and found["findings"][0]["kind"] == "changed"


def test_numbers_of_an_offices_own_template_stand_in_controls(
    folders: Folders, tmp_path: Path
) -> None:
    template = docx.Document(str(TEMPLATE))
    template.add_paragraph("合计-{{ 数(“cases.total”) }}、1.{{ 数字(“cases.total”) }}；")
    template.add_paragraph("一共{{ 数(“cases.total”) }}，占{{ 数字(“tickets.help.share”) }}%。")
    table = template.add_table(1, 2)
    table.cell(0, 0).text = "办结"
    table.cell(0, 1).text = "{{ 数字(“orders.finished”) }}"
    template.sections[0].footer.paragraphs[0].text = "共{{ 数(“cases.total”) }}"
    template.save(str(tmp_path / "template.docx"))
    path = tmp_path / "通报.docx"
    write_bulletin(path, everything(), wording(), tmp_path / "template.docx", tables=tables())
    found = audit_file(path, folders)
    assert found.is_own and found.findings == found.added == ()
    mirror = read_own(path)
    assert mirror is not None
    (own,) = [line for line in mirror.lines if line.text.startswith("一共")]
    figures = [(piece.text, str(mirror.figures[piece.tag][1])) for piece in own.pieces if piece.tag]
    assert figures == [("50", "cases.total"), ("70.00", "tickets.help.share")]
    cells = [
        mirror.figures[tag][1].metric for line in mirror.lines if line.cell for tag in line.tags
    ]
    assert cells[0] == "orders.finished" and not any(cells[1:])
    assert "共50件" in package_text(path, "word/footer1.xml")
    for name in ("word/document.xml", "word/footer1.xml", "docProps/core.xml"):
        assert not re.search("[\ufdd0-\ufdef]", package_text(path, name))


def test_a_template_made_from_a_published_document_has_one_list(
    published: Path, folders: Folders, tmp_path: Path
) -> None:
    path = tmp_path / "通报.docx"
    write_bulletin(path, everything(), wording(), published)
    found = audit_file(path, folders)
    assert found.is_own and found.findings == found.added == ()
    with zipfile.ZipFile(path) as package:
        assert [name for name in package.namelist() if name.endswith("item1.xml")]
        assert "customXml/item2.xml" not in package.namelist()


def test_names_of_units_and_topics_with_numbers_are_no_figures(
    folders: Folders, tmp_path: Path
) -> None:
    names = ["第3号中心", "2023年1班", "A1", "12345热线办", "甲１", "甲局9件"]
    given = facts(
        {"cases.total": 9, "tickets.total": 1, "tickets.help": 1},
        topics={"help": "5号地块"},
        departments=units("cases.unit", *((name, 9 - at) for at, name in enumerate(names))),
        townships=units("cases.unit", *((f"{name}镇", 2) for name in names)),
    )
    path = tmp_path / "通报.docx"
    write_bulletin(path, given, wording(), tables=tables())
    found = audit_file(path, folders)
    assert found.is_own and found.findings == found.added == ()
