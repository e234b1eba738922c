"""Messy exports through the program, each published cell against an independent count."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from orchestration.settings import DEFAULT_OFFICE
from tests.quarter import oracle
from tests.quarter.conftest import Office
from tests.quarter.messy import write_messy_exports

ROSTER = list(csv.DictReader((DEFAULT_OFFICE / "units.csv").open(encoding="utf-8")))
UNITS = {row["name"]: [row["name"], *filter(None, row["aliases"].split("|"))] for row in ROSTER}
KINDS = {row["name"]: row["kind"] for row in ROSTER}
OFFICIAL = {spelling: name for name, spellings in UNITS.items() for spelling in spellings}


def shown(name: str) -> str:
    """A unit's name as it stands in a published file."""
    return "'" + name if name.startswith("=") else name


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 30))]
)
def test_every_published_cell_equals_an_independent_count(seed: int, office: Office) -> None:
    truth = write_messy_exports(seed, office.folders.raw, UNITS)
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err

    accounted = {
        str(file): (data_rows, refused, status)
        for file, data_rows, refused, status in office.query(
            "select file, data_rows, refused, status from landed_files"
        )
    }
    assert accounted == {
        file: (rows, truth.refused_rows[file], "landed") for file, rows in truth.data_rows.items()
    }

    first = {row.pop("承办单位"): row for row in office.read("附件1_各单位办结诉求统计表.csv")}
    expected = oracle.orders_by_unit(truth, OFFICIAL)
    assert {name: {k: v for k, v in row.items() if k != "序号"} for name, row in first.items()} == {
        shown(name): row for name, row in expected.items()
    }
    received = [int(row["受理工单数"]) for name, row in first.items() if name != "合计"]
    assert received == sorted(received, reverse=True)

    second = office.read("附件2_各分类事项办件量统计表.csv")
    assert [
        (int(row["办件量"]), int(row["上季度办件量"])) for row in second
    ] == oracle.case_categories(truth)
    whole = int(second[0]["办件量"])
    for row in second:
        assert row["占总办件量(%)"] == oracle.percent(int(row["办件量"]), whole)

    third = office.read("附件3_各乡镇各部门办件量统计表.csv")
    listed = {row["单位"]: int(row["办件量"]) for row in third if row["单位"] != "合计"}
    counted = oracle.cases_by_unit(truth, OFFICIAL, KINDS)
    assert {name: n for name, n in listed.items() if n} == {shown(k): n for k, n in counted.items()}
    assert {row["name"] for row in ROSTER if row["kind"] in {"department", "township"}} <= set(
        listed
    )

    fourth = Counter(
        {
            (row["颁发单位"], row["证照类型"]): int(row["入库数量"])
            for row in office.read("附件4_电子证照入库统计表.csv")
            if row["颁发单位"] != "合计"
        }
    )
    assert fourth == Counter(
        {(shown(unit), kind): n for (unit, kind), n in oracle.licenses(truth, OFFICIAL).items()}
    )

    found = office.indicators()
    wanted = oracle.headline(truth, OFFICIAL, KINDS)
    assert {code: found[code] for code in wanted} == wanted


@pytest.mark.soak
def test_the_order_of_landing_changes_nothing(office: Office, tmp_path: Path) -> None:
    """All files at once, and one file a run in reverse order, publish the same bytes."""
    write_messy_exports(77, office.folders.raw, UNITS)
    assert office.tongbao("run", "2023Q2").code == 0
    at_once = office.bytes_of("latest")

    from orchestration.landing import land
    from orchestration.settings import Folders

    piecemeal = Office(Folders(tmp_path / "raw2", tmp_path / "warehouse2"))
    files = sorted(path for path in office.folders.raw.rglob("*") if path.is_file())
    for path in reversed(files):
        target = piecemeal.folders.raw / path.relative_to(office.folders.raw)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        land(piecemeal.folders.raw, piecemeal.folders.lake)
    assert piecemeal.tongbao("run", "2023Q2").code == 0
    assert piecemeal.bytes_of("latest") == at_once
