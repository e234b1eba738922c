"""Printed figures in a CSV: each kind of check, what the codes say, and what is left alone."""

from pathlib import Path

import pytest

from orchestration.audit.claims import audit_claims
from orchestration.audit.findings import Finding
from orchestration.errors import BadCall
from orchestration.reconcile.claims import NOTICES
from orchestration.settings import DEFAULT_OFFICE

HEADER = "claim,code,printed,unit,where,check\n"


def audit(folder: Path, rows: str, header: str = HEADER) -> list[Finding]:
    path = folder / "draft.csv"
    path.write_text(header + rows, encoding="utf-8")
    return audit_claims(path)


def found(folder: Path, rows: str, header: str = HEADER) -> list[str | None]:
    return [finding.claim for finding in audit(folder, rows, header)]


def test_the_printed_bulletin_contradicts_itself_twice() -> None:
    rate, cut = audit_claims(DEFAULT_OFFICE / NOTICES / "2023Q2.csv")
    assert (rate.claim, rate.printed, rate.follows) == ("021", "97.80", "93.91")
    assert "2329 of 2480 is 93.91" in rate.explanation
    assert (cut.claim, cut.printed, cut.follows) == ("040", "30.7", "30.77")
    assert "56 of 182 is 30.77" in cut.explanation
    assert "cut off instead of rounded" in cut.explanation


CONSISTENT = """\
001,calls.total,"3,480",件,概况,002+003;005+006
002,calls.direct,2210,件,概况,001-003
003,orders.received,1270,件,概况,at most(001)
004,calls.direct_rate,63.5%,,概况,002/001
005,calls.phone,３４０２,件,渠道,at most (001)
006,calls.web,78,件,渠道,
007,calls.web.share,2.24,%,渠道,006/001
008,calls.growth,-3.71,%,概况,change(001)
009,orders.finish_rate,98.43,%,办理,part(003)
010,gap,0.49,个百分点,办理,009-011
011,orders.last_rate,97.94,%,办理,
012,a,310,件,前三,"descending(012,013,014)"
013,b,207,件,前三,
014,c,207,件,前三,
015,three,724,件,前三,012+013+014
016,three.share,57,%,前三,(012+013+014)/003
017,daily,38.2,件,日均,
018,topic,水利灌溉,,热点,
019,none,-,件,热点,019/001
"""


def test_a_consistent_bulletin_gives_nothing(tmp_path: Path) -> None:
    assert audit(tmp_path, CONSISTENT) == []


@pytest.mark.parametrize(
    ("was", "now", "claims"),
    [
        ('001,calls.total,"3,480"', '001,calls.total,"3,840"', {"001", "002", "004", "007"}),
        ("63.5%", "63.6%", {"004"}),
        ("2.24,%", "2.25,%", {"007"}),
        ("-3.71", "-103.71", {"008"}),
        ("98.43", "98.46", {"009", "010"}),
        ("0.49,", "0.45,", {"010"}),
        ("013,b,207", "013,b,206", {"012", "015"}),
        ("724", "725", {"015"}),
        ("57,%", "58,%", {"016"}),
        ("at most(001)", "at most(002)", set()),
        ("003,orders.received,1270,件,概况,at most(001)", "003,x,1270,件,,at most(006)", {"003"}),
    ],
)
def test_one_changed_figure_is_found_in_the_rows_that_rest_on_it(
    tmp_path: Path, was: str, now: str, claims: set[str]
) -> None:
    assert CONSISTENT.count(was) == 1
    assert set(found(tmp_path, CONSISTENT.replace(was, now))) == claims


@pytest.mark.parametrize(
    ("rows", "follows", "explanation"),
    [
        ("1,a,20,件,,2+3\n2,b,11,件,,\n3,c,8,件,,\n", "19", "2 + 3 is 19"),
        (
            "1,a,19,件,,2+3+4+5\n2,b,11,件,,\n3,c,8,件,,\n4,d,5,件,,\n5,e,7,件,,\n",
            "31",
            "19 is the sum without 4 d (5) and 5 e (7)",
        ),
        ("1,a,19,件,,2+3\n2,b,11,件,,\n3,c,8,件,,\n9,z,0,件,,\n", None, ""),
        (
            "1,a,24,件,,2+3\n2,b,11,件,,\n3,c,8,件,,\n4,d,5,件,,\n",
            "19",
            "24 is the sum with 4 d (5) too",
        ),
        ("1,a,45,件,,2+3\n2,b,31,件,,\n3,c,23,件,,\n", "54", "54 with two digits exchanged"),
        ("1,a,30.7,%,,2/3\n2,b,56,件,,\n3,c,182,件,,\n", "30.77", "cut off instead of rounded"),
        (
            "1,a,54.9,%,,2/3\n2,b,56,件,,\n3,c,182,件,,\n4,d,102,件,,\n",
            "30.77",
            "54.9 would be 56 of 102, 4 d",
        ),
        ("1,a,99.6,%,,2/3\n2,b,591,件,,\n3,c,594,件,,\n", "99.49", "no whole denominator gives"),
        ("1,a,8.04,%,,change(2)\n2,b,67,件,,\n", "8.06 from 62 or 6.35 from 63", "no whole"),
        ("1,a,8.06,%,,change(2)\n2,b,67,件,,\n", None, ""),
        (
            "1,a,8.0,%,,change(2)\n2,b,67,件,,\n",
            "8.1 from 62 or 6.3 from 63",
            "8.0 is 8.065 (from 62) cut off",
        ),
        ("1,a,98.0,%,,part(2)\n2,b,22,件,,\n", "95.5 for 21 of 22 or 100.0 for 22 of 22", ""),
        ("1,a,23,件,,at most(2)\n2,b,22,件,,\n", "at most 22, 2 b", ""),
        (
            '1,a,9,件,,"descending(1,2,3)"\n2,b,7,件,,\n3,c,8,件,,\n',
            "3 c (8) before 2 b (7)",
            "in order once 2 and 3 change places",
        ),
    ],
)
def test_what_follows_and_the_nearest_explanation(
    tmp_path: Path, rows: str, follows: str | None, explanation: str
) -> None:
    findings = audit(tmp_path, rows)
    assert [finding.follows for finding in findings] == ([] if follows is None else [follows])
    assert all(explanation in finding.explanation for finding in findings)


@pytest.mark.parametrize(
    ("rows", "claims"),
    [
        # 9.67万 is every whole number from 96650 to 96749
        ("1,a,9.67万,件,,2+3\n2,b,7.25万,件,,\n3,c,2.42,万件,,\n", []),
        ("1,a,9.66万,件,,2+3\n2,b,72449,件,,\n3,c,2.42万,件,,\n", []),
        ("1,a,9.68万,件,,2+3\n2,b,72449,件,,\n3,c,2.42万,件,,\n", ["1"]),
        ("1,a,96750,件,,2\n2,b,9.67万,件,,\n", ["1"]),
        ("1,a,96749,件,,2\n2,b,9.67万,件,,\n", []),
        ("1,a,9.67万,件,,2\n2,b,96789,件,,\n", ["1"]),
        ("1,a,74.97,%,,2/3\n2,b,7.25万,件,,\n3,c,9.67万,件,,\n", []),
        ("1,a,75.97,%,,2/3\n2,b,7.25万,件,,\n3,c,9.67万,件,,\n", ["1"]),
        ("1,a,180.00万,件,,2+3\n2,b,61723,件,,\n3,c,173.83万,件,,\n", []),
        # a growth of so many that a whole predecessor is always near
        ("1,a,17.42,%,,change(2)\n2,b,180.00万,件,,\n", []),
        # halves go away from zero on both sides
        ("1,a,12.3,%,,2/3\n2,b,49,件,,\n3,c,400,件,,\n", []),
        ("1,a,-12.3,%,,(2-3)/3\n2,b,351,件,,\n3,c,400,件,,\n", []),
        ("1,a,-12.2,%,,(2-3)/3\n2,b,351,件,,\n3,c,400,件,,\n", ["1"]),
        # a sum of shares is as exact as they are
        ("1,a,66.6,%,,2+3\n2,b,33.3,%,,\n3,c,33.4,%,,\n", []),
        ("1,a,66.4,%,,2+3\n2,b,33.3,%,,\n3,c,33.4,%,,\n", ["1"]),
        # falls in words, or said beside the figure
        ("1,a,下降10.0%,,,change(2)\n2,b,9,件,,\n", []),
        ("1,a,上升10.0%,,,change(2)\n2,b,9,件,,\n", ["1"]),
        ("1,a,10.0,%,环比下降,change(2)\n2,b,9,件,,\n", []),
        ("1,a,10.0,%,环比,change(2)\n2,b,9,件,,\n", ["1"]),
        # where nothing can be known
        ("1,a,10.0,%,,2/3\n2,b,9,件,,\n3,c,0,件,,\n", []),
        ("1,a,10.0,%,,2/3\n2,b,-,件,,\n3,c,90,件,,\n", []),
        ("1,a,约10,%,,2/3\n2,b,9,件,,\n3,c,20,件,,\n", []),
        ("1,a,10,%,,2/3\n2,b,9,件,,\n3,c,20余,件,,\n", []),
        ("1,a,10,%,,at most(2)\n2,b,9,件,,\n", []),
        # a ratio that is no percentage
        ("1,a,4.5,倍,,2/3\n2,b,9,件,,\n3,c,2,件,,\n", []),
        ("1,a,4.6,倍,,2/3\n2,b,9,件,,\n3,c,2,件,,\n", ["1"]),
        ("1,a,450,,,2/3\n2,b,9,件,,\n3,c,2,件,,\n", []),
        # each of several checks must hold, and the row is found once
        ("1,a,20,件,,2+3;at most(2);at most(4)\n2,b,12,件,,\n3,c,8,件,,\n4,d,9,件,,\n", ["1"]),
    ],
)
def test_checks_in_numbers_that_are_rounded(tmp_path: Path, rows: str, claims: list[str]) -> None:
    assert found(tmp_path, rows) == claims


TYPES = """\
1,tickets.total,100,件,
2,tickets.help,50,件,
3,tickets.consult,20,件,
4,tickets.complaint,15,件,
5,tickets.suggestion,7,件,
6,tickets.report,5,件,
7,tickets.praise,3,件,
"""
TWO_COUNTS = "1,orders.received,30,件,\n2,orders.finished,20,件,\n"
TWO_COUNTS = "1,orders.received,30,件,\n2,orders.finished,20,件,\n"
PLAIN = "claim,code,printed,unit,where\n"


@pytest.mark.parametrize(
    ("rows", "claims"),
    [
        (TYPES, []),
        (TYPES.replace(",50,", ",51,"), ["1"]),
        (TYPES.replace("7,tickets.praise,3,件,\n", ""), []),
        (TYPES + "8,tickets.help.share,50,%,\n9,tickets.consult.share,20.0,%,\n", []),
        (TYPES + "8,tickets.help.share,51,%,\n", ["8"]),
        (TYPES + "8,tickets.other,4,件,\n", []),
        # a part is not greater than its whole, nor a unit's figure than the figure of all
        ("1,orders.received,10,件,\n2,orders.finished,11,件,\n", ["2"]),
        ("1,orders.received,10,件,\n2,orders.received@某镇,11,件,\n", ["2"]),
        ("1,cases.total,10,件,\n2,cases.hall,11,件,\n3,cases.unit@某局,12,件,\n", ["2", "3"]),
        ("1,orders.received@甲镇,10,件,\n2,orders.finished@乙镇,11,件,\n", []),
        # a rate over its counts, as far as they are there
        (TWO_COUNTS + "3,orders.finish_rate,66.7,%,\n", []),
        (
            TWO_COUNTS + "3,orders.finish_rate,6.67,%,\n",
            ["3"],
        ),
        ("1,orders.received,30,件,\n3,orders.finish_rate,66.7,%,\n", []),
        ("1,orders.received,30,件,\n3,orders.finish_rate,66.8,%,\n", []),
        # with what was answered at once
        (
            "0,tickets.direct,70,件,\n9,tickets.total,100,件,\n"
            + TWO_COUNTS
            + "3,orders.finish_rate,90,%,\n",
            [],
        ),
        ("2,orders.finished,20,件,\n3,orders.finish_rate,66.7,%,\n", []),
        ("2,orders.finished,20,件,\n3,orders.finish_rate,66.9,%,\n", ["3"]),
        ("3,orders.finish_rate,66.9,%,\n", []),
        ("1,evaluations.negative,0,条,\n2,evaluations.rectified_rate,100,%,\n", []),
        # rates of one unit over the same orders
        (
            "1,orders.sign_overdue@某镇,45,件,\n2,orders.sign_overdue_rate@某镇,24.1,%,\n"
            "3,orders.finish_overdue@某镇,51,件,\n4,orders.finish_overdue_rate@某镇,27.3,%,\n",
            [],
        ),
        (
            "1,orders.sign_overdue@某镇,45,件,\n2,orders.sign_overdue_rate@某镇,24.1,%,\n"
            "3,orders.finish_overdue@某镇,51,件,\n4,orders.finish_overdue_rate@某镇,28.3,%,\n",
            ["4"],
        ),
        (
            "1,orders.sign_overdue@某镇,45,件,\n2,orders.sign_overdue_rate@某镇,24.1,%,\n"
            "3,orders.finish_overdue@某局,51,件,\n4,orders.finish_overdue_rate@某局,28.3,%,\n",
            [],
        ),
        # shares and changes by the grammar of codes
        ("1,x.total,40,件,\n2,x.a,10,件,\n3,x.a.share,25,%,\n", []),
        (
            "1,orders.received,40,件,\n2,orders.received@某镇,10,件,\n"
            "3,orders.received.share@某镇,25.1,%,\n",
            ["3"],
        ),
        ("1,tickets.total,67,件,\n2,tickets.total.change_on_previous,8.06,%,\n", []),
        ("1,tickets.total,67,件,\n2,tickets.total.change_on_previous,8.05,%,\n", ["2"]),
        (
            "1,tickets.total,67,件,\n2,tickets.total.change_on_previous,8.06,%,\n"
            "3,tickets.total.difference_on_previous,6,件,\n",
            ["2"],
        ),
        # the same code twice may mean two things, and what follows from it is not known
        ("1,tickets.total,67,件,a\n2,tickets.total,76,件,a\n3,tickets.help,70,件,a\n", []),
        ("1,tickets.total,67,件,概况\n2,tickets.total,76,件,概况\n", []),
        ("1,tickets.total,6.7万,件,概况\n2,tickets.total,67012,件,概况\n", []),
        ("1,tickets.total,67,件,全市\n2,tickets.total,76,件,市直\n", []),
        ("1,x.y,67,件,概况\n2,x.y,76,件,概况\n", []),
    ],
)
def test_what_codes_say_where_no_check_is_written(
    tmp_path: Path, rows: str, claims: list[str]
) -> None:
    assert found(tmp_path, rows, PLAIN) == claims
    assert found(tmp_path, rows.replace("\n", ",\n"), HEADER) == claims


def test_a_written_check_takes_the_place_of_what_the_code_says(tmp_path: Path) -> None:
    rows = "1,orders.received,30,件,,\n2,orders.finished,20,件,,\n3,orders.finish_rate,90,%,,{}\n"
    extra = "4,calls.direct,70,件,,\n5,calls.total,100,件,,\n"
    assert found(tmp_path, rows.format("") + extra) == ["3"]
    assert found(tmp_path, rows.format("(2+4)/5") + extra) == []


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("1,a,5,件,,2+\n2,b,4,件,,\n", "row 2 (claim 1)"),
        ("1,a,5,件,,9\n2,b,4,件,,\n", "'9', which is no claim"),
        ("1,a,5,件,,2\n2,b,4,件,,\n2,c,4,件,,\n", "stands in several rows"),
        ("1,a,4,425,件,,\n", "quotation marks"),
        ("", "no row below its header"),
    ],
)
def test_a_slip_is_a_wrong_call_in_one_line(tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(BadCall, match=r"draft\.csv") as refusal:
        audit(tmp_path, rows)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding_and_an_order_without_quotation_marks(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "draft.csv"
    rows = "1,a,9,件,前三,descending(1,2,3)\n2,b,7,件,,\n3,c,8,件,,\n"
    path.write_bytes((HEADER + rows).encode(encoding))
    assert [finding.claim for finding in audit_claims(path)] == ["1"]
