"""The dbt project, parsed once: its manifest is made anew only when a source of it has changed."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.environment import for_dbt
from orchestration.errors import BadCall, TongbaoError
from orchestration.plain_paths import plain_path
from orchestration.settings import DBT_PROJECT, Folders, memory_limit

TARGET = DBT_PROJECT / "target"
SOURCE_SUFFIXES = {".sql", ".yml", ".csv", ".md"}


def manifest_path() -> Path:
    """Return the path of a manifest that matches the project's sources, parsing them if need be."""
    manifest, stamp = TARGET / "manifest.json", TARGET / "manifest.sources"
    # the manifest names where the seeds lie: a copied checkout needs one of its own
    sources = f"{DBT_PROJECT}\n{_sources_digest()}"
    if manifest.exists() and stamp.exists() and stamp.read_text() == sources:
        return manifest
    with _alone(TARGET):
        if not (manifest.exists() and stamp.exists() and stamp.read_text() == sources):
            _parse()
            stamp.write_text(sources)
    return manifest


@cache
def read_manifest() -> dict[str, Any]:
    """Return the manifest, read once a process: it is large, and no source changes meanwhile."""
    manifest: dict[str, Any] = json.loads(manifest_path().read_text(encoding="utf-8"))
    return manifest


def dbt_executable() -> str:
    """Return the dbt that belongs to this interpreter's environment."""
    return str(Path(sys.executable).parent / "dbt")


def parsed_dbt_executable() -> str:
    """Return the dbt that takes the manifest as it is (see `dbt_main.py`)."""
    return str(Path(sys.executable).parent / "tongbao-dbt")


def dbt_environment(folders: Folders) -> dict[str, str]:
    """Return what the profile and dbt itself read from the environment."""
    plain = replace(folders, warehouse=plain_path(folders.warehouse))
    return {
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_PROFILES_DIR": str(DBT_PROJECT),
        "TONGBAO_BUILD_DATABASE": str(plain.build_database),
        "TONGBAO_LAKE": str(plain.lake),
        "TONGBAO_SPILL": str(plain.build / "spill"),
        "TONGBAO_MEMORY": memory_limit(),
        "TONGBAO_SPARK": str(folders.spark),
    }


@contextmanager
def environment_of_dbt(folders: Folders) -> Iterator[None]:
    """Let the environment be that of a dbt over the folders, and put back what was there."""
    before = dict(os.environ)
    _become(for_dbt(before) | dbt_environment(folders))
    try:
        yield
    finally:
        _become(before)


def _become(values: dict[str, str]) -> None:
    for name in set(os.environ) - set(values):
        del os.environ[name]
    os.environ.update(values)


def _sources_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(DBT_PROJECT.rglob("*")):
        parts = path.relative_to(DBT_PROJECT).parts
        if parts[0] in {"target", "logs"} or path.suffix not in SOURCE_SUFFIXES:
            continue
        digest.update("/".join(parts).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".parsing").open("w")
    except OSError as error:
        raise BadCall(
            f"{folder} cannot be written ({error.strerror}), and the dbt project is not parsed for"
            f" where it lies: run `make setup` in {DBT_PROJECT.parent} while it can be written"
        ) from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _parse() -> None:
    done = subprocess.run(  # noqa: S603  # our own dbt with fixed arguments
        [
            dbt_executable(),
            "parse",
            # from scratch: going on from its last parsing, dbt keeps unit tests that have moved to
            # another file, and the seeds of the checkout that this one was copied from
            "--no-partial-parse",
            *("--target-path", str(TARGET), "--log-path", str(TARGET)),
        ],
        cwd=DBT_PROJECT,
        env={**for_dbt(), "DBT_PROFILES_DIR": str(DBT_PROJECT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = f"{done.stdout}{done.stderr}".splitlines()
        raise TongbaoError("the dbt project does not parse:", *said)


if __name__ == "__main__":
    # set-up parses the project, so that the first run need not
    manifest_path()
