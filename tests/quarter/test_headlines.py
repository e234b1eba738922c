"""Which figures are headlines is the office's: what is counted is held all the same."""

from pathlib import Path

import pytest

from orchestration.office.catalogue_file import shipped_catalogue, shipped_figures
from orchestration.office.read import load_office
from orchestration.settings import Folders
from tests.offices import write_made_up_office
from tests.quarter.conftest import Office, case, ticket

pytestmark = pytest.mark.xdist_group("headlines")

SWITCHED_OFF = (
    *("tickets.total", "tickets.help", "tickets.help.share", "orders.finish_rate", "cases.total"),
    *("licenses.total", "licenses.departments", "evaluations.total", "evaluations.negative"),
)

NOT_SAID = ("tickets.valid", "tickets.invalid", "orders.solved_rate", "orders.reply_short")
"""No export of the office has a column for them."""

LICENSE = {
    "证照标识": "1",
    "入库时间": "2023-05-04 09:00:00",
    "证照类型": "甲证",
    "颁发单位": "甲局",
}
EVALUATION = {"评价编号": "1", "评价时间": "2023-05-04", "评价等级": "满意", "被评价单位": "甲局"}


def switches(off: tuple[str, ...], on: tuple[str, ...] = ("orders.open",)) -> str:
    """The office's catalogue: some headlines less, others more."""
    lines = ["code,is_headline", *(f"{code},是" for code in on), *(f"{code},否" for code in off)]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("headlines")
    catalogue = switches(SWITCHED_OFF, ("orders.open", *NOT_SAID))
    own = write_made_up_office(folder / "office", indicators__csv=catalogue)
    made = Office(Folders(folder / "raw", folder / "warehouse", office=own))
    units = {"承办单位": "甲局"}
    made.drop("tickets/a.csv", [ticket("1", **units), ticket("2", 诉求类型="投诉", **units)])
    made.drop("cases/a.csv", [case("1", 办理单位="甲局"), case("2", 办理单位="东镇")])
    made.drop("licenses/a.csv", [LICENSE])
    made.drop("evaluations/a.csv", [EVALUATION])
    return made


def test_headlines_are_switched_off_and_what_they_count_is_published(office: Office) -> None:
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    assert "诉求总量 2件" in ended.out
    figures = office.indicators()
    assert not set(SWITCHED_OFF) & set(figures)
    assert (figures["tickets.complaint"], figures["orders.open"]) == ("1", "0")


def test_what_no_export_says_is_empty_and_no_nought(office: Office) -> None:
    rows = {row["指标"]: row for row in office.read("主要指标.csv")}
    for code in NOT_SAID:
        assert (rows[code]["数值"], rows[code]["分子"], rows[code]["分母"]) == ("", "", "")
    assert "导出没有说明" in office.tongbao("trace", "2023Q2", "tickets.valid").err


def test_all_shipped_headlines_are_switched_off(office: Office) -> None:
    own = load_office(office.folders.office)
    types, channels = (
        {each.code: each.name for each in members} for members in (own.ticket_types, own.channels)
    )
    codes = {code for code, _ in shipped_figures(types, channels)}
    others = tuple(sorted(codes - {"orders.open"}))
    path = Path(office.folders.office) / "indicators.csv"
    path.write_text(switches(others), encoding="utf-8")
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    assert list(office.indicators()) == ["orders.open"]
    assert len(codes) > len(shipped_catalogue())


def test_a_control_is_held_whether_or_not_its_figure_is_a_headline(office: Office) -> None:
    control = {"周期": "2023Q2", "指标": "tickets.total", "数值": "3"}
    office.drop("controls/a.csv", [control])
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 1
    assert "tickets.total: 控制数 3，库内 2" in ended.err
