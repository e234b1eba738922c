"""Facts and tables made up for a test, so that no database is needed to word or lay them out."""

from datetime import datetime
from decimal import Decimal

from orchestration.periods import Period
from orchestration.planning.plan import Plan
from orchestration.publication.bulletin.facts import Facts, Indicator, TicketType, UnitFigure
from tests.offices import default_district

TYPES = {
    "help": "求助",
    "consult": "咨询",
    "complaint": "投诉",
    "suggestion": "建议",
    "report": "举报",
    "praise": "表扬",
}
COUNTS = {
    "tickets.total": ("诉求总量", "件"),
    **{f"tickets.{code}": (f"{name}类诉求量", "件") for code, name in TYPES.items()},
    "orders.received": ("受理工单数", "件"),
    "orders.finished": ("办结工单数", "件"),
    "orders.sign_overdue": ("超时签收工单数", "件"),
    "orders.finish_overdue": ("超时办结工单数", "件"),
    "cases.total": ("总办件量", "件"),
    "cases.hall": ("政务大厅办件量", "件"),
    "cases.township": ("乡镇（街道）便民服务中心办件量", "件"),
    "cases.app": ("“我的宁夏”APP办件量", "件"),
    "cases.cross_province": ("跨省通办办件量", "件"),
    "cases.cross_region": ("区内通办办件量", "件"),
    "cases.zero_material": ("零材料办件量", "件"),
    "cases.tolerant": ("容缺受理办件量", "件"),
    "cases.commitment": ("告知承诺办件量", "件"),
    "cases.one_license": ("一证通办办件量", "件"),
    "licenses.total": ("电子证照入库量", "件"),
    "licenses.departments": ("入库部门数", "个"),
    "licenses.types": ("入库证照类型数", "个"),
    "evaluations.total": ("好差评评价量", "条"),
    "evaluations.township": ("乡镇（街道）评价量", "条"),
    "evaluations.department": ("部门评价量", "条"),
    "evaluations.negative": ("差评量", "条"),
}
RATES = {
    **{
        f"tickets.{code}.share": (f"tickets.{code}", "tickets.total", f"{name}类占比")
        for code, name in TYPES.items()
    },
    "orders.finish_rate": ("orders.finished", "orders.received", "办结率"),
}


def count(code: str, now: int, previous: int | None = None, before: int | None = None) -> Indicator:
    """Return a headline count with what it was before."""
    name, unit = COUNTS.get(code, (code, "件"))
    return Indicator(
        code,
        name,
        Decimal(now),
        unit,
        "count",
        numerator=now,
        previous=None if previous is None else Decimal(previous),
        change_on_previous=percent(now, previous),
        year_before=None if before is None else Decimal(before),
        change_on_year_before=percent(now, before),
    )


def percent(now: int, before: int | None) -> Decimal | None:
    """Return the change that the marts hold of a count: nothing where there was none."""
    return round(Decimal(100 * (now - before)) / before, 2) if before else None


def rate(code: str, part: int, whole: int, name: str = "", previous: str = "") -> Indicator:
    """Return a headline rate."""
    value = round(Decimal(100 * part) / whole, 2) if whole else None
    return Indicator(
        code,
        name or code,
        value,
        "%",
        "rate",
        numerator=part,
        denominator=whole,
        previous=Decimal(previous) if previous else None,
        change_on_previous=value - Decimal(previous) if previous and value is not None else None,
    )


def units(code: str, *figures: tuple[str, int] | tuple[str, int, str]) -> tuple[UnitFigure, ...]:
    """Return units with a count each, and a rate where one is given."""
    return tuple(
        UnitFigure(name, name, code, number, Decimal(rates[0]) if rates else None)
        for name, number, *rates in figures
    )


def facts(
    counts: dict[str, int] | None = None,
    previous: dict[str, int] | None = None,
    rated: tuple[int, int] = (0, 0),
    as_of: datetime = datetime(2023, 7, 1),
    topics: dict[str, str] | None = None,
    **lists: tuple[UnitFigure, ...],
) -> Facts:
    """Return facts where all that is not named is zero; without `previous`, nothing was before."""
    now, before = counts or {}, previous
    indicators = {
        code: count(code, now.get(code, 0), None if before is None else before.get(code, 0))
        for code in COUNTS
    }
    for code, (part, whole, name) in RATES.items():
        indicators[code] = rate(code, now.get(part, 0), now.get(whole, 0), name)
    indicators["orders.satisfaction"] = rate("orders.satisfaction", *rated, "群众满意率")
    negative = now.get("evaluations.negative", 0)
    indicators["evaluations.rectified_rate"] = rate(
        "evaluations.rectified_rate", negative // 2, negative, "差评整改率"
    )
    types = tuple(TicketType(code, name, (topics or {}).get(code)) for code, name in TYPES.items())
    plan = Plan(Period.parse("2023Q2"), as_of, default_district())
    channels = ("cases.hall", "cases.township", "cases.app")
    return Facts(plan, indicators, tuple(indicators), types=types, channels=channels, **lists)
