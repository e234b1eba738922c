"""Which figure a written code means, and what stands beside it."""

from decimal import Decimal

import pytest

from orchestration.periods import Period
from orchestration.reconcile.figure import Figure
from orchestration.reconcile.figures import Figures

FIGURES = Figures(
    Period.parse("2023Q2"),
    {
        ("tickets.total", ""): Figure(90),
        ("orders.received", ""): Figure(60),
        ("orders.received", "河东街道"): Figure(20),
        ("orders.finished", ""): Figure(55),
        ("orders.finished", "河东街道"): Figure(12),
        ("orders.received", "红星快递"): Figure(40),
        ("orders.satisfaction", ""): Figure(9, 10),
        ("orders.satisfaction", "河东街道"): Figure(3, 4),
        ("orders.median_hours", "河东街道"): Figure(value=Decimal("30.50")),
        ("cases.total", ""): Figure(500),
    },
    earlier={
        Period.parse("2023Q1"): {
            ("orders.satisfaction", "河东街道"): Figure(value=Decimal("70.10"))
        }
    },
    names={"tickets.total": "诉求总量", "orders.received": "受理工单数"},
    roster={
        "河东街道": "河东街道",
        "河东街道办": "河东街道",
        "河东街道办事处": "河东街道",
        "就保局": "就业保障局",
    },
)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("tickets.total", ("tickets.total", "")),
        (" Tickets.Total ", ("tickets.total", "")),
        ("ｔｉｃｋｅｔｓ．ｔｏｔａｌ", ("tickets.total", "")),
        ("诉求总量", ("tickets.total", "")),
        ("orders.received@河东街道", ("orders.received", "河东街道")),
        ("orders.received@河东街道办事处", ("orders.received", "河东街道")),
        ("受理工单数＠ 河东 街道办", ("orders.received", "河东街道")),
        ("orders.received@“红星快递”", ("orders.received", "红星快递")),
    ],
)
def test_a_code_is_found_however_it_is_written(written: str, key: tuple[str, str]) -> None:
    found = FIGURES.find(written)
    assert found.key == key
    assert found.figure == FIGURES.figures[key]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("catalogue.units", "no export holds what it counts"),
        ("order.received", "the nearest code is orders.received"),
        ("orders.received@就保局", "no unit '就业保障局'"),
        ("orders.received@火星局", "no unit '火星局' stands on the roster or in 2023Q2"),
        ("tickets.total@河东街道", "not by unit"),
        ("orders.median_hours", "write orders.median_hours@河东街道"),
        ("", "no export holds"),
        ("@", "no export holds"),
        ("@河东街道", "no export holds"),
    ],
)
def test_what_is_not_found_is_told_why(written: str, says: str) -> None:
    found = FIGURES.find(written)
    assert found.figure is None and says in found.reason


def test_counts_beside_a_rate_are_the_units_own_first_and_never_its_own_denominator() -> None:
    counts = FIGURES.nearby(("orders.satisfaction", "河东街道")).counts
    assert counts == [
        ("受理工单数 (orders.received@河东街道)", 20),
        ("orders.finished@河东街道", 12),
        ("诉求总量 (tickets.total)", 90),
        ("受理工单数 (orders.received)", 60),
        ("orders.finished", 55),
        ("what orders.satisfaction is taken over", 10),
    ]


def test_figures_beside_one_are_those_of_the_unit_then_of_earlier_periods() -> None:
    nearby = FIGURES.nearby(("orders.satisfaction", "河东街道"))
    assert [name for name, _ in nearby.figures] == [
        "受理工单数 (orders.received@河东街道)",
        "orders.finished@河东街道",
        "orders.median_hours@河东街道",
        "the figure of 2023Q1",
    ]
    assert nearby.units == []
    received = FIGURES.nearby(("orders.received", "河东街道"))
    assert [name for name, _ in received.units] == ["the figure of 红星快递"]
