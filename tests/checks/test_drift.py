"""Drift is told where it is planted, by name and figures, and nowhere else; it never blocks."""

from decimal import Decimal
from pathlib import Path

import dagster as dg
import pandas as pd
import pytest

from orchestration.checks import assets
from orchestration.checks.assets import WARNING_SUITES, build_checks
from orchestration.checks.validate import validate
from orchestration.running.progress import Silent
from orchestration.settings import Folders

COLUMNS = [
    "kind",
    "subject",
    "subject_name",
    "earlier_value",
    "current_value",
    "moved",
    "rows_behind",
]
CLEAN = [
    ["share", "orders.satisfaction", "群众满意率", "89.76", "84.76", "-5.00", 1644],
    ["share", "orders.finish_rate", "办结率", "90.00", "95.00", "5.00", 2480],
    ["share", "evaluations.rectified_rate", "差评整改率", "85.71", "50.00", "-35.71", 4],
    ["unit", "orders.received@甲镇", "甲镇受理工单数", "12", "1", "-91.67", 12],
    ["unit", "orders.received@乙镇", "乙镇受理工单数", "9", "0", "-100.00", 9],
    ["day", "cases 2023-05-10", "办件 2023-05-10", "20", "8", "-60.00", 20],
    ["day", "cases 2023-05-11", "办件 2023-05-11", "19", "0", "-100.00", 19],
    ["day", "cases 2023-05-12", "办件 2023-05-12", "20", "900", "4400.00", 20],
]
PLANTED = [
    (
        ["share", "orders.satisfaction", "群众满意率", "89.76", "83.45", "-6.31", 1644],
        "5个百分点: 群众满意率（orders.satisfaction）上期 89.76，本期 83.45: moved -6.31",
    ),
    (
        ["share", "orders.finish_rate", "办结率", "90.00", "95.01", "5.01", 30],
        "办结率（orders.finish_rate）上期 90，本期 95.01",
    ),
    (
        ["unit", "cases.unit@甲局", "甲局单位办件量", "10", "0", "-100.00", 10],
        "一件也没有: 甲局单位办件量（cases.unit@甲局）上期 10，本期 0",
    ),
    (
        ["day", "cases 2023-05-10", "办件 2023-05-10", "1774", "709", "-60.03", 1774],
        "少六成以上: 办件 2023-05-10（cases 2023-05-10）往常 1774，当日 709",
    ),
]


def frame(*rows: list[object]) -> pd.DataFrame:
    """Return comparisons as the build database gives them: decimals arrive as floating point."""
    read = pd.DataFrame(list(rows), columns=COLUMNS)
    for column in ("earlier_value", "current_value", "moved"):
        read[column] = read[column].map(Decimal).astype(float)
    return read


def test_what_moves_as_far_as_it_may_is_not_told() -> None:
    outcome = validate(frame(*CLEAN), "drift")
    assert outcome.failures == ()
    assert outcome.evaluated == 3


def test_a_first_period_has_nothing_to_be_compared_with() -> None:
    assert validate(frame(), "drift").failures == ()


@pytest.mark.parametrize(("row", "says"), PLANTED)
def test_planted_drift_is_told_with_both_figures(row: list[object], says: str) -> None:
    (failure,) = validate(frame(*CLEAN, row), "drift").failures
    assert says in failure.message
    assert failure.message.count("（") == 1, "only what drifted is named"


def test_drift_is_a_warning_that_lets_the_run_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for row, _ in PLANTED]
    monkeypatch.setattr(assets, "read_table", lambda *_: frame(*rows))
    checks = build_checks(Folders(tmp_path, tmp_path), Silent())
    (check,) = (c for c in checks if {key.name for key in c.check_keys} == {"expect_drift"})
    (spec,) = check.check_specs
    assert not spec.blocking
    # Dagster's own builder of such a context takes no partition
    of_check = type(dg.build_asset_check_context())
    result = check(of_check(dg.build_op_context(partition_key="2023-05")))
    assert isinstance(result, dg.AssetCheckResult)
    assert not result.passed
    assert result.severity is dg.AssetCheckSeverity.WARN
    problems = result.metadata["problems"].value
    assert isinstance(problems, list)
    assert len(problems) == 3
    assert "上月 89.76，本月 83.45" in problems[0], "in the words of the kind of period"


def test_every_other_suite_blocks() -> None:
    checks = build_checks(Folders(Path("/nowhere"), Path("/nowhere")), Silent())
    blocking = {
        spec.name.removeprefix("expect_"): spec.blocking
        for check in checks
        for spec in check.check_specs
        if spec.name.startswith("expect_")
    }
    assert {name for name, blocks in blocking.items() if not blocks} == WARNING_SUITES == {"drift"}
