"""Whole periods through the program, in this process, over folders of the test's own."""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.cli.main import main
from orchestration.publication.versions import files_of
from orchestration.settings import DEFAULT_OFFICE, Folders
from tests.offices import write_made_up_office
from tests.telemetry.watch import watched

CONNECTIONS = "connections.log"
"""Where the sample's run tells what it tried to reach, beside its folders."""

TONGBAO = Path(sys.executable).parent / "tongbao"


@dataclass(frozen=True)
class Ended:
    """How a call of the program ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Office:
    """A raw folder and a warehouse, with what a test does to them."""

    folders: Folders

    def drop(self, file: str, rows: list[dict[str, object]], encoding: str = "utf-8") -> Path:
        """Write rows as a CSV export into the raw folder."""
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(rows[0]), restval="")
        writer.writeheader()
        writer.writerows(rows)
        path = self.folders.raw / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    def tongbao(self, *arguments: str) -> Ended:
        """Call the program in this process: its packages are imported once for all tests."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(self._with_folders(arguments))
        assert "Traceback" not in err.getvalue() + out.getvalue()
        return Ended(code, out.getvalue(), err.getvalue())

    def tongbao_alone(self, *arguments: str) -> Ended:
        """Call the program without any folder of ours."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(arguments))
        return Ended(code, out.getvalue(), err.getvalue())

    def tongbao_process(self, *arguments: str, environment: dict[str, str] | None = None) -> Ended:
        """Call the program as a person would, in this process's environment or in another."""
        done = subprocess.run(
            [str(TONGBAO), *self._with_folders(arguments)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout
        return Ended(done.returncode, done.stdout, done.stderr)

    def _with_folders(self, arguments: tuple[str, ...]) -> list[str]:
        folders = ["--raw", str(self.folders.raw), "--warehouse", str(self.folders.warehouse)]
        if self.folders.office != DEFAULT_OFFICE:
            folders += ["--office", str(self.folders.office)]
        return [*arguments, *folders]

    def versions(self, period: str = "2023Q2") -> list[str]:
        """Return the names of the published versions of a period."""
        folder = self.folders.published / period
        return sorted(path.name for path in folder.glob("v*")) if folder.exists() else []

    def read(
        self, file: str, period: str = "2023Q2", version: str = "latest"
    ) -> list[dict[str, str]]:
        """Return a published CSV as dictionaries of text."""
        path = self.folders.published / period / version / file
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))

    def indicators(self, period: str = "2023Q2") -> dict[str, str]:
        """Return the published headline figures by code."""
        return {row["指标"]: row["数值"] for row in self.read("主要指标.csv", period)}

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Query the analysts' database."""
        with duckdb.connect(str(self.folders.analysts_database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def bytes_of(self, version: str, period: str = "2023Q2") -> dict[str, bytes]:
        """Return every published file of a version by name."""
        folder = self.folders.published / period / version
        return {name: path.read_bytes() for name, path in files_of(folder).items()}


def ticket(key: str, **values: object) -> dict[str, object]:
    """Return a plain ticket, with `values` in place of what matters to a test."""
    return {
        "工单编号": key,
        "受理时间": "2023-05-10 09:30:00",
        "诉求类型": "求助",
        "诉求领域": "水利灌溉",
        "诉求人": "",
        "联系电话": "",
        "诉求内容": "",
        "承办单位": "东镇",
        "派单时间": "2023-05-10 10:00:00",
        "签收时限": "2023-05-11 10:00:00",
        "签收时间": "2023-05-10 11:00:00",
        "办结时限": "2023-05-20 10:00:00",
        "办结时间": "2023-05-15 10:00:00",
        "延期后时限": "",
        "退单次数": "",
        "回访时间": "2023-05-16 10:00:00",
        "满意度": "满意",
    } | values


def case(key: str, **values: object) -> dict[str, object]:
    """Return a plain case."""
    return {
        "办件编号": key,
        "受理时间": "2023-05-10 09:30:00",
        "办理单位": "甲局",
        "办理渠道": "政务大厅",
        "通办类型": "",
        "零材料": "否",
    } | values


def shipped_office(folder: Path) -> Office:
    """The office that is used where none is named; it has received nothing yet."""
    (folder / "raw").mkdir()
    return Office(Folders(folder / "raw", folder / "warehouse"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office of no real place that has received nothing yet."""
    (tmp_path / "raw").mkdir()
    own = write_made_up_office(tmp_path / "office")
    return Office(Folders(tmp_path / "raw", tmp_path / "warehouse", office=own))


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that has received the sample exports and published 2023Q2 from them."""
    folder = tmp_path_factory.mktemp("sample")
    office = Office(Folders(folder / "raw", folder / "warehouse"))
    assert office.tongbao("sample", "2023Q2").code == 0
    # cut off from the network: what it reaches for is a matter of test_telemetry.py
    environment = watched(folder / CONNECTIONS)
    ended = office.tongbao_process("run", "2023Q2", environment=environment)
    assert ended.code == 0, ended.err
    yield office
