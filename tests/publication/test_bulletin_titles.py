from datetime import datetime

import pytest

from orchestration.periods import Period
from orchestration.planning.plan import Plan
from orchestration.publication.bulletin.numbering import Numbering
from orchestration.publication.bulletin.titles import (
    chinese_number,
    moment_words,
    period_words,
    span_words,
    table_titles,
)
from tests.offices import default_district, wording


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")],
)
def test_headings_count_in_chinese(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_headings_number_themselves_anew_in_each_chapter() -> None:
    count = Numbering()
    steps = [count.chapter, count.section, count.item, count.item, count.section, count.item]
    assert [step() for step in steps] == ["一、", "（一）", "1.", "2.", "（二）", "1."]
    assert [count.chapter(), count.section(), count.item()] == ["二、", "（一）", "1."]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2023, 7, 1), "2023年7月1日0时"),
        (datetime(2023, 7, 1, 9, 30), "2023年7月1日9时30分"),
        (datetime(2023, 7, 1, 9, 0, 5), "2023年7月1日9时0分5秒"),
    ],
)
def test_a_moment_is_told_as_precisely_as_it_is_known(moment: datetime, words: str) -> None:
    assert moment_words(moment) == words


def test_a_closed_period_spans_its_days_and_a_running_one_ends_at_the_as_of() -> None:
    period = Period.parse("2023Q4")
    assert period_words(period) == "2023年第四季度"
    assert span_words(Plan(period, period.end, default_district())) == "2023年10月1日至12月31日"
    later = Plan(period, datetime(2024, 2, 1), default_district())
    assert span_words(later) == "2023年10月1日至12月31日"
    running = Plan(period, datetime(2023, 11, 5, 8), default_district())
    assert span_words(running) == "2023年10月1日至11月5日8时"


def test_attachments_are_called_as_the_office_calls_them() -> None:
    titles = table_titles(wording(), Period.parse("2023Q2"))
    assert ["".join(title) for title in titles.values()] == [
        "吴忠市“12345”便民服务热线红寺堡区分中心2023年第二季度各单位办结诉求统计表",
        "吴忠市红寺堡区政务服务中心2023年第二季度各分类事项办件量统计表",
        "吴忠市红寺堡区政务服务中心2023年第二季度各乡镇（街道）、各部门（单位）办件量统计表",
        "吴忠市红寺堡区政务服务中心2023年第二季度电子证照入库统计表",
        "红寺堡区2023年第二季度主要指标",
    ]
