"""Contradictions in a table: totals of its columns, and rates of the counts beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from orchestration.audit.findings import Finding, Kind
from orchestration.audit.outcome import Outcome, joined
from orchestration.audit.sums import explain_sum
from orchestration.audit.text.grids import Block, NumberTable, is_row_of_counts
from orchestration.reconcile.explain import explain
from orchestration.reconcile.figure import Figure, Nearby, reproduces
from orchestration.reconcile.rounding import percent
from orchestration.texts.document import Document

_ROWS = 3
"""So many rows must hold a relation of columns before another row can break it."""

Cell = tuple[int, int]


@dataclass(frozen=True)
class Relation:
    """A column of rates with the counts that most of its rows are rates of.

    `over` is the column of the whole, None where it is the total of `part`.
    """

    rate: int
    part: int
    over: int | None
    fitting: int


def held_tables(document: Document) -> Iterator[Finding]:
    """Yield the contradictions of all tables."""
    for table in document.tables():
        read = NumberTable(table)
        for block in read.blocks():
            for (row, column), outcome in sorted(_held(read, block).items()):
                yield Finding(
                    Kind.CONTRADICTION,
                    None,
                    read.place(row, column),
                    table.rows[row][column],
                    outcome.follows,
                    outcome.explanation,
                )


def _held(table: NumberTable, block: Block) -> Mapping[Cell, Outcome]:
    sums = _odd_sums(table, block)
    rates = _odd_rates(table, block)
    repaired = _one_cell(table, block, sums, rates)
    return repaired if repaired is not None else {**sums, **rates}


def _odd_sums(table: NumberTable, block: Block) -> dict[Cell, Outcome]:
    """Return the totals that their column does not add up to.

    None where most columns do not: then the rows are not the parts.
    """
    if block.total is None or len(block.rows) < 2:
        return {}
    odd: dict[Cell, Outcome] = {}
    held = 0
    for column in table.added():
        total = table.number(block.total, column)
        if total is None or table.count(block.total, column) is None:
            continue
        if not is_row_of_counts(table, block.rows, column):
            continue
        terms = [(table.name(row), table.count(row, column) or 0) for row in block.rows]
        whole = sum(value for _, value in terms)
        if whole == total.value:
            held += 1
        else:
            means = f"the column adds up to {whole}"
            odd[block.total, column] = Outcome(str(whole), joined(means, explain_sum(total, terms)))
    if len(odd) > max(held, 1) or (not held and len(block.rows) < _ROWS):
        return {}
    return odd


def _odd_rates(table: NumberTable, block: Block) -> dict[Cell, Outcome]:
    odd: dict[Cell, Outcome] = {}
    for rate in table.rates():
        relations = _relations(table, block, rate)
        best = max((each.fitting for each in relations), default=0)
        known = [each for each in relations if each.fitting == best]
        rows = [*block.rows, *([] if block.total is None else [block.total])]
        for row in rows:
            outcomes = [_broken(table, block, relation, row) for relation in known]
            if outcomes and all(outcomes) and outcomes[0] is not None:
                odd[row, rate] = outcomes[0]
    return odd


def _relations(table: NumberTable, block: Block, rate: int) -> list[Relation]:
    """Return what a column of rates may be rates of: at most one row breaks it, three hold it."""
    found = []
    counts = [
        column
        for column in table.columns
        if column != rate and any(table.count(row, column) is not None for row in block.rows)
    ]
    for part in counts:
        for over in [None, *(column for column in counts if column != part)]:
            fitting, odd = _fitting(table, block, Relation(rate, part, over, 0))
            if fitting >= _ROWS and odd <= max(1, fitting // 5):
                found.append(Relation(rate, part, over, fitting))
    return found


def _fitting(table: NumberTable, block: Block, relation: Relation) -> tuple[int, int]:
    """Return how many rows tell that they hold a relation, and how many break it."""
    telling: dict[bool, int] = defaultdict(int)
    for row in block.rows:
        figure, printed = _figure(table, block, relation, row), table.number(row, relation.rate)
        if figure is None or figure.exact is None or printed is None:
            continue
        is_held = reproduces(printed, figure.exact)
        # a rate of 100 or 0 is one of many counts
        if not is_held or 0 < printed.value < 100:
            telling[is_held] += 1
    return telling[True], telling[False]


def _figure(table: NumberTable, block: Block, relation: Relation, row: int) -> Figure | None:
    part = table.count(row, relation.part)
    if relation.over is not None:
        whole = table.count(row, relation.over)
    elif block.total is not None:
        whole = table.count(block.total, relation.part)
    else:
        counts = [table.count(each, relation.part) for each in block.rows]
        whole = None if None in counts else sum(count or 0 for count in counts)
    return Figure(part, whole) if part is not None and whole else None


def _broken(table: NumberTable, block: Block, relation: Relation, row: int) -> Outcome | None:
    figure, printed = _figure(table, block, relation, row), table.number(row, relation.rate)
    if figure is None or figure.exact is None or printed is None:
        return None
    if reproduces(printed, figure.exact):
        return None
    means = f"{figure.numerator} of {figure.denominator} is {figure.shown}"
    return Outcome(figure.shown, joined(means, explain(printed, figure, Nearby())))


def _one_cell(
    table: NumberTable,
    block: Block,
    sums: Mapping[Cell, Outcome],
    rates: Mapping[Cell, Outcome],
) -> dict[Cell, Outcome] | None:
    """Return the one count that is wrong where both its column and its rates say so."""
    if len(sums) != 1 or not rates or block.total is None or len({row for row, _ in rates}) != 1:
        return None
    ((_, column),) = sums
    row = next(iter(rates))[0]
    total = table.count(block.total, column)
    others = [table.count(each, column) for each in block.rows if each != row]
    known = [count for count in others if count is not None]
    if total is None or len(known) < len(others):
        return None
    right = sum(known) if row == block.total else total - sum(known)
    if right < 0 or not all(_mended(table, block, rate, row, column, right) for _, rate in rates):
        return None
    means = "the column adds up to" if row == block.total else "the rest of the column leaves"
    reason = f"{means} {right}, of which the rates beside it are"
    return {(row, column): Outcome(str(right), reason)}


def _mended(table: NumberTable, block: Block, rate: int, row: int, column: int, right: int) -> bool:
    """Whether a rate fits once another count stands in a cell of its row."""
    printed = table.number(row, rate)
    for relation in _relations(table, block, rate):
        figure = _figure(table, block, relation, row)
        if figure is None or printed is None or column not in {relation.part, relation.over}:
            continue
        part = right if column == relation.part else figure.numerator or 0
        whole = right if column == relation.over else figure.denominator or 0
        if whole and reproduces(printed, percent(part, whole)):
            return True
    return False
