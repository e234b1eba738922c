"""The office documents of the last run, written anew: to look at the template after editing it.

`python -m orchestration.publication.preview FOLDER` (or `make preview`). Publishes nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from orchestration.errors import BadCall, TongbaoError
from orchestration.planning.plan import read_plan
from orchestration.printable import warn
from orchestration.publication.documents import write_documents
from orchestration.publication.versions import newest_version
from orchestration.settings import Folders


def preview(folders: Folders, target: Path) -> None:
    """Write the documents of the period that the build database holds into a folder.

    They bear the version that was published last, where one was.
    """
    if not folders.build_database.is_file() or not (folders.lake / "plan.parquet").is_file():
        raise BadCall(f"{folders.warehouse} holds no run yet: run a period first")
    target.mkdir(parents=True, exist_ok=True)
    try:
        plan = read_plan(folders)
        newest = newest_version(folders.of(plan.district.folder).published / plan.period.key)
        write_documents(target, folders, plan, newest.name if newest else "")
    except duckdb.Error as error:
        raise BadCall(f"what the last run built can not be read: {error}") from error


def main(arguments: list[str]) -> int:
    """Preview into the one folder that is named and return the exit code."""
    if len(arguments) != 1:
        warn("usage: python -m orchestration.publication.preview FOLDER")
        return 2
    try:
        preview(Folders.resolve(), Path(arguments[0]))
    except TongbaoError as error:
        warn(error, *error.details)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
