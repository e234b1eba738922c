"""What a terminal is given: each sign seen, none acted upon, none that ends the program."""

import io
import sys

import pytest

from orchestration.printable import lines_of, printable, say, warn


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("红寺堡镇 12 件", "红寺堡镇 12 件"),
        ("全角　空格", "全角　空格"),
        ("a\tb\r\nc", "a\\tb\\r\\nc"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b31m\x7f", "\\x9b31m\\x7f"),
        ("evil\u202ecod.exe", "evil\\u202ecod.exe"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("byte\udcff", "byte\\udcff"),
        ("line\u2028para\u2029", "line\\u2028para\\u2029"),
    ],
)
def test_what_acts_or_hides_is_an_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_separator_is_kept_where_it_is_meant() -> None:
    assert printable("a\tb\x0b", keep="\t") == "a\tb\\x0b"


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8"])
def test_no_encoding_raises(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding, newline="\n"))
    say("通报 𠮷\udc80", "second")
    sys.stdout.flush()
    first, second = written.getvalue().decode(encoding).splitlines()
    assert second == "second"
    assert first.encode().decode("unicode_escape").endswith("\udc80") or "\\udc80" in first


def test_a_closed_stream_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    warn("nobody reads this")


def test_a_text_of_lines_stays_one() -> None:
    assert list(lines_of("a\n\nb\n")) == ["a", "", "b"]
