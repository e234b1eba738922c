"""Each figure of the catalogue, in all and of each unit, against the rows that it is traced to."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from orchestration.metrics.aliases import aliases
from orchestration.metrics.published import read_published
from orchestration.periods import Period
from orchestration.publication.reading import connect_published
from orchestration.reconcile.rounding import half_up
from orchestration.tracing.trace import DENOMINATOR, NUMERATOR, Traced, find_figure
from tests.quarter.conftest import Office

pytestmark = pytest.mark.xdist_group("sample")


FIGURES = """
    select
        indicator_code,
        case when dimension <> 'all' then '@' || dimension || ':' || member else '' end,
        statistic, numerator, denominator, previous_numerator, year_before_numerator
    from indicator_values
    where period = '2023Q2'
    union all
    select
        indicator_code, '@' || unit_name, statistic, numerator, denominator, previous_numerator,
        year_before_numerator
    from unit_indicators
    inner join indicator_catalogue using (indicator_code)
    where period = '2023Q2'
    order by 1, 2
"""


@pytest.fixture(scope="module")
def figures(sample_office: Office) -> list[tuple[Any, ...]]:
    """Code, member, statistic and counts of every published figure."""
    return sample_office.query(FIGURES)


@pytest.fixture(scope="module")
def count_rows(
    sample_office: Office, figures: list[tuple[Any, ...]]
) -> Iterator[Callable[[str], tuple[Traced, Counter[str]]]]:
    """Trace a figure, and count its rows by what they are counted in."""
    folders, period = sample_office.folders, Period.parse("2023Q2")
    with connect_published(folders, period) as connection:
        published = read_published(connection, period, aliases(folders))

        def count(metric: str) -> tuple[Traced, Counter[str]]:
            found = find_figure(connection, folders, published, metric)
            return found, Counter(row[0] for row in found.rows)

        yield count


def test_every_figure_is_as_many_rows_as_it_is_traced_to(
    figures: list[tuple[Any, ...]], count_rows: Callable[[str], tuple[Traced, Counter[str]]]
) -> None:
    of_units = [row for row in figures if row[1] and ":" not in row[1]]
    asked = [row for row in figures if not row[1]] + of_units[::5] + of_units[1::5] + of_units[2::5]
    assert len(asked) > 2000
    for code, at, statistic, numerator, denominator, *_ in asked:
        found, parts = count_rows(f"{code}{at}")
        assert (found.numerator, found.denominator) == (numerator, denominator)
        # above a mean stand minutes, below a daily one days: neither are rows
        above = {} if statistic == "mean" else {NUMERATOR: numerator or 0}
        below = {} if statistic == "daily_mean" else {DENOMINATOR: denominator or 0}
        assert parts == Counter(above | below), (code, at)


def test_changes_and_members_of_every_dimension_are_traced_to_rows_of_both_spans(
    figures: list[tuple[Any, ...]], count_rows: Callable[[str], tuple[Traced, Counter[str]]]
) -> None:
    # of what no export says there is no figure
    counts = [row for row in figures if row[2] == "count" and row[3] is not None]
    assert {row[1].partition(":")[0] for row in counts} >= {
        *("", "@type", "@channel", "@topic", "@topic_1", "@topic_3", "@红寺堡镇")
    }
    for code, at, _, now, _, *before in counts[::20]:
        for against, label, then in zip(
            ("previous", "year_before"), ("上期", "上年同期"), before, strict=True
        ):
            _, parts = count_rows(f"{code}.change_on_{against}{at}")
            assert parts == Counter({"本期": now, label: then or 0}), (code, at)


def test_a_mean_is_the_minutes_of_its_rows(sample_office: Office) -> None:
    ended = sample_office.tongbao("trace", "2023Q2", "orders.handling_mean@水务局")
    minutes = [int(line.split("\t")[-1]) for line in ended.out.splitlines()]
    assert f"办理分钟合计 {sum(minutes)}, 分母 {len(minutes)}" in ended.err
    hours = half_up(Fraction(sum(minutes), 60 * len(minutes)), Decimal("0.01"))
    assert f"平均办理时长 {hours.normalize():f}小时" in ended.err


@pytest.mark.parametrize(
    ("metric", "said", "labels"),
    [
        ("cases.hall.share", "政务大厅办件量占比 51.68%", {"分子": 60668, "分母": 117386}),
        ("tickets.help.share@红寺堡镇", "分子 65, 分母 187", {"分子": 65, "分母": 187}),
        (
            "tickets.total.share@物业管理",
            "@topic:物业管理: 诉求总量占比 4.32%",
            {"分子": 191, "分母": 4425},
        ),
        (
            "orders.satisfaction.difference_on_previous",
            "与上期之差 -6.3个百分点\n本期（2023Q2）分子 1372, 分母 1644\n上期（2023Q1）分子",
            {"本期分子": 1372, "本期分母": 1644, "上期分子": 1157, "上期分母": 1289},
        ),
    ],
)
def test_shares_and_differences_say_what_they_are_made_of(
    sample_office: Office, metric: str, said: str, labels: dict[str, int]
) -> None:
    ended = sample_office.tongbao("trace", "2023Q2", metric)
    assert (ended.code, said in ended.err) == (0, True), ended.err
    assert Counter(line.split("\t")[0] for line in ended.out.splitlines()) == labels


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
        (
            "orders.finish_rate.change_on_previous",
            "write orders.finish_rate.difference_on_previous",
        ),
        ("tickets.total@channel:电活", "did you mean 电话"),
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
