"""What a page tells, made up for a test."""

from datetime import date, timedelta

from orchestration.publication.bulletin.facts import Facts
from orchestration.publication.page.sources import Channel, Meaning, Told, Week
from orchestration.publication.tables import PublishedTable
from tests.publication.made_up import count, facts
from tests.publication.test_workbook import ORDER_COLUMNS, ORDERS, order_row


class Meanings(dict[str, Meaning]):
    """A catalogue that knows every code."""

    def __missing__(self, code: str) -> Meaning:
        return Meaning(code, code, f"{code}的口径", None)


def told(
    given: Facts | None = None,
    units: tuple[tuple[str, tuple[int, ...]], ...] = (),
    weeks: tuple[tuple[int, int, int, int], ...] = (),
    channels: tuple[tuple[str, int], ...] = (),
) -> Told:
    """Return what is told; a unit has received, signed late, finished late, rated and satisfied."""
    rows = [
        order_row(place, name, received, received, late, received, overdue, 0, 0, rated, satisfied)
        for place, (name, (received, late, overdue, rated, satisfied)) in enumerate(units, 1)
    ]
    sums = [sum(int(str(row[at])) for row in rows) for at in (2, 3, 4, 6, 8, 10, 11, 12, 13)]
    table = PublishedTable(tuple(ORDER_COLUMNS), [*rows, order_row(None, "合计", *sums)])
    monday = date(2023, 4, 3)
    return Told(
        given or facts({"tickets.total": 9, "orders.received": 5, "cases.total": 7}),
        {ORDERS: table},
        Meanings(),
        tuple(
            Week(place + 1, day, day + timedelta(days=6), *figures)
            for place, figures in enumerate(weeks)
            for day in [monday + timedelta(weeks=place)]
        ),
        tuple(Channel(name, count(f"cases.{name}", number), False) for name, number in channels),
    )


def some() -> Told:
    """Return something of everything."""
    return told(
        facts(
            {"tickets.total": 9, "tickets.help": 6, "tickets.report": 3, "orders.received": 5}
            | {"orders.finished": 3, "cases.total": 7},
            previous={"tickets.total": 12, "cases.total": 7, "orders.received": 1},
            topics={"help": "水利灌溉"},
        ),
        units=(("甲局", (3, 1, 2, 3, 1)), ("乙镇", (2, 0, 1, 2, 2))),
        weeks=((5, 3, 1, 2), (4, 2, 2, 2)),
        channels=(("政务大厅", 5), ("自助终端", 2)),
    )
