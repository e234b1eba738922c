"""An office from nothing, by the steps of `docs/adopting.md`: a district that does not exist."""

import csv
from pathlib import Path

import pytest

from orchestration.settings import Folders
from tests.quarter.conftest import Ended, Office
from tests.quarter.told import places_of, told_by

pytestmark = pytest.mark.xdist_group("adopting")

FOREIGN = ("红寺堡", "宁夏", "吴忠", "hongsibu", "640303")
ABSENT = ("证照", "licenses")

TYPES = ["求助", "咨询", "投诉", "建议", "噪音扰民", "供水保障", "停车管理"]
CHANNELS = ["大厅窗口", "网办", "掌上办", "自助机", "社区代办", "邮寄办", "电话办"]
UNITS = ["城管局", "住房和城乡建设委员会", "水务局", "自来水公司"]

OFFICE = {
    "units.csv": "name,kind,aliases,group\n城管局,department,城市管理局,区直\n"
    "住建委,department,住房和城乡建设委员会,区直\n水务局,department,,区直\n自来水公司,enterprise,,\n",
    "ticket_types.csv": "code,name,aliases\nhelp,求助,求决\nconsult,咨询,\ncomplaint,投诉,\n"
    "suggestion,建议,\nnoise,噪音扰民,\nwater,供水保障,\nparking,停车管理,\n",
    "channels.csv": "code,name,aliases,counts_for,is_headline\nhall,大厅窗口,,department,true\n"
    "web,网办,网上办,,true\nphone,掌上办,,,false\nkiosk,自助机,,,false\n"
    "community,社区代办,,,false\npost,邮寄办,,,false\ncall,电话办,,,false\n",
    "headers.yml": "tickets:\n  工单编号: [流水号]\n  受理时间: [来电日期]\n"
    "  诉求类型: [事件类别]\n"
    "  承办单位: [处置单位]\n  诉求领域: [事件小类]\n"
    "cases:\n  办件编号: [业务号]\n  受理时间: [收件日期]\n  办理单位: [窗口单位]\n"
    "  办理渠道: [收件方式]\n",
}


def tickets() -> list[dict[str, object]]:
    return [
        {
            "流水号": f"QS{number:05}",
            "来电日期": f"2024/{4 + number % 3}/{1 + number % 28} 9:30",
            "事件类别": TYPES[number % len(TYPES)],
            "事件小类": "市容环境",
            "处置单位": UNITS[number % len(UNITS)] if number % 5 else "",
            "派单时间": f"2024/{4 + number % 3}/{1 + number % 28} 10:00",
            "签收时间": f"2024/{4 + number % 3}/{1 + number % 28} 11:00",
            "办结时间": f"2024/{4 + number % 3}/{1 + number % 28} 17:00",
            "满意度": "满意" if number % 4 else "不满意",
        }
        for number in range(210)
    ]


def cases() -> list[dict[str, object]]:
    return [
        {
            "业务号": f"YW{number:05}",
            "收件日期": f"2024-05-{1 + number % 28:02} 09:30:00",
            "窗口单位": UNITS[number % len(UNITS)],
            "收件方式": CHANNELS[number % len(CHANNELS)],
            "通办类型": "省内通办" if number % 2 else "",
        }
        for number in range(140)
    ]


def evaluations() -> list[dict[str, object]]:
    return [
        {"评价编号": f"P{number}", "评价时间": "2024-05-09", "评价等级": 5, "评价对象": "城管局"}
        for number in range(12)
    ]


@pytest.fixture(scope="module")
def said() -> dict[str, Ended]:
    """What each step said, by its name."""
    return {}


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory, said: dict[str, Ended]) -> Office:
    """The district after its first bulletin."""
    folder = tmp_path_factory.mktemp("adopting")
    office = Office(Folders(folder / "raw", folder / "warehouse", office=folder / "office"))
    office.drop("tickets/工单导出_20240701.csv", tickets(), "gb18030")
    office.drop("cases/办件导出_20240701.csv", cases(), "gb18030")
    office.drop("evaluations/评价_20240701.csv", evaluations(), "gb18030")
    said["new"] = made_anew(office)
    write(office.folders.office, "units.csv")
    said["strange headers"] = office.tongbao("office", "check")
    settings = office.folders.office / "office.yml"
    shown = "# parts: [tickets, cases, licenses, evaluations]"
    text = settings.read_text("utf-8")
    assert shown in text
    settings.write_text(text.replace(shown, "parts: [tickets, cases, evaluations]"), "utf-8")
    write(office.folders.office, "headers.yml")
    said["strange words"] = office.tongbao("office", "check")
    write(office.folders.office, "ticket_types.csv", "channels.csv")
    said["complete"] = office.tongbao("office", "check")
    said["run"] = office.tongbao("run", "2024Q2")
    return office


def made_anew(office: Office) -> Ended:
    folder = office.folders.office
    further = ("--name", "青石区政务服务局", "--district", "青石区")
    # this command takes no folders but the one that it writes
    return Office(Folders(folder, folder)).tongbao_alone("office", "new", str(folder), *further)


def write(folder: Path, *names: str) -> None:
    for name in names:
        # as a Chinese Excel saves a table
        encoding = "gb18030" if name.endswith(".csv") else "utf-8"
        (folder / name).write_bytes(OFFICE[name].replace("\n", "\r\n").encode(encoding))


def test_the_steps_end_with_a_bulletin(adopted: Office, said: dict[str, Ended]) -> None:
    codes = {step: ended.code for step, ended in said.items()}
    assert codes == {
        "new": 0,
        "strange headers": 0,
        "strange words": 1,
        "complete": 0,
        "run": 0,
    }, [ended.err + ended.out for ended in said.values()]
    assert adopted.versions("2024Q2") == ["v001"]


def test_each_step_says_what_to_paste(adopted: Office, said: dict[str, Ended]) -> None:
    headers, words = said["strange headers"].out, said["strange words"].out
    assert "COLUMN: [流水号]" in headers and "COLUMN: [业务号]" in headers
    assert "no period would be blocked" not in headers
    assert "new_1,供水保障," in words and "90 of 210 rows" in words
    assert "2024Q2 would be blocked" in words
    assert "no period would be blocked" in said["complete"].out


def test_figures_are_those_of_its_own_words(adopted: Office) -> None:
    figures = adopted.indicators("2024Q2")
    assert figures["tickets.total"] == "210"
    assert {figures[f"tickets.{code}"] for code in ("help", "noise", "water", "parking")} == {"30"}
    assert "tickets.praise" not in figures and "cases.township" not in figures
    assert figures["cases.hall"] == figures["cases.web"] == "20"
    assert figures["cases.cross_region"] == "70"
    lines = adopted.read("附件2_各分类事项办件量统计表.csv", "2024Q2")
    assert [line["分类"] for line in lines[:8]] == ["总办件量", *CHANNELS]


def test_a_kind_without_units_is_left_out(adopted: Office) -> None:
    lines = adopted.read("附件3_各乡镇各部门办件量统计表.csv", "2024Q2")
    assert list(dict.fromkeys(line["类别"] for line in lines)) == ["部门", "其他"]
    assert not (adopted.folders.published / "2024Q2/v001/附件4_电子证照入库统计表.csv").exists()


def test_no_word_of_another_office_is_told(adopted: Office, said: dict[str, Ended]) -> None:
    further = [
        adopted.tongbao("status"),
        adopted.tongbao("trace", "2024Q2", "tickets.noise"),
        adopted.tongbao("trace", "2024Q2", "tickets.nothing"),
        adopted.tongbao("reconcile", "2024Q2"),
        adopted.tongbao("run", "2024Q1"),
        adopted.tongbao("verify", "2024Q2"),
    ]
    told = told_by(adopted) | {
        f"step {place}": ended.out + ended.err
        for place, ended in enumerate([*said.values(), *further])
    }
    assert places_of(told, FOREIGN) == []
    assert places_of(told_by(adopted), ABSENT) == []


def test_the_page_of_steps_speaks_of_this_office() -> None:
    page = (Path(__file__).parents[2] / "docs" / "adopting.md").read_text("utf-8")
    (first, *_) = csv.reader(OFFICE["units.csv"].splitlines()[1:])
    assert ",".join(first) in page and "流水号" in page
