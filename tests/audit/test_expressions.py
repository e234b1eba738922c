"""The checks that a CSV may hold, as people write them."""

import pytest

from orchestration.audit.expressions import (
    AtMost,
    Change,
    Descending,
    Equals,
    MalformedCheckError,
    Operation,
    Part,
    Ref,
    claim_key,
    parse_checks,
)

CLAIMS = {"1", "2", "3", "4", "A-1", "12"}
ONE, TWO, THREE = Ref("1"), Ref("2"), Ref("3")


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("", []),
        (" ; ", []),
        ("001", [Equals(ONE)]),
        ("002+003", [Equals(Operation("+", TWO, THREE))]),
        ("００２＋００３", [Equals(Operation("+", TWO, THREE))]),
        ("001 - 002 - 003", [Equals(Operation("-", Operation("-", ONE, TWO), THREE))]),
        ("001−(002-003)", [Equals(Operation("-", ONE, Operation("-", TWO, THREE)))]),
        ("(002+003)/001", [Equals(Operation("/", Operation("+", TWO, THREE), ONE))]),
        ("002/001+003", [Equals(Operation("+", Operation("/", TWO, ONE), THREE))]),
        ("change(001)", [Change(ONE)]),
        ("part( 1 )", [Part(ONE)]),
        ("at most(001)", [AtMost(ONE)]),
        ("AT_MOST（001＋２）", [AtMost(Operation("+", ONE, TWO))]),
        ("descending(001,002，003、004)", [Descending(("1", "2", "3", "4"))]),
        ("A-1-002", [Equals(Operation("-", Ref("A-1"), TWO))]),
        ("002/001；at most(003);", [Equals(Operation("/", TWO, ONE)), AtMost(THREE)]),
    ],
)
def test_checks_are_read_as_they_are_written(text: str, checks: list[object]) -> None:
    assert parse_checks(text, CLAIMS) == checks


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("002+", "its end"),
        ("/001", "'/'"),
        ("002/009", "'9', which is no claim"),
        ("(002+003", "lacks a ')'"),
        ("002+003)", "from ')' on"),
        ("002 003", "from '3' on"),
        ("change()", "')'"),
        ("change(001", "lacks a ')'"),
        ("sum(001,002)", "'sum', which is no claim"),
        ("descending(001;002)", "lacks a ')'"),
        ("at least(001)", "'at', which is no claim"),
    ],
)
def test_a_slip_is_named(text: str, says: str) -> None:
    with pytest.raises(MalformedCheckError) as slip:
        parse_checks(text, CLAIMS)
    assert says in str(slip.value)


def test_a_claim_that_stands_twice_cannot_be_named() -> None:
    assert parse_checks("002+003", CLAIMS, {"1"})
    with pytest.raises(MalformedCheckError, match="stands in several rows"):
        parse_checks("001+002", CLAIMS, {"1"})


def test_a_number_that_a_spreadsheet_shortened_is_the_same_claim() -> None:
    assert claim_key("００７") == claim_key("7") == "7"
    assert claim_key("A－1") == "A-1"
