"""Where the publication is at hand, a document's own list of figures is held against it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orchestration.audit.audit import audit_file
from orchestration.cli.main import main
from orchestration.publication.bulletin.document import write_bulletin
from orchestration.publication.controls.digest import figures_digest, result_bytes
from orchestration.publication.controls.part import NAMESPACE, Stamp
from orchestration.publication.csv_writer import write_csv
from orchestration.publication.files import BULLETIN, DATAPACKAGE, PUBLISHED_FILES
from orchestration.publication.journal import hash_of
from orchestration.settings import Folders
from tests.audit.own.editors import Edit, edited, typed
from tests.offices import wording
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
    assert result_bytes(first) != result_bytes(publish(folders, "v003", total=801))


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
