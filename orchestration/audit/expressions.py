"""The checks of a CSV: what a figure must follow from, read from the words in its row.

    003+005          a sum of claims, with + and - and brackets
    003/001          a rate, in percent where the row's unit is %
    change(001)      a growth rate of a claim that some whole predecessor gives
    part(001)        a rate that some whole numerator over a claim gives
    at most(001)     no greater than a claim
    descending(001,002,003)

Several are separated by `;`. What stands for a claim is its number, letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Ref:
    """The number of another claim."""

    claim: str


@dataclass(frozen=True)
class Operation:
    """Two expressions joined by +, - or /."""

    sign: str
    left: Expression
    right: Expression


Expression = Ref | Operation


@dataclass(frozen=True)
class Equals:
    """The figure is what an expression gives."""

    expression: Expression


@dataclass(frozen=True)
class Change:
    """The figure is a growth rate of a count."""

    of: Expression


@dataclass(frozen=True)
class Part:
    """The figure is a rate over a count."""

    of: Expression


@dataclass(frozen=True)
class AtMost:
    """The figure is no greater."""

    than: Expression


@dataclass(frozen=True)
class Descending:
    """Each claim is no greater than the one before it."""

    claims: tuple[str, ...]


Check = Equals | Change | Part | AtMost | Descending


class MalformedCheckError(ValueError):
    """A check cannot be read; the message says where."""


_CALLS: dict[str, Callable[[Expression], Check]] = {
    "change": Change,
    "part": Part,
    "atmost": AtMost,
}
_CALL = re.compile(r"(change|part|at[\s_]*most|descending)\s*\(", re.IGNORECASE)
_SIGNS = "+-/(),"
_SAME_SIGNS = str.maketrans("−–÷、[]{}", "--/,()()")


def claim_key(number: str) -> str:
    """Return how a claim's number is compared: a spreadsheet may have taken 001 for 1."""
    key = "".join(unicodedata.normalize("NFKC", number).translate(_SAME_SIGNS).split())
    return str(int(key)) if key.isdecimal() else key


def parse_checks(text: str, claims: Collection[str], twice: Collection[str] = ()) -> list[Check]:
    """Return the checks of a row; `claims` are the keys of all, `twice` of those that stand twice.

    Raises MalformedCheckError where a check cannot be read, or names what is no claim or two.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SAME_SIGNS)
    checks = [_check(part.strip(), claims) for part in plain.split(";") if part.strip()]
    named = {name for name in twice if re.search(rf"(?<!\w)0*{re.escape(name)}(?!\w)", plain)}
    if named:
        raise MalformedCheckError(f"{text!r} names {min(named)!r}, which stands in several rows")
    return checks


def _check(text: str, claims: Collection[str]) -> Check:
    text = text.removeprefix("=").lstrip()
    reader = _Reader(text, claims)
    call = _CALL.match(text)
    # a claim may be numbered part or change, too
    if call is None or claim_key(text[: call.end() - 1]) in claims:
        check: Check = Equals(reader.sum())
    else:
        reader.skip_call(call[0])
        name = re.sub(r"[\s_]", "", call[1].lower())
        if name == "descending":
            check = Descending(tuple(reader.names()))
        else:
            check = _CALLS[name](reader.sum())
        reader.expect(")")
    reader.expect_end()
    return check


class _Reader:
    """Reads one check from left to right."""

    def __init__(self, text: str, claims: Collection[str]) -> None:
        self._text = text
        self._claims = claims
        self._tokens = list(_tokens(text, claims))

    def skip_call(self, call: str) -> None:
        self._tokens = list(_tokens(self._text[len(call) :], self._claims))

    def sum(self) -> Expression:
        result = self._quotient()
        while self._next() in {"+", "-"}:
            sign = self._tokens.pop(0)
            result = Operation(sign, result, self._quotient())
        return result

    def names(self) -> Iterator[str]:
        yield self._claim()
        while self._next() == ",":
            self._tokens.pop(0)
            yield self._claim()

    def expect(self, sign: str) -> None:
        if self._next() != sign:
            raise MalformedCheckError(f"{self._text!r} lacks a {sign!r}")
        self._tokens.pop(0)

    def expect_end(self) -> None:
        if self._tokens:
            raise MalformedCheckError(f"{self._text!r} cannot be read from {self._next()!r} on")

    def _quotient(self) -> Expression:
        result = self._operand()
        while self._next() == "/":
            self._tokens.pop(0)
            result = Operation("/", result, self._operand())
        return result

    def _operand(self) -> Expression:
        if self._next() == "(":
            self._tokens.pop(0)
            inner = self.sum()
            self.expect(")")
            return inner
        return Ref(self._claim())

    def _claim(self) -> str:
        name = self._next()
        if not name or name in _SIGNS:
            found = repr(name) if name else "its end"
            raise MalformedCheckError(f"{self._text!r} has {found} where a claim should stand")
        if name not in self._claims:
            raise MalformedCheckError(f"{self._text!r} names {name!r}, which is no claim")
        return self._tokens.pop(0)

    def _next(self) -> str:
        return self._tokens[0] if self._tokens else ""


def _tokens(text: str, claims: Collection[str]) -> Iterator[str]:
    """Yield claims, the longest name first, signs, and what is neither."""
    known = "|".join(re.escape(name) for name in sorted(claims, key=len, reverse=True) if name)
    word = r"[^\s+\-/(),]+"
    for match in re.finditer(rf"(?:{known or '(?!)'})(?![^\s+\-/(),])|{word}|[+\-/(),]", text):
        yield claim_key(match[0])
