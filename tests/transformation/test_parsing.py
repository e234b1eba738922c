"""When the dbt project is parsed anew, and from what."""

from pathlib import Path

import pytest

from orchestration.transformation import project


@pytest.fixture
def parses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each parsing, whether it could go on from the one before; in a project of the test's."""
    told: list[bool] = []
    target = tmp_path / "one" / "target"

    def parse() -> None:
        kept = project.TARGET / "partial_parse.msgpack"
        told.append(kept.exists())
        kept.write_bytes(b"")
        (project.TARGET / "manifest.json").write_text("{}")

    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.sql").write_text("select 1")
    monkeypatch.setattr(project, "DBT_PROJECT", tmp_path / "one")
    monkeypatch.setattr(project, "TARGET", target)
    monkeypatch.setattr(project, "_parse", parse)
    return told


def test_it_is_parsed_once_until_a_source_changes(parses: list[bool]) -> None:
    project.manifest_path()
    project.manifest_path()
    assert parses == [False]
    (project.DBT_PROJECT / "a.sql").write_text("select 2")
    project.manifest_path()
    assert parses == [False, True]


def test_a_copied_checkout_is_parsed_from_scratch(
    parses: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    project.manifest_path()
    copied = project.DBT_PROJECT.rename(project.DBT_PROJECT.with_name("two"))
    monkeypatch.setattr(project, "DBT_PROJECT", copied)
    monkeypatch.setattr(project, "TARGET", copied / "target")
    project.manifest_path()
    assert parses == [False, False]
