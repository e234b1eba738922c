"""Messy exports through the program, each published cell against an independent count."""

import csv
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from orchestration.periods import Period
from orchestration.settings import DEFAULT_OFFICE, Folders
from tests.quarter import oracle
from tests.quarter.conftest import Office, shipped_office
from tests.quarter.messy import Truth, write_messy_exports

ROSTER = list(csv.DictReader((DEFAULT_OFFICE / "units.csv").open(encoding="utf-8")))
UNITS = {row["name"]: [row["name"], *filter(None, row["aliases"].split("|"))] for row in ROSTER}
KINDS = {row["name"]: row["kind"] for row in ROSTER}
OFFICIAL = {spelling: name for name, spellings in UNITS.items() for spelling in spellings}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The shipped office, whose roster has room for every kind of mess."""
    return shipped_office(tmp_path)


def shown(name: str) -> str:
    """A unit's name as it stands in a published file."""
    return "'" + name if name.startswith("=") else name


SPANS = (
    ("2023-05", oracle.Span.of(2023, 5, 1)),
    ("2023-02_2023-05", oracle.Span.of(2023, 2, 4)),
    ("2023H1", oracle.Span.of(2023, 1, 6)),
    ("2023-06", oracle.Span.of(2023, 6, 1)),
    ("2023", oracle.Span.of(2023, 1, 12)),
    ("2022-12_2023-04", oracle.Span.of(2022, 12, 5)),
    ("2023-01", oracle.Span.of(2023, 1, 1)),
)
"""Periods of every kind, a month whose predecessor has few rows and a year that ends in none."""


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 30))]
)
def test_every_published_cell_equals_an_independent_count(seed: int, office: Office) -> None:
    truth = write_messy_exports(seed, office.folders.raw, UNITS)
    key, span = SPANS[seed % len(SPANS)]
    for period, months in (("2023Q2", oracle.Span.of(2023, 4, 3)), (key, span)):
        ended = office.tongbao("run", period)
        assert ended.code == 0, ended.err
        assert_published(office, period, months, truth)
    assert_accounted(office, truth)


def assert_accounted(office: Office, truth: Truth) -> None:
    accounted = {
        str(file): (data_rows, refused, status)
        for file, data_rows, refused, status in office.query(
            "select file, data_rows, refused, status from landed_files"
        )
    }
    assert accounted == {
        file: (rows, truth.refused_rows[file], "landed") for file, rows in truth.data_rows.items()
    }


def assert_published(office: Office, period: str, span: oracle.Span, truth: Truth) -> None:
    read = partial(office.read, period=period)
    first = {row.pop("承办单位"): row for row in read("附件1_各单位办结诉求统计表.csv")}
    expected = oracle.orders_by_unit(span, truth, OFFICIAL)
    assert {name: {k: v for k, v in row.items() if k != "序号"} for name, row in first.items()} == {
        shown(name): row for name, row in expected.items()
    }
    received = [int(row["受理工单数"]) for name, row in first.items() if name != "合计"]
    assert received == sorted(received, reverse=True)

    second = read("附件2_各分类事项办件量统计表.csv")
    before = f"{Period.parse(period).previous_name}办件量"
    assert [
        (int(row["办件量"]), int(row[before]) if row[before] else None) for row in second
    ] == oracle.case_categories(span, truth)
    whole = int(second[0]["办件量"])
    for row in second:
        assert row["占总办件量(%)"] == oracle.percent(int(row["办件量"]), whole)

    third = read("附件3_各乡镇各部门办件量统计表.csv")
    listed = {row["单位"]: int(row["办件量"]) for row in third if row["单位"] != "合计"}
    counted = oracle.cases_by_unit(span, truth, OFFICIAL, KINDS)
    assert {name: n for name, n in listed.items() if n} == {shown(k): n for k, n in counted.items()}
    assert {row["name"] for row in ROSTER if row["kind"] in {"department", "township"}} <= set(
        listed
    )

    fourth = Counter(
        {
            (row["颁发单位"], row["证照类型"]): int(row["入库数量"])
            for row in read("附件4_电子证照入库统计表.csv")
            if row["颁发单位"] != "合计"
        }
    )
    assert fourth == Counter(
        {
            (shown(unit), kind): n
            for (unit, kind), n in oracle.licenses(span, truth, OFFICIAL).items()
        }
    )

    found = office.indicators(period)
    wanted = oracle.headline(span, truth, OFFICIAL, KINDS)
    assert {code: found[code] for code in wanted} == wanted


@pytest.mark.soak
def test_the_order_of_landing_changes_nothing(office: Office, tmp_path: Path) -> None:
    """All files at once, and one file a run in reverse order, publish the same bytes."""
    write_messy_exports(77, office.folders.raw, UNITS)
    assert office.tongbao("run", "2023Q2").code == 0
    at_once = office.bytes_of("latest")

    from orchestration.landing import land

    piecemeal = Office(Folders(tmp_path / "raw2", tmp_path / "warehouse2"))
    files = sorted(path for path in office.folders.raw.rglob("*") if path.is_file())
    for path in reversed(files):
        target = piecemeal.folders.raw / path.relative_to(office.folders.raw)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        land(piecemeal.folders.raw, piecemeal.folders.lake)
    assert piecemeal.tongbao("run", "2023Q2").code == 0
    assert piecemeal.bytes_of("latest") == at_once
