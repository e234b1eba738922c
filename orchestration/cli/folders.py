"""The folders and the district that a call names, and what must be there before it begins."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.errors import BadCall
from orchestration.permissions import readable_folder
from orchestration.printable import warn
from orchestration.settings import Folders

if TYPE_CHECKING:
    from orchestration.districts import District


def folders_of(options: argparse.Namespace) -> Folders:
    """Return the folders that the call or the environment names."""
    return Folders.resolve(options.raw, options.warehouse, options.office)


def folders_of_warehouse(options: argparse.Namespace) -> Folders:
    """Return the folders, of the warehouse's own office where the call names none."""
    from orchestration.running.own_office import with_own_office

    return with_own_office(folders_of(options))


def folders_of_one(options: argparse.Namespace) -> Folders:
    """Return the folders of the district that the call names, else of the default one."""
    from orchestration.districts import find_district

    folders = folders_of_warehouse(options)
    return folders.of(find_district(folders, options.district).folder)


def districts_of(folders: Folders, named: str | None) -> tuple[District, ...]:
    """Return the district that the call names, else every one that is configured."""
    from orchestration.districts import districts, find_district

    return districts(folders) if named is None else (find_district(folders, named),)


def require_raw_folder(folders: Folders) -> None:
    """Raise BadCall where the raw folder is not there."""
    if not folders.raw.is_dir():
        raise BadCall(
            f"the raw folder {folders.raw} is not there: name it with --raw or TONGBAO_RAW,"
            " or write sample exports with `tongbao sample 2023Q2`"
        )


def require_warehouse(folders: Folders) -> None:
    """Raise BadCall where the warehouse cannot be written, or no DuckDB could be opened in it."""
    try:
        readable_folder(folders.warehouse)
    except OSError as error:
        raise BadCall(
            f"the warehouse {folders.warehouse} cannot be used ({error.strerror}):"
            " name a folder with --warehouse or TONGBAO_WAREHOUSE"
        ) from None
    odd = sorted(set("?*[]\\") & set(str(folders.warehouse)))
    if odd:
        # DuckDB takes them for patterns and slashes, where analysts open a database too
        raise BadCall(
            f"the warehouse {folders.warehouse} has {' '.join(odd)} in its path:"
            " no DuckDB can open a database there"
        )


def turn(folders: Folders, who: str) -> AbstractContextManager[None]:
    """Wait until nobody else writes the warehouse, and keep others waiting meanwhile."""
    from orchestration.running.turn import writing_turn

    require_warehouse(folders)
    return writing_turn(folders.warehouse, who, warn)


def writable(name: str) -> Path:
    """Return the path of a file to be written; raises BadCall where it cannot be."""
    path = Path(name)
    try:
        path.touch()
    except OSError as error:
        raise BadCall(f"{path} cannot be written: {error.strerror}") from None
    return path
