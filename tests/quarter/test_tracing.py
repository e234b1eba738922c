"""Each figure of the catalogue, in all and of each unit, against the rows that it is traced to."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from orchestration.periods import Period
from orchestration.tracing.trace import DENOMINATOR, NUMERATOR, find_figure
from orchestration.transformation.build_database import connect_read_only
from tests.quarter.conftest import Office

pytestmark = pytest.mark.xdist_group("sample")


def test_every_figure_is_as_many_rows_as_it_is_traced_to(sample_office: Office) -> None:
    figures = sample_office.query(
        "select indicator_code, statistic, numerator, denominator from indicator_values"
        " where dimension = 'all' and period = '2023Q2'"
        " union all select indicator_code || '@' || unit_name, statistic, numerator, denominator"
        " from unit_indicators join indicator_catalogue using (indicator_code)"
        " where period = '2023Q2'"
    )
    assert len(figures) > 2000
    with connect_read_only(sample_office.folders.analysts_database) as connection:
        for metric, statistic, numerator, denominator in figures:
            found = find_figure(
                connection, sample_office.folders, Period.parse("2023Q2"), str(metric)
            )
            rows = list(found.rows)
            parts = Counter(row[0] for row in rows)
            assert (found.numerator, found.denominator) == (numerator, denominator)
            if statistic == "mean":
                assert sum(row[-1] for row in rows) == numerator, metric
                assert parts == Counter({DENOMINATOR: denominator}), metric
            elif statistic == "daily_mean":
                assert (parts, denominator) == (Counter({NUMERATOR: numerator}), 91), metric
            else:
                expected = Counter({NUMERATOR: numerator or 0, DENOMINATOR: denominator or 0})
                assert parts == expected, metric


def test_a_line_names_the_very_row_of_the_raw_file(sample_office: Office) -> None:
    ended = sample_office.tongbao("trace", "2023Q2", "orders.finish_overdue@红寺堡镇")
    lines = [line.split("\t") for line in ended.out.splitlines()]
    assert (ended.code, len(lines)) == (0, 51)
    assert "超时办结工单数 51件" in ended.err
    _, file, sheet, row_number, key, *_ = lines[0]
    assert sheet == ""
    text = (sample_office.folders.raw / file).read_bytes().decode("gb18030")
    records = list(csv.reader(text.splitlines()))
    assert key in records[int(row_number) - 1]


def test_a_trace_is_written_as_csv_and_holds_no_personal_data(
    sample_office: Office, tmp_path: Path
) -> None:
    target = tmp_path / "trace.csv"
    ended = sample_office.tongbao(
        "trace", "2023Q2", "orders.satisfaction@新民街道办事处", "--csv", str(target)
    )
    assert (ended.code, ended.out) == (0, "")
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert set(rows[0]) == {"计入", "文件", "工作表", "行号", "编号", "办理分钟"}
    parts = Counter(row["计入"] for row in rows)
    assert (parts["分子"], parts["分母"]) == (52, 85)


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ("orders.finish_overdu", "did you mean orders.finish_overdue"),
        ("orders.finish_overdue@红寺保镇", "did you mean 红寺堡镇"),
        ("licenses.departments@民政局", "not counted by unit"),
        ("cases.unit", "write cases.unit@UNIT"),
        ("", "no code of the catalogue"),
    ],
)
def test_a_figure_that_does_not_exist_is_one_line(
    sample_office: Office, metric: str, told: str
) -> None:
    ended = sample_office.tongbao("trace", "2023Q2", metric)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert ended.err.count("\n") == 1


def test_before_the_first_run_and_for_another_period_it_says_so(
    office: Office, sample_office: Office
) -> None:
    assert office.tongbao("trace", "2023Q2", "tickets.total").code == 2
    ended = sample_office.tongbao("trace", "2022Q1", "tickets.total")
    assert ended.code == 2
    assert "published periods are 2023Q2" in ended.err
