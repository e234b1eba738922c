"""Sealing a period with the document that was signed: it is audited, kept, and can be shown."""

import json
import stat
from pathlib import Path

import pytest

from orchestration.cli.main import main
from orchestration.doctor.examine import examine
from orchestration.settings import Folders
from tests.audit.own.editors import Edit, edited, typed
from tests.audit.own.test_publication import folders, publish, published, stamped

__all__ = ["folders", "published"]


class Called:
    """A call of the program over a warehouse, and what it printed."""

    def __init__(self, folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
        self.folders, self._capsys = folders, capsys

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        warehouse = ["--warehouse", str(self.folders.warehouse)]
        code = main([*map(str, arguments), *warehouse])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def sealed(self) -> list[dict[str, str]]:
        """Return the journal's entries."""
        journal = self.folders.journal
        text = journal.read_text(encoding="utf-8") if journal.exists() else ""
        return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def tongbao(folders: Folders, capsys: pytest.CaptureFixture[str]) -> Called:
    return Called(folders, capsys)


def test_a_document_that_is_as_published_is_kept_and_can_be_shown(
    published: Path, folders: Folders, tongbao: Called, tmp_path: Path
) -> None:
    signed = edited(published, tmp_path / "王某签发.docx")
    code, out, _ = tongbao("seal", "2023Q2", "--document", signed)
    assert code == 0
    (entry,) = tongbao.sealed()
    kept = folders.warehouse / entry["kept"]
    assert kept.read_bytes() == signed.read_bytes() and str(kept) in out
    assert entry["kept"].startswith("signed/2023Q2/v001_") and "王" not in entry["kept"]
    assert stat.S_IMODE(kept.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert tongbao("seal", "2023Q2", "--document", signed)[0] == 2
    code, out, _ = tongbao("verify", "2023Q2")
    assert f"2023Q2 {entry['kept']}: untouched" in out
    assert tongbao("audit", kept)[0] == 0


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_damage_to_what_was_signed_is_found(
    published: Path, folders: Folders, tongbao: Called, damage: str
) -> None:
    assert tongbao("seal", "2023Q2", "--document", published)[0] == 0
    kept = folders.warehouse / tongbao.sealed()[0]["kept"]
    kept.chmod(0o600)
    kept.write_bytes(b"x")
    if damage == "gone":
        kept.unlink()
    code, out, _ = tongbao("verify", "2023Q2")
    assert code == 1 and f"{kept.name}: TOUCHED" in out and damage in out
    (part,) = [each for each in examine(folders) if each.part == "signed documents"]
    assert len(part.problems) == 1 and kept.name in part.problems[0]


def test_a_changed_figure_needs_a_reason_which_is_kept(
    published: Path, tongbao: Called, tmp_path: Path
) -> None:
    signed = edited(published, tmp_path / "a.docx", typed("70.00", "71.00"))
    code, out, err = tongbao("seal", "2023Q2", "--document", signed)
    assert (code, out) == (1, "") and "1 figure changed" in err
    assert "printed 71.00, follows 70.00" in err and tongbao.sealed() == []
    code, _, _ = tongbao("seal", "2023Q2", "--document", signed, "--reason", "局长改定")
    assert code == 0
    (entry,) = tongbao.sealed()
    assert (entry["reason"], entry["findings"]) == ("局长改定", "1")


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (stamped(period="2023Q1"), "is of 2023Q1, not of 2023Q2 v001"),
        (stamped(version="v009"), "is of 2023Q2 v009, and the newest version is v001"),
        (stamped(digest="sha256:1"), "was published with other figures than 2023Q2 v001 has"),
        (stamped(district="640302"), "is of 2023Q2 of another district than"),
    ],
)
def test_another_document_is_refused(
    published: Path, tongbao: Called, tmp_path: Path, part: Edit, says: str
) -> None:
    signed = edited(published, tmp_path / "a.docx", part=part)
    code, out, err = tongbao("seal", "2023Q2", "--document", signed, "--reason", "x")
    assert (code, out) == (2, "") and says in err and err.count("\n") == 1
    assert tongbao.sealed() == []


def test_what_is_no_document_of_ours_is_refused(
    published: Path, folders: Folders, tongbao: Called, tmp_path: Path
) -> None:
    other = edited(published, tmp_path / "a.docx", part=lambda root: setattr(root, "tag", "x"))
    assert "is no document of ours" in tongbao("seal", "2023Q2", "--document", other)[2]
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    assert "is no .docx" in tongbao("seal", "2023Q2", "--document", tmp_path / "scan.pdf")[2]
    assert "is no .docx" in tongbao("seal", "2023Q2", "--document", tmp_path / "none.docx")[2]
    (tmp_path / "b.docx").write_bytes(b"x")
    assert "no Word document" in tongbao("seal", "2023Q2", "--document", tmp_path / "b.docx")[2]
    publish(folders, "v002", total=801)
    assert "the newest version is v002" in tongbao("seal", "2023Q2", "--document", published)[2]
    assert tongbao.sealed() == []
