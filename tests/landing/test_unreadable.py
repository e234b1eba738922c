"""What cannot be read now is named, and what was landed of it stands."""

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from orchestration.errors import BadCall
from orchestration.landing import LandingReport, hashes
from orchestration.landing.index import read_not_read
from orchestration.running.records import landed_digest, raw_digest
from tests.landing.conftest import Yard

landing = import_module("orchestration.landing.land")
TEXT = "工单编号,受理时间,诉求类型\nT1,2023-04-01,求助\n"
HEADERS = {"tickets": {"诉求领域": ["备注"]}}


def shut(monkeypatch: pytest.MonkeyPatch, folder: Path, number: int = errno.EACCES) -> None:
    """Let a folder be one that this user may not list."""
    real = os.scandir

    def scandir(path: Any) -> Any:
        if path == str(folder):
            raise OSError(number, os.strerror(number), str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


def counts(report: LandingReport) -> dict[str, tuple[int, bool]]:
    return {file.file: (file.data_rows, file.present) for file in report.files}


@pytest.fixture
def landed(yard: Yard) -> Yard:
    """A file in a folder, one in a folder of a name that begins alike, one beside, one gone."""
    for name in ("sub/a.csv", "sub/deep/b.csv", "sub2/c.csv", "d.csv", "sub/gone.csv"):
        yard.drop(f"tickets/{name}", TEXT)
    yard.land()
    (yard.raw / "tickets" / "sub" / "gone.csv").unlink()
    yard.land()
    return yard


def test_what_was_landed_of_a_file_that_is_a_link_to_itself_now_stands(landed: Yard) -> None:
    before = counts(landed.land())
    path = landed.raw / "tickets" / "d.csv"
    path.unlink()
    path.symlink_to(path.name)
    report = landed.land()
    assert counts(report) == before
    (left,) = read_not_read(landed.lake)
    assert left.file == "tickets/d.csv" and "cannot be read" in left.reason


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE])
def test_what_lies_in_a_folder_that_cannot_be_read_stands(
    landed: Yard, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = landed.land()
    (landed.raw / "tickets" / "sub2" / "c.csv").unlink()
    with monkeypatch.context() as patch:
        shut(patch, landed.raw / "tickets" / "sub", number)
        report = landed.land()
        assert landed_digest(landed.lake) != raw_digest(landed.raw), "it is asked for again"
    assert counts(report) == counts(before) | {"tickets/sub2/c.csv": (1, False)}
    (named,) = report.not_read
    assert (named.file, named.stands) == ("tickets/sub", True)
    assert os.strerror(number) in named.line
    assert read_not_read(landed.lake) == [named]
    assert landed.land().not_read == ()
    assert landed_digest(landed.lake) == raw_digest(landed.raw)


def test_so_it_is_with_the_folder_of_an_export(
    landed: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = landed.land()
    shut(monkeypatch, landed.raw / "tickets")
    report = landed.land()
    assert counts(report) == counts(before)
    assert [each.file for each in report.not_read] == ["tickets"]


def test_a_listing_that_breaks_off_says_nothing_of_the_rest(
    landed: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def __init__(self, listing: Any) -> None:
            self._listing = listing

        def __enter__(self) -> "Broken":
            return self

        def __exit__(self, *_: object) -> None:
            self._listing.close()

        def __iter__(self) -> Iterator[Any]:
            return self

        def __next__(self) -> Any:
            raise OSError(errno.EIO, "Input/output error")

    before, real = landed.land(), os.scandir

    def scandir(path: Any) -> Any:
        return Broken(real(path)) if str(path).startswith(str(landed.raw)) else real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    report = landed.land()
    assert counts(report) == counts(before)
    assert "tickets" in {each.file for each in report.not_read}


def test_a_further_header_counts_in_a_folder_that_cannot_be_read(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard.drop("tickets/sub/a.csv", "工单编号,受理时间,诉求类型,备注\nT1,2023-04-01,求助,水\n")
    yard.land()
    shut(monkeypatch, yard.raw / "tickets" / "sub")
    (file,) = landing.land(yard.raw, yard.lake, headers=HEADERS).files
    assert yard.rows(file)[0]["topic"] == "水" and file.present


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
def test_a_changed_file_that_cannot_be_read_stands_as_it_was(
    landed: Yard, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = counts(landed.land())
    landed.drop("tickets/d.csv", TEXT + "T2,2023-04-02,求助\n")
    landed.drop("tickets/new.csv", TEXT)

    def broken(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(hashes, "_hashed", broken)
        report = landed.land()
    assert counts(report) == before | {"tickets/new.csv": (0, True)}
    assert [(each.file, each.stands) for each in report.not_read] == [("tickets/d.csv", True)]
    assert [file.file for file in report.refused] == ["tickets/new.csv"]
    after = counts(landed.land())
    assert after["tickets/d.csv"] == (2, True) and after["tickets/new.csv"] == (1, True)


def test_a_raw_folder_of_which_nothing_can_be_read_is_no_empty_one(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard.drop("tickets/a.csv", TEXT)
    shut(monkeypatch, yard.raw / "tickets")
    with pytest.raises(BadCall, match=r"tickets: the folder cannot be read now \(Permission"):
        yard.land()


def test_a_file_in_the_place_of_an_export_is_named(yard: Yard) -> None:
    yard.drop("cases/a.csv", TEXT)
    yard.drop("tickets", TEXT)
    assert [file.file for file in yard.land().ignored] == ["tickets"]


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that other users reach, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


CODE = """
import os, sys
from pathlib import Path
from orchestration.landing import land
land(Path(sys.argv[1]), Path(sys.argv[3]))  # what it imports may be root's alone
os.setgid(65534)
os.setuid(65534)
report = land(Path(sys.argv[1]), Path(sys.argv[2]))
for file in report.files:
    print(file.file, file.status, file.data_rows, file.present)
for each in report.not_read:
    print(each.line)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_another_user_meets_the_same(public: Path) -> None:
    yard = Yard(public / "raw", public / "lake")
    for name in ("shut/a.csv", "listed/b.csv", "c.csv", "d.csv"):
        yard.drop(f"tickets/{name}", TEXT)
    tickets = yard.raw / "tickets"
    for path in [yard.raw, *yard.raw.rglob("*")]:
        path.chmod(0o755)
    yard.lake.mkdir()
    os.chown(yard.lake, 65534, 65534)

    def landed() -> list[str]:
        command = [sys.executable, "-c", CODE, str(yard.raw), str(yard.lake), str(public / "warm")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    whole = landed()
    assert len(whole) == 4
    yard.drop("tickets/new.csv", TEXT)
    yard.drop("tickets/d.csv", TEXT + TEXT)
    (tickets / "shut").chmod(0o000)
    (tickets / "listed").chmod(0o744)  # names are shown, files are not
    (tickets / "new.csv").chmod(0o000)
    (tickets / "d.csv").chmod(0o000)
    lines = landed()
    assert set(lines[:5]) == {*whole, "tickets/new.csv refused 0 True"}
    named = {line.split(":")[0].removeprefix("NOT LANDED ") for line in lines[5:]}
    assert named == {"tickets/d.csv", "tickets/listed/b.csv", "tickets/shut"}
    assert all("Permission denied" in line and "as it was" in line for line in lines[5:])
