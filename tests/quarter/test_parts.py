"""Offices that have some of the exports: nothing of the others is published, or named."""

from pathlib import Path

import openpyxl
import pytest

from orchestration.office.read import load_office
from orchestration.settings import Folders
from tests.offices import write_made_up_office
from tests.quarter.conftest import Ended, Office, case, ticket
from tests.quarter.told import places_of, told_by

pytestmark = pytest.mark.xdist_group("parts")

OF_OTHERS = (
    *("办件", "证照", "好差评", "政务服务情况", "差评", "乡镇便民服务中心", "政务大厅"),
    *("cases", "case_", "licen", "evaluat"),
)
"""Words that a hotline has no use for; its own office may be called 政务服务局."""

PLACES = {"承办单位": "甲局", "诉求领域": "道路养护"}
TICKETS = [
    ticket("T1", **PLACES | {"承办单位": "甲办"}),
    ticket("T2", **PLACES | {"承办单位": "东镇", "满意度": "不满意", "诉求类型": "投诉"}),
    ticket("T3", **PLACES | {"签收时间": "", "办结时间": "", "满意度": ""}),
    ticket("T4", **PLACES | {"承办单位": "", "派单时间": "", "办结时间": ""}),
    ticket("P1", **PLACES | {"受理时间": "2023-02-10 09:00:00", "派单时间": "2023-02-10 10:00:00"}),
]


def made_up_office(folder: Path, parts: str) -> Office:
    own = write_made_up_office(
        folder / "office",
        office__yml=f"name: 青石区热线办\ndistrict: 青石区\nparts: [{parts}]\n",
    )
    return Office(Folders(folder / "raw", folder / "warehouse", office=own))


@pytest.fixture(scope="module")
def first_run() -> list[Ended]:
    return []


@pytest.fixture(scope="module")
def hotline(tmp_path_factory: pytest.TempPathFactory, first_run: list[Ended]) -> Office:
    """A hotline alone that has published two quarters."""
    office = made_up_office(tmp_path_factory.mktemp("hotline"), "tickets")
    office.drop("tickets/工单_20230801.csv", TICKETS)
    for period in ("2023Q1", "2023Q2"):
        first_run.append(office.tongbao("run", period))
        assert first_run[-1].code == 0, first_run[-1].err
    return office


def test_a_hotline_publishes_its_own_attachment_alone(hotline: Office) -> None:
    files = hotline.bytes_of("v001")
    charts = {name for name in files if name.startswith("图/")}
    assert "图/诉求类型.svg" in charts and "图/各渠道办件量.svg" not in charts
    assert sorted(set(files) - charts) == sorted(
        [
            *("附件1_各单位办结诉求统计表.csv", "主要指标.csv", "数据字典.csv", "datapackage.json"),
            *("通报.docx", "通报.html", "附件.xlsx"),
        ]
    )
    codes = hotline.indicators()
    assert codes["tickets.total"] == "4"
    assert {code.split(".")[0] for code in codes} == {"tickets", "orders"}
    book = openpyxl.load_workbook(hotline.folders.published / "2023Q2" / "latest" / "附件.xlsx")
    assert book.sheetnames == ["附件1", "主要指标", "分组"]


def test_a_hotline_tells_nothing_of_what_it_has_not(hotline: Office) -> None:
    assert places_of(told_by(hotline), OF_OTHERS) == []


def test_nor_do_its_commands(hotline: Office, first_run: list[Ended]) -> None:
    ended = [
        *first_run,
        hotline.tongbao("status"),
        hotline.tongbao("refresh"),
        hotline.tongbao("trace", "2023Q2", "orders.received@东镇"),
        hotline.tongbao("verify", "2023Q2"),
    ]
    assert [each.code for each in ended] == [0] * len(ended)
    said = {str(place): each.out + each.err for place, each in enumerate(ended)}
    assert places_of(said, OF_OTHERS) == []


def test_a_figure_that_it_has_not_cannot_be_asked_for(hotline: Office) -> None:
    ended = hotline.tongbao("trace", "2023Q2", "cases.total")
    assert ended.code == 2
    figures = hotline.folders.warehouse.parent / "printed.csv"
    figures.write_text(
        "claim,code,printed,unit,where\n001,tickets.total,4,件,\n002,cases.total,7,件,\n", "utf-8"
    )
    ended = hotline.tongbao("reconcile", "2023Q2", "--figures", str(figures))
    assert "tickets.total" in ended.out and "reproduced" in ended.out
    assert "not derivable" in ended.out


def test_exports_of_other_parts_are_named_and_not_counted(hotline: Office) -> None:
    before = hotline.bytes_of("v001")
    hotline.drop("cases/办件_20230801.csv", [case("C1", 办理单位="甲局", 办理渠道="隔壁窗口")])
    (hotline.folders.raw / "licenses").mkdir()
    (hotline.folders.raw / "licenses" / "broken.csv").write_text("no header", "utf-8")
    ended = hotline.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    assert "cases: 1 files that are not counted: the office has no such part" in ended.out
    assert "refused" not in ended.out.replace("rows refused: 0", "")
    assert hotline.versions() == ["v001"] and hotline.bytes_of("v001") == before
    assert hotline.query("select distinct export from landed_files") == [("tickets",)]


def test_a_part_that_comes_back_brings_what_was_landed(hotline: Office) -> None:
    settings = hotline.folders.office / "office.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("[tickets]", "[tickets, cases]"), "utf-8"
    )
    assert load_office(hotline.folders.office).parts == ("tickets", "cases")
    ended = hotline.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    assert [name for name in hotline.bytes_of("v002") if name.startswith("附件")] == [
        "附件.xlsx",
        "附件1_各单位办结诉求统计表.csv",
        "附件2_各分类事项办件量统计表.csv",
        "附件3_各乡镇各部门办件量统计表.csv",
    ]
    assert hotline.indicators()["cases.total"] == "1"


def test_services_without_a_hotline_are_numbered_from_one(tmp_path: Path) -> None:
    office = made_up_office(tmp_path, "licenses")
    row = {
        "证照标识": "L1",
        "入库时间": "2023-05-01",
        "证照类型": "营业执照",
        "颁发单位": "甲局",
    }
    office.drop("licenses/证照_20230801.csv", [row])
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    assert office.read("附件1_电子证照入库统计表.csv")[0]["颁发单位"] == "甲局"
    assert set(office.indicators()) == {"licenses.total", "licenses.departments", "licenses.types"}
    others = ("办件", "好差评", "12345", "诉求领域", "cases", "evaluat")
    assert places_of(told_by(office), others) == []


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [
        ({"东镇": "township", "自来水公司": "enterprise"}, ["乡镇(街道)", "其他"]),
        ({"甲局": "department"}, ["部门"]),
    ],
)
def test_a_class_of_which_there_is_no_unit_is_left_out(
    tmp_path: Path, kinds: dict[str, str], shown: list[str]
) -> None:
    office = made_up_office(tmp_path, "cases")
    lines = [f"{name},{kind}" for name, kind in kinds.items()]
    (office.folders.office / "units.csv").write_text("name,kind\n" + "\n".join(lines), "utf-8")
    rows = [case(f"C{place}", 办理单位=name) for place, name in enumerate(kinds)]
    office.drop("cases/办件_20230801.csv", rows)
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    classes = [row["类别"] for row in office.read("附件2_各乡镇各部门办件量统计表.csv")]
    assert list(dict.fromkeys(classes)) == shown
