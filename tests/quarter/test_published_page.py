"""The published page in a real browser: it shows what is published and asks for nothing."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import dagster as dg
import pytest
from playwright.sync_api import Browser, Locator

from orchestration.metrics.aliases import aliases
from orchestration.metrics.published import read_published
from orchestration.periods import Period
from orchestration.publication.files import PUBLISHED_FILES
from orchestration.publication.reading import connect_published
from orchestration.tracing.trace import find_figure
from tests.browser import (
    CUT_OR_OVERLAPPING,
    MISSING_GLYPHS,
    Opened,
    accessibility_problems,
    chromium,
    opened,
)
from tests.quarter.conftest import Office

pytestmark = pytest.mark.xdist_group("sample")

SECTIONS = ("types", "weeks", "overdue", "satisfaction", "channels", "comparison")


def published_page(office: Office) -> Path:
    return office.folders.published / "2023Q2" / "latest" / "通报.html"


@pytest.fixture(scope="module")
def browser(sample_office: Office) -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def given(browser: Browser, sample_office: Office) -> Iterator[Opened]:
    with opened(browser, published_page(sample_office)) as found:
        yield found


def rows_of(given: Opened, section: str, part: str = "tbody") -> list[list[str]]:
    """Return the cells of a section's table as they stand."""
    rows: list[list[str]] = given.page.locator(f"#{section} {part} tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return rows


def shown(value: object) -> str:
    """Return a value of a mart as the page shows it."""
    if value is None:
        return "—"
    return str(int(value)) if isinstance(value, Decimal) and value == int(value) else str(value)


def signed(change: object, *, is_rate: bool = False) -> str:
    if change is None:
        return "—"
    sign = "+" if Decimal(str(change)) > 0 else ""
    return f"{sign}{change}{'个百分点' if is_rate else '%'}"


def test_dagster_shows_the_tables_the_charts_and_where_the_page_lies(
    sample_office: Office, browser: Browser
) -> None:
    with dg.DagsterInstance.from_config(str(sample_office.folders.warehouse / "dagster")) as found:
        draft, bulletin = (
            event.asset_materialization.metadata
            for name in ("draft", "bulletin")
            if (event := found.get_latest_materialization_event(dg.AssetKey(["publication", name])))
            and event.asset_materialization
        )
    for file in PUBLISHED_FILES:
        preview = draft[file.name]
        assert isinstance(preview, dg.TableMetadataValue)
        published = sample_office.read(file.name)[: len(preview.records)]
        assert len(published) in {10, len(sample_office.read(file.name))}
        assert [
            {column: "" if value is None else str(value) for column, value in record.data.items()}
            for record in preview.records
        ] == published
    charts = [value for value in draft.values() if isinstance(value, dg.MarkdownMetadataValue)]
    assert len(charts) == len(SECTIONS)
    page = browser.new_page()
    for chart in charts:
        page.set_content(f"<img src='{chart.md_str.partition('](')[2].removesuffix(')')}'>")
        page.locator("img").evaluate("image => image.decode()")
        assert page.locator("img").evaluate("image => image.naturalWidth") == 900
    page.goto(str(bulletin["page"].value))
    assert page.locator("h1").text_content() == "红寺堡区2023年第二季度12345热线运行和政务服务情况"
    page.close()


@pytest.mark.parametrize("width", [1280, 768, 375])
def test_it_says_nothing_asks_for_nothing_and_fits(
    browser: Browser, sample_office: Office, width: int
) -> None:
    path = published_page(sample_office)
    assert path.stat().st_size < 2_000_000
    with opened(browser, path, width) as given:
        page = given.page
        assert given.said == []
        assert given.asked == [path.as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") == width
        size = "wide" if width > 760 else "narrow"
        for section in SECTIONS:
            box = page.locator(f"#{section} svg:visible").bounding_box()
            assert page.locator(f"#{section} svg:visible").get_attribute("class") == size
            assert box and box["width"] > 300 and box["height"] > 90
        assert page.evaluate(CUT_OR_OVERLAPPING) == []


@pytest.mark.parametrize("width", [1280, 375])
def test_it_passes_the_check_of_accessibility(
    browser: Browser, sample_office: Office, width: int
) -> None:
    with opened(browser, published_page(sample_office), width) as given:
        given.page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })")
        assert accessibility_problems(given.page) == []
        for section in SECTIONS:
            drawn = given.page.locator(f"#{section} svg:visible")
            said = drawn.locator("desc").text_content()
            assert said and len(said) > 20 and "图" in said
            assert drawn.get_attribute("role") == "img"


def test_no_sign_of_it_is_missing_from_the_fonts(given: Opened) -> None:
    text = given.page.evaluate("document.body.textContent")
    signs = "".join(sorted({sign for sign in text if not sign.isspace()}))
    assert len(signs) > 300
    assert given.page.evaluate(MISSING_GLYPHS, signs) == []


def test_the_headline_figures_are_those_of_the_file(given: Opened, sample_office: Office) -> None:
    cards = dict(
        given.page.locator(".card").evaluate_all(
            "all => all.map(e => [e.dataset.code, [e.querySelector('data').textContent,"
            " e.querySelector('.value').textContent, e.querySelector('.change')?.innerText]])"
        )
    )
    of_types = {row[1] for row in rows_of(given, "comparison")} - set(cards)
    assert of_types and all(
        code.removesuffix(".share").removeprefix("tickets.").isalpha() for code in of_types
    )
    for line in sample_office.read("主要指标.csv"):
        if line["指标"] in cards:
            value, with_unit, _ = cards[line["指标"]]
            assert (value, with_unit) == (line["数值"], line["数值"] + line["单位"])
    assert cards["tickets.total"][2].split("\n") == ["环比上升10.16%", "同比上升23.71%"]
    # a rate that a rule gives over no evaluation neither rose nor fell
    assert cards["evaluations.negative"][0] == "0"
    assert cards["evaluations.rectified_rate"][1:] == ["100.00%", None]
    # of the exact rates: 1372 of 1644, and what the quarter before had, rounded once
    assert cards["orders.satisfaction"][2].split("\n")[0] == "比上季度下降6.30个百分点"


def test_all_headline_figures_are_compared(given: Opened, sample_office: Office) -> None:
    expected = [
        [
            name,
            code,
            shown(value) if not is_rate else str(value),
            unit,
            shown(before) if not is_rate else str(before),
            signed(change, is_rate=is_rate),
            shown(year_before) if not is_rate else str(year_before),
            signed(year_change, is_rate=is_rate),
        ]
        for name, code, value, unit, is_rate, before, change, year_before, year_change in (
            sample_office.query(
                "select indicator_name, indicator_code, value, indicator_unit, is_rate,"
                " previous_value, change_on_previous, year_before_value, change_on_year_before"
                " from headline_indicators where period = '2023Q2' order by sort_order"
            )
        )
    ]
    assert len(expected) == 37
    assert rows_of(given, "comparison") == expected


def test_units_are_those_of_the_first_attachment(given: Opened, sample_office: Office) -> None:
    lines = sample_office.read("附件1_各单位办结诉求统计表.csv")
    for section, columns in {
        "overdue": ("受理工单数", "超时签收数", "超时签收率(%)", "超时办结数", "超时办结率(%)"),
        "satisfaction": ("评价数", "满意数", "满意率(%)"),
    }.items():
        expected = [
            [line["承办单位"], *(line[column] or "—" for column in columns)] for line in lines
        ]
        assert rows_of(given, section) + rows_of(given, section, "tfoot") == expected
    drawn = texts(given.page.locator("#overdue svg.wide text"))
    late = [line for line in lines[:-1] if line["超时办结数"] != "0" or line["超时签收数"] != "0"]
    for line in late:
        assert line["承办单位"] in drawn and f"{line['超时办结数']}件" in drawn
    assert len(drawn) == 3 * len(late) + 2
    drawn = texts(given.page.locator("#satisfaction svg.wide text"))
    for line in lines[:-1]:
        if line["满意率(%)"]:
            assert f"{line['满意率(%)']}%（{line['评价数']}件）" in drawn


def texts(found: Locator) -> list[str]:
    return [text or "" for text in found.evaluate_all("all => all.map(e => e.textContent)")]


def test_types_and_channels_are_those_of_the_marts(given: Opened, sample_office: Office) -> None:
    expected = [
        [name, str(tickets), str(share), topic]
        for name, tickets, share, topic in sample_office.query(
            "select type_name, tickets, share, leading_topic from tickets_by_type"
            " where period = '2023Q2' order by sort_order"
        )
    ]
    assert [[*row[:3], row[-1]] for row in rows_of(given, "types")] == expected
    drawn = texts(given.page.locator("#types svg.wide text"))
    for name, tickets, share, _ in expected:
        assert name in drawn and f"{tickets}件，占{share}%" in drawn
    channels = sample_office.query(
        "select channel_name, cases from cases_by_channel where period = '2023Q2' order by 2 desc"
    )
    assert [row[:2] for row in rows_of(given, "channels")] == [
        [str(name), str(cases)] for name, cases in channels
    ]
    whole = sample_office.indicators()["cases.total"]
    assert rows_of(given, "channels", "tfoot")[0][:2] == ["合计", whole]


def test_weeks_add_up_to_the_period_and_end_with_what_is_open(
    given: Opened, sample_office: Office
) -> None:
    rows = rows_of(given, "weeks")
    counted = sample_office.query(
        "select first_day, tickets, received, finished, open_at_end from tickets_by_week"
        " where period = '2023Q2' order by week"
    )
    assert len(rows) == 14
    assert [row[1:] for row in rows] == [[str(count) for count in row[1:]] for row in counted]
    assert (rows[0][0], rows[1][0]) == ("4月1日至4月2日", "4月3日至4月9日")
    figures = sample_office.indicators()
    totals = [figures[code] for code in ("tickets.total", "orders.received", "orders.finished")]
    assert rows_of(given, "weeks", "tfoot")[0] == ["合计", *totals, ""]
    for place, total in enumerate(totals, 1):
        assert sum(int(row[place]) for row in rows) == int(total)
    ((still_open,),) = sample_office.query(
        "select value from indicator_values where period = '2023Q2'"
        " and indicator_code = 'orders.open' and dimension = 'all'"
    )
    assert int(rows[-1][4]) == still_open
    # and a week is what the rows themselves say
    in_third_week = sample_office.query(
        "select count(*), count(*) filter (where is_work_order),"
        " (select count(*) from tickets where quarter = '2023Q2' and is_work_order"
        "  and finished_at >= '2023-04-10' and finished_at < '2023-04-17')"
        " from tickets where received_at >= '2023-04-10' and received_at < '2023-04-17'"
    )
    assert [tuple(map(str, in_third_week[0]))] == [tuple(rows[2][1:4])]


def test_every_figure_says_what_it_means_and_leads_back_to_its_rows(
    given: Opened, sample_office: Office
) -> None:
    meanings = {
        str(code): f"{definition}。" + (f"{caveats}。" if caveats else "")
        for code, definition, caveats in sample_office.query(
            "select indicator_code, definition, caveats from indicator_catalogue"
        )
    }
    explained = given.page.locator(".card details, .meanings dd").evaluate_all(
        "all => all.map(e => [e.querySelector('code').textContent, e.textContent])"
    )
    assert len(explained) > 50
    folders = sample_office.folders
    with connect_published(folders) as connection:
        published = read_published(connection, Period.parse("2023Q2"), aliases(folders))
        for command, text in explained:
            program, verb, period, metric = command.split(" ")
            assert (program, verb, period) == ("tongbao", "trace", "2023Q2")
            assert Period.parse(period).worded(meanings[metric.partition("@")[0]]) in text
            figure = metric.replace("单位名称", "红寺堡镇")
            found = find_figure(connection, folders, published, figure)
            assert found.numerator is not None
    codes = {row[1] for row in rows_of(given, "comparison")}
    assert codes <= {command.split(" ")[-1] for command, _ in explained}


def test_tables_sort_by_mouse_and_by_keyboard(given: Opened) -> None:
    page = given.page
    page.locator("#satisfaction .data summary").click()
    published = rows_of(given, "satisfaction")
    header = page.locator("#satisfaction thead th", has_text="满意率")
    button = header.get_by_role("button")
    button.click()
    assert header.get_attribute("aria-sort") == "descending"
    rates = [row[3] for row in rows_of(given, "satisfaction") if row[3] != "—"]
    assert rates == sorted(rates, key=Decimal, reverse=True) and rates[0] == "100.00"
    button.press("Enter")
    assert header.get_attribute("aria-sort") == "ascending"
    assert [row[3] for row in rows_of(given, "satisfaction") if row[3] != "—"] == sorted(
        rates, key=Decimal
    )
    assert rows_of(given, "satisfaction", "tfoot")[0][0] == "合计"
    # another column takes over, names by their pinyin
    page.locator("#satisfaction thead button").first.click()
    assert header.get_attribute("aria-sort") is None
    assert rows_of(given, "satisfaction")[0][0] == "不动产登记事务中心"
    button.click()
    button.click()
    button.click()
    assert rows_of(given, "satisfaction") == published
    # weeks by their place in the period, not by their names
    weeks = page.locator("#weeks thead button").first
    weeks.click()
    assert rows_of(given, "weeks")[0][0] == "6月26日至6月30日"


def test_what_has_no_figure_stays_at_the_end(given: Opened) -> None:
    changes = given.page.locator("#comparison tbody tr td:nth-child(6)")
    first = changes.nth(3)
    first.evaluate("cell => { cell.dataset.number = ''; cell.textContent = '—'; }")
    button = given.page.locator("#comparison thead th", has_text="环比").get_by_role("button")
    given.page.locator("#comparison .data summary").click()
    for _ in range(2):
        button.click()
        assert texts(changes)[-1] == "—"


def test_on_paper_tables_are_open_and_traces_where_they_are_asked_for(given: Opened) -> None:
    page = given.page
    closed = page.locator("details:not([open])").count()
    assert closed > 20
    paper = page.pdf(prefer_css_page_size=True)
    assert 8 <= paper.count(b"/Type /Page\n") <= 14
    assert page.locator("details:not([open])").count() == closed
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.data:not([open])").count() == 0
    assert page.locator("details code:visible").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.get_by_label("打印时附上口径与追溯").check()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") > paper.count(
        b"/Type /Page\n"
    )
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert page.locator("details code:visible").count() > 20
    assert page.locator("svg.wide:visible").count() == len(SECTIONS)
    assert page.locator("nav:visible").count() == 0


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_a_table_that_goes_on_has_its_head_on_every_sheet(given: Opened, tmp_path: Path) -> None:
    given.page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    done = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "paper.pdf"), "-"], capture_output=True, check=True
    )
    sheets = done.stdout.decode().split("\f")
    with_rates = [sheet for sheet in sheets if len(re.findall(r"\d\.\d\d$", sheet, re.M)) > 5]
    assert len(with_rates) > 3
    for sheet in with_rates:
        assert re.search(r"(率\(%\)|同比)$", sheet, re.M), sheet


def test_without_scripts_all_is_there(browser: Browser, sample_office: Office) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(published_page(sample_office).as_uri())
    assert page.locator("svg.wide:visible").count() == len(SECTIONS)
    assert page.locator("#weeks tbody tr:visible").count() == 14
    assert page.locator("thead button").count() == 0
    page.close()
