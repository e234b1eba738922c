"""What a name stands for in a period that is made up: the value, its rows, what is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest

from orchestration.errors import BadCall
from orchestration.metrics.indicator import Indicator
from orchestration.metrics.published import ALL, EARLIER, Counts, Member, Published, Span, Stored
from orchestration.metrics.resolve import Missing, resolve
from orchestration.periods import Period

NOW, PREVIOUS, YEAR_BEFORE = Span.CURRENT, *EARLIER
UNIT = Member("unit", "u1", "甲镇")
OTHER_UNIT = Member("unit", "u2", "乙局")
PHONE = Member("channel", "电话", "电话")
HEATING = Member("topic", "供暖", "供暖")
HEATING_1 = Member("topic_1", "供暖", "供暖")
TWICE = Member("channel", "乙局", "乙局")
HALL = Member("channel", "hall", "政务大厅")
BY = "all|unit|channel|topic|topic_1"


def indicator(code: str, statistic: str, by: str, **further: str | None) -> Indicator:
    """An indicator of tickets, unless `further` says of what."""
    given: dict[str, str | None] = {
        "unit": {"count": "件", "rate": "%"}.get(statistic, "小时"),
        "mart": "counted_tickets",
        "numerator": "is_a",
        "denominator": None if statistic in {"count", "daily_mean"} else "is_b",
        "filter_column": None,
        "filter_member": None,
    } | further
    return Indicator(
        code=code,
        name=code,
        statistic=statistic,
        definition="",
        caveats=None,
        key_column="ticket_id",
        broken_down_by=tuple(by.split("|")),
        **given,  # type: ignore[arg-type]
    )


def stored(
    member: Member,
    now: tuple[int | None, int | None],
    previous: tuple[int, int | None] | None = None,
    year_before: tuple[int, int | None] | None = None,
    comparable: tuple[Span, ...] = EARLIER,
    value: str | None = None,
) -> Stored:
    earlier = {
        span: Counts(*counts)
        for span, counts in ((PREVIOUS, previous), (YEAR_BEFORE, year_before))
        if counts
    }
    counts = Counts(*now, None if value is None else Decimal(value))
    return Stored(member, {NOW: counts} | earlier, frozenset(comparable))


HELP = {"filter_column": "type_code", "filter_member": "help"}
CASES = {"mart": "counted_cases"}
INDICATORS = [
    indicator("tickets.total", "count", "all|channel|topic|topic_1"),
    indicator("tickets.help", "count", BY, **HELP),
    indicator("tickets.help.share", "rate", BY, **HELP),
    indicator("orders.received", "count", BY),
    indicator("orders.finish_rate", "rate", BY),
    indicator("orders.mean", "mean", "all|unit"),
    indicator("orders.median", "median", "all|unit"),
    indicator("tickets.daily_mean", "daily_mean", "all", unit="件"),
    indicator("licenses.departments", "count", "all", mart="counted_licenses", unit="个"),
    indicator("licenses.total", "count", "all", mart="counted_licenses"),
    indicator("cases.total", "count", "all|unit|channel", **CASES),
    indicator("cases.hall", "count", "all|unit", **CASES, filter_column="channel_code"),
    indicator("cases.unit", "count", "unit", **CASES),
    indicator("evaluations.total", "count", "all", mart="counted_evaluations"),
]
FIGURES = {
    "tickets.total": [
        stored(ALL, (90, None), (60, None), (120, None), comparable=(PREVIOUS,)),
        stored(PHONE, (45, None), (0, None)),
        stored(TWICE, (2, None), (0, None)),
        stored(HEATING, (30, None), (40, None)),
        stored(HEATING_1, (31, None), (40, None)),
    ],
    "tickets.help": [stored(ALL, (30, None), (29, None)), stored(PHONE, (15, None), (3, None))],
    "tickets.help.share": [
        stored(ALL, (30, 90), (29, 60)),
        stored(PHONE, (15, 45), (0, 0)),
        stored(UNIT, (2, 3), (1, 3)),
    ],
    "orders.received": [
        stored(ALL, (60, None), (50, None)),
        stored(UNIT, (20, None), (10, None)),
        stored(OTHER_UNIT, (40, None), (40, None)),
        stored(PHONE, (41, None)),
    ],
    "orders.finish_rate": [
        stored(ALL, (2, 3), (1, 3)),
        stored(UNIT, (0, 0), (1, 3)),
        stored(OTHER_UNIT, (0, 0), value="100.00"),
    ],
    "orders.mean": [stored(ALL, (100, 3), (50, 3))],
    "orders.median": [stored(ALL, (None, 3), value="12.50")],
    "tickets.daily_mean": [stored(ALL, (90, 91), (60, 90))],
    "licenses.departments": [stored(ALL, (3, None))],
    "licenses.total": [stored(ALL, (7, None))],
    "cases.total": [stored(ALL, (200, None), (100, None)), stored(HALL, (50, None), (10, None))],
    "cases.hall": [stored(ALL, (50, None), (10, None)), stored(UNIT, (5, None), (4, None))],
    "cases.unit": [stored(UNIT, (10, None), (1, None)), stored(OTHER_UNIT, (30, None), (3, None))],
}
PUBLISHED = Published(
    Period.parse("2023Q2"),
    {each.code: each for each in INDICATORS},
    lambda code: FIGURES.get(code, []),
    frozenset({"甲镇", "乙局"}),
    ("2023Q2",),
    {"unit": {"甲镇人民政府": "甲镇", "丙委": "丙委"}, "channel": {"大厅": "政务大厅"}},
)


@pytest.mark.parametrize(
    ("text", "unit", "exact"),
    [
        ("tickets.total", "件", 90),
        ("tickets.help.share", "%", Fraction(100 * 30, 90)),
        ("tickets.help.share@电话", "%", Fraction(100 * 15, 45)),
        ("tickets.total.share@电话", "%", 50),
        ("tickets.total.share@topic:供暖", "%", Fraction(100 * 30, 90)),
        ("tickets.help.share@甲镇", "%", Fraction(200, 3)),
        ("orders.received.share@甲镇人民政府", "%", Fraction(100, 3)),
        ("cases.hall.share", "%", 25),
        ("cases.hall.share@甲镇", "%", 10),
        ("cases.total.share@大厅", "%", 25),
        ("cases.unit.share@乙 局", "%", 75),
        ("orders.received.change_on_previous", "%", 20),
        ("orders.received.change_on_previous@“甲镇”", "%", 100),
        ("tickets.total.change_on_previous@供 暖", None, None),
        ("tickets.total.difference_on_previous@topic:供暖", "件", -10),
        ("tickets.total.change_on_previous@channel:乙局", "%", None),
        ("orders.finish_rate.difference_on_previous", "个百分点", Fraction(100, 3)),
        ("orders.finish_rate@乙局", "%", 100),
        ("orders.finish_rate@甲镇", "%", None),
        ("cases.hall.share.difference_on_previous", "个百分点", 15),
        ("cases.unit.share.difference_on_previous@甲镇", "个百分点", 0),
        ("orders.mean", "小时", Fraction(100, 180)),
        ("orders.median", "小时", Fraction(25, 2)),
        ("tickets.daily_mean", "件", Fraction(90, 91)),
    ],
)
def test_a_name_stands_for_an_exact_figure(
    text: str, unit: str | None, exact: Fraction | int | None
) -> None:
    if unit is None:
        with pytest.raises(BadCall, match="stands in topic, topic_1"):
            resolve(PUBLISHED, text)
        return
    found = resolve(PUBLISHED, text)
    assert (found.unit, found.exact) == (unit, exact)
    assert (found.missing is None) == (exact is not None)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("tickets.total.change_on_year_before", Missing.EARLIER_MONTHS),
        ("tickets.total.difference_on_year_before", Missing.EARLIER_MONTHS),
        ("orders.received.change_on_year_before", Missing.EARLIER_ROWS),
        ("tickets.total.change_on_previous@电话", Missing.EARLIER_VALUE),
        ("tickets.help.share.difference_on_previous@电话", Missing.EARLIER_VALUE),
        ("orders.finish_rate.difference_on_previous@甲镇", Missing.WHOLE),
        ("orders.finish_rate@甲镇", Missing.WHOLE),
    ],
)
def test_a_figure_without_a_value_says_why(text: str, missing: Missing) -> None:
    found = resolve(PUBLISHED, text)
    assert (found.exact, found.missing) == (None, missing)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("orders.received@甲镇人民政府", "orders.received@甲镇"),
        ("cases.total.share@大厅", "cases.total.share@channel:政务大厅"),
        ("cases.total@hall", "cases.total@channel:政务大厅"),
        ("ORDERS.RECEIVED.change_on_previous", "orders.received.change_on_previous"),
        ("orders.received@unit:u1", "orders.received@甲镇"),
    ],
)
def test_a_figure_has_one_name_of_its_own(text: str, canonical: str) -> None:
    assert str(resolve(PUBLISHED, text).metric) == canonical


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("orders.finish_rate.share@甲镇", "a share is of counts alone"),
        ("tickets.help.share.share@甲镇", "a share is of counts alone"),
        ("orders.finish_rate.change_on_previous", "orders.finish_rate.difference_on_previous"),
        ("cases.hall.share.change_on_previous", "cases.hall.share.difference_on_previous"),
        ("orders.mean.difference_on_previous", "neither a count nor a rate"),
        ("orders.received.share", "no part of a total: write orders.received.share@MEMBER"),
        ("tickets.total.share", "no part of a total"),
        ("licenses.departments.share", "no part of a total"),
        ("cases.unit", "write cases.unit@UNIT"),
        ("cases.unit.share", "write cases.unit.share@UNIT"),
        ("licenses.total@甲镇", "not counted by unit"),
        ("tickets.total@甲镇", "not counted by unit, but by channel, topic, topic_1"),
        ("tickets.total@乙局", "not counted by unit"),
        ("tickets.total@topic:电话", "no topic '电话' has figures of tickets.total in 2023Q2"),
        ("tickets.total@电活", "did you mean 电话"),
        ("orders.received@甲真", "did you mean 甲镇"),
        ("orders.received@丙委", "no unit '丙委' has figures"),
        ("orders.received@type:求助", "not counted by type"),
        ("evaluations.total", "published before evaluations.total was counted"),
        ("order.received", "did you mean orders.received"),
    ],
)
def test_what_makes_no_sense_is_answered_in_one_line(text: str, says: str) -> None:
    with pytest.raises(BadCall) as slip:
        resolve(PUBLISHED, text)
    assert says in str(slip.value) and "\n" not in str(slip.value)


def test_a_period_that_was_never_published_is_named() -> None:
    other = Published(Period.parse("2022"), PUBLISHED.indicators, lambda _: [], periods=("2023Q2",))
    with pytest.raises(BadCall, match="published periods are 2023Q2"):
        resolve(other, "tickets.total")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("tickets.help", [(NOW, True, "is_a", ALL, True, 30)]),
        (
            "tickets.help.share@电话",
            [(NOW, True, "is_a", PHONE, True, 15), (NOW, False, "is_b", PHONE, False, 45)],
        ),
        (
            "cases.unit.share@甲镇",
            [(NOW, True, "is_a", UNIT, True, 10), (NOW, False, "is_a", ALL, True, 40)],
        ),
        (
            "orders.received.change_on_year_before",
            [(NOW, True, "is_a", ALL, True, 60), (YEAR_BEFORE, True, "is_a", ALL, True, None)],
        ),
        (
            "orders.finish_rate.difference_on_previous",
            [
                (NOW, True, "is_a", ALL, True, 2),
                (NOW, False, "is_b", ALL, False, 3),
                (PREVIOUS, True, "is_a", ALL, True, 1),
                (PREVIOUS, False, "is_b", ALL, False, 3),
            ],
        ),
        ("orders.mean", [(NOW, False, "is_b", ALL, False, 3)]),
        ("tickets.daily_mean", [(NOW, True, "is_a", ALL, True, 90)]),
    ],
)
def test_a_figure_names_the_rows_behind_it(text: str, parts: list[object]) -> None:
    found = [
        (p.span, p.is_numerator, p.column, p.member, p.is_filtered, p.count)
        for p in resolve(PUBLISHED, text).parts
    ]
    assert found == parts
