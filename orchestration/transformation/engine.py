"""The two engines that can build the tables: the same models, tests and figures on either."""

from __future__ import annotations

import os
import shutil
from enum import StrEnum
from importlib.util import find_spec

from orchestration.errors import BadCall


class Engine(StrEnum):
    """An engine that can build the tables."""

    DUCKDB = "duckdb"
    SPARK = "spark"

    @classmethod
    def resolve(cls, name: str | None = None) -> Engine:
        """Take the engine from the argument, else from TONGBAO_ENGINE, else DuckDB.

        Raises `BadCall` for an engine that is not known or not installed here.
        """
        name = name or os.environ.get("TONGBAO_ENGINE") or cls.DUCKDB
        if name not in list(cls):
            raise BadCall(f"there is no engine {name}: name one of {', '.join(cls)}")
        engine = cls(name)
        if engine is cls.SPARK:
            _require_spark()
        return engine

    @property
    def target(self) -> str:
        """The dbt target that builds on it; TONGBAO_SPARK_TARGET names another one of Spark."""
        return (os.environ.get("TONGBAO_SPARK_TARGET") if self is Engine.SPARK else None) or self


def _require_spark() -> None:
    if not find_spec("pyspark"):
        raise BadCall(
            "Spark is not in this environment: build its own with `make setup-spark`"
            " and call .venv-spark/bin/tongbao"
        )
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        raise BadCall("Spark needs Java 17 or newer: install one, or let JAVA_HOME name it")
