"""An independent count of the contract's rules, in plain Python over known rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from tests.quarter.messy import CHANNELS, DATES, FLAGS, KEYS, LEVELS, TYPES, Landed, Row, Truth


@dataclass(frozen=True)
class Span:
    """Whole months: their first moment, the first after them, and the first of as many before."""

    start: datetime
    end: datetime
    before: datetime

    @classmethod
    def of(cls, year: int, month: int, months: int) -> "Span":
        """The span of so many months from the month on."""
        first = year * 12 + month - 1
        return cls(_first_of(first), _first_of(first + months), _first_of(first - months))


def _first_of(month: int) -> datetime:
    return datetime(month // 12, month % 12 + 1, 1)


def percent(part: int, whole: int) -> str:
    """A rate as published."""
    if whole == 0:
        return ""
    return str((Decimal(100 * part) / whole).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def standing(truth: Truth, export: str) -> list[Row]:
    """The rows that stand: of each key the newest one that can be counted."""
    newest: dict[str, Landed] = {}
    for landed in truth.rows[export]:
        if landed.refused:
            continue
        key = str(landed.row[KEYS[export]])
        if key not in newest or landed.newness > newest[key].newness:
            newest[key] = landed
    return [landed.row for landed in newest.values()]


def within(rows: Iterable[Row], column: str, start: datetime, end: datetime) -> list[Row]:
    """The rows whose time falls into [start, end)."""
    return [row for row in rows if start <= _time(row[column]) < end]


def _time(value: object) -> datetime:
    assert isinstance(value, datetime)
    return value


def _happened(value: object, span: Span) -> bool:
    return isinstance(value, datetime) and value < span.end


def orders_by_unit(span: Span, truth: Truth, official: dict[str, str]) -> dict[str, dict[str, str]]:
    """附件1 by unit, 合计 included, as published text."""
    rows = within(standing(truth, "tickets"), DATES["tickets"], span.start, span.end)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row["承办单位"]:
            name = official.get(str(row["承办单位"]), str(row["承办单位"]))
            groups.setdefault(name, []).append(row)
            groups.setdefault("合计", []).append(row)
    return {name: _orders(group, span) for name, group in groups.items()}


def _orders(rows: list[Row], span: Span) -> dict[str, str]:
    signed = sum(_happened(row["签收时间"], span) for row in rows)
    finished = sum(_happened(row["办结时间"], span) for row in rows)
    late_sign = sum(_late(row["签收时间"], row["签收时限"], span) for row in rows)
    late_finish = sum(
        _late(row["办结时间"], row["延期后时限"] or row["办结时限"], span) for row in rows
    )
    rated = [row for row in rows if row["满意度"] in LEVELS and _rating_counts(row, span)]
    satisfied = sum(row["满意度"] in LEVELS[:3] for row in rated)
    return {
        "受理工单数": str(len(rows)),
        "签收数": str(signed),
        "超时签收数": str(late_sign),
        "超时签收率(%)": percent(late_sign, len(rows)),
        "办结数": str(finished),
        "办结率(%)": percent(finished, len(rows)),
        "超时办结数": str(late_finish),
        "超时办结率(%)": percent(late_finish, len(rows)),
        "延期数": str(sum(row["延期后时限"] is not None for row in rows)),
        "退单数": str(sum(int(str(row["退单次数"] or 0)) for row in rows)),
        "评价数": str(len(rated)),
        "满意数": str(satisfied),
        "满意率(%)": percent(satisfied, len(rated)),
    }


def _late(done: object, limit: object, span: Span) -> bool:
    assert isinstance(limit, datetime)
    return _time(done) > limit if _happened(done, span) else limit < span.end


def _rating_counts(row: Row, span: Span) -> bool:
    moment = row["回访时间"] or row["办结时间"]
    return moment is None or _happened(moment, span)


def case_categories(span: Span, truth: Truth) -> list[tuple[int, int | None]]:
    """附件2: this period's and the last period's count of each of the 13 categories, in order."""
    rows = standing(truth, "cases")
    counted = []
    for start, end in ((span.start, span.end), (span.before, span.start)):
        period = within(rows, DATES["cases"], start, end)
        channels = Counter(str(row["办理渠道"]) for row in period)
        cross = Counter(str(row["通办类型"]) for row in period)
        flags = [sum(bool(row[flag]) for row in period) for flag in FLAGS]
        counted.append(
            [
                len(period),
                *(channels[c] for c in CHANNELS),
                cross["跨省通办"],
                cross["区内通办"],
                *flags,
            ]
        )
    now, before = counted
    # what came before is shown where there is any
    return [(n, b if before[0] else None) for n, b in zip(now, before, strict=True)]


def cases_by_unit(
    span: Span, truth: Truth, official: dict[str, str], kinds: dict[str, str]
) -> Counter[str]:
    """附件3: departments at the hall, townships at their centres, others wherever they are."""
    counts: Counter[str] = Counter()
    channel_of = {"department": "政务大厅", "township": "乡镇便民服务中心"}
    for row in within(standing(truth, "cases"), DATES["cases"], span.start, span.end):
        name = official.get(str(row["办理单位"]), str(row["办理单位"]))
        wanted = channel_of.get(kinds.get(name, "other"))
        if wanted is None or row["办理渠道"] == wanted:
            counts[name] += 1
    return counts


def licenses(span: Span, truth: Truth, official: dict[str, str]) -> Counter[tuple[str, str]]:
    """附件4: licences by unit and type."""
    rows = within(standing(truth, "licenses"), DATES["licenses"], span.start, span.end)
    return Counter(
        (official.get(str(row["颁发单位"]), str(row["颁发单位"])), str(row["证照类型"]))
        for row in rows
    )


def headline(
    span: Span, truth: Truth, official: dict[str, str], kinds: dict[str, str]
) -> dict[str, str]:
    """Headline figures of tickets and evaluations by code."""
    tickets = within(standing(truth, "tickets"), DATES["tickets"], span.start, span.end)
    types = Counter(str(row["诉求类型"]) for row in tickets)
    codes = ["help", "consult", "complaint", "suggestion", "report", "praise"]
    figures = {"tickets.total": str(len(tickets))}
    for code, name in zip(codes, TYPES, strict=True):
        figures[f"tickets.{code}"] = str(types[name])
        figures[f"tickets.{code}.share"] = percent(types[name], len(tickets))
    evaluations = within(standing(truth, "evaluations"), DATES["evaluations"], span.start, span.end)
    names = [official.get(str(row["被评价单位"]), str(row["被评价单位"])) for row in evaluations]
    township = sum(kinds.get(name) == "township" for name in names)
    negative = [row for row in evaluations if row["评价等级"] in LEVELS[3:]]
    rectified = sum(_happened(row["整改完成时间"], span) for row in negative)
    return figures | {
        "evaluations.total": str(len(evaluations)),
        "evaluations.township": str(township),
        "evaluations.department": str(len(evaluations) - township),
        "evaluations.negative": str(len(negative)),
        "evaluations.rectified_rate": percent(rectified, len(negative)) or "100.00",
    }
