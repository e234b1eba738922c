"""All that an office tells the outside, as text: publications, index page, analysts' database."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from tests.quarter.conftest import Office


def told_by(office: Office) -> dict[str, str]:
    """Return the texts by where they stand, the names of files and tables among them."""
    told = {"names of files": "\n".join(map(str, _names(office.folders.published)))}
    for path in sorted(office.folders.published.rglob("*")):
        if path.is_file() and not path.is_symlink():
            told |= dict(_texts(path))
    return told | database_of(office)


def places_of(told: dict[str, str], words: Iterable[str]) -> list[str]:
    """Return where one of the words stands, each place with its surroundings."""
    return [
        f"{place}: …{text[max(0, text.index(word) - 40) : text.index(word) + 40]}…"
        for place, text in told.items()
        for word in words
        if word in text
    ]


def _names(folder: Path) -> Iterator[Path]:
    yield from (path.relative_to(folder) for path in sorted(folder.rglob("*")))


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    if path.suffix not in {".docx", ".xlsx"}:
        yield path.name, path.read_text("utf-8-sig")
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield f"{path.name}/{name}", archive.read(name).decode("utf-8")


def database_of(office: Office) -> dict[str, str]:
    """Return each table of the analysts' database, and what they and their columns are called."""
    told = {}
    with duckdb.connect(str(office.folders.analysts_database), read_only=True) as connection:
        for listed, shown in (
            ("duckdb_tables()", "table_name, comment"),
            ("duckdb_columns()", "table_name, column_name, data_type, comment"),
        ):
            rows = connection.execute(
                f"select {shown} from {listed} where not internal order by all"
            ).fetchall()
            told[listed] = "\n".join(map(str, rows))
        for (table,) in connection.execute("show tables").fetchall():
            rows = connection.execute(f"from {table} order by all").fetchall()
            told[table] = "\n".join(map(str, rows))
    return told
