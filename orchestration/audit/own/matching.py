"""Which line of an edited document is which of the published one: by controls, else by words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from orchestration.publication.controls.part import Line

_ALIKE = 0.6
"""Two paragraphs with so much in common are one that was edited."""

_FIGURES = re.compile(r"[\d.,\s%]+")
_Row = tuple[int, int]


def matched(published: Sequence[Line], edited: Sequence[Line]) -> dict[int, list[int]]:
    """Return by place in the published lines the places of the edited ones that it may be now."""
    found = _by_tags(published, edited)
    found |= _cells(published, edited)
    taken = {place for places in found.values() for place in places}
    return found | _by_words(published, edited, set(found), taken)


def _by_tags(published: Sequence[Line], edited: Sequence[Line]) -> dict[int, list[int]]:
    now: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(edited):
        for tag in line.tags:
            now[tag].append(place)
    found = {}
    for place, line in enumerate(published):
        places = sorted({at for tag in line.tags for at in now[tag]})
        if places:
            found[place] = places
    return found


def _cells(published: Sequence[Line], edited: Sequence[Line]) -> dict[int, list[int]]:
    """Match the cells of the rows that are known again, column by column where there are as many.

    Without the same columns, a figure may stand anywhere in its row.
    """
    before, now = _rows(published), _rows(edited)
    widths, widths_now = _widths(published), _widths(edited)
    found: dict[int, list[int]] = {}
    for line, row in _matched_rows(published, edited).items():
        columns = {_column(edited[at]): at for at in now[row]}
        has_same_columns = widths_now[row[0]] == widths[line[0]]
        for at in before[line]:
            one = columns.get(_column(published[at]))
            same = [] if one is None else [one]
            found[at] = same if has_same_columns else list(now[row])
    return found


def _matched_rows(published: Sequence[Line], edited: Sequence[Line]) -> dict[_Row, _Row]:
    """Return the edited row of each published one: by any control in it, else by its words."""
    before, now = _rows(published), _rows(edited)
    by_tag = {tag: row for row, places in now.items() for at in places for tag in edited[at].tags}
    found: dict[_Row, _Row] = {}
    for line, places in before.items():
        tags = [tag for at in places for tag in published[at].tags if tag in by_tag]
        if tags:
            found[line] = by_tag[tags[0]]
    taken = set(found.values())
    by_words: dict[str, list[_Row]] = defaultdict(list)
    for row, places in now.items():
        if row not in taken:
            by_words[_words(edited[at] for at in places)].append(row)
    for line, places in before.items():
        alike = by_words[_words(published[at] for at in places)]
        if line not in found and alike:
            found[line] = alike.pop(0)
    return found


def _rows(lines: Sequence[Line]) -> dict[_Row, list[int]]:
    rows: dict[_Row, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.cell is not None:
            rows[line.cell[:2]].append(place)
    return rows


def _widths(lines: Sequence[Line]) -> dict[int, int]:
    """Return how many columns each table has, as far as anything stands in them."""
    widths: dict[int, int] = defaultdict(int)
    for line in lines:
        if line.cell is not None:
            widths[line.cell[0]] = max(widths[line.cell[0]], line.cell[2] + 1)
    return widths


def _column(line: Line) -> int:
    return -1 if line.cell is None else line.cell[2]


def _by_words(
    published: Sequence[Line], edited: Sequence[Line], known: set[int], taken: set[int]
) -> dict[int, list[int]]:
    """Match the paragraphs that no control tells apart: by the same words, else by the most."""
    free = [at for at, line in enumerate(edited) if line.cell is None and at not in taken]
    left = [at for at, line in enumerate(published) if line.cell is None and at not in known]
    found = {}
    for is_alike in (_is_same, _is_edited):
        for place in list(left):
            words = _words([published[place]])
            best = next(is_alike(words, [(at, _words([edited[at]])) for at in free]), None)
            if best is not None:
                found[place] = [best]
                free.remove(best)
                left.remove(place)
    return found


def _is_same(words: str, others: list[tuple[int, str]]) -> Iterator[int]:
    return (at for at, other in others if other == words)


def _is_edited(words: str, others: list[tuple[int, str]]) -> Iterator[int]:
    alike = [(SequenceMatcher(None, words, other, False).ratio(), -at) for at, other in others]
    return (-at for ratio, at in sorted(alike, reverse=True)[:1] if ratio >= _ALIKE)


def _words(lines: Iterable[Line]) -> str:
    """Return what stands in lines apart from numbers."""
    return "|".join(filter(None, (_FIGURES.sub("", line.text) for line in lines)))
