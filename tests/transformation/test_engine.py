"""Which engine builds, and what is said where it cannot."""

from pathlib import Path

import pytest

from orchestration.cli.main import main
from orchestration.errors import BadCall
from orchestration.transformation import engine as module
from orchestration.transformation.engine import Engine


@pytest.fixture(autouse=True)
def _no_engine_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TONGBAO_ENGINE", "TONGBAO_SPARK_TARGET", "JAVA_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def spark_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """As if pyspark were installed; the folder is the only one in which Java is looked for."""
    monkeypatch.setattr(module, "find_spec", lambda name: object())
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    return tmp_path


def java(folder: Path) -> None:
    program = folder / "bin" / "java"
    program.touch(mode=0o755)


def test_duckdb_builds_unless_another_is_named(
    monkeypatch: pytest.MonkeyPatch, spark_here: Path
) -> None:
    java(spark_here)
    assert Engine.resolve() is Engine.DUCKDB
    monkeypatch.setenv("TONGBAO_ENGINE", "spark")
    assert Engine.resolve() is Engine.SPARK
    assert Engine.resolve("duckdb") is Engine.DUCKDB


def test_spark_without_its_package_or_java_is_a_wrong_call_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, spark_here: Path, tmp_path: Path
) -> None:
    with pytest.raises(BadCall, match="Java 17"):
        Engine.resolve("spark")
    java(spark_here)
    assert Engine.resolve("spark") is Engine.SPARK
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "elsewhere"))
    with pytest.raises(BadCall, match="JAVA_HOME"):
        Engine.resolve("spark")
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(BadCall, match="make setup-spark"):
        Engine.resolve("spark")


def test_another_server_of_spark_is_another_target(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [engine.target for engine in Engine] == ["duckdb", "spark"]
    monkeypatch.setenv("TONGBAO_SPARK_TARGET", "spark_thrift")
    assert [engine.target for engine in Engine] == ["duckdb", "spark_thrift"]


def test_an_unknown_engine_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "raw").mkdir()
    folders = ["--raw", str(tmp_path / "raw"), "--warehouse", str(tmp_path / "warehouse")]
    assert main(["run", "2023Q2", "--engine", "oracle", *folders]) == 2
    assert capsys.readouterr().err == (
        "tongbao: there is no engine oracle: name one of duckdb, spark\n"
    )
