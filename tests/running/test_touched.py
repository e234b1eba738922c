"""What touches a period is what its rows say and count as, never what the policy makes of them."""

from pathlib import Path

import duckdb
import pytest
import yaml

from orchestration.running.touched import (
    GIVEN_LIMITS,
    OWNER,
    POLICY,
    SAYS,
    are_touched,
    row_digests,
)
from orchestration.settings import DBT_PROJECT, Folders

MONTH = "2023-05"


def columns_of(table: str) -> list[str]:
    """Return the columns of a model as its document lists them."""
    models = yaml.safe_load(
        (DBT_PROJECT / "models/intermediate/_intermediate.yml").read_text("utf-8")
    )["models"]
    (model,) = (each for each in models if each["name"] == table)
    return [column["name"] for column in model["columns"]]


@pytest.mark.parametrize("table", SAYS)
def test_each_column_is_what_a_row_says_or_what_follows(table: str) -> None:
    """A new column has to be put on one side or the other: a refresh would miss its changes."""
    limits = set(GIVEN_LIMITS) if table == "int_tickets" else set()
    says, policy = set(SAYS[table]) | limits, set(POLICY[table])
    assert not says & policy
    assert set(columns_of(table)) - set(OWNER) == (says | policy) - set(OWNER)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A build database with a row of each kind."""
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    folders.build.mkdir(parents=True)
    with duckdb.connect(str(folders.build_database)) as connection:
        connection.execute("create schema intermediate")
        for table in SAYS:
            values = ", ".join(f"{_value(name)} as {name}" for name in columns_of(table))
            connection.execute(f"create table intermediate.{table} as select {values}")
    return folders


def _value(column: str) -> str:
    if column.endswith("_is_derived"):
        return "false"
    known = {"month": MONTH, "district": "640303", "period": "2023Q2", "file": "a.csv"}
    return f"'{known.get(column, 'as it was')}'"


def changed(folders: Folders, table: str, **values: str) -> bool:
    """Change columns of a row by SQL; say whether that touches anything."""
    before = row_digests(folders)
    with duckdb.connect(str(folders.build_database)) as connection:
        sets = ", ".join(f"{name} = {value}" for name, value in values.items())
        connection.execute(f"update intermediate.{table} set {sets}")
    return row_digests(folders) != before


@pytest.mark.parametrize("table", SAYS)
def test_what_a_row_says_touches_its_month(folders: Folders, table: str) -> None:
    for column in {*SAYS[table]} - {"period"}:
        assert changed(folders, table, **{column: "'another'"}), column
        assert changed(folders, table, **{column: "null"}), column


@pytest.mark.parametrize("table", SAYS)
def test_what_the_policy_makes_of_it_touches_nothing(folders: Folders, table: str) -> None:
    for column in POLICY[table]:
        value = "true" if column.endswith("_is_derived") else "'another'"
        if column.endswith("_is_derived"):
            # that it is derived follows from its not being given
            limit = column.replace("_limit_is_derived", "_due_at")
            assert changed(folders, table, **{limit: "null"})
        assert not changed(folders, table, **{column: value}), column


def test_a_limit_touches_where_the_export_gave_it_alone(folders: Folders) -> None:
    assert changed(folders, "int_tickets", sign_due_at="'later'")
    assert changed(folders, "int_tickets", finish_due_at="null", finish_limit_is_derived="true")
    assert not changed(folders, "int_tickets", finish_due_at="'by the policy'")
    assert changed(folders, "int_tickets", sign_due_at="null", sign_limit_is_derived="true")
    assert not changed(folders, "int_tickets", sign_due_at="'by other hours'")


def test_a_row_of_another_district_touches_nothing_here(folders: Folders) -> None:
    assert changed(folders, "int_cases", district="'640302'")
    assert not changed(folders, "int_cases", case_id="'another'")


def test_a_part_that_an_office_has_no_more_touches_nothing() -> None:
    before = {
        "2023-05": "int_cases 3 77;int_tickets 2 55",
        "controls of 2023Q2": "int_control_rows 1 5",
    }
    after = before | {"2023-05": "int_tickets 2 55"}
    assert not are_touched(before, after, ("tickets",))
    assert are_touched(after, before, ("tickets", "cases")), "its rows come back as new ones"
    assert are_touched(before, after | {"controls of 2023Q2": ""}, ("tickets",))
