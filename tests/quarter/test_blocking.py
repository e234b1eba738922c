"""A failing dbt test and a failing suite each stop what follows: nothing is published."""

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.landing import LandingReport
from tests.quarter.conftest import Office, ticket


def test_a_failing_dbt_test_stops_the_publication(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A landing that miscounts a file by one row breaks the accounting, which dbt tests hold."""
    from orchestration.landing import assets

    honest = assets.land

    def miscounting(*arguments: object, **options: object) -> LandingReport:
        report = honest(*arguments, **options)  # type: ignore[arg-type]
        index = office.folders.lake / "files.parquet"
        files = pq.read_table(index)
        rows = pa.array([count.as_py() + 1 for count in files["data_rows"]], pa.int64())
        place = files.schema.get_field_index("data_rows")
        pq.write_table(files.set_column(place, "data_rows", rows), index)
        return report

    monkeypatch.setattr(assets, "land", miscounting)
    office.drop("tickets/a_20230701.csv", [ticket("T1")])
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 1
    assert "every_landed_row_has_one_fate: 1 rows break it" in ended.err
    assert "nothing new is published" in ended.err
    assert office.versions() == []
    assert not office.folders.analysts_database.exists()


def test_a_failing_suite_on_the_drafted_files_stops_the_publication(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are read back from disk: a writer that slips is caught before anything appears."""
    from orchestration.publication import draft

    honest = draft.write_csv

    def slipping(path, header, rows):  # type: ignore[no-untyped-def]
        count = honest(path, header, rows)
        path.write_bytes(path.read_bytes().replace(b",1,", b",2,", 1))
        return count

    monkeypatch.setattr(draft, "write_csv", slipping)
    office.drop("tickets/a_20230701.csv", [ticket("T1")])
    ended = office.tongbao("run", "2023Q2")
    assert ended.code == 1
    assert "attachment_1" in ended.err
    assert office.versions() == []
    assert not office.folders.analysts_database.exists()


def test_checks_of_the_run_are_in_dagsters_history(office: Office) -> None:
    office.drop("tickets/a_20230701.csv", [ticket("T1")])
    assert office.tongbao("run", "2023Q2").code == 0
    with dg.DagsterInstance.from_config(str(office.folders.warehouse / "dagster")) as instance:
        (run,) = instance.get_runs()
        assert run.is_success
        assert run.tags["dagster/partition"] == "2023Q2"
        counted = instance.get_latest_materialization_event(dg.AssetKey(["marts", "tickets"]))
        assert counted is not None and counted.asset_materialization is not None
        assert counted.asset_materialization.metadata["dagster/row_count"].value == 1
