"""Auditing a document: what its sentences and tables say, held against each other."""

from __future__ import annotations

from orchestration.audit.findings import Finding
from orchestration.audit.text.growth import held_growth
from orchestration.audit.text.held_shares import held_shares
from orchestration.audit.text.odd import findings
from orchestration.audit.text.order import held_order
from orchestration.audit.text.rates import held_rates
from orchestration.audit.text.sentences import sentences
from orchestration.audit.text.shares import shares
from orchestration.audit.text.sums import held_sums
from orchestration.audit.text.tables import held_tables
from orchestration.audit.text.ties import held_ties
from orchestration.audit.text.twice import held_twice
from orchestration.audit.text.units import held_units
from orchestration.audit.text.within import held_within
from orchestration.texts.document import Document


def audit_document(document: Document) -> list[Finding]:
    """Return the contradictions of a document, in the order of reading."""
    read = sentences(document)
    listed = [share for sentence in read for share in shares(sentence)]
    odd = [
        *held_units(listed),
        *held_shares(read, listed),
        *held_rates(read),
        *held_sums(read),
        *held_within(read),
        *held_growth(read),
        *held_order(read),
        *held_ties(document, read),
        *held_twice(document, read),
    ]
    return [*findings(odd), *held_tables(document)]
