"""Months against the quarter that they make up, and what is said where they do not add up."""

from orchestration.checks.parts import Counts, are_judged_alike, differences, parts_of
from orchestration.periods import Period

QUARTER = Period.parse("2023Q2")
MONTHS = [Period.parse(key) for key in ("2023-04", "2023-05", "2023-06")]
ROWS = {month.key: f"digest {month}" for month in MONTHS}
END = "2023-07-01T00:00:00"


def counts(
    period: Period, total: int, as_of: str = END, rows: dict[str, str] | None = None
) -> Counts:
    return Counts(period, as_of, ROWS if rows is None else rows, {"tickets.total": total})


def test_only_complete_sets_of_one_kind_make_up_a_whole() -> None:
    assert parts_of(QUARTER, [*MONTHS, QUARTER]) == [MONTHS]
    assert parts_of(QUARTER, MONTHS[:2]) == []
    quarters = [Period.parse(f"2023Q{number}") for number in (1, 2, 3, 4)]
    year, halves = Period.parse("2023"), [Period.parse("2023H1"), Period.parse("2023H2")]
    assert parts_of(year, [*quarters, *halves, year]) == [quarters, halves]
    odd = Period.parse("2023-02_2023-04")
    assert parts_of(odd, [*quarters, *(Period.parse(f"2023-0{m}") for m in (2, 3, 4))]) == [
        list(odd.each_month())
    ]
    assert parts_of(MONTHS[0], MONTHS) == []


def test_what_adds_up_is_not_spoken_of() -> None:
    parts = [counts(month, 5) for month in MONTHS]
    assert differences(counts(QUARTER, 15), parts) == []
    assert are_judged_alike(counts(QUARTER, 15), parts)


def test_late_rows_are_named_with_the_part_that_lacks_them() -> None:
    stale = {**ROWS, "2023-05": "an older digest"}
    parts = [counts(month, 5, rows=stale if month.key == "2023-05" else ROWS) for month in MONTHS]
    (line,) = differences(counts(QUARTER, 16), parts)
    assert line.startswith("tickets.total: 2023-04 to 2023-06 add up to 15, 2023Q2 counts 16")
    assert "rows of 2023-05 have come or changed" in line


def test_another_moment_is_named() -> None:
    parts = [counts(month, 5, as_of=month.end.isoformat()) for month in MONTHS]
    whole = counts(QUARTER, 17)
    (line,) = differences(whole, parts)
    assert "2023-04 was judged at 2023-05-01T00:00:00, 2023Q2 at 2023-07-01T00:00:00" in line
    assert not are_judged_alike(whole, parts)


def test_a_figure_that_a_part_does_not_have_is_not_compared() -> None:
    parts = [counts(MONTHS[0], 5), Counts(MONTHS[1], END, ROWS, {}), counts(MONTHS[2], 5)]
    assert differences(counts(QUARTER, 99), parts) == []
