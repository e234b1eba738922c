"""Columns recomputed from a published file's own text, for expectations to compare with.

Each column `应为:X` holds what column X must hold, given the rest of the file. Recomputed here and
not taken from the warehouse: a file that was written wrongly must not vouch for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from orchestration.catalogue.exports import may_be_unknown, statistics

if TYPE_CHECKING:
    import pandas as pd

TOTAL = "合计"
LEFT_OUT = "left_out"
"""The attribute of a frame that names the headline figures that its office has not."""
_CENT = Decimal("0.01")


def number(text: str) -> Decimal:
    """Return a cell as a number; what is none counts as zero and fails its own expectation."""
    try:
        return Decimal(text)
    except (InvalidOperation, TypeError):
        return Decimal(0)


def rate(numerator: str, denominator: str) -> str:
    """Return the published text of a rate: half up to two decimals, empty over zero."""
    whole = number(denominator)
    if not whole:
        return ""
    return str((100 * number(numerator) / whole).quantize(_CENT, rounding=ROUND_HALF_UP))


def change(now: str, before: str) -> str:
    """Return the published text of a change against an earlier count; empty without one."""
    return rate(str(number(now) - number(before)), before) if before else ""


def attachment_1(frame: pd.DataFrame) -> pd.DataFrame:
    """Recompute places, rates and the totals line of 附件1."""
    out = _units_told_from_totals(frame, "承办单位")
    counts = [c for c in frame.columns[2:] if not c.endswith("(%)")]
    _expect_places(out, ["受理工单数"], "承办单位")
    _expect_totals(out, counts, "承办单位")
    for name, part, whole in (
        ("超时签收率(%)", "超时签收数", "受理工单数"),
        ("办结率(%)", "办结数", "受理工单数"),
        ("超时办结率(%)", "超时办结数", "受理工单数"),
        ("满意率(%)", "满意数", "评价数"),
    ):
        _expect(out, name, map(rate, out[part], out[whole]))
    return out


def attachment_2(frame: pd.DataFrame) -> pd.DataFrame:
    """Recompute places, shares and changes of 附件2."""
    out = frame.copy()
    everything = out["办件量"].iloc[0] if len(out) else "0"
    _expect(out, "序号", (str(place) for place in range(1, len(out) + 1)))
    _expect(out, "占总办件量(%)", (rate(cases, everything) for cases in out["办件量"]))
    # a span with a month without rows, and a period that still runs, have no change in any line
    is_compared = bool((out["环比(%)"] != "").any())
    changes = map(change, out["办件量"], out["上期办件量"])
    _expect(out, "环比(%)", changes if is_compared else [""] * len(out))
    return out


def attachment_3(frame: pd.DataFrame) -> pd.DataFrame:
    """Recompute shares, ranks, places and the totals lines of the classes of 附件3."""
    import pandas as pd

    frame = _units_told_from_totals(frame, "单位")
    order = ["部门", "乡镇(街道)", "其他"]
    parts = []
    for name in dict.fromkeys([*order, *frame["类别"]]):
        part = frame[frame["类别"] == name].copy()
        if part.empty:
            continue
        units = part[part["单位"] != TOTAL]
        _expect_totals(part, ["办件量"], "单位")
        whole = str(sum(map(number, units["办件量"])))
        _expect(part, "占同类(%)", (rate(cases, whole) for cases in part["办件量"]))
        ranks = competition_ranks(list(units["办件量"]))
        _expect(part, "排名", [*ranks, *[""] * (len(part) - len(units))])
        part["降序"] = _is_descending(list(part["办件量"]), list(part["单位"]))
        parts.append(part)
    out = pd.concat(parts) if parts else frame.copy()
    out["原序"] = [str(place) for place in out.index]
    _expect(out, "原序", (str(place) for place in range(len(out))))
    place = 0
    places = []
    for unit in out["单位"]:
        place += unit != TOTAL
        places.append("" if unit == TOTAL else str(place))
    _expect(out, "序号", places)
    return out


def attachment_4(frame: pd.DataFrame) -> pd.DataFrame:
    """Recompute places, unit totals, unit ranks and the totals line of 附件4."""
    out = _units_told_from_totals(frame, "颁发单位")
    lines = out[out["颁发单位"] != TOTAL]
    by_unit: dict[str, Decimal] = {}
    for unit, count in zip(lines["颁发单位"], lines["入库数量"], strict=True):
        by_unit[unit] = by_unit.get(unit, Decimal(0)) + number(count)
    units = list(by_unit)
    ranks = dict(zip(units, competition_ranks([str(by_unit[u]) for u in units]), strict=True))
    everything = str(sum(by_unit.values()))
    _expect(out, "入库数量", _with_total(out, "入库数量", "颁发单位", everything))
    _expect(out, "单位合计", (str(by_unit.get(u, everything)) for u in out["颁发单位"]))
    _expect(out, "单位排名", (ranks.get(u, "") for u in out["颁发单位"]))
    _expect_places(out, ["单位合计"], "颁发单位")
    before = out.shift(fill_value="")
    within = (out["颁发单位"] == before["颁发单位"]) & (out["颁发单位"] != TOTAL)
    rises = out["入库数量"].map(number) > before["入库数量"].map(number)
    out.loc[within & rises, "降序"] = "否"
    again = out["颁发单位"].isin(out["颁发单位"][~within].value_counts().loc[lambda n: n > 1].index)
    out.loc[again, "降序"] = "否"
    return out


def main_indicators(frame: pd.DataFrame) -> pd.DataFrame:
    """Recompute rates, sums and shares of 主要指标."""
    out = frame.copy()
    values = dict(zip(out["指标"], out["数值"], strict=True))
    out["统计方式"] = list(map(_statistic, out["指标"], out["单位"], out["数值"], out["分子"]))
    _expect(
        out, "数值", (_indicator_value(*row) for row in out[_INDICATOR].itertuples(index=False))
    )
    types = [code for code in values if code.startswith("tickets.") and f"{code}.share" in values]
    left_out = set(frame.attrs.get(LEFT_OUT, ())) - {"tickets.total"}
    has_all_types = not any(code.startswith("tickets.") for code in left_out)
    sums = _sums(values, types, has_all_types)
    _expect(out, "合计值", (sums.get(code, value) for code, value in values.items()))
    out["合计值"] = list(values.values())
    shares = sum((number(values[f"{code}.share"]) for code in types), Decimal(0))
    slack = Decimal("0.005") * len(types)
    is_shared = has_all_types and bool(number(values.get("tickets.total", "")))
    least = 100 - slack if is_shared else Decimal(0)
    out["占比合计"] = "100" if least <= shares <= 100 + slack else str(shares)
    return out


def _sums(values: Mapping[str, str], types: Sequence[str], has_all_types: bool) -> dict[str, str]:
    """Return what totals must be; of parts that the office leaves out, the least that they can."""
    sums = {}
    counted = sum(number(values[code]) for code in types)
    if has_all_types or counted > number(values.get("tickets.total", "")):
        sums["tickets.total"] = str(counted)
    served = [values.get(f"evaluations.{kind}") for kind in ("township", "department")]
    if None not in served:
        sums["evaluations.total"] = str(sum(number(str(count)) for count in served))
    return sums


def controls(frame: pd.DataFrame) -> pd.DataFrame:
    """Say each control with both of its figures."""
    out = frame.copy()
    stated, counted = (map(_plain, out[name]) for name in ("control_value", "warehouse_value"))
    out["说明"] = [
        f"{code}: 控制数 {control}，库内 {warehouse}"
        for code, control, warehouse in zip(out["indicator_code"], stated, counted, strict=True)
    ]
    return out


def landed_files(frame: pd.DataFrame) -> pd.DataFrame:
    """Sum what became of each file's rows."""
    out = frame.copy()
    out["去向合计"] = out["accepted"] + out["superseded"] + out["refused"]
    out["拒收计行"] = out["data_rows"].where(out["status"] == "refused", 0)
    return out


def drift(frame: pd.DataFrame) -> pd.DataFrame:
    """Say each comparison with what went before."""
    out = frame.copy()
    out["说明"] = [
        f"{name}（{subject}）{_BEFORE[kind]} {_plain(before)}，{_NOW[kind]} {_plain(now)}"
        for kind, subject, name, before, now in zip(
            *(
                out[c]
                for c in ("kind", "subject", "subject_name", "earlier_value", "current_value")
            ),
            strict=True,
        )
    ]
    return out


DERIVE: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    function.__name__: function
    for function in (
        attachment_1,
        attachment_2,
        attachment_3,
        attachment_4,
        main_indicators,
        controls,
        landed_files,
        drift,
    )
}

_BEFORE = {"share": "上期", "unit": "上期", "day": "往常"}
_NOW = {"share": "本期", "unit": "本期", "day": "当日"}

_INDICATOR = ["指标", "数值", "单位", "分子", "分母"]


def competition_ranks(counts: Sequence[str]) -> list[str]:
    """Return standard competition ranks (1, 2, 2, 4), the greatest count first."""
    values = [number(count) for count in counts]
    return [str(1 + sum(other > value for other in values)) for value in values]


def _indicator_value(code: str, value: str, unit: str, part: str, whole: str) -> str:
    if unit != "%":
        return value
    if code == "evaluations.rectified_rate" and not number(whole):
        return "100.00"
    return rate(part, whole)


def _statistic(code: str, unit: str, value: str, part: str) -> str:
    """Return what the shipped catalogue says of a code; of the office's own, what can be seen.

    Where nothing is known of what is counted there is no figure at all.
    """
    if not value and not part and may_be_unknown(code):
        return "unknown"
    shown = "rate" if unit == "%" else "mean" if "." in value or not value else "count"
    return statistics().get(code, shown)


def _plain(value: object) -> str:
    text = f"{Decimal(str(value)):f}" if value is not None and str(value) != "nan" else "空"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _expect(frame: pd.DataFrame, column: str, values: object) -> None:
    frame[f"应为:{column}"] = list(values)  # type: ignore[call-overload]


def _units_told_from_totals(frame: pd.DataFrame, label: str) -> pd.DataFrame:
    """Rename a unit that is called like the totals line; only that line has no number."""
    out = frame.copy()
    out.loc[(out[label] == TOTAL) & (out["序号"] != ""), label] = f"{TOTAL}（单位）"
    return out


def _expect_places(frame: pd.DataFrame, by: list[str], label: str) -> None:
    """Lines are numbered in order, and stand in descending order of `by`; totals have no number."""
    is_total = list(frame[label] == TOTAL)
    _expect(frame, "序号", ("" if total else str(place) for place, total in enumerate(is_total, 1)))
    frame["降序"] = _is_descending(list(zip(*(frame[name] for name in by), strict=True)), is_total)


def _is_descending(counts: Sequence[object], labels: Sequence[object]) -> list[str]:
    keys = [
        tuple(map(number, count)) if isinstance(count, tuple) else (number(str(count)),)
        for count in counts
    ]
    flags = []
    for place, label in enumerate(labels):
        is_line = place > 0 and label not in (True, TOTAL)
        flags.append("否" if is_line and keys[place] > keys[place - 1] else "是")
    return flags


def _expect_totals(frame: pd.DataFrame, counts: Sequence[str], label: str) -> None:
    lines = frame[frame[label] != TOTAL]
    for name in counts:
        everything = str(sum(map(number, lines[name])))
        _expect(frame, name, _with_total(frame, name, label, everything))
    last_only = [""] * max(len(frame) - 1, 0) + [TOTAL]
    frame["合计位置"] = [name if name == TOTAL else "" for name in frame[label]]
    _expect(frame, "合计位置", last_only[: len(frame)])


def _with_total(frame: pd.DataFrame, column: str, label: str, everything: str) -> list[str]:
    return [
        everything if name == TOTAL else value
        for name, value in zip(frame[label], frame[column], strict=True)
    ]
