"""What the program says to other programs, and the lists that people ask it for."""

import json
from typing import Any

import pytest

from tests.quarter.conftest import Office

pytestmark = pytest.mark.xdist_group("sample")


def answer(office: Office, *arguments: str, code: int = 0) -> dict[str, Any]:
    ended = office.tongbao(*arguments, "--json")
    assert ended.code == code, ended.err
    found: dict[str, Any] = json.loads(ended.out)
    return found


def test_status(sample_office: Office) -> None:
    status = answer(sample_office, "status")
    (publication,) = status["publications"]
    assert publication["period"] == "2023Q2" and publication["version"] == "v001"
    tickets = next(each for each in status["exports"] if each["export"] == "tickets")
    assert tickets["rows"] == 14263 and tickets["newest"] == "2023-07-05T10:00:00"


def test_status_of_an_empty_warehouse(office: Office) -> None:
    office.folders.warehouse.mkdir()
    assert answer(office, "status") == {"publications": [], "exports": []}


def test_reconcile(sample_office: Office) -> None:
    reconciled = answer(sample_office, "reconcile", "2023Q2")
    verdicts = ("reproduced", "differs", "not_derivable")
    assert tuple(reconciled[each] for each in verdicts) == (94, 2, 4)
    figures = {each["code"]: each for each in reconciled["figures"]}
    assert len(figures) == 100
    differing = figures["orders.finish_rate"]
    assert (differing["printed"], differing["counted"]) == ("97.80", "93.91")
    assert "2329 of 2480" in differing["reason"]


def test_reconcile_of_the_differences_alone(sample_office: Office) -> None:
    lines = sample_office.tongbao("reconcile", "2023Q2", "--only-differences").out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["021", "040", "097", "098", "099", "100"]
    assert "94 reproduced" in lines[-1]


def test_trace_lists_the_codes_and_gives_rows(sample_office: Office) -> None:
    listed = sample_office.tongbao("trace", "2023Q2")
    codes = {line.split()[0]: line for line in listed.out.splitlines()}
    assert "诉求总量" in codes["tickets.total"] and "@topic" in codes["tickets.total"]
    assert {"orders.finish_rate", "cases.total", "licenses.total"} < set(codes)
    traced = answer(sample_office, "trace", "2023Q2", "tickets.direct")
    assert traced["numerator"] == len(traced["rows"]) == 1945
    assert traced["rows"][0]["文件"].startswith("tickets/")


def test_verify_and_diff_of_one_version(sample_office: Office) -> None:
    versions = answer(sample_office, "verify", "2023Q2")["versions"]
    assert [each["name"] for each in versions] == ["v001", "latest"]
    assert all(each["problems"] == [] for each in versions)
    assert answer(sample_office, "diff", "2023Q2") == {}


def test_the_version_is_told() -> None:
    from orchestration.cli.main import main

    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
