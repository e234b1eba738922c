"""The table by which words are compared in Unicode's compatibility form."""

import random
import sys
import unicodedata
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.landing.compatibility import BLOCK, compatibility_table
from orchestration.landing.lake import COMPATIBILITY, Lake
from orchestration.settings import DBT_PROJECT


def form_in_table(sign: str, blocks: list[list[str | None] | None]) -> str:
    block, place = divmod(ord(sign), BLOCK)
    forms = blocks[block] if block < len(blocks) else None
    return (forms[place] if forms else None) or sign


def test_every_sign_of_unicode_has_its_form() -> None:
    (blocks,) = compatibility_table()["compatibility_forms"].to_pylist()
    signs = (chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000)
    differing = [
        sign for sign in signs if form_in_table(sign, blocks) != unicodedata.normalize("NFKC", sign)
    ]
    assert not differing


def test_it_is_written_once_and_anew_for_another_unicode(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    path = tmp_path / COMPATIBILITY
    lake.ensure_compatibility()
    first = path.stat()
    lake.ensure_compatibility()
    assert path.stat().st_mtime_ns == first.st_mtime_ns
    older = compatibility_table().replace_schema_metadata({"unicode": "1.0"})
    pq.write_table(older, path)
    lake.ensure_compatibility()
    assert pq.read_schema(path).metadata[b"unicode"].decode() == unicodedata.unidata_version
    assert path.stat().st_size < 100_000


def test_what_guards_the_table_lets_no_other_sign_pass() -> None:
    """The class of signs that the SQL leaves as they are holds none that has another form."""

    text = (DBT_PROJECT / "macros" / "compatibility.sql").read_text("utf-8")
    (kept,) = [line for line in text.splitlines() if line.startswith("\\x{0}-")]
    every = pa.table(
        {"sign": [chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000]}
    )
    with duckdb.connect() as connection:
        rows = (
            connection.from_arrow(every).filter(f"regexp_full_match(sign, '[{kept}]')").fetchall()
        )
    signs = [sign for (sign,) in rows]
    assert len(signs) > 70_000
    assert [s for s in signs if unicodedata.normalize("NFKC", s) != s] == []
    # nor do two of them stand for something else together
    chosen = random.Random(2023)
    text = "".join(chosen.choice(signs) for _ in range(50_000))
    assert unicodedata.is_normalized("NFKC", text)
