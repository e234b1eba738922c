"""The shipped office, as tests that speak of the sample need it."""

from pathlib import Path

from orchestration.office.model import District, Office, Wording
from orchestration.office.read import load_office
from orchestration.settings import DEFAULT_OFFICE


def hongsibu() -> Office:
    """Return the office that is used where none is named."""
    return load_office(DEFAULT_OFFICE)


def wording() -> Wording:
    """Return who publishes there."""
    return hongsibu().wording


def default_district() -> District:
    """Return its one district."""
    return hongsibu().districts[0]


def write_made_up_office(folder: Path, **files: str) -> Path:
    """Write an office of no real place; `files` are further ones, by name with __ for a dot."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "office__yml": "name: 青石区政务服务局\ndistrict: 青石区\n",
        "units__csv": "name,kind,aliases,group\n甲局,department,甲办,区直\n乙局,department,,区直\n"
        "东镇,township,,乡镇\n西街道,township,西街,街道\n自来水公司,enterprise,,企业\n",
    }
    for name, text in (texts | files).items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder
