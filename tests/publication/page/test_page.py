import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import altair as alt
import pytest

from orchestration.errors import TongbaoError
from orchestration.publication.page import drawing
from orchestration.publication.page.bars import without_outliers
from orchestration.publication.page.charts import Bar, BarChart
from orchestration.publication.page.content import sections
from orchestration.publication.page.grammar import specification
from orchestration.publication.page.page import write_page
from orchestration.publication.page.sources import Told
from tests.offices import wording
from tests.publication.made_up import facts
from tests.publication.page.made_up_told import some, told

Write = Callable[[Told], Path]


def section(given: Told, key: str):
    (found,) = (each for each in sections(given, wording()) if each.key == key)
    return found


def test_every_chart_is_said_in_the_grammar_of_its_library() -> None:
    charts = [each.chart for each in sections(some(), wording())]
    assert len(charts) == 6 and all(charts)
    for chart in charts:
        for narrow in (False, True):
            alt.LayerChart.from_dict(specification(chart, narrow=narrow), validate=True)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_page(tmp_path / name, some(), wording())
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_where_there_is_nothing_no_chart_is_drawn_and_words_say_so(written: Write) -> None:
    text = written(told(facts({"cases.total": 0}))).read_text("utf-8")
    assert "<svg" not in text
    for words in (
        "本季度没有受理群众诉求。",
        "本季度没有转办的工单。",
        "本季度没有已评价的工单。",
        "本季度没有政务服务办件。",
        "没有上季度和上年同期的数据可比。",
    ):
        assert f'<p class="nothing">{words}</p>' in text
    # a rate over nothing has no value, and the page does not make one up
    assert '<article class="card" data-code="orders.satisfaction">' in text
    assert '<data value="—">—</data></p>' in text


def test_units_that_are_all_in_time_have_a_table_and_no_chart() -> None:
    found = section(told(units=(("甲局", (3, 0, 0, 0, 0)),)), "overdue")
    assert found.chart is None and found.nothing == "本季度没有超时签收或超时办结的工单。"
    assert found.table.rows[0][0].text == "甲局"


def test_one_unit_is_a_chart_of_one_row() -> None:
    found = section(told(units=(("甲局", (3, 1, 2, 2, 1)),)), "satisfaction")
    assert [name for name, _ in found.chart.rows] == ["甲局"]
    assert found.chart.rows[0][1][0].text == "50.00%（2件）"


def test_many_units_stand_in_the_table_and_the_chart_ends_before_a_tie() -> None:
    units = [(f"单位{place}", (9, 0, 100 - place, 4, 4)) for place in range(50)]
    units += [(f"并列{place}", (9, 0, 7, 4, 4)) for place in range(30)]
    found = section(told(units=tuple(units)), "overdue")
    assert len(found.table.rows) == 80
    assert len(found.chart.rows) == 50
    assert "图中列50个" in found.lead
    same = section(told(units=tuple(units)), "satisfaction")
    assert same.chart is None and "单位较多且数值相同，不画图。" in same.lead


def test_overdue_units_stand_by_how_many_and_satisfaction_begins_with_the_lowest() -> None:
    given = told(
        units=(("甲局", (9, 1, 2, 4, 3)), ("乙镇", (5, 2, 2, 4, 1)), ("丙局", (3, 0, 3, 1, 1)))
    )
    late = section(given, "overdue").chart
    assert [name for name, _ in late.rows] == ["丙局", "乙镇", "甲局"]
    assert [bar.text for bar in late.rows[0][1]] == ["3件", "0件"]
    low = section(given, "satisfaction").chart
    assert [name for name, _ in low.rows] == ["乙镇", "甲局", "丙局"]


def test_a_total_is_no_unit_and_a_unit_called_like_it_is_one() -> None:
    found = section(told(units=(("合计", (3, 1, 2, 2, 1)),)), "overdue")
    assert [row[0].text for row in found.table.rows] == ["合计"]
    assert found.table.total[0].text == "合计"
    assert [name for name, _ in found.chart.rows] == ["合计"]


def test_changes_are_in_words_and_with_signs(written: Write) -> None:
    text = written(some()).read_text("utf-8")
    card = re.search(r'data-code="tickets.total">.*?</article>', text, re.DOTALL)
    assert card and "环比下降<wbr>25.00%" in card[0]
    assert "tongbao trace 2023Q2 tickets.total" in card[0] and "tickets.total的口径" in card[0]
    table = section(some(), "comparison").table
    (row,) = (row for row in table.rows if row[1].text == "tickets.total")
    assert [cell.text for cell in row[2:6]] == ["9", "件", "12", "-25.00%"]


def test_short_weeks_are_named_and_a_carried_backlog_is_spoken_of() -> None:
    given = some()
    first, *rest = given.weeks
    cut = replace(first, first_day=first.first_day.replace(day=7))
    lead = section(replace(given, weeks=(cut, *rest)), "weeks").lead
    assert "4月7日至4月9日不足七天" in lead and "以前各期结转的不在其中" in lead
    assert "不足七天" not in section(given, "weeks").lead


def test_a_chart_is_shapes_and_text_or_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import vl_convert

    def hostile(*_: object, **__: object) -> str:
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'
        )

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", hostile)
    with pytest.raises(TongbaoError, match="'script', which is no shape"):
        drawing.draw(section(some(), "types").chart, narrow=False)


def test_a_name_longer_than_its_room_is_cut_in_the_chart_alone(written: Write) -> None:
    name = "很长的单位名称" * 30
    text = written(told(units=((name, (3, 1, 2, 2, 1)),))).read_text("utf-8")
    assert f"<bdi>{name}</bdi>" in text
    assert re.search(r">(很长的单位名称){2}[^<]*…</text>", text)


def test_a_picture_stands_alone() -> None:
    chart = section(some(), "types").chart
    assert isinstance(chart, BarChart)
    picture = drawing.draw(chart, narrow=False).picture()
    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="900"')
    assert "Noto Sans CJK SC" in picture and "href" not in picture


def test_changes_have_arrows_and_totals_stand_out(written: Write) -> None:
    text = written(some()).read_text("utf-8")
    total = re.search(
        r'<article class="([^"]*)" data-code="tickets.total">.*?</article>', text, re.S
    )
    assert total and total[1] == "card lead"
    assert '<span class="down">环比下降<wbr>25.00%</span>' in total[0]
    (received,) = re.findall(r'data-code="orders.received">.*?</article>', text, re.S)
    assert '<span class="up">' in received and "lead" not in received
    (cases,) = re.findall(r'data-code="cases.total">.*?</article>', text, re.S)
    assert "<span>与上季度持平" in cases


def bars(*values: float | None) -> BarChart:
    rows = (
        (f"第{at}", (None if value is None else Bar(value, f"{value:+}%"),))
        for at, value in enumerate(values)
    )
    return BarChart(("环比",), tuple(rows))


def test_one_bar_that_leaves_the_others_no_length_is_cut_and_said() -> None:
    cut = without_outliers(bars(4200.0, 12.0, -30.0, 3.0, None))
    (long,), (second,), (down,), (short,), (none,) = (row for _, row in cut.rows)
    assert long == Bar(45.0, "+4200.0%", is_cut=True) and none is None
    assert [bar.value for bar in (second, down, short)] == [12.0, -30.0, 3.0]
    drawn = specification(cut, narrow=False)["datasets"]["bars"]
    assert [row["break"] is not None for row in drawn] == [True, False, False, False]
    down = without_outliers(bars(-900.0, 12.0, -30.0, 3.0))
    assert down.rows[0][1][0] == Bar(-45.0, "-900.0%", is_cut=True)


@pytest.mark.parametrize(
    "values",
    [
        (120.0, 31.0, 30.0, 3.0),  # not more than four times as long
        (100.0, 90.0, 2.0, 1.0, 1.0),  # too many to be outliers
        (5.0, 0.0, 0.0, 0.0),
        (900.0, 1.0, 1.0),  # too few to tell
        (900.0,),
    ],
)
def test_bars_that_belong_together_are_drawn_to_scale(values: tuple[float, ...]) -> None:
    assert without_outliers(bars(*values)) == bars(*values)


def test_a_cut_bar_is_spoken_of_where_it_stands() -> None:
    counts = {"tickets.total": 900, "tickets.help": 6, "tickets.report": 3, "orders.received": 5}
    before = {"tickets.total": 1, "tickets.help": 5, "tickets.report": 4, "orders.received": 6}
    found = section(told(facts(counts, previous=before)), "comparison")
    assert "未按比例画" in found.lead and "+89900.00%" in found.chart.rows[0][1][0].text
    assert "未按比例画" not in section(some(), "comparison").lead
