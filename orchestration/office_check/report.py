"""What `office check` says: unknown words as lines to paste, and periods that would block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from orchestration.checks.fit import Unknown, WordCount, misfit_lines, unknown_words
from orchestration.landing import LandedFile
from orchestration.landing.not_data_words import kind_of, kind_of_bare_total
from orchestration.landing.quoting import is_quotable
from orchestration.office.model import Office
from orchestration.periods import Period, PeriodKind

_LINE = {
    "ticket_types.csv": ("code,name,aliases", "new_{number},{word},"),
    "channels.csv": ("code,name,aliases,counts_for,is_headline", "new_{number},{word},,,false"),
    "units.csv": ("name,kind", "{word},other"),
    # which of the five levels a word means, nobody but the office knows
    "level_words.csv": ("level,aliases", "# 满意,{word}"),
    "": ("", "# {word}"),
}
"""For each file of words: the columns that its lines are written in, and a line for a new word."""


def office_line(office: Office) -> str:
    """Return in a line whose folder it is and what it lists."""
    return (
        f"{office.name}（{office.district}）: {len(office.units)} units,"
        f" {len(office.ticket_types)} ticket types, {len(office.channels)} channels,"
        f" parts {', '.join(office.parts)}, periods {', '.join(office.periods)}"
    )


def word_lines(words: Iterable[WordCount]) -> Iterator[str]:
    """Yield the unknown words of each export and column as lines to paste into their file."""
    for found in unknown_words(words):
        yield ""
        yield from _lines_of(found)


def _lines_of(found: Unknown) -> Iterator[str]:
    columns, line = _LINE[found.listed.file]
    yield (
        f"# {found.export}: {found.listed.header}: {found.rows} of {found.judged} rows have a word"
        + (
            f" that is not in {found.listed.file}; its columns here: {columns}"
            if found.listed.file
            else " that the program does not know; they count as with an empty cell"
        )
    )
    is_no_word = kind_of if found.listed.file == "units.csv" else kind_of_bare_total
    ranked = sorted(found.words.items(), key=lambda item: (-item[1], item[0]))
    shown = [(word, rows) for word, rows in ranked if is_quotable(word)]
    for number, (word, rows) in enumerate(shown, 1):
        yield f"# {rows} rows"
        # a row that names a line of totals is data all the same, but no word to list
        pasted = line.format(number=number, word=_cell(word))
        yield pasted if line.startswith("#") or not is_no_word(word) else f"# {pasted}"
    if len(shown) < len(ranked):
        rest = found.rows - sum(rows for _, rows in shown)
        yield f"# {rest} rows have words that are too long, or hold a long number, to be shown"


def _cell(word: str) -> str:
    return f'"{word.replace(chr(34), chr(34) * 2)}"' if set(word) & set(',"\n|') else word


def header_lines(files: Iterable[LandedFile]) -> Iterator[str]:
    """Yield the headers that no column has, by export, and the files that were refused."""
    headers: dict[str, Counter[str]] = {}
    for file in files:
        headers.setdefault(file.export, Counter()).update(file.unknown_columns)
        if file.status == "refused":
            yield f"# {file.file} was refused: {file.reason}"
    for export, counted in headers.items():
        known = [(name, count) for name, count in counted.most_common() if is_quotable(name)]
        if known:
            yield ""
            yield f"# {export}: headers that are no column: in headers.yml, below the one they mean"
            yield f"# {export}:"
            yield from (f"#   COLUMN: [{name}]  # {count} files" for name, count in known)


def blocked_lines(words: Sequence[WordCount], office: Office) -> list[str]:
    """Return a line for each period of the office's kinds that would not be published."""
    lines = []
    months = sorted({Period.parse(each.month) for each in words})
    for kind in map(PeriodKind, office.periods):
        for period in sorted({Period.containing(month.start, kind) for month in months}):
            for district in office.districts:
                found = unknown_words(
                    words,
                    period,
                    lambda code, own=district: own.is_city or code == own.code,  # type: ignore[misc]
                )
                whose = f" {district.name}" if len(office.districts) > 1 else ""
                lines += [
                    f"{period}{whose} would be blocked: {line}"
                    for line in misfit_lines(found, office)
                ]
    return lines
