from decimal import Decimal

from orchestration.publication.bulletin.lists import (
    Words,
    below_floor,
    leaders_and_trailers,
    overdue_units,
)
from tests.publication.made_up import units

CASES = Words("办件", "有办件", "部门")


def leaders(*figures: tuple[str, int], most: int = 2, fewest: int = 1, longest: int = 9) -> str:
    return leaders_and_trailers(units("cases.unit", *figures), CASES, most, fewest, longest)


def overdue(*figures: tuple[str, int, str], most: int = 2, longest: int = 9) -> str:
    given = units("orders.sign_overdue", *figures)
    return overdue_units(given, Words("超时签收"), most, longest)


def low(*figures: tuple[str, int, str], most: int = 2, longest: int = 9) -> str:
    given = units("orders.satisfaction", *figures)
    return below_floor(given, Decimal(85), Words("满意率"), most, longest)


def test_nobody_with_any_gives_no_sentence() -> None:
    assert leaders() == ""
    assert leaders(("甲", 0), ("乙", 0)) == ""


def test_one_unit_leads_nobody() -> None:
    assert leaders(("甲", 5)) == "有办件的部门只有甲，计5件。"
    assert leaders(("甲", 5), ("乙", 0)) == "有办件的部门只有甲，计5件；乙没有办件。"


def test_all_units_named_are_neither_many_nor_few() -> None:
    assert leaders(("甲", 1), ("乙", 5)) == "有办件的部门由多到少依次为：乙5件、甲1件。"
    assert leaders(("甲", 2), ("乙", 2), ("丙", 2)) == "有办件的部门是：甲、乙、丙各2件。"


def test_many_units_name_those_with_most_and_fewest() -> None:
    told = leaders(("甲", 9), ("乙", 5), ("丙", 4), ("丁", 1))
    assert told == "办件较多的部门是：甲9件、乙5件；办件较少的部门是：丁1件。"


def test_units_without_any_take_the_places_of_the_fewest() -> None:
    told = leaders(("甲", 9), ("乙", 5), ("丙", 4), ("丁", 0), ("戊", 0), fewest=3)
    assert told == "办件较多的部门是：甲9件、乙5件；办件较少的部门是：丙4件；丁、戊没有办件。"


def test_units_that_tie_with_the_last_place_are_named_too() -> None:
    told = leaders(("甲", 9), ("乙", 5), ("丙", 5), ("丁", 1))
    assert told == "办件较多的部门是：甲9件，乙、丙各5件；办件较少的部门是：丁1件。"


def test_a_tie_too_long_to_name_is_told_as_a_number() -> None:
    many = [(f"单位{sign}", 5) for sign in "甲乙丙丁戊己"]
    told = leaders(("首", 9), *many, ("末", 1), longest=4)
    assert told == "办件较多的部门是：首9件，另有6个单位各5件；办件较少的部门是：末1件。"
    zeros = [(name, 0) for name, _ in many]
    assert leaders(("首", 9), *zeros, longest=4) == "有办件的部门只有首，计9件；6个部门没有办件。"


def test_a_name_that_ends_in_a_digit_does_not_run_into_its_number() -> None:
    assert "实验小学2为45件、乙3件" in leaders(("实验小学2", 45), ("乙", 3))


def test_an_office_that_wants_no_list_gets_none() -> None:
    assert leaders(("甲", 9), ("乙", 5), ("丙", 4), most=0, fewest=0) == ""
    assert overdue(("甲", 9, "50.00"), ("乙", 5, "20.00"), most=0) == ""


def test_overdue_units_for_none_one_all_and_some() -> None:
    assert overdue() == ""
    assert overdue(("甲", 0, "0.00")) == ""
    assert overdue(("甲", 3, "50.00"), ("乙", 0, "0.00")) == "全部为甲承办，占其受理工单的50.00%。"
    both = overdue(("甲", 3, "50.00"), ("乙", 4, "20.00"))
    assert both == "超时签收的单位有：乙4件、占其受理工单的20.00%，甲3件、占50.00%。"
    some = overdue(("甲", 3, "50.00"), ("乙", 4, "20.00"), ("丙", 1, "10.00"))
    assert some == "超时签收较多的单位有：乙4件、占其受理工单的20.00%，甲3件、占50.00%。"


def test_a_long_tie_of_overdue_units_is_told_as_a_number() -> None:
    told = overdue(("甲", 3, "50.00"), *[(sign, 1, "10.00") for sign in "乙丙丁戊"], longest=3)
    assert told == "超时签收的单位有：甲3件、占其受理工单的50.00%，另有4个单位各1件。"


def test_units_below_the_floor_for_none_one_all_and_some() -> None:
    assert low() == ""
    assert low(("甲", 17, "85.00"), ("乙", 9, "90.00")) == ""
    assert low(("甲", 4, "84.99"), ("乙", 9, "90.00")) == "满意率低于85%的单位是甲，为84.99%。"
    both = low(("甲", 4, "80.00"), ("乙", 9, "16.00"))
    assert both == "满意率低于85%的单位有2个：乙16.00%、甲80.00%。"
    some = low(("甲", 4, "80.00"), ("乙", 9, "16.00"), ("丙", 0, "0.00"))
    assert some == "满意率低于85%的单位有3个，其中较低的是：丙0.00%、乙16.00%。"


def test_a_long_tie_below_the_floor_is_told_as_a_number() -> None:
    told = low(("甲", 0, "0.00"), *[(sign, 1, "50.00") for sign in "乙丙丁戊"], longest=3)
    assert told == "满意率低于85%的单位有5个：甲0.00%、另有4个单位均为50.00%。"
