"""Versions made up for a comparison, without a warehouse behind them."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Rows = list[dict[str, str]]
MakeVersion = Callable[..., Path]


def described(path: str, content: bytes) -> dict[str, object]:
    return {"path": path, "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def landed(path: str, counted: dict[str, int], content: str = "", status: str = "landed") -> dict:
    return {
        "export": path.split("/")[0],
        "path": path,
        "hash": f"sha256:{content or path}",
        "status": status,
        "countedRows": counted,
    }


@pytest.fixture
def make_version(tmp_path: Path) -> MakeVersion:
    """Write a version's folder with the tables and inputs that a test names."""

    def make(
        name: str,
        tables: dict[str, Rows],
        inputs: list[dict] | None = None,
        as_of: str = "2023-07-01T00:00:00",
        bulletin: str = "",
    ) -> Path:
        folder = tmp_path / "published" / "2023Q2" / name
        folder.mkdir(parents=True)
        files = {"通报.docx": bulletin.encode()}
        for file, rows in tables.items():
            text = io.StringIO(newline="")
            writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
            writer.writeheader()
            writer.writerows(rows)
            files[file] = text.getvalue().encode("utf-8-sig")
        for file, content in files.items():
            (folder / file).write_bytes(content)
        package = {
            "title": "2023年第2季度通报",
            "asOf": as_of,
            "resources": [described(*each) for each in files.items()],
            "inputs": inputs or [],
        }
        (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False))
        return folder

    return make
