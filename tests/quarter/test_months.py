"""Months of a quarter beside it: they add up to it, and all stand on one page of publications."""

import pytest

from orchestration.settings import Folders
from tests.browser import (
    CUT_OR_OVERLAPPING,
    MISSING_GLYPHS,
    accessibility_problems,
    chromium,
    opened,
)
from tests.offices import write_made_up_office
from tests.quarter.conftest import Office, case, ticket

pytestmark = pytest.mark.xdist_group("months")

MONTHS = ("2023-04", "2023-05", "2023-06")
UNITS = ("甲局", "乙局", "东镇", "某公司", "")
JUDGED_WITHIN_THE_PERIOD = {"orders.carried_over", "orders.reply_boilerplate"}
DISTINCT = {"licenses.departments", "licenses.types"}


def in_month(month: str, number: int) -> dict[str, object]:
    """A ticket that is done within its month; every fourth is late, each third signed too late."""
    day = 1 + number % 9
    unit = UNITS[number % len(UNITS)]
    return ticket(
        f"T{month}-{number}",
        受理时间=f"{month}-0{day} 09:00:00",
        诉求类型=("求助", "咨询", "投诉", "建议")[number % 4],
        承办单位=unit,
        派单时间=f"{month}-0{day} 10:00:00" if unit else "",
        签收时限=f"{month}-11 10:00:00",
        签收时间=f"{month}-1{2 if number % 3 == 0 else 0} 11:00:00",
        办结时限=f"{month}-20 10:00:00",
        办结时间=f"{month}-2{2 if number % 4 == 0 else 0} 09:00:00",
        回访时间=f"{month}-25 10:00:00",
        满意度=("满意", "不满意", "非常满意", "未接通")[number % 4],
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A made-up office that has published three months and the quarter that they make up."""
    folder = tmp_path_factory.mktemp("months")
    own = write_made_up_office(folder / "office")
    office = Office(Folders(folder / "raw", folder / "warehouse", office=own))
    counts = dict(zip(MONTHS, (11, 17, 14), strict=True))
    rows = [in_month(month, number) for month in MONTHS for number in range(counts[month])]
    office.drop("tickets/工单_20230801.csv", rows)
    # none in May: June has nothing to be compared with
    cases = [case(f"C{at}", 受理时间=at, 办理单位="甲局") for at in ("2023-04-01", "2023-06-30")]
    office.drop("cases/办件_20230801.csv", cases)
    for periods in ("2023-04..2023-06", "2023Q2"):
        ended = office.tongbao("run", periods)
        assert ended.code == 0, ended.err
    assert "add up to" not in ended.err, "nothing differs"
    return office


def test_months_add_up_to_their_quarter(published: Office) -> None:
    rows = published.query(
        "select indicator_code, dimension, member,"
        " coalesce(sum(numerator) filter (where period <> '2023Q2'), 0),"
        " coalesce(sum(numerator) filter (where period = '2023Q2'), 0)"
        " from indicator_values where statistic = 'count' group by all"
    )
    compared = [row for row in rows if row[0] not in JUDGED_WITHIN_THE_PERIOD | DISTINCT]
    assert len(compared) > 200
    assert [row for row in compared if row[3] != row[4]] == []
    totals = {row[0]: row[4] for row in compared if row[1] == "all"}
    assert (totals["tickets.total"], totals["cases.total"]) == (42, 2)
    assert min(totals["orders.sign_overdue"], totals["orders.finish_overdue"]) > 5


def test_a_month_whose_predecessor_has_no_rows_has_no_earlier_count_and_no_change(
    published: Office,
) -> None:
    found = published.query(
        "select period, previous_value, change_on_previous from indicator_values"
        " where indicator_code in ('tickets.total', 'cases.total') and dimension = 'all'"
        " order by indicator_code desc, period"
    )
    assert [tuple(map(str, row)) for row in found] == [
        ("2023-04", "None", "None"),
        ("2023-05", "11.00", "54.55"),
        ("2023-06", "17.00", "-17.65"),
        ("2023Q2", "None", "None"),
        ("2023-04", "None", "None"),
        ("2023-05", "1.00", "-100.00"),
        ("2023-06", "None", "None"),
        ("2023Q2", "None", "None"),
    ]
    header = published.read("附件2_各分类事项办件量统计表.csv", "2023-06")[0]
    assert (header["办件量"], header["上月办件量"], header["环比(%)"]) == ("1", "", "")


def test_the_page_of_all_publications_is_whole_in_a_browser(published: Office) -> None:
    folder = published.folders.published
    index = folder / "index.html"
    with chromium() as browser:
        for width in (1280, 375):
            with opened(browser, index, width) as given:
                page = given.page
                assert (given.said, given.asked) == ([], [index.as_uri()])
                assert page.evaluate("document.documentElement.scrollWidth") == width
                assert page.evaluate(CUT_OR_OVERLAPPING) == []
                assert accessibility_problems(page) == []
                assert page.locator("#month svg").count() > 20
                assert page.locator("#quarter svg").count() == 0, "one publication is no line"
        with opened(browser, index) as given:
            page = given.page
            text = page.evaluate("document.body.textContent")
            signs = "".join(sorted({sign for sign in text if not sign.isspace()}))
            assert page.evaluate(MISSING_GLYPHS, signs) == []
            titles = page.locator("#month tbody th").all_text_contents()
            assert titles == ["2023年6月", "2023年5月", "2023年4月"], "the newest first"
            links = page.locator("a").evaluate_all("all => all.map(a => a.href)")
            assert len(links) == 2 * 4 and len(set(links)) == 4
            pages = [folder / key / "v001" / "通报.html" for key in (*MONTHS, "2023Q2")]
            assert set(links) == {path.as_uri() for path in pages}
            page.locator("#month tbody th a").first.click()
            assert page.url == pages[2].as_uri()
            page.locator("a[href$='index.html']").first.click()
            assert page.url == index.as_uri(), "the bulletin's page leads back"


def test_the_page_holds_what_was_published(published: Office) -> None:
    page = (published.folders.published / "index.html").read_text("utf-8")
    for month in MONTHS:
        total = published.indicators(month)["tickets.total"]
        assert f"2023年{int(month[-2:])}月 {total}件" in page
