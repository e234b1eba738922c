"""What is published, when, and what stops it; whole or not at all."""

import json

from tests.quarter.conftest import Office, ticket


def test_a_control_that_is_not_met_blocks_until_its_rows_come(office: Office) -> None:
    office.drop("tickets/a_20230701.csv", [ticket("T1"), ticket("T2")])
    office.drop("controls/c_20230701.csv", [{"季度": "2023Q2", "指标": "tickets.total", "数值": 2}])
    assert office.tongbao("run", "2023Q2").code == 0
    before, database = office.bytes_of("v001"), office.folders.analysts_database.read_bytes()

    office.drop("controls/c_20230702.csv", [{"季度": "2023Q2", "指标": "tickets.total", "数值": 3}])
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 1
    assert "tickets.total" in ended.err and "3" in ended.err and "2" in ended.err
    assert "v001 stands" in ended.err
    assert office.versions() == ["v001"]
    assert office.bytes_of("v001") == before
    assert office.folders.analysts_database.read_bytes() == database

    # the control waits for a row, and what comes then is a version like any other
    office.drop("tickets/b_20230702.csv", [ticket("T3")])
    _require_a_version_more(office, before)


def _require_a_version_more(office: Office, before: dict[str, bytes]) -> None:
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 0
    assert "v002" in ended.out
    assert office.versions() == ["v001", "v002"]
    assert office.bytes_of("v001") == before
    assert (office.folders.published / "2023Q2" / "latest").readlink().name == "v002"
    assert office.indicators()["tickets.total"] == "3"

    told = office.tongbao("diff", "2023Q2")
    assert told.code == 0
    assert told.out.encode() == office.bytes_of("v002")["CHANGES.md"]
    data = json.loads(office.bytes_of("v002")["changes.json"])
    assert data == json.loads(office.tongbao("diff", "2023Q2", "--json").out)
    assert told.out == office.tongbao("diff", "2023Q2", "v001", "v002").out
    assert "| tickets/b_20230702.csv | 新接收 | 0 → 1 |" in told.out
    assert "| tickets.total | 诉求总量 | 数值 | 2 | 3 | +1 |" in told.out
    assert "cases" not in told.out
    _require_the_same_in_json(office)
    for names in (["v001"], ["v001", "v009"]):
        ended = office.tongbao("diff", "2023Q2", *names)
        assert ended.code == 2 and ended.err.count("\n") == 1

    assert office.tongbao("verify", "2023Q2").code == 0
    published = office.folders.published / "2023Q2" / "v001" / "主要指标.csv"
    published.chmod(0o644)
    published.write_bytes(published.read_bytes().replace(b"tickets.total", b"tickets.totaI"))
    ended = office.tongbao("verify", "2023Q2")
    assert ended.code == 1
    assert "2023Q2 v001: TOUCHED" in ended.out and "主要指标.csv was changed" in ended.out
    assert "2023Q2 v002: untouched" in ended.out


def _require_the_same_in_json(office: Office) -> None:
    compared = json.loads(office.tongbao("diff", "2023Q2", "--json").out)
    assert (compared["before"], compared["after"]) == ("v001", "v002")
    tickets = next(each for each in compared["exports"] if each["export"] == "tickets")
    (file,) = tickets["files"]
    assert file["file"] == "tickets/b_20230702.csv"
    assert file["counted_rows"]["2023Q2"] == {"before": 0, "after": 1}
    total = next(each for each in tickets["figures"] if "tickets.total" in each["row"])
    assert (total["file"], total["column"]) == ("主要指标.csv", "数值")
    assert (total["kind"], total["before"], total["after"]) == ("corrected", "2", "3")


def test_as_of_before_and_after_a_completion_gives_two_truths(office: Office) -> None:
    office.drop("tickets/a_20230701.csv", [ticket("T1", 办结时间="2023-05-25 10:00:00")])
    assert office.tongbao("run", "2023Q2", "--as-of", "2023-05-19 00:00:00").code == 0
    first = office.read("附件1_各单位办结诉求统计表.csv")[-1]
    assert (first["办结数"], first["超时办结数"], first["评价数"]) == ("0", "0", "1")
    assert office.tongbao("run", "2023Q2", "--as-of", "2023-05-22").code == 0
    second = office.read("附件1_各单位办结诉求统计表.csv")[-1]
    assert (second["办结数"], second["超时办结数"]) == ("0", "1")
    assert traced(office, "orders.open") == 1
    assert traced(office, "orders.finished") == 0
    assert office.tongbao("run", "2023Q2").code == 0
    third = office.read("附件1_各单位办结诉求统计表.csv")[-1]
    assert (third["办结数"], third["超时办结数"]) == ("1", "1")
    assert traced(office, "orders.open") == 0
    assert traced(office, "orders.finished") == 1


def traced(office: Office, code: str) -> int:
    """How many rows a figure of the unit is traced to."""
    ended = office.tongbao("trace", "2023Q2", f"{code}@东镇")
    assert ended.code == 0, ended.err
    return len(ended.out.splitlines())
