"""What was done to a publication after it appeared is found, whatever it is."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.errors import BadCall
from orchestration.periods import Period
from orchestration.publication.journal import (
    PUBLISHED,
    PUBLISHING,
    hash_of,
    read_journal,
    write_entry,
)
from orchestration.publication.verify import verify_period
from orchestration.publication.versions import point_latest
from orchestration.settings import Folders
from tests.publication.comparison.conftest import MakeVersion, make_version

__all__ = ["make_version"]
PERIOD = Period.parse("2023Q2")


@pytest.fixture
def folders(tmp_path: Path, make_version: MakeVersion) -> Folders:
    """Two published versions, told in the journal as a run tells them."""
    folders = Folders(tmp_path / "raw", tmp_path)
    for name in ("v001", "v002"):
        version = make_version(name, {"主要指标.csv": [{"指标": "cases.total", "数值": name}]})
        tell(folders, version)
    point_latest(folders.published / "2023Q2")
    return folders


def tell(folders: Folders, version: Path, *events: str) -> None:
    facts = {"version": version.name, "datapackage": hash_of(version / "datapackage.json")}
    for event in events or (PUBLISHING, PUBLISHED):
        write_entry(folders.journal, event, "2023Q2", **facts)


def found(folders: Folders) -> dict[str, tuple[str, ...]]:
    return {each.name: each.problems for each in verify_period(folders, PERIOD) if each.problems}


def test_an_untouched_publication_is_called_so(folders: Folders) -> None:
    assert [(each.name, each.files) for each in verify_period(folders, PERIOD)] == [
        ("v001", 2),
        ("v002", 2),
        ("latest", 0),
    ]
    assert found(folders) == {}


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize(
    ("touch", "said"),
    [
        (lambda folder: append(folder / "通报.docx"), "通报.docx was changed"),
        (lambda folder: (folder / "通报.docx").unlink(), "通报.docx is missing"),
        (lambda folder: (folder / "more.csv").touch(), "more.csv was added"),
        (lambda folder: append(folder / "datapackage.json"), "datapackage.json was changed"),
        (lambda folder: (folder / "datapackage.json").unlink(), "datapackage.json is missing"),
        (lambda folder: folder.rename(folder.parent / "away"), "the folder is gone"),
    ],
)
def test_what_was_touched_is_named(
    folders: Folders, touch: Callable[[Path], object], said: str
) -> None:
    touch(folders.published / "2023Q2" / "v001")
    assert list(found(folders)) == ["v001"]
    assert said in found(folders)["v001"][0]


def test_a_version_that_no_run_published_is_found(
    folders: Folders, make_version: MakeVersion
) -> None:
    make_version("v003", {})
    assert "the journal does not have it" in found(folders)["v003"][0]
    assert "does not link to v003" in found(folders)["latest"][0]


def test_a_link_to_what_is_gone_is_found(folders: Folders) -> None:
    for name in ("v001", "v002"):
        shutil.rmtree(folders.published / "2023Q2" / name)
    assert "the folder is gone" in found(folders)["v002"][0]
    assert found(folders)["latest"] == ("links to v002, which is gone",)


def test_a_link_that_was_turned_or_taken_away_is_found(folders: Folders) -> None:
    link = folders.published / "2023Q2" / "latest"
    for target in ("v001", "nowhere", None):
        link.unlink()
        if target:
            link.symlink_to(target)
        assert list(found(folders)) == ["latest"]
        assert "does not link to v002, the newest version" in found(folders)["latest"][0]


def test_a_run_that_was_killed_around_the_rename_leaves_nothing_touched(
    folders: Folders, make_version: MakeVersion
) -> None:
    tell(folders, make_version("v003", {}), PUBLISHING)
    point_latest(folders.published / "2023Q2")
    write_entry(folders.journal, PUBLISHING, "2023Q2", version="v004", datapackage="sha256:0")
    assert found(folders) == {}


def test_half_a_line_of_the_journal_hides_no_other(folders: Folders) -> None:
    with folders.journal.open("a") as journal:
        journal.write('{"event": "published", "quar')
    write_entry(folders.journal, PUBLISHED, "2023Q2", version="v009", datapackage="x")
    assert [entry["version"] for entry in read_journal(folders.journal, "2023Q2")][-1] == "v009"
    assert "the folder is gone" in found(folders)["v009"][0]


def test_a_line_that_the_disk_took_half_of_is_an_error(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, line: write(descriptor, line[:9]))
    with pytest.raises(OSError, match="No space left"):
        write_entry(folders.journal, PUBLISHING, "2023Q2", version="v003", datapackage="x")


def test_a_period_that_was_never_published_is_a_wrong_call(folders: Folders) -> None:
    with pytest.raises(BadCall, match="2022Q1 is not published"):
        verify_period(folders, Period.parse("2022Q1"))
