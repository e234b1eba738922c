"""`tongbao audit` as it is called: exit codes, lines, JSON, and what it does not load."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.cli.main import main
from orchestration.reconcile.claims import NOTICES
from orchestration.settings import DEFAULT_OFFICE

NOTICE = DEFAULT_OFFICE / NOTICES / "2023Q2.csv"
WRONG = "移交工单2480件，办结2329件，办结率97.80%。\n"
RIGHT = "移交工单2480件，办结2329件，办结率93.91%。\n"


def call(
    capsys: pytest.CaptureFixture[str], folder: Path, name: str, text: str, *more: str
) -> tuple[int, str, str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    code = main(["audit", str(path), *more])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_none_some_and_unreadable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, tmp_path, "a.txt", RIGHT)[:2] == (0, "")
    code, out, err = call(capsys, tmp_path, "a.md", WRONG)
    assert code == 1
    (line,) = out.splitlines()
    assert line.startswith("paragraph 1: “") and "printed 97.80%, follows 93.91%; 2329 of" in line
    assert err.endswith("a.md: 1 contradiction\n")
    code, out, err = call(capsys, tmp_path, "a.docx", WRONG)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and "is no Word document" in err


def test_json_is_as_the_contract_has_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, tmp_path, "a.html", f"<p>\u202e\u00ad{WRONG}</p>", "--json")
    assert code == 1
    found = json.loads(out)
    assert list(found) == ["findings", "added"] and found["added"] == []
    (finding,) = found["findings"]
    assert list(finding) == ["kind", "claim", "place", "printed", "follows", "explanation"]
    assert finding["kind"] == "contradiction" and finding["claim"] is None
    assert json.loads(call(capsys, tmp_path, "b.txt", RIGHT, "--json")[1]) == {
        "findings": [],
        "added": [],
    }


def test_claims_of_a_csv_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(NOTICE), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(each["claim"], each["printed"]) for each in found] == [
        ("021", "97.80"),
        ("040", "30.7"),
    ]


def test_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG, encoding="utf-8")
    script = (
        "import sys; from orchestration.cli.main import main\n"
        f"codes = [main(['audit', {str(tmp_path / 'a.txt')!r}]),"
        f" main(['audit', {str(NOTICE)!r}])]\n"
        "heavy = {'duckdb', 'pandas', 'numpy', 'pyarrow', 'dagster', 'dbt', 'docx', 'lxml'}\n"
        "sys.exit(str(sorted(heavy & set(sys.modules)) + codes))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == "[1, 1]"
