"""What clients of `tongbao.duckdb` write, at whatever moment, reaches no reader of the next one."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.publication import database as replacing
from orchestration.publication.analysts import OLDEST_READER
from orchestration.publication.database import (
    database_problems,
    databases_to_answer_from,
    install_database,
    tend_database,
)
from orchestration.publication.writers import is_written
from orchestration.settings import Folders

CLIENT = """
import os, sys
import duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
for line in sys.stdin:
    order = line.strip()
    if order == "die":
        os.kill(os.getpid(), 9)
    try:
        connection.close() if order == "close" else connection.execute(order)
        print("done", flush=True)
    except Exception as error:
        print(type(error).__name__, flush=True)
"""
DELETE = "delete from tickets where i < 50"
BIG = "create table big as select i, random() as r from range(3000000) as numbers(i)"
"""More than DuckDB writes to a log before it writes to the database itself."""


@dataclass
class Client:
    """A process that has the database open for writing."""

    process: subprocess.Popen[str]

    def does(self, order: str) -> str:
        """Let it do something and return how that went."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{order}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def dies(self) -> None:
        """Let it end without a word to anybody."""
        self.does("die")
        self.process.wait()


@contextmanager
def client_of(path: Path) -> Iterator[Client]:
    """Give a client that has opened the database for writing."""
    with subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        yield Client(process)
        process.kill()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A warehouse with a database of 360 tickets in place."""
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    folders.build.mkdir(parents=True)
    build(folders, 360)
    assert install_database(folders) == []
    return folders


def build(folders: Folders, tickets: int) -> None:
    """Build the private database anew."""
    fresh = folders.build / "fresh.duckdb"
    with duckdb.connect(
        str(fresh), config={"storage_compatibility_version": OLDEST_READER}
    ) as connection:
        connection.execute(f"create table tickets as select i from range({tickets}) as numbers(i)")
        connection.execute("checkpoint")
    fresh.replace(folders.master_database)


def counted(folders: Folders) -> int:
    """Return the tickets that a reader sees, in a process of its own as readers are."""
    script = (
        "import sys, duckdb\n"
        "connection = duckdb.connect(sys.argv[1], read_only=True)\n"
        "print(connection.execute('select count(*) from tickets').fetchall()[0][0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folders.analysts_database)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def replaced(folders: Folders, tickets: int) -> list[str]:
    """Replace the database by one of so many tickets; return what was reported."""
    build(folders, tickets)
    return install_database(folders)


def test_a_client_that_was_killed(folders: Folders) -> None:
    with client_of(folders.analysts_database) as client:
        assert client.does(DELETE) == "done"
        client.dies()
    assert counted(folders) == 310, "the log would be replayed"
    (problem,) = database_problems(folders)
    assert "tongbao.duckdb.wal" in problem
    (report,) = replaced(folders, 361)
    assert "log" in report and "set aside" in report
    assert counted(folders) == 361
    assert database_problems(folders) == []
    (kept,) = (folders.build / "set_aside").iterdir()
    assert kept.stat().st_size > 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param([DELETE], [DELETE], id="writes on"),
        pytest.param([], [DELETE], id="writes only now"),
        pytest.param(["begin", DELETE], ["commit", DELETE], id="commits now"),
        pytest.param([DELETE], ["checkpoint", DELETE], id="puts its log into the old database"),
        pytest.param([DELETE], [BIG, DELETE], id="writes past the log"),
        pytest.param([DELETE], ["close"], id="closes"),
    ],
)
def test_a_client_that_stays_open(folders: Folders, before: list[str], after: list[str]) -> None:
    with client_of(folders.analysts_database) as client:
        assert [client.does(order) for order in before] == ["done"] * len(before)
        reports = replaced(folders, 361)
        assert f"process {client.process.pid}" in " ".join(reports)
        assert counted(folders) == 361
        for order in after:
            client.does(order)
        assert counted(folders) == 361
        client.dies()
    assert counted(folders) == 361
    assert database_problems(folders) == []
    # whoever comes then may write into what is there now, and that goes no further either
    replaced(folders, 362)
    with client_of(folders.analysts_database) as client:
        assert client.does(DELETE) == "done"
        client.dies()
    replaced(folders, 363)
    assert counted(folders) == 363


def test_a_client_that_outlives_two_databases(folders: Folders) -> None:
    with client_of(folders.analysts_database) as client:
        replaced(folders, 361)
        replaced(folders, 362)
        client.does(DELETE)
        assert counted(folders) == 362
        client.dies()
    replaced(folders, 363)
    assert counted(folders) == 363
    assert not os.path.lexists(f"{folders.analysts_database}.wal")
    assert list((folders.build / "replaced").iterdir()) == []


@pytest.mark.parametrize("step", ["set_logs_aside", "_is_old_one_written"])
def test_nobody_opens_the_old_one_for_writing_between_the_steps(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    codes = []

    def with_a_client(call: Callable[[Folders], object]) -> Callable[[Folders], object]:
        def stepped(given: Folders) -> object:
            opened = f"import duckdb; duckdb.connect({str(given.analysts_database)!r})"
            done = subprocess.run(
                [sys.executable, "-c", opened], stderr=subprocess.PIPE, text=True, check=False
            )
            codes.append((done.returncode, "Conflicting lock" in done.stderr))
            return call(given)

        return stepped

    monkeypatch.setattr(replacing, step, with_a_client(getattr(replacing, step)))
    replaced(folders, 361)
    assert codes == [(1, True)]
    assert counted(folders) == 361


def test_a_log_that_comes_between_the_steps_of_one_that_is_open(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember = replacing._remember

    with client_of(folders.analysts_database) as client:

        def after_it_wrote(given: Folders, place: Path) -> None:
            assert client.does(DELETE) == "done"
            remember(given, place)

        monkeypatch.setattr(replacing, "_remember", after_it_wrote)
        reports = replaced(folders, 361)
        assert any("set aside" in report for report in reports)
        assert counted(folders) == 361


def test_readers_come_and_go_meanwhile(folders: Folders) -> None:
    with duckdb.connect(str(folders.analysts_database), read_only=True) as reader:
        replaced(folders, 361)
        assert reader.execute("select count(*) from tickets").fetchall() == [(360,)]
    assert counted(folders) == 361


@pytest.mark.parametrize("order", [DELETE, BIG, "drop table tickets"])
def test_a_client_that_closed_well_is_found_and_undone(folders: Folders, order: str) -> None:
    with client_of(folders.analysts_database) as client:
        assert client.does(order) == "done"
        client.does("close")
    (problem,) = database_problems(folders)
    assert "not what the newest run made" in problem
    (answering, *_) = databases_to_answer_from(folders)
    with duckdb.connect(str(answering), read_only=True) as connection:
        assert connection.execute("select count(*) from tickets").fetchall() == [(360,)]
    assert "again" in tend_database(folders)[-1]
    assert counted(folders) == 360
    assert tend_database(folders) == []


def test_a_client_that_only_looked_changes_nothing(folders: Folders) -> None:
    with client_of(folders.analysts_database) as client:
        client.does("select * from tickets")
        client.does("close")
    assert database_problems(folders) == []


def test_without_the_private_one_a_log_is_not_believed_either(folders: Folders) -> None:
    folders.master_database.unlink()
    with client_of(folders.analysts_database) as client:
        assert client.does(DELETE) == "done"
        client.dies()
    (answering,) = databases_to_answer_from(folders)
    with duckdb.connect(str(answering), read_only=True) as connection:
        assert connection.execute("select count(*) from tickets").fetchall() == [(360,)]


def test_a_writer_is_seen_and_a_reader_is_none(folders: Folders) -> None:
    assert not is_written(folders.analysts_database)
    with client_of(folders.analysts_database):
        assert is_written(folders.analysts_database)
    with duckdb.connect(str(folders.analysts_database), read_only=True):
        assert not is_written(folders.analysts_database)
    assert not is_written(folders.warehouse / "nothing.duckdb")
