"""What each macro gives: the same cases on both engines, on Spark with `make test-spark`."""

import random
import unicodedata
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.landing.lake import Lake
from orchestration.office.compare import unit_word
from orchestration.settings import Folders
from tests.dbt.calling import DUCKDB, SPARK, call_dbt, statuses

PROJECT = Path(__file__).parent / "macro_cases"

SPELLINGS = (
    *("nan", "ＮａＮ", "（ＮＵＬＬ）", "<NA>", "\\N", "无", "“无”", "--", "—", "None1", "无效"),
    *(
        '="水务局"',
        "'水务局",
        "`水务局",
        "='水务局'",
        "＝＂⽔务局＂",
        '="5.0"',
        "5.00",
        "v1.0",
        "1.5",
    ),
)


@pytest.mark.parametrize("engine", [DUCKDB, pytest.param(SPARK, marks=pytest.mark.spark)])
def test_macros_give_what_their_cases_say(engine: str, tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    write_lake(folders.lake)
    call_dbt("build", folders=folders, target=tmp_path / "target", project=PROJECT, engine=engine)
    results = statuses(tmp_path / "target")
    found = {unique_id.split(".")[2]: status for unique_id, status in results.items()}
    assert found.pop("awkward") == "success"
    assert found == {path.stem: "pass" for path in (PROJECT / "cases").glob("*.sql")}


def write_lake(lake: Path) -> None:
    """An export of two files, of which the later one has a column more, and one of no rows."""
    Lake(lake).ensure_compatibility()
    texts = [*SPELLINGS, *random_texts(random.Random(18), 2_000)]
    pq.write_table(
        pa.table(
            {
                "text": texts,
                "form": [unicodedata.normalize("NFKC", text) for text in texts],
                "word": [unit_word(text) or None for text in texts],
            }
        ),
        lake / "texts.parquet",
    )
    earlier = pa.table({"name": ["a1", "a2"]})
    later = pa.table(
        {"name": ["b1", "b2", "b3"], "later_column": pa.array(["红", None, ""], pa.string())}
    )
    for export, name, table in (
        ("two", "a", earlier),
        ("two", "b", later),
        ("none", "no_rows", later.slice(0, 0)),
    ):
        folder = lake / "rows" / export
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, folder / f"{name}.parquet")


def random_texts(chosen: random.Random, count: int) -> list[str]:
    """Texts of what exports hold, and of any other signs that Unicode has."""
    common = "红寺堡水务局（窗口）⽔⾦ＡＢab12１２.-—“”'\"　 \u200b\u202a㈠①ｶﾞe\u0301"
    every = [
        chr(c) for c in range(0x30000) if unicodedata.category(chr(c)) not in {"Cn", "Cs", "Cc"}
    ]
    return [
        "".join(chosen.choice(common if chosen.random() < 0.7 else every) for _ in range(length))
        for length in (chosen.randrange(1, 9) for _ in range(count))
    ]
