"""A hash made ahead is never that of what a file held before."""

import hashlib
import os
from pathlib import Path

from orchestration.landing.hashes import Hashes, signature
from tests.landing.conftest import Yard


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_file_that_changed_since_it_was_hashed_is_hashed_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with Hashes([path]) as hashes:
        assert hashes.of(path, signature(path.stat())) == digest("old")
        path.write_text("newer")
        assert hashes.of(path, signature(path.stat())) == digest("newer")


def test_a_file_that_nobody_named_ahead_is_hashed_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text")
    with Hashes([]) as hashes:
        assert hashes.of(path, signature(path.stat())) == digest("text")


def test_what_is_no_file_of_the_folder_is_not_opened_ahead(yard: Yard, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    os.mkfifo(outside)  # opening it would wait for ever
    (yard.raw / "tickets").mkdir(parents=True, exist_ok=True)
    (yard.raw / "tickets" / "linked.csv").symlink_to(outside)
    os.mkfifo(yard.raw / "tickets" / "pipe.csv")
    assert {file.status for file in yard.land().files} == {"refused"}
