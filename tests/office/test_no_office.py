"""Nothing of any office stands in the program, its models, suites or what is shipped with it."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.settings import REPOSITORY

WORDS = ("红寺堡", "宁夏", "吴忠", "利通", "hongsibu", "ningxia", "wuzhong", "6403")
PROGRAM = ("orchestration", "dbt_project", "expectations", "deploy")
LEFT_OUT = {"target", "logs", "__pycache__", "sample"}
"""Outputs, and what writes exports that reproduce a published bulletin."""
DEFAULT = {"orchestration/settings.py", "orchestration/cli/parser.py"}
"""Where the folder is named that stands in for an office that nobody names."""


def files() -> Iterator[Path]:
    for folder in PROGRAM:
        for path in sorted((REPOSITORY / folder).rglob("*")):
            if path.is_file() and not LEFT_OUT & set(path.parts):
                yield path.relative_to(REPOSITORY)


def text_of(path: Path) -> str:
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            return "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    return path.read_text("utf-8")


@pytest.mark.parametrize("word", WORDS)
def test_no_word_of_an_office_stands_in_the_program(word: str) -> None:
    found = [
        f"{path}: {line.strip()}"
        for path in files()
        for line in text_of(REPOSITORY / path).splitlines()
        if word in line and not (word == "hongsibu" and path.as_posix() in DEFAULT)
    ]
    assert found == []
