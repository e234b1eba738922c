"""Groups of units, and the further figures of the catalogue, for a small office, by hand."""

from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from orchestration.settings import Folders
from tests.offices import write_made_up_office
from tests.quarter.conftest import Office, case, ticket

pytestmark = pytest.mark.xdist_group("groups")

TIMES = ("签收时间", "办结时间", "签收时限", "办结时限", "回访时间", "满意度")


def received(key: str, month: str, **values: object) -> dict[str, object]:
    """A work order of an earlier month, without any time but that of its receipt."""
    nothing = dict.fromkeys(TIMES, "")
    day = f"{month}-10 09:30:00"
    return ticket(key, 受理时间=day, 派单时间=day, 承办单位="甲局", **nothing | values)


TICKETS = [
    ticket("T1", 承办单位="甲办", 是否有效="有效"),
    # on the day of its limit, which is not early
    ticket("T2", 承办单位="乙局", 办结时间="2023-05-20 09:00:00", 满意度="不满意", 是否有效="无效"),
    ticket("T3", 承办单位="东镇", 签收时间="", 办结时间="", 满意度="", 是否有效="不详"),
    ticket("T4", 承办单位="某公司", 受理渠道="电话"),
    ticket("T5", 承办单位="", 派单时间="", 办结时间="", 满意度="", 受理渠道="微信"),
    received("P1", "2023-01", 办结时间="2023-02-01 10:00:00"),
    received("P2", "2023-02", 办结时间="2023-04-02 10:00:00"),
    received("P3", "2023-03"),
    received("Y1", "2022-05", 办结时间="2022-05-12 10:00:00"),
]
CASES = [
    case("C1", 办理单位="甲局", 办结时间="2023-05-11 09:00:00"),
    case("C2", 办理单位="西街", 办理渠道="乡镇便民服务中心", 办结时间=""),
]


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A made-up office with groups that has published 2023Q2."""
    folder = tmp_path_factory.mktemp("groups")
    further = "code,is_headline\norders.handling_mean,true\ntickets.daily_mean,true\n"
    own = write_made_up_office(folder / "office", indicators__csv=further)
    office = Office(Folders(folder / "raw", folder / "warehouse", office=own))
    columns = {name: "" for row in TICKETS for name in row}
    office.drop("tickets/工单_20230801.csv", [columns | row for row in TICKETS])
    office.drop("cases/办件_20230801.csv", CASES)
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    return office


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("tickets.finished", "4件"),
        ("tickets.finish_rate", "80%"),
        ("tickets.daily_mean", "0.05件"),
        ("tickets.valid", "1件"),
        ("tickets.invalid", "1件"),
        ("orders.signed_in_time", "3件"),
        ("orders.sign_due", "4件"),
        ("orders.sign_in_time_rate", "75%"),
        ("orders.finished_early", "2件"),
        ("orders.finish_early_rate", "66.67%"),
        ("orders.unsatisfied", "1件"),
        ("orders.unsatisfied_rate", "33.33%"),
        ("orders.handling_mean", "159.67小时"),
        ("orders.carried_over", "2件"),
        ("cases.finished", "1件"),
        ("cases.finish_rate", "50%"),
        ("orders.received@group:区直", "2件"),
        ("orders.received@企业", "0件"),
        ("orders.received@未分组", "1件"),
        ("orders.received.share@group:区直", "50%"),
        ("orders.handling_mean@区直", "179.5小时"),
        ("cases.total.share@街道", "50%"),
        ("cases.unit@group:区直", "1件"),
        ("cases.unit.share@group:区直", "50%"),
        ("orders.received.change_on_previous", "33.33%"),
        ("orders.received.difference_on_previous@区直", "-1件"),
        ("orders.received.change_on_previous@甲局", "-66.67%"),
        ("orders.received.change_on_year_before", "空"),
        ("tickets.total@微信", "1件"),
        ("tickets.total.share@channel:电话", "20%"),
    ],
)
def test_a_figure_is_what_its_rows_give_by_hand(grouped: Office, metric: str, value: str) -> None:
    ended = grouped.tongbao("trace", "2023Q2", metric)
    assert ended.code == 0, ended.err
    assert ended.err.splitlines()[0].split(" ")[-1] == value


@pytest.mark.parametrize(
    ("metric", "keys"),
    [
        ("orders.received@group:区直", {"分子 T1", "分子 T2"}),
        ("orders.carried_over", {"分子 P2", "分子 P3"}),
        ("tickets.finished", {"分子 T1", "分子 T2", "分子 T4", "分子 T5"}),
        ("orders.finished_early", {"分子 T1", "分子 T4"}),
        ("cases.total.share@group:街道", {"分子 C2", "分母 C1", "分母 C2"}),
        (
            "orders.received.change_on_previous@group:区直",
            {"本期 T1", "本期 T2", "上期 P1", "上期 P2", "上期 P3"},
        ),
        ("orders.handling_mean@group:区直", {"分母 T1", "分母 T2"}),
    ],
)
def test_a_figure_is_traced_to_its_very_rows(grouped: Office, metric: str, keys: set[str]) -> None:
    lines = grouped.tongbao("trace", "2023Q2", metric).out.splitlines()
    cells = [line.split("\t") for line in lines]
    assert Counter(f"{part} {key}" for part, _, _, _, key, _ in cells) == Counter(keys)


def test_an_earlier_span_with_a_month_without_rows_shows_its_count_and_no_change(
    grouped: Office,
) -> None:
    found = grouped.query(
        "select previous_value, change_on_previous, year_before_value, change_on_year_before"
        " from indicator_values where indicator_code = 'orders.received' and dimension = 'all'"
    )
    assert [tuple(map(str, row)) for row in found] == [("3.00", "33.33", "1.00", "None")]
    said = grouped.tongbao("trace", "2023Q2", "orders.received.change_on_year_before").err
    assert "上年同期（2022Q2）有月份没有数据，或本期未满，没有增减" in said


def test_means_that_the_office_shows_have_two_decimals(grouped: Office) -> None:
    figures = grouped.indicators()
    assert (figures["orders.handling_mean"], figures["tickets.daily_mean"]) == ("159.67", "0.05")


def test_groups_stand_in_a_mart_the_workbook_and_the_page(grouped: Office) -> None:
    found = grouped.query(
        "select unit_group, units, numerator, share from indicators_by_group"
        " where indicator_code = 'orders.received' order by group_position"
    )
    assert [tuple(map(str, row)) for row in found] == [
        ("区直", "2", "2", "50.00"),
        ("乡镇", "1", "1", "25.00"),
        ("街道", "1", "0", "0.00"),
        ("企业", "1", "0", "0.00"),
        # the one off the roster
        ("未分组", "1", "1", "25.00"),
    ]
    folder = grouped.folders.published / "2023Q2" / "latest"
    sheet = openpyxl.load_workbook(folder / "附件.xlsx", data_only=True)["分组"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert [row[:4] for row in rows] == [
        ["区直", 2, 2, 50],
        ["乡镇", 1, 1, 25],
        ["街道", 1, 0, 0],
        ["企业", 1, 0, 0],
        ["未分组", 1, 1, 25],
        ["合计", 6, 4, 100],
    ]
    page = (folder / "通报.html").read_text("utf-8")
    assert "各分组办理情况" in page and "区直" in page
    assert "tongbao trace 2023Q2 orders.received@group:分组名称" in page


def test_rates_of_the_sheet_are_formulas_of_what_it_shows(grouped: Office) -> None:
    folder = grouped.folders.published / "2023Q2" / "latest"
    sheet = openpyxl.load_workbook(folder / "附件.xlsx")["分组"]
    first = [cell.value for cell in sheet[6]]
    assert str(first[3]).startswith("=IF(N($C$11)=0") and str(first[7]).startswith("=IF(N(C6)=0")


def test_groups_add_up_to_the_whole(grouped: Office) -> None:
    different = grouped.query(
        "select indicator_code, sum(groups.numerator), any_value(everything.numerator)"
        " from indicators_by_group as groups join indicator_values as everything"
        " using (period, indicator_code)"
        " where everything.dimension = 'all' and groups.statistic = 'count'"
        " and (indicator_code like 'orders.%' or indicator_code like 'cases.%')"
        " group by indicator_code having sum(groups.numerator) <> any_value(everything.numerator)"
    )
    assert different == []


def test_printed_figures_of_groups_are_held_against_the_warehouse(
    grouped: Office, tmp_path: Path
) -> None:
    claims = tmp_path / "printed.csv"
    claims.write_text(
        "claim,code,printed,unit,where\n"
        "1,orders.received@group:区直,2,件,\n"
        "2,orders.received.share@group:区直,51,%,\n"
        "3,orders.finish_rate@区直,100,%,\n",
        encoding="utf-8",
    )
    ended = grouped.tongbao("reconcile", "2023Q2", "--figures", str(claims))
    verdicts = [line.split("  ")[1] for line in ended.out.splitlines()[:-1]]
    assert verdicts == ["reproduced", "differs", "reproduced"]


def test_an_unreadable_answer_is_flagged_and_counts_as_none(grouped: Office) -> None:
    flags = grouped.query("select quality_flags from tickets where ticket_id = 'T3'")
    assert "unreadable_yes_no" in str(flags)
