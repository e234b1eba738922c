"""Auditing printed figures in a CSV: each row against its check, or what its code says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from orchestration.audit.catalogue import Catalogue
from orchestration.audit.checks import Figures, held
from orchestration.audit.codes import Coded, Codes, coded
from orchestration.audit.denominator import Rate, odd_rates
from orchestration.audit.expressions import Check, Equals, MalformedCheckError, Ref, claim_key
from orchestration.audit.expressions import parse_checks as parse
from orchestration.audit.findings import Finding, Kind
from orchestration.audit.outcome import Outcome
from orchestration.audit.ranges import range_of
from orchestration.errors import BadCall
from orchestration.office.read import load_office
from orchestration.reconcile.claims import Claim, read_claims
from orchestration.reconcile.printed import Printed, parse_printed
from orchestration.settings import DEFAULT_OFFICE

_RISE = re.compile(r"^(上升|上涨|增长|增加|提高|提升|升高|↑)")
_FALL = re.compile(r"^(下降|减少|降低|回落|下跌|降|↓)")
_FALLING = re.compile(r"下降|减少|降低|回落|下跌|降幅")
_UNSURE = re.compile(r"约|近|超|逾|余|多|左右|以上|以下|不足")


def audit_claims(path: Path, office: Path = DEFAULT_OFFICE) -> list[Finding]:
    """Return the contradictions of a CSV, in the order of its rows, by an office's catalogue.

    Raises BadCall where it cannot be read, or a check cannot.
    """
    claims = read_claims(path)
    for claim in claims:
        if claim.fault and claim.code:
            raise BadCall(f"{path}: {claim.fault}")
    numbers = [_number(claim) for claim in claims]
    keys = [claim_key(claim.number) for claim in claims]
    figures = Figures(
        {key: number for key, number in zip(keys, numbers, strict=True) if number is not None},
        {
            key: f"{claim.number} {claim.code}".strip()
            for key, claim in zip(keys, claims, strict=True)
        },
    )
    rows = [
        coded(key, claim.code, claim.where, number)
        for key, claim, number in zip(keys, claims, numbers, strict=True)
    ]
    catalogue = Catalogue(load_office(office))
    codes = Codes(rows, catalogue)
    checks = _checks(path, claims, keys, rows, codes)
    figures = replace(figures, sums=list(_sums(checks, figures)))
    odd = _odd(claims, rows, codes, catalogue)
    findings = []
    for claim, row, own in zip(claims, rows, checks, strict=True):
        outcomes = list(_outcomes(claim, row, own, figures))
        outcomes += [odd[row.claim]] if row.claim in odd else []
        if outcomes:
            findings.append(_finding(claim, outcomes))
    return findings


def _number(claim: Claim) -> Printed | None:
    """Return the number of a claim; below zero where a fall is printed in words.

    What is only about right is none, since nothing follows from it.
    """
    text = claim.printed.strip()
    if _UNSURE.search(text):
        return None
    fall = _FALL.match(text)
    number = parse_printed(_FALL.sub("", _RISE.sub("", text)), claim.unit)
    if number is not None and fall and number.value > 0:
        return replace(number, value=-number.value)
    return number


def _checks(
    path: Path,
    claims: Sequence[Claim],
    keys: Sequence[str],
    rows: Sequence[Coded],
    codes: Codes,
) -> list[list[Check]]:
    twice = {key for key, count in Counter(keys).items() if count > 1}
    found = []
    for claim, row in zip(claims, rows, strict=True):
        if not claim.check:
            found.append(list(codes.checks(row)))
            continue
        try:
            parsed = parse(claim.check, set(keys), twice)
        except MalformedCheckError as error:
            raise BadCall(f"{path}: row {claim.row} (claim {claim.number}): {error}") from None
        found.append(parsed)
    return found


def _sums(checks: Sequence[Sequence[Check]], figures: Figures) -> Iterator[tuple[str, int]]:
    for check in (check for own in checks for check in own):
        if isinstance(check, Equals):
            value = figures.value(check.expression)
            whole = None if value is None or value.is_ratio else value.range.whole
            if whole and not isinstance(check.expression, Ref):
                yield f"which is {figures.written(check.expression)}", whole


def _outcomes(
    claim: Claim, row: Coded, checks: Sequence[Check], figures: Figures
) -> Iterator[Outcome]:
    if row.number is None:
        return
    readings = [row.number]
    if row.number.value > 0 and _FALLING.search(f"{claim.where}{claim.unit}{claim.code}"):
        # a fall may be printed without a sign, as the words beside it say what it is
        readings.append(replace(row.number, value=-row.number.value))
    for check in checks:
        outcomes = [held(check, reading, figures) for reading in readings]
        if all(outcomes) and outcomes[0] is not None:
            yield outcomes[0]


def _odd(
    claims: Sequence[Claim], rows: Sequence[Coded], codes: Codes, catalogue: Catalogue
) -> dict[str, Outcome]:
    """Return what follows for rates of one count that is not printed, by claim."""
    groups: dict[tuple[str, str, str], list[tuple[str, Rate]]] = defaultdict(list)
    for claim, row in zip(claims, rows, strict=True):
        indicator = catalogue.indicators.get(row.code)
        if claim.check or row.number is None or indicator is None or indicator.is_count:
            continue
        over = catalogue.denominator_of(indicator)
        count = codes.find(catalogue.numerator_of(indicator), row.member, row)
        number = codes.number(count)
        if number is None or codes.find(over, row.member, row):
            continue
        key = (over or indicator.denominator, row.member, row.where)
        groups[key].append((row.claim, Rate(claim.number, range_of(number), row.number)))
    return {
        group[at][0]: outcome
        for group in groups.values()
        for at, outcome in odd_rates([rate for _, rate in group])
    }


def _finding(claim: Claim, outcomes: Sequence[Outcome]) -> Finding:
    place = " ".join(filter(None, (f"row {claim.row}: {claim.number}", claim.code)))
    return Finding(
        Kind.CONTRADICTION,
        claim.number,
        f"{place} ({claim.where})" if claim.where else place,
        claim.printed,
        "; ".join(outcome.follows for outcome in outcomes),
        "; ".join(filter(None, (outcome.explanation for outcome in outcomes))),
    )
