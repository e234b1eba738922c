"""The sample, counted independently, gives the bulletin's printed figures."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from .conftest import AS_OF
from .counting import figures, judged_orders, roster, unit_names
from .reader import moment

PRINTED = list(
    csv.DictReader(Path(__file__).with_name("expected_2023Q2.csv").open("r", encoding="utf-8"))
)
# 2329 of 2480 is 93.91 and 56 of 182 is 30.77 in the bulletin's own figures; the others are
# not about the quarter's exports at all
CONTRADICTED = {
    "orders.finish_rate": "93.91",
    "orders.finish_overdue_rate@市政和环卫服务中心": "30.8",
}
NOT_DERIVABLE = {
    "catalogue.units",
    "catalogue.items",
    "catalogue.sub_items",
    "catalogue.business_items",
}

pytestmark = pytest.mark.xdist_group("sample")


def as_printed(figure: tuple[int, int] | str, printed: str) -> str:
    """Return a figure with as many decimals as the bulletin prints, half up."""
    if isinstance(figure, str):
        return figure
    decimals = len(printed.partition(".")[2])
    top, bottom = figure[0] * 10**decimals, figure[1]
    rounded = (2 * top + bottom) // (2 * bottom)
    whole, part = divmod(rounded, 10**decimals)
    return f"{whole}.{part:0{decimals}d}" if decimals else str(whole)


@pytest.fixture(scope="module")
def counted(rows: dict[str, pd.DataFrame]) -> dict[str, tuple[int, int] | str]:
    return figures(rows, AS_OF)


def test_every_printed_figure_is_reproduced(counted: dict[str, tuple[int, int] | str]) -> None:
    assert len(PRINTED) == 100
    differing = {}
    for claim in PRINTED:
        code, printed = claim["code"], claim["printed"]
        if code not in NOT_DERIVABLE and as_printed(counted[code], printed) != printed:
            differing[code] = as_printed(counted[code], printed)
    assert differing == CONTRADICTED


def test_named_lists_are_the_extremes(rows: dict[str, pd.DataFrame]) -> None:
    named: dict[str, set[str]] = {}
    for claim in PRINTED:
        code, _, unit = claim["code"].partition("@")
        named.setdefault(code, set()).add(unit)
    by_unit = judged_orders(rows["tickets"], AS_OF).groupby("unit").sum().astype(int)
    rated = by_unit[by_unit["rated"] > 0]
    unhappy = rated[100 * rated["satisfied"] < 85 * rated["rated"]]
    assert set(unhappy.index) == named["orders.satisfaction"] - {""}
    for column in ("sign_overdue", "finish_overdue"):
        listed = by_unit.index.isin(named[f"orders.{column}"])
        assert by_unit[~listed][column].max() < by_unit[listed][column].min()


def test_units_with_most_and_fewest_cases(counted: dict[str, tuple[int, int] | str]) -> None:
    units = roster()
    for kind, most, fewest in (("department", 5, 3), ("township", 2, 1)):
        count = {
            name: counted[f"cases.unit@{name}"][0] for name in units[units["kind"] == kind]["name"]
        }
        order = sorted(count, key=lambda name: -int(count[name]))
        printed = {
            claim["code"].partition("@")[2]
            for claim in PRINTED
            if claim["code"].startswith("cases.unit@")
        }
        ends = [*order[:most], *order[-fewest:]]
        assert {name for name in printed if name in count} == set(ends)
        values = [count[name] for name in order]
        assert values[most - 1] > values[most]
        assert values[-fewest - 1] > values[-fewest]
        assert sum(values) == counted["cases.hall" if kind == "department" else "cases.township"][0]


def test_issuers_with_most_and_fewest_licences(counted: dict[str, tuple[int, int] | str]) -> None:
    of_unit = {code: n[0] for code, n in counted.items() if code.startswith("licenses.unit@")}
    order = sorted(of_unit, key=lambda code: int(of_unit[code]))
    printed = {claim["code"] for claim in PRINTED if claim["code"].startswith("licenses.unit@")}
    assert {*order[:2], *order[-2:]} == printed


def test_what_happened_after_the_quarter_is_in_the_exports(rows: dict[str, pd.DataFrame]) -> None:
    tickets = rows["tickets"]
    orders = tickets[tickets["承办单位"] != ""]
    for column in ("办结时间", "回访时间"):
        assert 5 < (moment(orders[column]) >= AS_OF).sum() < 60
    later = judged_orders(tickets, pd.Timestamp("2023-07-10"))
    assert later["finished"].sum() > 2329


def test_units_are_written_in_several_ways(rows: dict[str, pd.DataFrame]) -> None:
    written = rows["tickets"]["承办单位"]
    written = written[written != ""]
    assert written.nunique() > unit_names(written).nunique()
