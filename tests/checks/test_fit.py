"""Exports against the office's lists: what blocks, what is named, and what is not quoted."""

from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.checks.fit import WordCount, misfit_lines, unknown_lines, unknown_words
from orchestration.office.model import Office
from orchestration.office.read import load_office
from orchestration.periods import Period
from tests.offices import write_made_up_office

MAY = Period.parse("2023-05")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return load_office(write_made_up_office(tmp_path / "office"))


def words(
    *counts: tuple[str, int, bool],
    export: str = "tickets",
    of: str = "ticket_type",
    month: str = "2023-05",
    district: str = "1",
) -> list[WordCount]:
    return [WordCount(export, of, district, month, word, known, n) for word, n, known in counts]


@pytest.mark.parametrize(
    ("unknown", "known", "is_blocked"),
    [
        (20, 179, True),
        (20, 180, False),
        (19, 1, False),
        (21, 189, False),
        (22, 190, True),
        (500, 0, True),
    ],
)
def test_twenty_rows_and_more_than_a_tenth_block(
    office: Office, unknown: int, known: int, is_blocked: bool
) -> None:
    found = unknown_words(words(("求助", known, True), ("市容", unknown, False)), MAY)
    assert bool(misfit_lines(found, office)) is is_blocked


def test_units_have_a_limit_of_their_own(office: Office) -> None:
    found = unknown_words(words(("甲局", 80, True), ("乙局", 20, False), of="unit"), MAY)
    assert misfit_lines(found, office) == [], "a fifth is not more than a fifth"
    found = unknown_words(words(("甲局", 79, True), ("乙局", 20, False), of="unit"), MAY)
    (line,) = misfit_lines(found, office)
    assert "20 of 99 rows have a 承办单位" in line and "乙局 20" in line and "units.csv" in line


@pytest.mark.parametrize(
    ("percent", "unknown", "known", "is_blocked"),
    [(0, 20, 100_000, True), (0, 19, 0, False), (100, 20, 0, False), (100, 5000, 0, False)],
)
def test_limits_of_nothing_and_of_everything(
    office: Office, percent: int, unknown: int, known: int, is_blocked: bool
) -> None:
    limits = tuple(replace(each, value=percent) for each in office.thresholds)
    found = unknown_words(words(("求助", known, True), ("市容", unknown, False)), MAY)
    assert bool(misfit_lines(found, replace(office, thresholds=limits))) is is_blocked


def test_the_office_sets_the_limits(office: Office) -> None:
    loose = tuple(replace(each, value=60) for each in office.thresholds)
    found = unknown_words(words(("求助", 50, True), ("市容", 50, False)), MAY)
    assert misfit_lines(found, office)
    assert misfit_lines(found, replace(office, thresholds=loose)) == []


def test_only_rows_of_the_period_and_district_are_judged(office: Office) -> None:
    april = words(("市容", 500, False), month="2023-04")
    other = words(("市容", 500, False), district="2")
    own = words(("求助", 10, True))
    assert unknown_words([*april, *own], MAY) == []
    assert unknown_words([*other, *own], MAY, lambda code: code == "1") == []
    (found,) = unknown_words([*other, *own], MAY)
    assert (found.judged, found.rows) == (510, 500)
    assert unknown_words([*april, *own], Period.parse("2023Q2"))[0].rows == 500


def test_the_commonest_words_are_named_and_rare_or_long_ones_counted() -> None:
    counts = [(f"类{n}", n, False) for n in range(1, 10)]
    counts += [("王某某13912345678", 40, False), ("长" * 21, 30, False)]
    (line,) = unknown_lines(unknown_words(words(*counts), MAY))
    assert line.endswith("类9 9, 类8 8, 类7 7, 类6 6, 类5 5, others 80")
    assert "王某某" not in line and "长长" not in line


def test_an_empty_cell_is_judged_and_is_no_unknown_word(office: Office) -> None:
    cells = words(("", 180, True), ("掌上", 20, False), export="cases", of="case_channel")
    (found,) = unknown_words(cells, MAY)
    assert (found.judged, found.words) == (200, {"掌上": 20})
    assert misfit_lines([found], office) == []


def test_a_word_that_no_office_lists_is_named_and_blocks_nothing(office: Office) -> None:
    found = unknown_words(
        words(("全市通办", 900, False), ("", 100, True), export="cases", of="cross_type"), MAY
    )
    assert misfit_lines(found, office) == []
    assert unknown_lines(found) == ["cases: 通办类型 that the program does not know: 全市通办 900"]
