"""Derived limits: the SQL of the model against a plain walk through the office days.

The model is compiled once and run over tables made here, so that many office hours, policies and
dispatches cost no run of dbt each. The walk asks `chinesecalendar` itself. The test of what limits
are derived from is held against sound and unsound seeds in the same way.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import chinese_calendar
import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.office.build import DEFAULTS
from orchestration.settings import DBT_PROJECT, Folders
from orchestration.transformation.project import parsed_dbt_executable
from tests.dbt.calling import call_dbt

SEEDS = DBT_PROJECT / "seeds"
TYPES = ["help", "consult", "complaint", "praise"]
URGENCIES = ["normal", "urgent", "critical"]
FIRST, LAST = date(2014, 1, 1), date(2026, 12, 31)
DAY = 86400
FIRST_SAID = "first on 2014"
SEEDS_TEST = "limits_have_what_they_are_derived_from"


@dataclass(frozen=True)
class Hours:
    """A span of office hours, in seconds since midnight, and the days on which it holds."""

    opens: int
    closes: int
    first_day: date | None = None
    last_day: date | None = None

    def holds(self, day: date) -> bool:
        return (self.first_day or day) <= day <= (self.last_day or day)


@dataclass(frozen=True)
class Limit:
    """What the policy table allows."""

    sign_hours: Decimal
    finish_days: int


Policy = dict[tuple[str, str], Limit]


@dataclass(frozen=True)
class Order:
    """A work order without any limit of its own."""

    dispatched_at: datetime
    type_code: str
    urgency_code: str | None


@cache
def works(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def spans(day: date, hours: list[Hours]) -> Iterator[tuple[datetime, datetime]]:
    """The office hours of a day in order; none on a day off."""
    midnight = datetime.combine(day, time())
    if works(day):
        for span in sorted(hours, key=lambda span: span.opens):
            if span.holds(day):
                opens, closes = (timedelta(seconds=s) for s in (span.opens, span.closes))
                yield midnight + opens, midnight + closes


def days_from(day: date) -> Iterator[date]:
    """The day and those after it, as far as the calendar goes; none for one outside it."""
    while FIRST <= day <= LAST:
        yield day
        day += timedelta(days=1)


def sign_limit(order: Order, hours: list[Hours], limit: Limit) -> datetime | None:
    """Walk from the dispatch on through the office hours until the time allowed is used up."""
    left = timedelta(seconds=int(limit.sign_hours * 3600))
    for day in days_from(order.dispatched_at.date()):
        for opens, closes in spans(day, hours):
            begins = max(opens, order.dispatched_at)
            if begins < closes:
                if begins + left <= closes:
                    return begins + left
                left -= closes - begins
    return None


def finish_limit(order: Order, hours: list[Hours], limit: Limit) -> datetime | None:
    """Count working days after the day of dispatch; the last one ends when its office closes."""
    left = limit.finish_days
    for day in days_from(order.dispatched_at.date()):
        if day > order.dispatched_at.date() and works(day):
            left -= 1
            if left == 0:
                return list(spans(day, hours))[-1][1]
    return None


def limit_for(order: Order, policy: Policy) -> Limit:
    """The row that says most."""
    asked = (order.type_code, order.urgency_code or "any")
    for key in (asked, ("any", asked[1]), (asked[0], "any")):
        if key in policy:
            return policy[key]
    return policy["any", "any"]


def walked(
    orders: list[Order], hours: list[Hours], policy: Policy
) -> list[tuple[datetime | None, datetime | None]]:
    """Both limits of each order, in order."""
    return [
        (
            sign_limit(order, hours, limit_for(order, policy)),
            finish_limit(order, hours, limit_for(order, policy)),
        )
        for order in orders
    ]


@dataclass(frozen=True)
class Model:
    """The compiled model, and the test of its seeds, over tables of our own."""

    sql: str
    seeds_test: str
    connection: duckdb.DuckDBPyConnection

    def limits(
        self, orders: list[Order], hours: list[Hours], policy: Policy
    ) -> list[tuple[datetime | None, datetime | None]]:
        """Both limits of each order, in order."""
        self.fill(hours, policy)
        self.connection.execute("truncate intermediate.int_ticket_rows")
        rows = pa.table(
            {
                "ticket_id": range(len(orders)),
                "dispatched_at": [order.dispatched_at for order in orders],
                "type_code": [order.type_code for order in orders],
                "urgency_code": pa.array((o.urgency_code for o in orders), pa.string()),
            }
        )
        self.connection.register("orders", rows)
        self.connection.execute(
            "insert into intermediate.int_ticket_rows by name"
            " select *, 'accepted' as fate, 'u' as unit_word from orders"
        )
        return self.connection.execute(
            f"select sign_due_at, finish_due_at from ({self.sql}) order by ticket_id"
        ).fetchall()

    def fill(self, hours: list[Hours], policy: Policy) -> None:
        """Put office hours and policy where the seeds would be."""
        self.connection.execute("truncate office.office_hours; truncate office.time_limits")
        self.connection.executemany(
            "insert into office.office_hours values (?, ?, ?, ?)",
            [(clock(h.opens), clock(h.closes), h.first_day, h.last_day) for h in hours],
        )
        self.connection.executemany(
            "insert into office.time_limits values (?, ?, ?, ?)",
            [(*key, limit.sign_hours, limit.finish_days) for key, limit in policy.items()],
        )


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    folder = tmp_path_factory.mktemp("limits")
    folders = Folders(folder / "raw", folder / "warehouse")
    call_dbt(
        *("compile", "--select", "int_ticket_limits", SEEDS_TEST),
        folders=folders,
        target=folder,
        executable=Path(parsed_dbt_executable()),
    )
    model_sql, seeds_test = (
        next((folder / "compiled").rglob(f"{name}.sql")).read_text(encoding="utf-8")
        for name in ("int_ticket_limits", SEEDS_TEST)
    )
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as build; use build")
        connection.execute(
            "create schema seeds; create schema office; create schema intermediate;"
            "create table intermediate.int_ticket_rows (ticket_id bigint, fate varchar,"
            " unit_word varchar, received_at timestamp, dispatched_at timestamp, type_code varchar,"
            " urgency_code varchar, sign_due_at timestamp, finish_due_at timestamp,"
            " extended_due_at timestamp, file varchar, row_number bigint);"
            "create table office.office_hours (opens varchar, closes varchar, first_day date,"
            " last_day date);"
            "create table office.time_limits (type_code varchar, urgency_code varchar,"
            " sign_hours decimal(6, 2), finish_days integer);"
        )
        connection.execute(
            f"create table seeds.working_calendar as from read_csv('{SEEDS}/working_calendar.csv')"
        )
        for name, code in (("ticket_types", "code"), ("urgencies", "urgency_code")):
            column = "type_code" if name == "ticket_types" else code
            rows = f"read_csv('{DEFAULTS}/{name}.csv', header = true)"
            connection.execute(
                f"create table office.{name} as select {code} as {column} from {rows}"
            )
        yield Model(model_sql, seeds_test, connection)


def committed(name: str) -> list[dict[str, str]]:
    with (DEFAULTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seconds(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 3600 + int(minute) * 60


def test_a_walk_gives_the_same_limits_over_what_is_shipped(model: Model) -> None:
    hours = [
        Hours(
            seconds(row["opens"]),
            seconds(row["closes"]),
            *(date.fromisoformat(row[d]) if row[d] else None for d in ("first_day", "last_day")),
        )
        for row in committed("office_hours")
    ]
    policy = {
        (row["type_code"], row["urgency_code"]): Limit(
            Decimal(row["sign_hours"]), int(row["finish_days"])
        )
        for row in committed("time_limits")
    }
    dice = random.Random(20231007)
    span = (LAST - FIRST).days * DAY
    orders = [
        Order(
            datetime.combine(FIRST, time()) + timedelta(seconds=dice.randrange(span)),
            dice.choice([row["code"] for row in committed("ticket_types")]),
            dice.choice([None, *(row["urgency_code"] for row in committed("urgencies"))]),
        )
        for _ in range(20_000)
    ]
    found = model.limits(orders, hours, policy)
    assert found == walked(orders, hours, policy)
    assert sum(None not in limits for limits in found) > 19_900, "the calendar reaches nearly all"


@st.composite
def office_hours(draw: st.DrawFn) -> list[Hours]:
    """One to three spans a day, often to the period hour; they may change on a day of 2020."""
    minute = st.integers(0, 24 * 4).map(lambda period: period * 15) | st.integers(0, 24 * 60)

    def spans_between(first_day: date | None, last_day: date | None) -> list[Hours]:
        edges = draw(
            st.lists(minute, min_size=2, max_size=6, unique=True).filter(
                lambda edges: len(edges) % 2 == 0
            )
        )
        edges.sort()
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return [Hours(a * 60, b * 60, first_day, last_day) for a, b in pairs]

    change = draw(st.none() | st.dates(date(2020, 1, 1), date(2020, 12, 31)))
    if change is None:
        return spans_between(None, None)
    return spans_between(None, change) + spans_between(change + timedelta(days=1), None)


LIMITS = st.builds(
    Limit,
    (st.integers(1, 80).map(lambda periods: periods * 25) | st.integers(1, 40 * 100)).map(
        lambda hundredths: Decimal(hundredths) / 100
    ),
    st.integers(1, 40),
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """A row for any, and rows for some types and urgencies."""
    keys = st.tuples(st.sampled_from([*TYPES, "any"]), st.sampled_from([*URGENCIES, "any"]))
    return draw(st.dictionaries(keys, LIMITS, max_size=6)) | {("any", "any"): draw(LIMITS)}


@st.composite
def dispatches(draw: st.DrawFn, hours: list[Hours]) -> datetime:
    """A moment in or about the calendar, and often at an edge of the office hours."""
    day = draw(
        st.dates(date(2013, 12, 30), date(2027, 1, 2))
        | st.dates(date(2019, 12, 20), date(2021, 1, 20))
        | st.sampled_from([FIRST, LAST, date(2023, 9, 28), date(2023, 10, 7), date(2023, 4, 23)])
    )
    edges = [edge for span in hours for edge in (span.opens, span.closes)]
    second = draw(
        st.integers(0, DAY - 1)
        | st.tuples(st.sampled_from(edges), st.sampled_from([-1, 0, 1])).map(sum)
    )
    return datetime.combine(day, time()) + timedelta(seconds=second)


@given(data=st.data(), hours=office_hours(), policy=policies())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_walk_gives_the_same_limits_whatever_hours_and_policy(
    model: Model, data: st.DataObject, hours: list[Hours], policy: Policy
) -> None:
    orders = data.draw(
        st.lists(
            st.builds(
                Order,
                dispatches(hours),
                st.sampled_from(TYPES),
                st.none() | st.sampled_from(URGENCIES),
            ),
            min_size=1,
            max_size=40,
        )
    )
    assert model.limits(orders, hours, policy) == walked(orders, hours, policy)


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("select 1", []),
        (
            "delete from seeds.working_calendar where day = '2020-02-29'",
            ["working_calendar.csv lacks days"],
        ),
        (
            "insert into seeds.working_calendar values ('2020-02-29', false, null)",
            ["working_calendar.csv lacks days"],
        ),
        ("delete from seeds.working_calendar", ["working_calendar.csv lacks days"]),
        (
            "update office.office_hours set last_day = '2026-12-29'",
            ["office_hours.csv: no hours for 2 working days from 2026-12-30 on"],
        ),
        (
            "update office.office_hours set closes = '14:31' where opens = '08:30'",
            ["office_hours.csv: hours that end before they begin, overlap"],
        ),
        (
            "update office.office_hours set closes = '24:01' where opens = '14:30'",
            ["first on 2014"],
        ),
        ("update office.office_hours set closes = '18点' where opens = '14:30'", [FIRST_SAID]),
        (
            "update office.office_hours set closes = '08:30' where opens = '08:30'",
            ["first on 2014"],
        ),
        ("delete from office.time_limits where urgency_code = 'any'", ["no row any,any"]),
        (
            "insert into office.time_limits values ('help', 'any', 4, 5)",
            ["help,any: twice"],
        ),
        (
            "insert into office.time_limits values ('求助', 'any', 1, 1), ('any', '紧急', 2, 2)",
            ["any,紧急: twice, or no known", "求助,any: twice, or no known"],
        ),
        (
            "insert into office.time_limits"
            " values ('help', 'urgent', 0, 1), ('any', 'normal', 1, null)",
            ["any,normal: ", "help,urgent: "],
        ),
        ("insert into office.time_limits values (null, 'any', 1, 1)", ["time_limits.csv: ,any: "]),
    ],
)
def test_unsound_seeds_are_told_apart_from_sound_ones(
    model: Model, spoilt: str, said: list[str]
) -> None:
    hours = [Hours(seconds("08:30"), seconds("12:00")), Hours(seconds("14:30"), seconds("18:00"))]
    limit = Limit(Decimal(4), 5)
    policy = {("any", "any"): limit, ("help", "any"): limit, ("any", "urgent"): limit}
    model.fill(hours, policy)
    model.connection.execute("begin")
    try:
        model.connection.execute(spoilt)
        found = model.connection.execute(
            f"select problem from ({model.seeds_test}) order by problem"
        ).fetchall()
    finally:
        model.connection.execute("rollback")
    assert len(found) == len(said), found
    for (problem,), part in zip(found, said, strict=True):
        assert part in problem
