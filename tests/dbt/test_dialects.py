"""SQL that both engines read alike, told without one: what differs has its place in macros."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.settings import DBT_PROJECT

CASES = Path(__file__).parent / "macro_cases" / "cases"

SHARED = frozenset(
    re.findall(
        r"\w+",
        "cast try_cast decimal coalesce nullif least greatest abs round sign count sum min max"
        " percentile_disc row_number rank lead lag concat_ws trim replace left right length lower"
        " upper translate date_trunc substr split_part year quarter month lpad contains",
    )
)
"""Functions and types that DuckDB and Spark compute alike for what is asked of them here.

One joins the list when `make test-spark` has passed with it; others get a macro with two bodies.
"""

WORDS = frozenset(
    re.findall(
        r"\w+",
        "all and as between by case distinct else exists filter from group having in is join not on"
        " or over select then unpivot using values when where with within",
    )
)
"""Words of SQL that a bracket may follow."""

DIFFERING = {
    r"//": "division of whole numbers: whole_quotient()",
    r"::": "a cast: cast(… as …)",
    r"\bvarchar\b": "a text is a string",
    r'"': "a quoted name is a text to Spark: adapter.quote()",
    r"`": "a name in backquotes is nothing to DuckDB: adapter.quote()",
    r"\binterval\b": "what is added to a moment: days_after(), seconds_after(), months_after()",
    r"\bqualify\b|\bexclude\b|\busing sample\b|\bby name\b": "syntax of one engine",
    r"(?<!\|)\|(?!\|)|->|\[": "an operator of one engine",
}

DISPATCHED = re.compile(r"adapter\.dispatch\('(\w+)'\)")
MACRO = re.compile(r"{%-? *(?:macro|test) +(\w+).*?{%-? *end(?:macro|test) *-?%}", re.DOTALL)
CALL = re.compile(r"\b([a-z_][a-z_0-9]*)\s*\(")
EXPRESSIONS = frozenset(["rule", "value", "whole", "parts", "part", "count_of", "among"])
"""Arguments of our generic tests that are SQL."""


def macros() -> dict[str, str]:
    """Every macro of the project with its text, by name."""
    texts = (path.read_text("utf-8") for path in sorted((DBT_PROJECT / "macros").glob("*.sql")))
    return {found[1]: found[0] for text in texts for found in MACRO.finditer(text)}


def plain_sql(text: str) -> str:
    """The SQL of a file without comments and literals, and the SQL that it gives to macros."""
    text = re.sub(r"{#.*?#}", " ", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}", " ", text, flags=re.DOTALL)
    given = " ; ".join(
        body for call in re.findall(r"{{.*?}}", text, re.DOTALL) for body in _sql_given(call)
    )
    text = re.sub(r"{{.*?}}", " 0 ", text, flags=re.DOTALL)
    text = re.sub(r"--.*", " ", f"{text} ; {given}")
    return re.sub(r"'(?:[^']|'')*'", " 0 ", text)


def _sql_given(call: str) -> Iterator[str]:
    """Texts in a call with a bracket after a word, and without the signs of a pattern."""
    for text in re.findall(r'"((?:[^"\\]|\\.)*)"', call):
        if CALL.search(text) and not re.search(r"\(\?|\\|[$^]|\)\?|]\+", text):
            yield text


def faults(sql: str) -> list[str]:
    """What of a text of SQL one of the engines would not read, or would read as something else."""
    calls = {name for name in CALL.findall(sql) if name not in SHARED | WORDS | named_in(sql)}
    return [
        f"{name}() is not known to be computed alike: write a macro" for name in sorted(calls)
    ] + [why for pattern, why in DIFFERING.items() if re.search(pattern, sql)]


def named_in(sql: str) -> set[str]:
    """Names with columns, as in `with cases (text) as (` and `values (1)) as hours (number)`."""
    return set(re.findall(r"(?:\bwith|,)\s+(\w+)\s*\([^()]*\)\s+as\s*\(", sql)) | set(
        re.findall(r"\)\s+as\s+(\w+)\s*\(", sql)
    )


def sources() -> Iterator[tuple[str, str]]:
    """Every text of SQL that both engines are given, with where it stands."""
    for folder in ("models", "tests"):
        for path in sorted((DBT_PROJECT / folder).rglob("*.sql")):
            yield str(path.relative_to(DBT_PROJECT)), plain_sql(path.read_text("utf-8"))
    for name, text in macros().items():
        if not name.startswith(("default__", "spark__")):
            body = re.sub(r"\A.*?%}", "", text, flags=re.DOTALL)
            yield f"macro {name}", plain_sql(body)
    for path in sorted((DBT_PROJECT / "models").rglob("*.yml")):
        for text in _expressions(yaml.safe_load(path.read_text("utf-8"))):
            yield f"{path.relative_to(DBT_PROJECT)}: {text}", plain_sql(text)


def _expressions(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _expressions(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "data_type" or (key in EXPRESSIONS and isinstance(value, str)):
                yield value
            else:
                yield from _expressions(value)


def test_models_and_tests_hold_nothing_that_one_engine_reads_differently() -> None:
    found = [(where, fault) for where, sql in sources() for fault in faults(sql)]
    assert not found


@pytest.mark.parametrize(
    "sql",
    [
        "select date_diff('day', a, b) from t",
        "select {{ rate('list_sum(x)', 'y') }}, {{ rate(\"list_sum(x)\", 'y') }} from t",
        'select "名称" from t',
        "select a // b from t",
        "select cast(a as varchar) from t",
        "select a::bigint from t",
        "select * exclude (a) from t",
        "select a from t where a ->> 'b' = 'c'",
        "select strftime(a, '%Y') from t -- cast(a)",
        "select a + interval 1 day from t",
    ],
)
def test_what_one_engine_reads_differently_is_found(sql: str) -> None:
    assert faults(plain_sql(sql))


def test_a_macro_that_dispatches_has_both_bodies_and_cases() -> None:
    known = macros()
    dispatching = {name for text in known.values() for name in DISPATCHED.findall(text)}
    bodies = {n.removeprefix("default__") for n in known if n.startswith("default__")}
    assert dispatching == bodies
    # dbt's own, of which the other bodies are the adapters': every case builds a seed in a schema
    dbts_own = {"load_csv_rows", "create_schema"}
    for_spark = {n.removeprefix("spark__") for n in known if n.startswith("spark__")}
    assert dispatching == for_spark - dbts_own
    called = {
        name for path in CASES.glob("*.sql") for name in CALL.findall(path.read_text("utf-8"))
    }
    assert not dispatching - called


def test_no_seed_says_null() -> None:
    """It would be a text on DuckDB, and nothing on Spark, where dbt itself reads the seeds."""
    for path in sorted((DBT_PROJECT / "seeds").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.reader(file):
                assert "null" not in {cell.strip().lower() for cell in line}, path.name
