"""Whether rows may fall in a period: every way to write a day says yes, other months say no."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.periods import Period
from orchestration.planning.rows import DATES, may_hold_rows, months_written

MAY = Period.parse("2023-05")


def lake(folder: Path, *texts: str | None, export: str = "tickets") -> Path:
    for name, column in DATES.items():
        rows = list(texts) if name == export else []
        (folder / "rows" / name).mkdir(parents=True)
        table = pa.table({column: pa.array(rows, pa.string())})
        pq.write_table(table, folder / "rows" / name / "a.parquet")
    return folder


@pytest.mark.parametrize(
    "text",
    [
        *("2023-05-31 23:59:59", "2023/5/1", "2023.5.1 9:30", "2023年5月1日", "20230531"),
        *("20230501T083000", "２０２３－０５－０１", "5/31/2023", "31/5/2023", "45047", "45077.5"),
        *('="2023-05-02"', "'2023-05-02", "2023-04-30T20:00:00Z", "2023-06-01T00:30:00+0900"),
    ],
)
def test_every_way_to_write_a_day_of_the_period_may(tmp_path: Path, text: str) -> None:
    assert may_hold_rows(lake(tmp_path, "2020-01-01", text, None, export="cases"), MAY)


@pytest.mark.parametrize(
    "text", ["2023-04-30 23:59:59", "2022-05-01", "20230601", "44986", "待定", ""]
)
def test_other_days_may_not(tmp_path: Path, text: str) -> None:
    assert not may_hold_rows(lake(tmp_path, text, None), MAY)


def test_a_longer_period_takes_each_of_its_months(tmp_path: Path) -> None:
    folder = lake(tmp_path, "2023-11-25", export="evaluations")
    assert may_hold_rows(folder, Period.parse("2023"))
    assert may_hold_rows(folder, Period.parse("2023-09_2024-02"))
    assert not may_hold_rows(folder, Period.parse("2023H1"))


def test_the_months_that_there_are_can_be_named(tmp_path: Path) -> None:
    folder = lake(tmp_path, "2023-11-25", "2022年3月1日", "20240105", "待定", None)
    assert [month.key for month in months_written(folder)] == ["2022-03", "2023-11", "2024-01"]
