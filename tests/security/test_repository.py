"""What may not stand in the repository: secrets, unlocked packages, values in SQL, open doors."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from orchestration.settings import REPOSITORY

SECRETS = {
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "cloud key": re.compile(r"\b(AKIA|LTAI)[A-Za-z0-9]{12,}"),
    "token": re.compile(r"\b(gh[pousr]_|glpat-|xox[abp]-|sk-)[A-Za-z0-9_-]{16,}"),
    "password in an address": re.compile(r"\b[a-z+]{3,}://[^\s:/@{}$]+:[^\s/@{}$]+@"),
    # words and names have no digits; what guards something does
    "password": re.compile(
        r"""(?i)(passw(or)?d|secret|api_?key|口令|密码)["']?\s*[:=]\s*["']?(?=\S*\d)[^\s"',()]{6,}"""
    ),
}
OUR_OWN_NAMES = {("orchestration/running/touched.py", "table")}
"""What stands between quotes in SQL without being a value: where, and what is put in."""


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [REPOSITORY / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def secrets_in(text: str) -> list[str]:
    return [kind for kind, pattern in SECRETS.items() if pattern.search(text)]


def test_no_secret_is_in_the_repository() -> None:
    texts = [path for path in tracked() if path.suffix not in {".lock", ".docx", ".xlsx"}]
    assert len(texts) > 200
    found = {
        path.relative_to(REPOSITORY).as_posix(): kinds
        for path in texts
        if path != Path(__file__) and (kinds := secrets_in(path.read_text("utf-8", "replace")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "postgresql://tongbao:hunter22@db/history",
        "PGPASSWORD=hunter22",
        "password: 'hunter22'",
        "token ghp_" + "a" * 36,
    ],
)
def test_a_secret_would_be_found(text: str) -> None:
    assert secrets_in(text)


def test_every_locked_package_is_held_to_its_hashes() -> None:
    for name in ("requirements.lock", "requirements-deploy.lock", "requirements-dev.lock"):
        text = (REPOSITORY / name).read_text()
        packages = [block for block in re.split(r"\n(?=\S)", text) if block.strip()]
        assert len(packages) > 50, name
        for package in packages:
            assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", package), package
            assert "--hash=sha256:" in package, package
    makefile = (REPOSITORY / "Makefile").read_text()
    for line in makefile.splitlines():
        if "pip install" in line and "-r " in line:
            assert "--require-hashes" in line and "--no-deps" in line, line


def test_locks_agree_on_versions() -> None:
    """A served installation and the tests run what the plain one runs."""
    plain, deploy, dev = (
        dict(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", text, re.MULTILINE))
        for text in (
            (REPOSITORY / name).read_text()
            for name in ("requirements.lock", "requirements-deploy.lock", "requirements-dev.lock")
        )
    )
    assert plain.items() <= deploy.items() <= dev.items()
    assert "dagster-postgres" not in plain and "dagster-postgres" in deploy


def quoted_values(source: str) -> Iterator[str]:
    """Yield what f-strings of SQL put between single quotes."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.JoinedStr):
            continue
        text = "".join(
            value.value
            if isinstance(value, ast.Constant)
            else f"\x01{ast.unparse(value.value)}\x02"
            for value in node.values
            if isinstance(value, ast.Constant | ast.FormattedValue)
        )
        if re.search(r"(?i)\b(select|where|attach|copy|insert|update|delete)\b", text):
            whole = re.sub(r"'[^'\x01]*'", "", text)
            yield from re.findall(r"'[^'\x01]*\x01([^\x02]+)\x02[^']*'", whole)


def test_no_sql_is_made_from_values() -> None:
    """Values are parameters or literals of `orchestration/sql.py`; ruff's S608 watches the rest."""
    found = {
        (path.relative_to(REPOSITORY).as_posix(), value)
        for path in sorted((REPOSITORY / "orchestration").rglob("*.py"))
        for value in quoted_values(path.read_text("utf-8"))
    }
    assert found <= OUR_OWN_NAMES
    assert list(quoted_values("""f"select * from t where unit = '{unit}'" """)) == ["unit"]
    settings = (REPOSITORY / "pyproject.toml").read_text()
    assert re.search(r'select = \[.*"S"', settings)
    assert not re.search(r"^ignore = .*S608", settings, re.MULTILINE)


def test_nothing_listens_beyond_this_machine() -> None:
    started = {
        path.relative_to(REPOSITORY).as_posix(): path.read_text("utf-8")
        for path in tracked()
        if path.parts[-2] in {"systemd", "orchestration"} or path.name in {"Makefile", "nginx.conf"}
    }
    for name, text in started.items():
        assert not re.search(r"(?<!\d)0\.0\.0\.0|\[::\]", text), name
    starting = [name for name, text in started.items() if re.search(r"webserver |\"dev\"", text)]
    assert starting == ["deploy/systemd/tongbao-webserver.service", "orchestration/dev.py"]
    for name in starting:
        assert re.search(r'--host"?,? "?127\.0\.0\.1', started[name]), name


def test_postgresqls_password_comes_from_the_environment() -> None:
    storage = yaml.safe_load((REPOSITORY / "deploy" / "dagster.yaml").read_text())["storage"]
    assert storage["postgres"]["postgres_db"]["password"] == {"env": "PGPASSWORD"}
    assert "PGPASSWORD=\n" in (REPOSITORY / "deploy" / "tongbao.env.sample").read_text()
