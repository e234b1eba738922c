"""When a further district may build on what an earlier run landed and built for all."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.landing.hash_key import HASH_KEY, ensure_hash_key
from orchestration.landing.lake import Lake
from orchestration.landing.land import land
from orchestration.landing.office import land_office
from orchestration.office.read import load_office
from orchestration.settings import Folders
from orchestration.transformation import shared
from orchestration.transformation.engine import Engine
from orchestration.transformation.shared import (
    forget_shared,
    note_shared,
    shared_are_new,
    shared_stand,
    typed_stand,
)
from tests.offices import hongsibu


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A raw folder that was landed, and a build database that was built of it."""
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    export = folders.raw / "cases" / "a_20230701.csv"
    export.parent.mkdir(parents=True)
    export.write_text(
        "办件编号,受理时间,办理单位,办理渠道\nK1,2023-05-01,税务局,政务大厅\n", encoding="utf-8"
    )
    land_office(hongsibu(), folders.lake)
    land(folders.raw, folders.lake)
    folders.build.mkdir()
    folders.build_database.touch()
    note_shared(folders)
    return folders


def test_what_was_noted_stands_for_every_district(folders: Folders) -> None:
    assert shared_are_new(folders) and shared_are_new(folders.of("640302"))


def test_a_new_export_is_to_be_landed_first(folders: Folders) -> None:
    newer = folders.raw / "cases" / "b_20230702.csv"
    newer.write_bytes((folders.raw / "cases" / "a_20230701.csv").read_bytes())
    assert shared_stand(folders), "of what the lake holds they still are"
    assert not shared_are_new(folders)
    land(folders.raw, folders.lake)
    assert not shared_stand(folders)


def test_a_header_learned_since_is_another_landing(folders: Folders) -> None:
    land(folders.raw, folders.lake, headers={"cases": {"办理单位": ["科室"]}})
    assert not shared_stand(folders), "what the same files became is another content"
    note_shared(folders)
    assert shared_are_new(folders)


def test_another_program_builds_anew(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "program_digest", lambda: "another")
    assert not shared_stand(folders)


def test_what_is_gone_or_was_found_wrong_is_built_anew(folders: Folders) -> None:
    forget_shared(folders)
    assert not shared_stand(folders)
    note_shared(folders)
    folders.build_database.unlink()
    assert not shared_stand(folders)


def test_typed_rows_stand_for_a_newer_landing(folders: Folders) -> None:
    newer = folders.raw / "cases" / "b_20230702.csv"
    newer.write_bytes((folders.raw / "cases" / "a_20230701.csv").read_bytes())
    land(folders.raw, folders.lake)
    assert typed_stand(folders) and not shared_stand(folders)


def test_rows_typed_by_another_program_or_key_are_typed_anew(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = folders.lake / HASH_KEY
    kept = key.read_bytes()
    key.unlink()
    ensure_hash_key(Lake(folders.lake))
    assert not typed_stand(folders)
    key.write_bytes(kept)
    assert typed_stand(folders)
    monkeypatch.setattr(shared, "program_digest", lambda: "another")
    assert not typed_stand(folders)


def test_what_spark_typed_is_not_added_to(folders: Folders) -> None:
    note_shared(folders, Engine.SPARK)
    assert shared_stand(folders) and not typed_stand(folders)


def test_nothing_is_built_upon_a_build_that_did_not_end_well(folders: Folders) -> None:
    forget_shared(folders)
    assert not typed_stand(folders)
    note_shared(folders)
    folders.build_database.unlink()
    assert not typed_stand(folders)


def test_another_office_is_landed_and_built_anew(folders: Folders, tmp_path: Path) -> None:
    shutil.copytree(folders.office, tmp_path / "office")
    other = replace(folders, office=tmp_path / "office")
    assert shared_are_new(other), "it is the same, in another folder"
    with (other.office / "thresholds.csv").open("w", encoding="utf-8") as file:
        file.write("name,value\nrepeat_days,7\n")
    assert not shared_are_new(other) and shared_stand(other)
    land_office(load_office(other.office), other.lake)
    assert not shared_stand(other)
    assert typed_stand(other), "rows are typed whatever the office"
