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
    """Return one doc block for each column that an unfiltered count of the catalogue names."""
    meanings: dict[str, list[str]] = {}
    with catalogue.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["statistic"] == "count" and not row["filter_dimension"]:
                caveats = f"（{row['caveats']}）" if row["caveats"] else ""
                meaning = f"{row['name']} `{row['code']}`：{row['definition']}{caveats}。"
                meanings.setdefault(row["numerator"], []).append(meaning)
    blocks = [
        f"{{% docs {column} %}}\nTrue where it is counted in {' '.join(texts)}\n{{% enddocs %}}\n"
        for column, texts in sorted(meanings.items())
    ]
    return "\n".join([_HEAD, *blocks])


if __name__ == "__main__":
    BLOCKS.write_text(measure_blocks(), encoding="utf-8")
