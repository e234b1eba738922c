"""What a city is held against its districts by: every count that adds up, headline or not."""

from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from orchestration.checks import roll_up
from orchestration.settings import Folders
from tests.offices import write_made_up_office

DISTRICTS = (
    "code,name,kind,is_default\n990001,甲区,district,true\n990002,乙区,district,\n"
    "990000,青石市,city,\n"
)


def build() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(
        "create schema marts; create schema intermediate;"
        "create table intermediate.int_tickets_judged as select * from (values"
        " ('990001', 'current', true, true), ('990002', 'current', true, false),"
        " ('x', 'current', true, false), ('990002', 'previous', true, true)"
        ") as rows (district, role, is_ticket, is_open);"
        "create table marts.indicator_catalogue as select *, 'counted_tickets' as source_mart,"
        " null as filter_column, null as filter_member from (values"
        " (1, 'tickets.total', 'count', 'is_ticket', true),"
        " (2, 'orders.open', 'count', 'is_open', false),"
        " (3, 'tickets.types', 'count', 'is_first_of_type', true),"
        " (4, 'orders.open_rate', 'rate', 'is_open', true),"
        " (5, 'tickets.unknown', 'count', 'is_ticket', true)"
        ") as rows (sort_order, indicator_code, statistic, numerator_column, is_headline);"
        "create table marts.indicator_values as select * from (values"
        " ('2023Q2', 'tickets.total', 'all', 3), ('2023Q2', 'tickets.total', 'type', 2),"
        " ('2023Q2', 'orders.open', 'all', 1), ('2023Q2', 'orders.open_rate', 'all', 1),"
        " ('2023Q2', 'tickets.unknown', 'all', null), ('2023Q1', 'orders.open', 'all', 7)"
        ") as rows (period, indicator_code, dimension, numerator)"
    )
    return connection


def test_a_count_is_held_whether_or_not_it_is_a_headline(tmp_path: Path) -> None:
    office = write_made_up_office(tmp_path / "office", districts__csv=DISTRICTS)
    folders = Folders.resolve(str(tmp_path / "raw"), str(tmp_path / "warehouse"), str(office))
    with build() as connection:
        counts = roll_up._counts(folders, connection, "2023Q2")
    assert counts == [
        ("tickets.total", 3, {"甲区": 1, "乙区": 1, "未配置的区县": 1}),
        ("orders.open", 1, {"甲区": 1}),
    ]


def test_a_figure_that_a_district_has_not_is_taken_from_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll_up, "_counts", lambda *_: [("orders.open", 3, {"甲区": 1, "乙区": 2})])
    monkeypatch.setattr(roll_up, "_published", lambda _: {"甲区": {"orders.open": 1}, "乙区": {}})
    monkeypatch.setattr(roll_up, "connect_read_only", lambda _: duckdb.connect())
    plan = SimpleNamespace(period=SimpleNamespace(key="2023Q2"))
    monkeypatch.setattr(roll_up, "read_plan", lambda _: plan)
    frame = roll_up.roll_up(Folders.resolve(str(tmp_path)))
    assert frame.to_numpy().tolist() == [["甲区 orders.open", 1, 1], ["全市 orders.open", 3, 3]]
