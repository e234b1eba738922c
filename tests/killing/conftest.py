"""A refresh in a process of its own, killed where a test says, and what must hold after it."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from orchestration.periods import Period
from orchestration.publication.verify import verify_period
from orchestration.settings import Folders
from tests.offices import write_made_up_office
from tests.quarter.conftest import TONGBAO, Office, case, ticket

PERIOD = Period.parse("2023Q2")


@dataclass(frozen=True)
class KilledOffice(Office):
    """An office whose refreshes are killed."""

    def refresh_until(self, stage: int, wait: float, with_children: bool) -> bool:
        """Start a refresh, end it with SIGKILL `wait` seconds after its stage of that number began.

        Returns False where it ended before. `with_children` ends its dbt too; else dbt is orphaned.
        """
        process = subprocess.Popen(
            [str(TONGBAO), *self._with_folders(("refresh",))],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stderr is not None
        begun = 0
        for line in process.stderr:
            assert "waiting for" not in line, "a lock was left behind"
            begun += line.startswith("·")
            if begun == stage:
                time.sleep(wait)
                if with_children:
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
                break
        process.stderr.close()
        return process.wait() == -signal.SIGKILL

    def start_anew(self, first_night: Office) -> None:
        """Put the warehouse back to where the first night left it."""
        shutil.rmtree(self.folders.warehouse)
        copied = ["cp", "-a", str(first_night.folders.warehouse), str(self.folders.warehouse)]
        subprocess.run(copied, check=True)

    def require_whole(self) -> None:
        """See that all that can be seen is whole: versions, link, analysts' database, Parquet."""
        if self.versions():
            for version in verify_period(self.folders, PERIOD):
                # the journal is written before a version appears, the link after it
                assert not [p for p in version.problems if "next run mends it" not in p], version
        if self.folders.analysts_database.exists():
            ((apart,),) = self.query(AGREE)
            assert apart == 0
        for path in self.folders.marts.glob("*/[0-9]*.parquet"):
            duckdb.read_parquet(str(path)).fetchall()

    def published_bytes(self) -> dict[str, bytes]:
        """Return every file of the newest version of the period."""
        return self.bytes_of(self.versions()[-1])


AGREE = """
    select count(*)
    from headline_indicators as headline
    join (select period, sum(tickets) as tickets from tickets_by_week group by period) as weeks
        using (period)
    where headline.indicator_code = 'tickets.total' and headline.numerator <> weeks.tickets
"""
"""Periods whose weeks do not add up to the total."""


@dataclass
class Queries:
    """How many queries analysts made meanwhile, and what went wrong with them."""

    made: int = 0
    errors: list[str] = field(default_factory=list)


@contextmanager
def querying(office: Office) -> Iterator[Queries]:
    """Open the analysts' database and see that its totals agree, again and again, for the block."""
    queries, is_over = Queries(), threading.Event()

    def query() -> None:
        while not is_over.is_set():
            try:
                ((apart,),) = office.query(AGREE)
                queries.made += 1
                if apart:
                    queries.errors.append(f"{apart} periods whose weeks are not the total")
            except duckdb.Error as error:
                queries.errors.append(str(error))

    thread = threading.Thread(target=query, daemon=True)
    thread.start()
    try:
        yield queries
    finally:
        is_over.set()
        thread.join()


def first_exports(office: Office) -> None:
    """Drop what came first."""
    office.drop("tickets/a_20230701.csv", [ticket(f"T{number}") for number in range(40)])
    office.drop("cases/a_20230701.csv", [case(f"C{number}") for number in range(60)])


def late_exports(office: Office) -> None:
    """Drop what came a night later."""
    office.drop("tickets/b_20230702.csv", [ticket(f"L{number}") for number in range(20)])


@pytest.fixture(scope="session")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with one version of the period and late exports that no run has seen."""
    folder = tmp_path_factory.mktemp("first_night")
    (folder / "raw").mkdir()
    own = write_made_up_office(folder / "office")
    office = Office(Folders(folder / "raw", folder / "warehouse", office=own))
    first_exports(office)
    assert office.tongbao("run", PERIOD.key).code == 0
    late_exports(office)
    return office


@pytest.fixture(scope="session")
def expected(first_night: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The second version's files as a refresh that nobody kills publishes them."""
    office = copy_of(first_night, tmp_path_factory.mktemp("expected"))
    ended = office.tongbao("refresh")
    assert ended.code == 0, ended.err
    assert office.versions() == ["v001", "v002"]
    return office.published_bytes()


def copy_of(office: Office, folder: Path) -> KilledOffice:
    """Return a copy of an office in another folder."""
    subprocess.run(
        ["cp", "-a", f"{office.folders.raw}", f"{office.folders.warehouse}", folder], check=True
    )
    own = office.folders.office
    return KilledOffice(Folders(folder / "raw", folder / "warehouse", office=own))


@pytest.fixture
def killed(first_night: Office, tmp_path: Path) -> KilledOffice:
    """A copy of the first night's office, to be killed."""
    return copy_of(first_night, tmp_path)
