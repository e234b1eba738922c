"""Rows are matched by their key, never by their place, and none is lost."""

from hypothesis import given
from hypothesis import strategies as st

from orchestration.publication.comparison.figures import ChangedCell, changed_rows
from orchestration.publication.comparison.version import PublishedTable

COLUMNS = ("序号", "单位", "数")


def table(*rows: tuple[str, str, str]) -> PublishedTable:
    return PublishedTable(COLUMNS, tuple(dict(zip(COLUMNS, row, strict=True)) for row in rows))


def test_a_row_that_only_moved_has_not_changed() -> None:
    before = table(("1", "甲", "5"), ("2", "乙", "4"))
    after = table(("1", "乙", "4"), ("2", "甲", "5"))
    assert changed_rows(before, after, ["单位"]) == []


def test_changed_new_and_gone_rows_are_told_apart() -> None:
    before = table(("1", "甲", "5"), ("2", "乙", ""))
    after = table(("1", "丙", "9"), ("2", "甲", "4.50"))
    new, changed, gone = changed_rows(before, after, ["单位"])
    assert (new.key, new.is_new, new.is_gone) == (("丙",), True, False)
    assert new.cells == (ChangedCell("数", "", "9"),)
    assert new.cells[0].difference is None
    assert (changed.key, changed.is_new, changed.is_gone) == (("甲",), False, False)
    assert str(changed.cells[0].difference) == "-0.50"
    assert (gone.key, gone.is_gone, gone.cells) == (("乙",), True, ())


def test_a_column_that_one_version_lacks_is_empty_there() -> None:
    before = PublishedTable(("单位", "旧"), ({"单位": "甲", "旧": "1"},))
    after = PublishedTable(("单位", "新"), ({"单位": "甲", "新": "2"},))
    (row,) = changed_rows(before, after, ["单位"])
    assert row.cells == (ChangedCell("新", "", "2"), ChangedCell("旧", "1", ""))


rows = st.lists(
    st.tuples(st.just(""), st.sampled_from("甲乙丙"), st.sampled_from("123")), max_size=6
)


@given(rows, rows)
def test_what_is_told_turns_one_version_into_the_other(
    old: list[tuple[str, str, str]], new: list[tuple[str, str, str]]
) -> None:
    """Also where a key comes several times, which no published table should do."""
    told = changed_rows(table(*old), table(*new), ["单位"])
    counts = {name: sum(row[1] == name for row in old) for name in "甲乙丙"}
    for row in told:
        counts[row.key[0]] += row.is_new - row.is_gone
    assert counts == {name: sum(row[1] == name for row in new) for name in "甲乙丙"}
    assert not told if old == new else True
    if not told:
        assert sorted(old) == sorted(new)
