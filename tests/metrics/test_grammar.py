"""The names of figures: what each form is read as, and what a slip is answered with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.errors import BadCall
from orchestration.metrics.grammar import (
    COMPARISONS,
    DIMENSIONS,
    Metric,
    UnknownCode,
    parse_metric,
    spelled,
)

CODES = (
    "tickets.total",
    "tickets.help",
    "tickets.help.share",
    "orders.received",
    "orders.open_rate",
)
KNOWN = spelled({code: code for code in CODES}) | {"受理工单数": "orders.received"}
MEMBERS = st.text(st.sampled_from("甲乙镇局·()“”12 "), min_size=1).filter(str.strip).map(str.strip)


@given(
    st.sampled_from(CODES),
    st.booleans(),
    st.sampled_from([None, *COMPARISONS.values()]),
    st.sampled_from([None, *DIMENSIONS]),
    st.none() | MEMBERS,
)
def test_what_is_written_is_read_back(code, is_share, comparison, dimension, member) -> None:  # type: ignore[no-untyped-def]
    if code == "tickets.help":
        is_share = False  # with it, it is the catalogue's own share
    metric = Metric(code, is_share, comparison, dimension if member else None, member)
    assert parse_metric(str(metric), KNOWN) == metric


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("tickets.help.share", Metric("tickets.help.share")),
        (
            "tickets.total.share@topic:物业管理",
            Metric("tickets.total", True, None, "topic", "物业管理"),
        ),
        (
            "tickets.help.share.difference_on_previous@甲镇",
            Metric(
                "tickets.help.share", False, COMPARISONS["difference_on_previous"], None, "甲镇"
            ),
        ),
        ("tickets.help.share.share", Metric("tickets.help.share", True)),
        (
            " Orders.Received ＠ｕｎｉｔ：甲镇 ",
            Metric("orders.received", dimension="unit", member="甲镇"),
        ),
        (
            "受理工单数.change_on_previous",
            Metric("orders.received", False, COMPARISONS["change_on_previous"]),
        ),
        ("orders.received@甲:乙", Metric("orders.received", member="甲:乙")),
        ("orders.received@a@b", Metric("orders.received", member="a@b")),
        ("orders.received@⽔务局", Metric("orders.received", member="水务局")),
    ],
)
def test_a_name_is_read(text: str, metric: Metric) -> None:
    assert parse_metric(text, KNOWN) == metric


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("orders.recieved", "orders.received"),
        ("order.received.change_on_previous", "orders.received"),
        ("tickets.totl.share@甲镇", "tickets.total"),
        ("", ""),
        ("share", ""),
        ("change_on_previous", ""),
        (".share", ""),
        ("@甲镇", ""),
    ],
)
def test_no_code_is_answered_with_the_nearest(text: str, nearest: str) -> None:
    with pytest.raises(UnknownCode) as slip:
        parse_metric(text, KNOWN)
    assert slip.value.nearest[:1] == ((nearest,) if nearest else ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("orders.received.change_on_previos", ".change_on_previous"),
        ("orders.received.shares@甲镇", ".share"),
        ("orders.received.change_on_previous.share", ".share, and after it"),
        ("orders.received@", "names no member"),
        ("orders.received@unit: ", "names no member"),
    ],
)
def test_a_slip_behind_a_code_names_what_may_stand_there(text: str, says: str) -> None:
    with pytest.raises(BadCall, match=r"orders\.received") as slip:
        parse_metric(text, KNOWN)
    assert says in str(slip.value) and not isinstance(slip.value, UnknownCode)


@given(st.text(max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    try:
        parse_metric(text, KNOWN)
    except BadCall as slip:
        assert len(str(slip).splitlines()) == 1
