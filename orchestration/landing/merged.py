"""Merged cells of a sheet: what they say of the rows below, and headers of two rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from orchestration.landing.contract import Contract, Header, match_header, word
from orchestration.xlsx.merges import Merge

_Cells = Sequence[str | None]


def two_row_header(
    contract: Contract, number: int, upper: _Cells, lower: _Cells, merges: Iterable[Merge]
) -> Header | None:
    """Return the header that row `number` (from 1) and the one below it make together.

    None where no cell of the upper row spans several columns, or where one of the two rows alone
    says as much: then it is a title above a header, or a header above data.
    """
    spans = [m for m in merges if m.top == m.bottom == number and m.left < m.right]
    if not spans:
        return None
    width = max(len(upper), len(lower))
    above = _padded(upper, width)
    below = _padded(lower, width)
    over = list(above)
    for span in spans:
        over[span.left - 1 : span.right] = [above[span.left - 1]] * (
            len(above[span.left - 1 : span.right])
        )
    both = [
        f"{top}{bottom}" if top and bottom else bottom or own
        for top, bottom, own in zip(over, below, above, strict=True)
    ]
    header = match_header(contract, both, below)
    one_row = [match_header(contract, above), match_header(contract, below)]
    if any(_found(header) == _found(one) for one in one_row):
        return None
    return header if header.matched >= max(one.matched for one in one_row) else None


def _padded(record: _Cells, width: int) -> list[str | None]:
    return [*record, *[None] * (width - len(record))]


def _found(header: Header) -> dict[int, str]:
    return {position: name for position, name in enumerate(header.names) if name is not None}


def fill_merged(
    records: Iterable[list[str | None]],
    merges: Iterable[Merge],
    after: int,
    width: int,
    keys: Collection[int],
) -> Iterator[list[str | None]]:
    """Give each row below row `after` what a cell merged over several rows says of it.

    A cell merged over several columns speaks for the first of them alone, and one beyond the
    `width` of the header for its row alone. A row that holds nothing of its own stays empty, and
    one without a key stays as it is: it may be a footer.
    """
    starts: dict[int, list[Merge]] = defaultdict(list)
    for merge in merges:
        if after < merge.top < merge.bottom and merge.left <= width:
            starts[merge.top].append(merge)
    if not starts:
        yield from records
        return
    held: dict[int, tuple[int, str]] = {}
    for number, record in enumerate(records, 1):
        if held:
            held = {column: end for column, end in held.items() if end[0] >= number}
            if any(word(cell) for cell in record) and all(
                key in held or (key < len(record) and word(record[key])) for key in keys
            ):
                record = _padded(record, max(held, default=0) + 1)
                for column, (_, shown) in held.items():
                    record[column] = shown
        for merge in starts.get(number, ()):
            column = merge.left - 1
            text = record[column] if column < len(record) else None
            if text:
                held[column] = merge.bottom, text
        yield record
