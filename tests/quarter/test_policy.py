"""A night after the office changed its files: words touch closed periods, policy touches none."""

from pathlib import Path

import pytest

from tests.quarter.conftest import Office, ticket

FIRST, SECOND = "2023Q1", "2023Q2"
STRANGER = "水利站"
OPEN = {
    "签收时限": "",
    "签收时间": "",
    "办结时限": "",
    "办结时间": "",
    "回访时间": "",
    "满意度": "",
}


@pytest.fixture
def own(office: Office) -> Path:
    """The office's folder, to be changed."""
    return office.folders.office


def orders(office: Office, period: str) -> dict[str, tuple[str, str]]:
    """Return received and overdue orders by unit, as published."""
    rows = office.read("附件1_各单位办结诉求统计表.csv", period)
    return {row["承办单位"]: (row["受理工单数"], row["超时办结数"]) for row in rows}


def test_words_touch_what_they_change_and_policy_touches_nothing(office: Office, own: Path) -> None:
    # dispatched on the last day of its quarter: due a day later by the shortest limit, else later
    last = {"受理时间": "2023-03-30 09:00:00", "派单时间": "2023-03-30 09:30:00", **OPEN}
    office.drop("tickets/a_20230701.csv", [
        ticket("T1", **last), ticket("T2", **{**last, "承办单位": STRANGER}),
        ticket("T3", 受理时间="2023-05-30 09:00:00"),
    ])  # fmt: skip
    for period in (FIRST, SECOND):
        ended = office.tongbao("run", period)
        assert ended.code == 0, ended.err
    assert orders(office, FIRST)["东镇"] == ("1", "0")
    published = {period: office.bytes_of("v001", period) for period in (FIRST, SECOND)}
    assert "other limits" not in office.tongbao("status").out

    # a policy by which T1 and T2 were overdue at the quarter's end
    (own / "time_limits.csv").write_text(
        "type_code,urgency_code,sign_hours,finish_days\nany,any,1,1\n", encoding="utf-8"
    )
    office.drop("tickets/b_20230702.csv", [ticket("T4", 受理时间="no time")])
    ended = office.tongbao("refresh")
    assert ended.code == 0, ended.err
    for period in (FIRST, SECOND):
        assert office.versions(period) == ["v001"]
        assert office.bytes_of("v001", period) == published[period]
    status = office.tongbao("status").out
    assert f"{FIRST}: published by other limits" in status
    assert f"{SECOND}: published by other limits" in status
    # what came in is there to be read all the same
    assert office.query("select file, refused from landed_files order by file") == [
        ("tickets/a_20230701.csv", 0),
        ("tickets/b_20230702.csv", 1),
    ]
    built = office.folders.build_database.stat().st_mtime_ns
    assert "nothing new" in office.tongbao("refresh").out
    assert office.folders.build_database.stat().st_mtime_ns == built

    # a word by which the stranger is a unit of the roster
    units = (own / "units.csv").read_text("utf-8")
    (own / "units.csv").write_text(
        units.replace("东镇,township,", f"东镇,township,{STRANGER}"), encoding="utf-8"
    )
    ended = office.tongbao("refresh")
    assert ended.code == 0, ended.err
    assert office.versions(FIRST) == ["v001", "v002"]
    assert orders(office, FIRST) == {"东镇": ("2", "2"), "合计": ("2", "2")}
    assert orders(office, SECOND) == {"东镇": ("1", "0"), "合计": ("1", "0")}
    status = office.tongbao("status").out
    assert f"{FIRST}: published by other limits" not in status


def test_all_tables_of_the_analysts_are_built_with_the_rows() -> None:
    from orchestration.definitions import build_definitions
    from orchestration.publication.analysts import WHOLE_TABLES
    from orchestration.settings import Folders
    from orchestration.transformation.shared import hanging_on_plan

    folders = Folders(Path("raw").absolute(), Path("warehouse").absolute())
    hanging = {key.path[-1] for key in hanging_on_plan(build_definitions(folders))}
    assert not hanging & set(WHOLE_TABLES)
