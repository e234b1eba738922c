"""The office of a warehouse: remembered when it publishes, so that no other takes its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from orchestration.errors import BadCall
from orchestration.office.read import load_office
from orchestration.permissions import readable_file
from orchestration.settings import Folders
from orchestration.state import read_state, write_state


def remember_office(folders: Folders) -> None:
    """Keep which office published in the warehouse."""
    office = load_office(folders.office)
    path = folders.own_office
    told = {"name": office.name, "district": office.district, "folder": str(folders.office)}
    if read_state(path) != told:
        write_state(path, told)
        readable_file(path)


def require_own_office(folders: Folders) -> None:
    """Raise BadCall where another office published here and the call names none."""
    kept = _other(folders)
    if kept is None:
        return
    office = load_office(folders.office)
    raise BadCall(
        f"{folders.warehouse} is the warehouse of {kept['name']} ({kept['folder']}), and the"
        f" default office is {office.name} ({folders.office}): name the one that is meant with"
        " --office or TONGBAO_OFFICE"
    )


def with_own_office(folders: Folders) -> Folders:
    """Return the folders with the warehouse's own office where the call names none."""
    kept = _other(folders)
    if kept is None or not Path(kept["folder"]).is_dir():
        return folders
    return replace(folders, office=Path(kept["folder"]))


def _other(folders: Folders) -> dict[str, str] | None:
    """Return the office that published here where it is not the folders' and that was not named."""
    if folders.office_is_named:
        return None
    kept = read_state(folders.own_office)
    if not isinstance(kept, dict) or not {"name", "district", "folder"} <= kept.keys():
        return None
    if kept["folder"] == str(folders.office):
        return None
    office = load_office(folders.office)
    is_same = (kept["name"], kept["district"]) == (office.name, office.district)
    return None if is_same else kept
