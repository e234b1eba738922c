"""The column descriptions in the dbt project are those of the catalogue."""

import csv

from orchestration.catalogue.describe import BLOCKS, CATALOGUE, measure_blocks


def test_the_descriptions_are_those_of_the_catalogue() -> None:
    assert BLOCKS.read_text(encoding="utf-8") == measure_blocks(), "run `make catalogue`"


def test_every_column_that_an_indicator_names_is_described() -> None:
    blocks = measure_blocks()
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column in (row["numerator"], row["denominator"]):
                if column and column != "handling_minutes":
                    export = row["source_mart"].removeprefix("counted_")
                    names = (column, f"{export}_{column}")
                    assert any(f"{{% docs {name} %}}" in blocks for name in names), row["code"]
