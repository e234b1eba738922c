"""When the dbt project is parsed anew, and that it is parsed from scratch then."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from orchestration.errors import BadCall
from orchestration.transformation import project


@pytest.fixture
def parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments of each parsing, of a project of the test's own; dbt itself is not started."""
    told: list[list[str]] = []

    def run(arguments: list[str], **how: Any) -> subprocess.CompletedProcess[str]:
        told.append(arguments)
        (project.TARGET / "manifest.json").write_text("{}")
        return subprocess.CompletedProcess(arguments, 0, "", "")

    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.sql").write_text("select 1")
    monkeypatch.setattr(project, "DBT_PROJECT", tmp_path / "one")
    monkeypatch.setattr(project, "TARGET", tmp_path / "one" / "target")
    monkeypatch.setattr(project.subprocess, "run", run)
    return told


def test_it_is_parsed_once_until_a_source_changes(parsed: list[list[str]]) -> None:
    project.manifest_path()
    project.manifest_path()
    assert len(parsed) == 1
    (project.DBT_PROJECT / "a.sql").write_text("select 2")
    project.manifest_path()
    assert len(parsed) == 2


def test_a_copied_checkout_is_parsed_anew(
    parsed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    project.manifest_path()
    copied = project.DBT_PROJECT.rename(project.DBT_PROJECT.with_name("two"))
    monkeypatch.setattr(project, "DBT_PROJECT", copied)
    monkeypatch.setattr(project, "TARGET", copied / "target")
    project.manifest_path()
    assert len(parsed) == 2


def test_nothing_of_an_earlier_parsing_is_kept(parsed: list[list[str]]) -> None:
    project.manifest_path()
    (arguments,) = parsed
    assert arguments[1] == "parse" and "--no-partial-parse" in arguments


def test_a_checkout_that_cannot_be_written_and_was_not_parsed_says_what_to_do(
    parsed: list[list[str]],
) -> None:
    project.TARGET.write_text("in the way of the folder")
    with pytest.raises(BadCall, match=f"run `make setup` in {project.DBT_PROJECT.parent}"):
        project.manifest_path()
    assert not parsed


def test_a_checkout_that_was_parsed_is_only_read(parsed: list[list[str]]) -> None:
    project.manifest_path()
    (project.TARGET / ".parsing").unlink()
    (project.TARGET / ".parsing").mkdir()
    project.manifest_path()
    assert len(parsed) == 1
