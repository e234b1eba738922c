"""The sample exports of 2023Q2 through the program reproduce the bulletin of that period."""

import csv
import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.quarter.conftest import Office

pytestmark = pytest.mark.xdist_group("sample")

GOLDEN = Path(__file__).parent / "golden"


def test_the_bulletins_totals_are_published(sample_office: Office) -> None:
    found = sample_office.indicators()
    assert found["tickets.total"] == "4425"
    assert found["orders.received"] == "2480"
    assert found["orders.finished"] == "2329"
    assert found["cases.total"] == "117386"
    assert found["licenses.total"] == "6483"
    assert found["evaluations.total"] == "14018"


def test_reconcile_goes_through_all_hundred_figures(sample_office: Office) -> None:
    ended = sample_office.tongbao("reconcile", "2023Q2")
    lines = ended.out.splitlines()
    assert ended.code == 0
    assert len(lines) == 101
    assert lines[-1] == "2023Q2: 94 reproduced, 2 differ, 4 not derivable"
    differing = [line for line in lines if "  differs  " in line]
    assert ["orders.finish_rate" in line for line in differing] == [True, False]
    assert "no whole denominator gives 97.80 with 2329" in differing[0]
    assert "finish_overdue_rate@市政和环卫服务中心" in differing[1]
    assert "56 of 182 is 30.77" in differing[1]


def test_a_second_run_publishes_nothing_new_and_gives_the_same_bytes(
    sample_office: Office, tmp_path: Path
) -> None:
    before = sample_office.bytes_of("v001")
    ended = sample_office.tongbao("run", "2023Q2", "--force")
    assert ended.code == 0
    # satisfaction fell by more than is usual: told, and no reason to hold the bulletin back
    assert "群众满意率（orders.satisfaction）上季度 89.76，本季度 83.45" in ended.out
    assert sample_office.versions() == ["v001"]
    assert sample_office.bytes_of("v001") == before
    page = sample_office.folders.published.resolve() / "2023Q2" / "v001" / "通报.html"
    assert f"page: file://{page}" in ended.out.splitlines()


def test_every_landed_row_is_accounted_for(sample_office: Office) -> None:
    rows = sample_office.query(
        "select file, data_rows, accepted, superseded, refused from landed_files"
    )
    assert rows
    for file, data_rows, *fates in rows:
        assert data_rows == sum(int(str(fate)) for fate in fates), file
    (listed,) = sample_office.query("select count(*) from refused_rows")[0]
    assert listed == sum(int(str(row[4])) for row in rows)


def test_row_counts_are_the_golden_ones(sample_office: Office) -> None:
    """Compared by full outer join: a table or period missing on either side fails too."""
    tables = {
        "tickets": "tickets",
        "cases": "cases",
        "licenses": "licenses",
        "evaluations": "evaluations",
    }
    counted = {
        (table, str(quarter)): int(str(count))
        for table in tables
        for quarter, count in sample_office.query(
            f"select quarter, count(*) from {table} group by quarter"
        )
    }
    with (GOLDEN / "row_counts.csv").open(encoding="utf-8") as file:
        golden = {(row["table"], row["quarter"]): int(row["rows"]) for row in csv.DictReader(file)}
    differing = {
        key: (counted.get(key), golden.get(key))
        for key in counted.keys() | golden.keys()
        if counted.get(key) != golden.get(key)
    }
    assert differing == {}


def test_the_package_describes_every_file_by_its_hash(sample_office: Office) -> None:
    folder = sample_office.folders.published / "2023Q2" / "latest"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["asOf"] == "2023-07-01T00:00:00"
    assert package["inputs"]
    described = {resource["path"]: resource for resource in package["resources"]}
    assert set(described) == {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "datapackage.json"
    }
    assert {"通报.docx", "附件.xlsx", "图/诉求类型.svg"} < set(described)
    for name, resource in described.items():
        content = (folder / name).read_bytes()
        assert resource["hash"] == "sha256:" + sha256(content).hexdigest()
        assert resource["bytes"] == len(content)
        if name.endswith(".csv"):
            assert resource["rowCount"] == len(sample_office.read(name))
        else:
            assert "type" not in resource and "schema" not in resource


def test_frictionless_accepts_the_package(sample_office: Office) -> None:
    from frictionless import Package

    folder = sample_office.folders.published / "2023Q2" / "latest"
    report = Package(str(folder.resolve() / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])


def test_status_shows_the_period_and_every_export(sample_office: Office) -> None:
    ended = sample_office.tongbao("status")
    assert ended.code == 0
    for text in ("2023Q2", "v001", "tickets", "cases", "licenses", "evaluations", "controls"):
        assert text in ended.out


def test_private_folders_are_closed_to_others(sample_office: Office) -> None:
    warehouse = sample_office.folders.warehouse
    for name in ("lake", "build", "dagster"):
        assert (warehouse / name).stat().st_mode & 0o077 == 0, name
