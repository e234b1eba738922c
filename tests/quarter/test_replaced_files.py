"""A file that is replaced by less of itself stops the publication; a reason lets it through."""

import json
import os
from pathlib import Path

import pytest

from orchestration.landing.index import NotRead, read_not_read
from orchestration.landing.settle import SETTLE, SETTLE_MAX
from tests.quarter.conftest import Office, case, ticket

WHOLE = [ticket(f"T{number}") for number in range(12)]
FILE = "tickets/甲_20230701.csv"


def test_a_replaced_file_stops_the_publication_until_someone_accepts_it(office: Office) -> None:
    office.drop(FILE, WHOLE)
    office.drop("tickets/q1.csv", [ticket(f"E{n}", 受理时间="2023-02-01") for n in range(30)])
    assert office.tongbao("run", "2023Q2").code == 0

    office.drop(FILE, WHOLE[:5])
    ended = office.tongbao("refresh")
    assert ended.code == 1
    assert "tickets: 5 rows count where v001 counted 12" in ended.err
    assert f"{FILE} (12 rows counted then, 5 now)" in ended.err
    assert "tongbao run 2023Q2 --accept-loss REASON" in ended.err
    assert office.versions() == ["v001"] and office.indicators()["tickets.total"] == "12"

    assert office.tongbao("run", "2023Q2", "--accept-loss", " ").code == 2
    ended = office.tongbao("run", "2023Q2", "--accept-loss", "系统迁移，只剩五件 (cf. 'note')")
    assert ended.code == 0, ended.err
    assert office.versions() == ["v001", "v002"]
    assert office.indicators()["tickets.total"] == "5"
    entries = map(json.loads, office.folders.journal.read_text("utf-8").splitlines())
    (published,) = [
        entry for entry in entries if entry["event"] == "published" and "accepted_loss" in entry
    ]
    assert published["version"] == "v002"
    assert published["accepted_loss"] == "系统迁移，只剩五件 (cf. 'note')"
    assert FILE in published["lost"]
    assert office.tongbao("verify", "2023Q2").code == 0


@pytest.mark.soak
def test_a_period_that_lost_all_its_rows_names_its_files(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.drop(FILE, WHOLE[:5])
    office.drop("tickets/q1.csv", [ticket(f"E{n}", 受理时间="2023-02-01") for n in range(30)])
    office.drop("cases/b_20230701.csv", [case("C1"), case("C2")])
    assert office.tongbao("run", "2023Q2").code == 0

    # its files are refused now, while another is still being written
    for path in (office.folders.raw / FILE, office.folders.raw / "cases/b_20230701.csv"):
        path.write_text("工单编号,受理时间\nT1,2023-05-01\n", encoding="utf-8")
        os.utime(path, (10**9, 10**9))
    _still_written(office, monkeypatch)
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 1
    assert "cases: 0 rows count where v001 counted 2" in ended.err
    assert f"{FILE} (5 rows counted then, 0 now, and is refused now: missing" in ended.err
    assert "NOT LANDED cases/c_20230702.csv: it is still being written" in ended.err
    assert read_not_read(office.folders.lake) == [
        NotRead("cases", "cases/c_20230702.csv", "it is still being written: the next run lands it",
                False)
    ]  # fmt: skip
    assert office.versions() == ["v001"]


def _still_written(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a new file of which the time is just now never stand still for long enough."""
    monkeypatch.setenv(SETTLE, "60")
    monkeypatch.setenv(SETTLE_MAX, "0.2")
    path: Path = office.drop("cases/c_20230702.csv", [case("C3")])
    assert path.is_file()
