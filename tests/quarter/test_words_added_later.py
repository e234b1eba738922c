"""Words and limits that an office adds later: all is then as a fresh warehouse has it."""

from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.publication.controls.digest import result_bytes
from orchestration.settings import Folders
from tests.offices import write_made_up_office
from tests.quarter.conftest import Office, case, ticket
from tests.quarter.told import database_of

pytestmark = pytest.mark.xdist_group("words added later")

UNLIMITED = {"签收时限": "", "办结时限": "", "诉求领域": "道路养护"}
ORDERS = "附件1_各单位办结诉求统计表.csv"
OF_VERSIONS = ("datapackage.json", "CHANGES.md", "changes.json")
"""What tells how a version came to be."""


def row(key: str, unit: str, **values: object) -> dict[str, object]:
    """A ticket whose unit stands under a header that the program does not know."""
    plain = ticket(key, **UNLIMITED | values)
    plain.pop("承办单位")
    return plain | {"去向": unit}


TICKETS = [
    row("T1", "甲局"),
    row("T2", "甲办"),
    row("T3", "东镇", 诉求类型="噪音扰民"),
    row("T4", "", 派单时间="", 办结时间=""),
]
CASES = [
    case("C1", 办理单位="甲局", 办理渠道="掌上办"),
    case("C2", 办理单位="东镇", 办理渠道="乡镇便民服务中心"),
]
ROSTER = "name,kind,aliases\n甲局,department,{}\n乙局,department,\n东镇,township,\n"
SETTINGS = "name: 青石区政务服务局\ndistrict: 青石区\nparts: [tickets, cases]\n"
TYPES = "code,name,aliases\nhelp,求助,\nconsult,咨询,\nnoise,噪音扰民,\n"
CHANNELS = (
    "code,name,aliases,counts_for,is_headline\nhall,政务大厅,,department,true\n"
    "township,乡镇便民服务中心,,township,true\nphone,掌上办,,department,true\n"
)
LIMITS = "type_code,urgency_code,sign_hours,finish_days\nany,any,1,1\n"

STEPS = (
    ("headers.yml", "tickets:\n  承办单位: [去向]\n", "refresh", {"orders.received": "2"}),
    ("units.csv", ROSTER.format("甲办"), "refresh", {"orders.received": "2"}),
    ("ticket_types.csv", TYPES, "refresh", {"orders.received": "3", "tickets.noise": "1"}),
    ("channels.csv", CHANNELS, "refresh", {"cases.phone": "1"}),
    ("time_limits.csv", LIMITS, "run", {"orders.finish_overdue": "3"}),
)
"""Each file, what stands in it then, what lets it take effect, and a figure that shows it."""


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that has published, and has learnt one kind of word after the other since."""
    folder = tmp_path_factory.mktemp("grown")
    own = write_made_up_office(
        folder / "office", office__yml=SETTINGS, units__csv=ROSTER.format("")
    )
    office = Office(Folders(folder / "raw", folder / "warehouse", office=own))
    office.drop("tickets/工单_20230801.csv", TICKETS)
    office.drop("cases/办件_20230801.csv", CASES)
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    assert office.indicators()["orders.received"] == "0"
    assert "cases.phone" not in office.indicators()
    for place, (name, text, command, figures) in enumerate(STEPS, 2):
        (own / name).write_text(text, "utf-8")
        ended = office.tongbao(*([command] if command == "refresh" else [command, "2023Q2"]))
        assert ended.code == 0, (name, ended.err, ended.out)
        assert office.versions()[-1] == f"v{place:03}", (name, ended.out)
        shown = office.indicators()
        assert {code: shown[code] for code in figures} == figures, name
    return office


def test_each_kind_of_word_took_effect(grown: Office) -> None:
    units = {
        line["承办单位"]: line["受理工单数"]
        for line in grown.read("附件1_各单位办结诉求统计表.csv")
    }
    assert units == {"甲局": "2", "东镇": "1", "合计": "3"}
    before = grown.read(ORDERS, version="v002")
    assert "甲办" in {line["承办单位"] for line in before}
    assert grown.query("select count(*) from refused_rows") == [(0,)]


def test_all_is_what_a_fresh_warehouse_gives(grown: Office, tmp_path: Path) -> None:
    fresh = Office(replace(grown.folders, warehouse=tmp_path / "warehouse"))
    ended = fresh.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    published = (office.folders.published / "2023Q2" / "latest" for office in (grown, fresh))
    latest, first = published
    for name in fresh.bytes_of("v001"):
        if name not in OF_VERSIONS:
            assert result_bytes(latest / name) == result_bytes(first / name), name
    assert database_of(grown) == database_of(fresh)
