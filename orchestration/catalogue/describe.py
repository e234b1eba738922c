"""Column descriptions from the catalogue, as dbt doc blocks: `python -m …describe` writes them.

dbt reads descriptions from Markdown, not from seeds. So that no definition is written twice, the
blocks of all counted columns are made from `seeds/indicators.csv`, and a test holds them to it.
"""

from __future__ import annotations

import csv
from pathlib import Path

from orchestration.settings import DBT_PROJECT

CATALOGUE = DBT_PROJECT / "seeds" / "indicators.csv"
BLOCKS = DBT_PROJECT / "models" / "measures.md"

_HEAD = """\
{# Made from seeds/indicators.csv by `make catalogue`: change a definition there. #}
"""


def measure_blocks(catalogue: Path = CATALOGUE) -> str:
    """Return one doc block for each indicator, and for each column that such a count reads.

    The block of `orders.received` is `orders_received`; codes that stand for several have none.
    """
    meanings: dict[str, list[str]] = {}
    indicators = []
    with catalogue.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            caveats = f"（{row['caveats']}）" if row["caveats"] else ""
            meaning = f"{row['name']} `{row['code']}`：{row['definition']}{caveats}。"
            if "{" not in row["code"]:
                indicators.append(_block(row["code"].replace(".", "_"), meaning))
            if row["statistic"] == "count" and not row["filter_dimension"]:
                meanings.setdefault(row["numerator"], []).append(meaning)
    columns = [
        _block(column, f"True where it is counted in {' '.join(texts)}")
        for column, texts in sorted(meanings.items())
    ]
    return "\n".join([_HEAD, *columns, *indicators])


def _block(name: str, text: str) -> str:
    return f"{{% docs {name} %}}\n{text}\n{{% enddocs %}}\n"


if __name__ == "__main__":
    BLOCKS.write_text(measure_blocks(), encoding="utf-8")
