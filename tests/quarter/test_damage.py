"""Damage of a warehouse is found before anything appears: named with the way out, or mended."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.landing.hash_key import HASH_KEY
from orchestration.settings import Folders
from tests.quarter.conftest import Office

PERIOD = "2023Q2"
Damage = Callable[[Folders], Path]


@pytest.fixture
def copied(sample_office: Office, tmp_path: Path) -> Office:
    """A copy of a published warehouse over the same raw folder: nothing has changed since."""
    warehouse = tmp_path / "warehouse"
    copied = ["cp", "-a", "--reflink=auto", str(sample_office.folders.warehouse), str(warehouse)]
    subprocess.run(copied, check=True)
    return Office(Folders(sample_office.folders.raw, warehouse))


def flipped(path: Path, places: int = 1) -> Path:
    """Flip bits in the midst of a file, or in so many places: some of a database hold nothing."""
    step = path.stat().st_size // (places + 1)
    with path.open("r+b") as file:
        for place in range(step, step * (places + 1), step):
            file.seek(place)
            some = file.read(16)
            file.seek(place)
            file.write(bytes(byte ^ 0xFF for byte in some))
    return path


def cut(path: Path) -> Path:
    """Leave half of a file."""
    os.truncate(path, path.stat().st_size // 2)
    return path


def gone(path: Path) -> Path:
    """Remove a file."""
    path.unlink()
    return path


def newest_rows(folders: Folders) -> Path:
    """Return the rows of some landed file."""
    return max((folders.lake / "rows" / "tickets").glob("*-*.parquet"))


def history(folders: Folders) -> Path:
    """Return where Dagster keeps its runs and events."""
    return folders.warehouse / "dagster" / "history"


MENDED: dict[str, Damage] = {
    "a mart that rots": lambda f: flipped(f.marts / "totals" / f"{PERIOD}.parquet"),
    "a mart that was cut": lambda f: cut(f.marts / "counted_tickets" / f"{PERIOD}.parquet"),
    "a mart that is gone": lambda f: gone(f.marts / "drift" / f"{PERIOD}.parquet"),
    "the analysts' database": lambda f: flipped(f.analysts_database),
    "the analysts' database gone": lambda f: gone(f.analysts_database),
    "the private database": lambda f: flipped(f.master_database),
    "a link that is gone": lambda f: gone(f.published / PERIOD / "latest"),
    "runs of Dagster": lambda f: cut(history(f) / "runs.db"),
    "events of Dagster": lambda f: flipped(history(f) / "runs/index.db", 40),
    "the key of hashes": lambda f: flipped(f.lake / HASH_KEY),
}


@pytest.mark.parametrize("kind", MENDED)
def test_what_can_be_mended_is_named_and_mended_without_a_build(
    copied: Office, kind: str, sample_office: Office
) -> None:
    folders = copied.folders
    built = folders.build_database.stat().st_mtime_ns
    damaged = MENDED[kind](folders)
    examined = copied.tongbao("doctor")
    assert examined.code == 1
    assert str(damaged) in examined.out

    ended = copied.tongbao("run", PERIOD)
    assert ended.code == 0, ended.err
    assert str(damaged) in ended.err, "what was mended is said"
    assert folders.build_database.stat().st_mtime_ns == built
    assert copied.versions() == ["v001"]
    again = copied.tongbao("doctor")
    assert (again.code, again.out.count("DAMAGED")) == (0, 0), again.out
    counted = "select count(*) from tickets"
    assert copied.query(counted) == sample_office.query(counted)


NAMED: dict[str, tuple[Damage, str]] = {
    "rows of the lake": (lambda f: flipped(newest_rows(f)), "lands its file again"),
    "the build database": (lambda f: cut(f.build_database), "--force"),
    "a published file": (lambda f: touched(f.published / PERIOD / "v001" / "主要指标.csv"), "hash"),
}


def touched(path: Path) -> Path:
    """Change a published file, which is read-only, and return its version."""
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"more")
    return path.parent


@pytest.mark.parametrize("kind", NAMED)
def test_what_a_run_makes_anew_is_named_by_the_doctor(copied: Office, kind: str) -> None:
    damage, way_out = NAMED[kind]
    damaged = damage(copied.folders)
    examined = copied.tongbao("doctor")
    assert examined.code == 1
    (line,) = (line for line in examined.out.splitlines() if str(damaged) in line)
    assert way_out in line
    assert examined.out.count("DAMAGED") == 1


@pytest.mark.parametrize("places", [1, 20])
def test_commands_answer_while_one_of_the_databases_is_whole(copied: Office, places: int) -> None:
    folders, ask = copied.folders, ("trace", PERIOD, "orders.received@大河乡")
    whole = copied.tongbao(*ask)
    flipped(folders.master_database, places)
    assert copied.tongbao(*ask) == whole and whole.code == 0
    assert f"{folders.master_database} is not what its run wrote" in copied.tongbao("status").out
    flipped(folders.analysts_database, places)
    # whether what rots is read at all, or DuckDB opens it, is chance
    for command in (ask, ("status",), ("reconcile", PERIOD)):
        ended = copied.tongbao(*command)
        assert (ended.code, ended.out) == (2, "")
        assert "--force` makes both anew" in ended.err and str(folders.master_database) in ended.err
    assert "makes both anew" in copied.tongbao("doctor").out


def test_what_rots_without_another_time_is_mended_once_the_doctor_saw_it(copied: Office) -> None:
    folders = copied.folders
    rotten = [
        folders.marts / "totals" / f"{PERIOD}.parquet",
        folders.master_database,
        newest_rows(folders),
    ]
    for path in rotten:
        time = path.stat().st_mtime_ns
        flipped(path)
        os.utime(path, ns=(time, time))
    examined = copied.tongbao("doctor")
    assert examined.code == 1 and all(str(path) in examined.out for path in rotten)
    ended = copied.tongbao("run", PERIOD, "--force")
    assert ended.code == 0 and all(str(path) in ended.err for path in rotten[:2])
    assert copied.tongbao("doctor").code == 0


def test_a_whole_warehouse_is_whole(sample_office: Office) -> None:
    examined = sample_office.tongbao("doctor")
    assert (examined.code, examined.err) == (0, "")
    assert all(line.endswith(": whole") for line in examined.out.splitlines())


def test_where_nothing_whole_is_left_nothing_starts(copied: Office) -> None:
    mart = flipped(copied.folders.marts / "totals" / f"{PERIOD}.parquet")
    for database in (copied.folders.master_database, copied.folders.analysts_database):
        cut(database)
    ended = copied.tongbao("run", "2023Q1")
    assert (ended.code, ended.out) == (1, "")
    assert str(mart) in ended.err and f"tongbao run {PERIOD} --force" in ended.err
    assert "starting" not in ended.err and copied.versions("2023Q1") == []


@pytest.mark.parametrize("command", ["run", "refresh"])
def test_a_folder_in_the_place_of_the_database(copied: Office, command: str) -> None:
    place = copied.folders.analysts_database
    place.unlink()
    (place / "of somebody").mkdir(parents=True)
    ended = copied.tongbao(command, *([PERIOD] if command == "run" else []))
    assert (ended.code, ended.out) == (2, "")
    assert f"{place} is a folder" in ended.err and "move it away" in ended.err
    assert (place / "of somebody").is_dir()
    assert "is a folder" in copied.tongbao("status").out


def test_a_folder_in_the_place_of_the_link_is_kept_beside(copied: Office) -> None:
    folder = copied.folders.published / PERIOD
    (folder / "latest").unlink()
    shutil.copytree(folder / "v001", folder / "latest")
    assert copied.tongbao("run", PERIOD).code == 0
    assert (folder / "latest").readlink() == Path("v001")
    (aside,) = folder.glob("latest.set-aside-*")
    assert (aside / "主要指标.csv").is_file()


def test_the_only_version_of_a_period_that_is_gone_is_named(copied: Office) -> None:
    version = copied.folders.published / PERIOD / "v001"
    shutil.rmtree(version)
    examined = copied.tongbao("doctor")
    assert examined.code == 1
    assert f"{version}: the journal has it, the folder is gone" in examined.out


@pytest.mark.parametrize("field", ["as_of", "rows", "version", "drift", "landed"])
def test_a_record_with_a_null_is_none(copied: Office, field: str) -> None:
    record = copied.folders.records / f"{PERIOD}.json"
    facts = json.loads(record.read_text("utf-8"))
    assert facts[field] is not None
    record.write_text(json.dumps({**facts, field: None}), encoding="utf-8")
    examined = copied.tongbao("doctor")
    assert examined.code == 1 and f"{record} cannot be read" in examined.out
    assert copied.tongbao("status").code == 0


def test_a_cut_line_of_the_journal_is_named_and_the_next_one_whole(copied: Office) -> None:
    journal = copied.folders.journal
    lines = journal.read_text("utf-8").splitlines()
    journal.write_text("\n".join([*lines[:-1], lines[-1][:40], "", "null", ""]), encoding="utf-8")
    examined = copied.tongbao("doctor")
    assert examined.code == 1
    assert all(f"line {len(lines) + number}, is no entry" in examined.out for number in range(3))
    # what was told before the version appeared is enough to know it
    assert copied.tongbao("verify", PERIOD).code == 0
    assert copied.tongbao("seal", PERIOD).code == 0
    assert "sealed" in copied.tongbao("status").out


def test_the_number_of_a_version_that_is_gone_is_not_given_again(copied: Office) -> None:
    from orchestration.publication.journal import published_versions
    from orchestration.publication.versions import next_version

    folder = copied.folders.published / PERIOD
    shutil.rmtree(folder / "v001")
    known = published_versions(copied.folders.journal, PERIOD)
    assert next_version(folder, known).name == "v002"
    assert "the folder is gone" in copied.tongbao("verify", PERIOD).out
