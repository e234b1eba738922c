"""A comparison in words and tables (Markdown), for the office: what changed and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from orchestration.landing.contract import load_contract
from orchestration.publication.comparison.compare import ChangedTable, Comparison, ExportChanges
from orchestration.publication.comparison.figures import ChangedCell, ChangedRow
from orchestration.publication.comparison.inputs import ChangedInput

_NOTHING = "—"
_MARKUP = re.compile(r"([\\`*\[\]<>|#~]|(?<![^\W_])_|_(?![^\W_]))")


def comparison_text(comparison: Comparison) -> str:
    """Return the comparison as Markdown: an overview, then cause and effect for each export."""
    before, after = comparison.before.name, comparison.after.name
    lines = [f"# {comparison.after.title}：{after} 与 {before} 的差异", "", *_overview(comparison)]
    for changes in comparison.exports:
        lines += ["", f"## {load_contract(changes.export).title}", ""]
        lines += [_cause(changes, comparison)]
        lines += _inputs(changes.inputs, before, after)
        for table in changes.tables:
            lines += ["", f"### {table.file.name}", "", *_figures(table, before, after)]
    return "\n".join(lines) + "\n"


def _overview(comparison: Comparison) -> Iterator[str]:
    was, now = comparison.before.as_of, comparison.after.as_of
    if comparison.is_judged_at_another_time:
        yield f"- 统计时点：{was} 改为 {now}"
    else:
        yield f"- 统计时点：{now}，未变"
    rows: dict[str, int] = {}
    for changes in comparison.exports:
        for table in changes.tables:
            rows[table.file.name] = rows.get(table.file.name, 0) + len(table.rows)
    if rows:
        yield "- 数字有变：" + "；".join(f"{name} {count} 行" for name, count in rows.items())
    else:
        yield "- 各表数字未变"
    inputs = [each for changes in comparison.exports for each in changes.inputs]
    yield f"- 来源文件：{len(inputs)} 个有变" if inputs else "- 来源文件未变"
    if comparison.documents:
        yield "- 内容有变的文件：" + "、".join(comparison.documents)
    if comparison.documents and not rows and not inputs:
        yield "- 数字和来源文件都未变：通报模板、本单位设置或程序有变"


def _cause(changes: ExportChanges, comparison: Comparison) -> str:
    causes = []
    if any(each.is_counted_otherwise for each in changes.inputs):
        causes.append("以下文件计入的行有变")
    elif changes.inputs:
        causes.append("以下文件有变，计入的行数未变")
    if comparison.is_judged_at_another_time:
        causes.append("统计时点有变")
    if not changes.tables:
        return "公布的数字未变。" + ("".join(causes[:1]) + "：" if changes.inputs else "")
    if not causes:
        return "数字有变，而来源文件和统计时点都未变：计数规则、单位名册或程序有变。"
    return "数字有变，因为" + "，".join(causes) + ("：" if changes.inputs else "。")


def _inputs(inputs: Sequence[ChangedInput], before: str, after: str) -> list[str]:
    if not inputs:
        return []
    periods = sorted({period for each in inputs for period in each.counted}, reverse=True)
    header = ["文件", "情况", *(f"计入{period}的行（{before} → {after}）" for period in periods)]
    rows = (
        [each.path, each.kind, *(_counts(each, period) for period in periods)] for each in inputs
    )
    return ["", *_table(header, rows)]


def _counts(changed: ChangedInput, period: str) -> str:
    before, after = changed.counted.get(period, (0, 0))
    return f"{before} → {after}" if before != after else f"{after}"


def _figures(table: ChangedTable, before: str, after: str) -> list[str]:
    header = [*table.file.key, "列", before, after, "差"]
    rows = [
        [*(key or _NOTHING for key in row.key), *cells]
        for row in table.rows
        for cells in _cells(row)
    ]
    return _table(header, rows)


def _cells(row: ChangedRow) -> Iterator[list[str]]:
    if row.is_new:
        yield ["（整行）", "没有此行", "新增", ""]
    if row.is_gone:
        yield ["（整行）", "有此行", "没有此行", ""]
    for cell in row.cells:
        yield [cell.column, cell.before or _NOTHING, cell.after or _NOTHING, _difference(cell)]


def _difference(cell: ChangedCell) -> str:
    return "" if cell.difference is None else f"{cell.difference:+f}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(map(_plain, line)) + " |" for line in (header, *rows)]
    return [lines[0], "|" + " --- |" * len(header), *lines[1:]]


def _plain(text: str) -> str:
    """Return a name as it is read: no sign in it marks up, none breaks the table's row."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
