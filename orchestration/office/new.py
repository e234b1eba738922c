"""`tongbao office new`: a folder for another office, to be filled in by hand."""

from __future__ import annotations

from pathlib import Path

import yaml

from orchestration.errors import BadCall
from orchestration.landing.contract import word
from orchestration.office.build import DEFAULTS
from orchestration.office.text_files import UNPRINTABLE
from orchestration.office.wording_keys import LONGEST_NAME

BLANK = Path(__file__).parent / "blank"
"""The files of a new office, with places for its name and district."""

_SHIPPED = ("ticket_types.csv", "channels.csv")
"""What most offices adapt, as it is shipped."""


def write_new_office(folder: Path, name: str, district: str) -> list[Path]:
    """Write the files of a new office and return them; BadCall where the folder is in use."""
    if not _is_name(name) or not _is_name(district):
        raise BadCall(
            "--name 发文机关 and --district 简称 say whose office it is: each is a text on one"
            f" line, of at most {LONGEST_NAME} characters"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadCall(f"{folder} is not empty: name a new folder")
        return [_write(folder / file, text) for file, text in _texts(name, district).items()]
    except OSError as error:
        raise BadCall(f"{folder} cannot be written ({error.strerror})") from None


def _is_name(text: str) -> bool:
    is_short = len(text.strip()) <= LONGEST_NAME
    return bool(word(text)) and is_short and not UNPRINTABLE.search(text.strip())


def _texts(name: str, district: str) -> dict[str, str]:
    blank = {path.name: path.read_text("utf-8") for path in sorted(BLANK.iterdir())}
    office = blank["office.yml"].format(
        name=_quoted(name),
        district=_quoted(district),
        hotline_centre=_quoted(f"{district.strip()}“12345”便民服务热线"),
        service_centre=_quoted(f"{district.strip()}政务服务中心"),
    )
    shipped = {file: (DEFAULTS / file).read_text("utf-8") for file in _SHIPPED}
    readme = blank["README.md"].format(name=name.strip())
    return blank | shipped | {"office.yml": office, "README.md": readme}


def _quoted(text: str) -> str:
    """Return a text as YAML writes it on one line."""
    written: str = yaml.safe_dump(text.strip(), allow_unicode=True, width=10_000)
    return written.removesuffix("\n...\n").strip()


def _write(path: Path, text: str) -> Path:
    # with a mark, so that a Chinese Excel reads a table as it is
    path.write_text(text, encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8")
    return path
