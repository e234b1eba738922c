"""A list of the first few that leaves out who, in a table of the document, has no less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from orchestration.audit.outcome import Outcome
from orchestration.audit.text.grids import NumberTable
from orchestration.audit.text.numbers import Number
from orchestration.audit.text.odd import Odd
from orchestration.audit.text.order import top_lists
from orchestration.audit.text.sentences import Sentence
from orchestration.audit.text.shares import name_of
from orchestration.texts.document import Document

_CLASSES = (
    re.compile(r"(?:镇|乡|街道|街道办|街道办事处|镇人民政府|乡人民政府)$"),
    re.compile(r"(?:区|县|市|旗|州|盟)$"),
    re.compile(r"(?:公司|集团|厂|银行|铁塔|移动|联通|电信)$"),
    re.compile(r"(?:局|委|办|厅|室|队|院|处|委员会|中心)$"),
)


def held_ties(document: Document, sentences: Sequence[Sentence]) -> Iterator[Odd]:
    """Yield the last number of a list of the first few where a table has one more with as much.

    Only where every name of the list stands in the table, all their numbers in one column, and
    the one left out is a body of the same kind.
    """
    tables = [NumberTable(table) for table in document.tables()]
    for sentence in sentences:
        for listed in top_lists(sentence):
            for table in tables:
                left_out = _left_out(table, listed)
                if left_out:
                    yield Odd(sentence, listed[-1], _outcome(listed, left_out))
                    break


def _left_out(table: NumberTable, listed: Sequence[Number]) -> list[tuple[str, int]]:
    rows = {table.name(row): row for row in range(table.first, len(table.table.rows))}
    names = [name_of(number) for number in listed]
    kinds = {_kind(name) for name in names}
    if len(kinds) != 1 or None in kinds or not set(names) <= set(rows):
        return []
    for column in table.columns:
        counts = [table.count(rows[name], column) for name in names]
        if counts != [number.range.whole for number in listed]:
            continue
        least = min(count for count in counts if count is not None)
        return [
            (name, count)
            for name, row in rows.items()
            if name not in names
            and _kind(name) in kinds
            and (count := table.count(row, column)) is not None
            and count >= least
        ]
    return []


def _kind(name: str) -> int | None:
    return next((at for at, ending in enumerate(_CLASSES) if ending.search(name)), None)


def _outcome(listed: Sequence[Number], left_out: Sequence[tuple[str, int]]) -> Outcome:
    names = ", ".join(f"{name} {count}" for name, count in left_out)
    way = "a tie is left out" if left_out[0][1] == listed[-1].range.whole else "one is left out"
    return Outcome(f"{names} belongs to the first {len(listed)} too", f"{way}: the table has it")
