"""What the codes of a CSV's claims say where its check is empty."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from orchestration.audit.catalogue import Catalogue
from orchestration.audit.expressions import (
    AtMost,
    Change,
    Check,
    Equals,
    Expression,
    Operation,
    Ref,
)
from orchestration.audit.given import is_given
from orchestration.audit.ranges import range_of
from orchestration.reconcile.printed import Printed

_NEAR = 6
"""So many counts before a rate may have to do with it."""

_COMPARED = re.compile(r"\.(change|difference)_on_(previous|year_before)$")


@dataclass(frozen=True)
class Coded:
    """A claim as its code names it: a figure, and of whom; empty for all."""

    claim: str
    code: str
    member: str
    where: str
    number: Printed | None


def coded(claim: str, code: str, where: str, number: Printed | None) -> Coded:
    """Return a claim with its code taken apart: `orders.finished@某镇` is a figure of a member."""
    plain = "".join(unicodedata.normalize("NFKC", code).split())
    figure, _, member = plain.partition("@")
    return Coded(claim, figure.lower(), member.removeprefix("unit:"), where, number)


class Codes:
    """Finds what the claims' codes say of each other."""

    def __init__(self, claims: Sequence[Coded], catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._claims = claims
        self._numbers = {claim.claim: claim.number for claim in claims}
        self._by_key: Mapping[tuple[str, str], list[Coded]] = defaultdict(list)
        for claim in claims:
            if claim.number is not None:
                self._by_key[claim.code, claim.member].append(claim)

    def checks(self, claim: Coded) -> Iterator[Check]:
        """Yield what must hold of a claim."""
        if claim.number is None or not claim.code:
            return
        compared = _COMPARED.search(claim.code)
        indicator = self._catalogue.indicators.get(claim.code)
        if compared:
            yield from self._comparison(claim, claim.code[: compared.start()], compared[1])
        elif indicator is not None and not indicator.is_count:
            yield from self._rate(
                claim,
                self._catalogue.numerator_of(indicator),
                self._catalogue.denominator_of(indicator),
                claim.member,
            )
        elif claim.code.endswith(".share"):
            count = claim.code.removesuffix(".share")
            yield from self._rate(
                claim, count, count if claim.member else self._catalogue.whole_of(count), ""
            )
        elif indicator is not None and not claim.number.is_percent:
            yield from self._count(claim)

    def find(self, code: str, member: str, beside: Coded) -> Ref | None:
        """Return the claim of a figure; of several that differ, none.

        One that stands where the other does goes before one that stands elsewhere.
        """
        found = self._by_key.get((code, member), []) if code else []
        near = [claim for claim in found if claim.where == beside.where] or found
        values = {claim.number and claim.number.value for claim in near}
        return Ref(near[0].claim) if len(values) == 1 else None

    def number(self, ref: Ref | None) -> Printed | None:
        """Return what is printed of a claim."""
        return self._numbers[ref.claim] if ref else None

    def _comparison(self, claim: Coded, code: str, kind: str) -> Iterator[Check]:
        current = self.find(code, claim.member, claim)
        indicator = self._catalogue.indicators.get(code)
        own = claim.number
        if (
            own is None
            or kind != "change"
            or current is None
            or (indicator and not indicator.is_count)
        ):
            return
        difference = self.find(
            claim.code.replace(".change_on_", ".difference_on_"), claim.member, claim
        )
        grown = self.number(difference)
        if difference is None or grown is None or (grown.value < 0) != (own.value < 0):
            yield Change(current)
        else:
            yield Equals(Operation("/", difference, Operation("-", current, difference)))

    def _rate(
        self, claim: Coded, numerator: str, denominator: str, over_member: str
    ) -> Iterator[Check]:
        over = self.find(denominator, over_member, claim)
        count = self.find(numerator, claim.member, claim)
        if over and count and not self._is_given(claim, count):
            yield Equals(Operation("/", count, over))

    def _is_given(self, claim: Coded, count: Ref) -> bool:
        """Whether other counts before it give a rate: a share alone has its whole in its name."""
        number = self.number(count)
        before = self._claims[: self._claims.index(claim)]
        near = [
            range_of(other.number)
            for other in before
            if other.number is not None
            and not other.number.is_percent
            and (other.where, other.member) == (claim.where, claim.member)
        ]
        if claim.number is None or number is None or claim.code.endswith(".share"):
            return False
        return is_given(claim.number, range_of(number), near[-_NEAR:])

    def _count(self, claim: Coded) -> Iterator[Check]:
        whole = self._catalogue.whole_of(claim.code) if claim.member == "" else ""
        keys = [(code, claim.member) for code in self._catalogue.wholes_of(claim.code)]
        if claim.member:
            keys += [(claim.code, ""), (self._catalogue.whole_of(claim.code), "")]
        elif whole:
            keys.append((whole, ""))
        found = [self.find(code, member, claim) for code, member in dict.fromkeys(keys)]
        yield from map(AtMost, dict.fromkeys(ref for ref in found if ref is not None))
        parts = self._parts(claim)
        if parts:
            yield Equals(reduce(lambda left, right: Operation("+", left, right), parts))

    def _parts(self, whole: Coded) -> Sequence[Expression]:
        """Return the types that add up to a total; empty where not all are known to be there."""
        types = self._catalogue.types_of(whole.code)
        if not types:
            return []
        system = whole.code.split(".")[0]
        further = {
            claim.code
            for claim in self._claims
            if re.fullmatch(rf"{system}\.\w+", claim.code)
            and claim.code not in self._catalogue.indicators
            and claim.member == whole.member
        }
        codes = [*types, *sorted(further)]
        found = {code: self.find(code, whole.member, whole) for code in codes}
        parts = [ref for ref in found.values() if ref is not None]
        is_all = not further and len(parts) == len(types)
        if is_all or self._shares_fill([code for code, ref in found.items() if ref], whole):
            return parts
        return []

    def _shares_fill(self, codes: Sequence[str], whole: Coded) -> bool:
        """Whether each part has a share and they make a hundred, as far as they are rounded."""
        shares = [self.number(self.find(f"{code}.share", whole.member, whole)) for code in codes]
        numbers = [number for number in shares if number is not None]
        if len(numbers) < len(codes) or len(codes) < 2:
            return False
        off = sum((Fraction(number.value) for number in numbers), Fraction(-100))
        return abs(off) <= sum((Fraction(number.step) for number in numbers), Fraction(0))
