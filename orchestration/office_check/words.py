"""The words of the raw folder's exports, counted by the models in a warehouse of their own."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from orchestration.checks.fit import WordCount, read_words
from orchestration.errors import TongbaoError
from orchestration.landing import LandedFile, land
from orchestration.landing.office import land_office
from orchestration.office.model import Office
from orchestration.running.progress import Progress
from orchestration.settings import DBT_PROJECT, Folders
from orchestration.transformation.build_database import connect_read_only
from orchestration.transformation.project import environment_of_dbt, parsed_dbt_executable

_MODEL = "+int_listed_words"


@dataclass(frozen=True)
class Exports:
    """What a raw folder holds: its files as they were landed, and the words in listed columns."""

    files: tuple[LandedFile, ...]
    words: tuple[WordCount, ...]


def read_exports(folders: Folders, office: Office, progress: Progress) -> Exports:
    """Land the raw folder apart from the warehouse, and count the words of its rows."""
    with _apart(folders) as own:
        progress.stage("reading the exports")
        own.build.mkdir(parents=True, mode=0o700)
        report = land(own.raw, own.lake, headers=office.headers, progress=progress.step)
        land_office(office, own.lake)
        progress.stage("comparing their words with the office's")
        _build(own)
        with connect_read_only(own.build_database) as connection:
            files = tuple(file for file in report.files if file.export in office.exports)
            return Exports(files, tuple(read_words(connection)))


@contextmanager
def _apart(folders: Folders) -> Iterator[Folders]:
    """Give folders with a private warehouse that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="tongbao-office-") as folder:
        yield replace(folders, warehouse=Path(folder), district="")


def _build(folders: Folders) -> None:
    target = folders.build / "dbt_target"
    with environment_of_dbt(folders):
        done = subprocess.run(  # noqa: S603  # our own dbt with fixed arguments
            [
                parsed_dbt_executable(),
                *("build", "--target", "duckdb", "--select", _MODEL),
                *("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test"),
                *("--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)),
                *("--target-path", str(target), "--log-path", str(target)),
            ],
            cwd=DBT_PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        last = [line.strip() for line in done.stdout.splitlines() if line.strip()][-3:]
        raise TongbaoError(f"the words of the exports cannot be counted: {' '.join(last)}")
