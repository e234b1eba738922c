"""The site's own pages, and the Data Docs where nothing is published yet."""

from pathlib import Path

import pandas as pd

from orchestration.checks.office_sets import sets_of
from orchestration.checks.suites import load_suite
from orchestration.docs_site.catalogue import indicators_page
from orchestration.docs_site.data_docs import Documented, write_data_docs
from orchestration.docs_site.pages import suites_page
from orchestration.docs_site.results import Newest, newest_tables
from orchestration.settings import EXPECTATIONS, Folders

SUITE = load_suite("controls")


def test_every_column_of_the_catalogue_is_shown_and_no_name_is_markup() -> None:
    page = indicators_page(
        [
            {"sort_order": 1, "code": "a.x", "name": "甲<b>", "unit": "件", "caveats": ""}
            | {"new_column": True, "definition": "甲&乙", "source_mart": "totals"},
            {"sort_order": 2, "code": "tickets.y", "name": "乙", "unit": "%", "caveats": "注意"},
        ]
    )
    assert "甲&lt;b&gt;" in page and "甲&amp;乙" in page
    assert "<dt>new_column</dt><dd>是</dd>" in page
    assert page.index("<dt>定义</dt>") < page.index("<dt>new_column</dt>")
    assert page.count("<dt>口径说明</dt>") == 1, "an empty one is left out"
    assert "热线诉求" in page and '<section id="a"><h2>a</h2>' in page
    assert 'href="dbt/index.html#!/model/model.tongbao.totals"' in page


def test_a_suite_is_met_broken_or_has_nothing_to_be_held_against() -> None:
    page = suites_page(
        "2023Q2",
        [
            Documented(SUITE, "met.html", "met-result.html", evaluated=3, met=3),
            Documented(SUITE, "broken.html", "broken-result.html", evaluated=3, met=2),
            Documented(SUITE, "open.html"),
            Documented(SUITE, "problem.html", problem="列为 甲"),
            Documented(load_suite("drift"), "drift.html", "drift-result.html", 3, 1),
        ],
    )
    assert [row.split('"')[0] for row in page.split('<tr class="')[1:]] == [
        "met",
        "broken",
        "open",
        "broken",
        "warned",
    ]
    assert "6 条规则中 5 条成立，另有 2 条提示" in page
    assert "✘ 列为 甲" in page
    assert "尚无发布" in suites_page("", [])


def test_nothing_is_newest_in_an_empty_warehouse(tmp_path: Path) -> None:
    assert newest_tables(Folders(tmp_path, tmp_path)) == Newest()


def test_suites_have_pages_without_a_publication_and_broken_ones_name_the_row(
    tmp_path: Path,
) -> None:
    controls = pd.DataFrame(
        {
            "indicator_code": ["tickets.total", "cases.total"],
            "control_value": [4426, 7],
            "warehouse_value": [4425, 7],
            "is_met": [False, True],
        }
    )
    tables = {"controls": controls, "attachment_2": pd.DataFrame({"分类": ["甲"]})}
    documented = write_data_docs(
        Newest("2023Q2", tables), sets_of(Folders(tmp_path, tmp_path)), tmp_path / "out", tmp_path
    )
    assert {entry.suite.name for entry in documented} == {
        path.stem for path in EXPECTATIONS.glob("*.yml")
    }
    for entry in documented:
        assert (tmp_path / "out" / entry.page).exists()
        assert (entry.result_page is not None) == (entry.suite.name == "controls")
        assert bool(entry.problem) == (entry.suite.name == "attachment_2")
    (held,) = (entry for entry in documented if entry.result_page)
    assert (held.evaluated, held.met) == (1, 0)
    result = (tmp_path / "out" / str(held.result_page)).read_text(encoding="utf-8")
    assert "tickets.total: 控制数 4426" in result and "来源系统的总量与库内不符" in result
    assert "cases.total" not in result
