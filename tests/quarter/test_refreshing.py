"""The nightly refresh: which periods it brings up, what a seal holds back, who is told."""

import pytest

from orchestration.alerts.channels import WECOM
from orchestration.partitions import PERIODS
from orchestration.running.instance import open_instance
from tests.quarter.conftest import Office, case, ticket
from tests.robot import listening_robot

FIRST, SECOND = "2023Q1", "2023Q2"


def test_late_rows_of_a_closed_period_wait_at_its_seal_and_then_make_a_version(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    tickets = [ticket(f"A{month}", 受理时间=f"2023-0{month}-01") for month in (1, 2, 3)]
    office.drop("tickets/a_20230701.csv", [ticket("T1"), *tickets])
    # a change needs a row in each month of the quarter before
    earlier = [case(f"B{month}", 受理时间=f"2023-0{month}-01") for month in (1, 2, 3)]
    office.drop("cases/a_20230701.csv", [case("C1"), *earlier])
    for period in (FIRST, SECOND):
        assert office.tongbao("run", period).code == 0
    assert "one version" in office.tongbao("diff", SECOND).out
    _require_both_periods(office)
    assert office.tongbao("seal", FIRST, "--reason", "signed").code == 0
    before = office.bytes_of("v001", FIRST)
    office.drop("tickets/b_20230702.csv", [ticket("T3", 受理时间="2023-02-02")])

    with listening_robot() as robot:
        monkeypatch.setenv(WECOM, robot.address)
        held = office.tongbao("refresh")
    assert held.code == 1
    assert "2023Q1 is sealed" in held.err and "signed" in held.err
    assert office.versions(FIRST) == ["v001"] and office.bytes_of("v001", FIRST) == before
    assert office.versions(SECOND) == ["v001", "v002"], "it is compared with the period before"
    changes = office.bytes_of("v002", SECOND)["CHANGES.md"].decode()
    assert "各表数字未变" in changes and "通报.docx" in changes
    assert "| tickets/b_20230702.csv | 新接收 | 0 → 1 |" in changes
    (told,) = robot.texts
    assert "2023Q1 blocked" in told and "tongbao unseal 2023Q1" in told
    assert "sealed: v001" in office.tongbao("status").out
    stands = office.folders.build_database.stat().st_mtime_ns
    again = office.tongbao("refresh")
    assert again.code == 1 and "2023Q1 is sealed" in again.err
    assert office.folders.build_database.stat().st_mtime_ns == stands, "it holds without a build"

    assert office.tongbao("seal", FIRST).code == 2
    assert office.tongbao("unseal", FIRST, "--reason", "late tickets").code == 0
    assert office.tongbao("unseal", FIRST, "--reason", "again").code == 2
    journal = office.folders.journal.read_text(encoding="utf-8")
    assert '"sealed"' in journal and "signed" in journal
    assert '"unsealed"' in journal and "late tickets" in journal

    assert office.tongbao("refresh").code == 0
    assert office.versions(FIRST) == ["v001", "v002"]
    changes = office.bytes_of("v002", FIRST)["CHANGES.md"].decode()
    assert "tickets/b_20230702.csv" in changes and "tickets.total" in changes

    stands = office.folders.build_database.stat().st_mtime_ns
    ended = office.tongbao("refresh")
    assert ended.code == 0 and "nothing new" in ended.out
    assert office.folders.build_database.stat().st_mtime_ns == stands
    assert office.versions(FIRST) == office.versions(SECOND) == ["v001", "v002"]

    (office.folders.build / "records" / "refresh.json").unlink()
    assert office.tongbao("refresh").code == 0
    assert office.folders.build_database.stat().st_mtime_ns == stands, "known from the runs alone"

    for period in (FIRST, SECOND):
        assert office.tongbao("seal", period).code == 0
    office.drop("tickets/c_20230703.csv", [ticket("T9", 受理时间="no time")])
    ended = office.tongbao("refresh")
    assert ended.code == 0, "a running period without rows is no failure, whatever was refused"
    assert office.versions(FIRST) == office.versions(SECOND) == ["v001", "v002"]


def _require_both_periods(office: Office) -> None:
    """See that a second period leaves the first to analysts, and is compared with it."""
    assert office.query(
        "select period, value from headline_indicators"
        " where indicator_code = 'cases.total' order by period"
    ) == [(FIRST, 3), (SECOND, 1)]
    second = office.read("附件2_各分类事项办件量统计表.csv")[0]
    assert (second["上季度办件量"], second["环比(%)"]) == ("3", "-66.67")
    first = office.read("附件2_各分类事项办件量统计表.csv", FIRST)[0]
    assert (first["上季度办件量"], first["环比(%)"]) == ("", "")


def test_the_first_refresh_of_a_warehouse_runs_what_holds_rows(office: Office) -> None:
    office.drop("tickets/a_20230701.csv", [ticket("T1"), ticket("T2", 受理时间="2023-02-01")])
    ended = office.tongbao("refresh")
    assert ended.code == 0, ended.err
    assert office.versions(SECOND) == ["v001"] and office.versions(FIRST) == []
    with open_instance(office.folders) as history:
        assert history.get_dynamic_partitions(PERIODS) == [FIRST, SECOND]


def test_a_first_refresh_over_refused_rows_lets_them_be_read(office: Office) -> None:
    office.drop("tickets/a_20230701.csv", [ticket("T1", 受理时间="no time")])
    assert office.tongbao("refresh").code == 0
    assert office.query("select count(*) from refused_rows") == [(1,)]
