"""Marts as Spark holds them, with the columns that suites compare with added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestration.checks.derived import DERIVE
from orchestration.checks.suites import Suite

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def with_derived(table: DataFrame, suite: Suite) -> DataFrame:
    """Return the table with the suite's derived columns; its own cells stay what Spark read.

    A derived column is recomputed as on DuckDB, of a copy in pandas: marts are small at any scale.
    """
    if suite.derive is None:
        return table
    import pandas as pd
    from pandas.api.types import is_integer_dtype
    from pyspark.sql.types import LongType, StringType, StructField, StructType

    cells = [tuple(row) for row in table.collect()]
    derived = DERIVE[suite.derive](pd.DataFrame.from_records(cells, columns=table.columns))
    names = [name for name in derived.columns if name not in table.columns]
    added = [
        StructField(name, LongType() if is_integer_dtype(derived[name]) else StringType())
        for name in names
    ]
    more = zip(*(derived[name].tolist() for name in names), strict=True)
    rows = [(*row, *further) for row, further in zip(cells, more, strict=True)]
    return table.sparkSession.createDataFrame(rows, StructType([*table.schema.fields, *added]))
