"""Column descriptions from the catalogue, as dbt doc blocks: `python -m …describe` writes them.

dbt reads descriptions from Markdown, not from seeds. So that no definition is written twice, the
blocks of all counted columns are made from `seeds/indicators.csv`, and a test holds them to it.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from orchestration.settings import DBT_PROJECT

CATALOGUE = DBT_PROJECT / "seeds" / "indicators.csv"
BLOCKS = DBT_PROJECT / "models" / "measures.md"

_HEAD = """\
{# Made from seeds/indicators.csv by `make catalogue`: change a definition there. #}
"""


def measure_blocks(catalogue: Path = CATALOGUE) -> str:
    """Return one doc block for each indicator, and for each column that such a count reads.

    A column that marts of several exports have has a block for each, named after the export too.

    The block of `orders.received` is `orders_received`; codes that stand for several have none.
    """
    meanings: dict[tuple[str, str], list[str]] = {}
    codes: dict[tuple[str, str], list[str]] = {}
    indicators = []
    with catalogue.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            caveats = f"（{row['caveats']}）" if row["caveats"] else ""
            meaning = f"{row['name']}（`{row['code']}`）：{row['definition']}{caveats}。"
            if "{" not in row["code"]:
                english = figure_in_english(row["numerator"], row["denominator"])
                indicators.append(_block(row["code"].replace(".", "_"), meaning, english))
            if row["statistic"] == "count" and not row["filter_dimension"]:
                column = row["numerator"], row["source_mart"].removeprefix("counted_")
                meanings.setdefault(column, []).append(meaning)
                codes.setdefault(column, []).append(f"`{row['code']}`")
    marts = Counter(column for column, _ in meanings)
    columns = [
        _block(
            column if marts[column] == 1 else f"{mart}_{column}",
            f"是否计入以下数量。{''.join(texts)}",
            f"True for a row that is counted in {' and '.join(codes[column, mart])}.",
        )
        for (column, mart), texts in sorted(meanings.items())
    ]
    return "\n".join([_HEAD, *columns, *indicators])


def figure_in_english(numerator: str, denominator: str | None) -> str:
    """Return which columns of counted rows a figure is made of."""
    over = f", over those of {denominator}" if denominator else ""
    return f"Rows of {numerator}{over}."


def _block(name: str, *paragraphs: str) -> str:
    text = "\n\n".join(paragraphs)
    return f"{{% docs {name} %}}\n{text}\n{{% enddocs %}}\n"


if __name__ == "__main__":
    BLOCKS.write_text(measure_blocks(), encoding="utf-8")
