"""The hotline's export files: one after the quarter, one from its middle, and corrections.

The middle one knows some tickets in an older state, and the regular one has some wrong that the
corrections set right: only the newest row of each ticket gives the bulletin's figures.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from orchestration.periods import Period
from orchestration.sample import untidy
from orchestration.sample.dice import Array, Dice
from orchestration.sample.facts import quarters, words
from orchestration.sample.orders import exported_at
from orchestration.sample.tickets import tickets
from orchestration.sample.writing import csv_bytes, put, text_of

_HEADERS = {
    "key": "工单编号",
    "received_at": "受理时间",
    "type": "诉求类型",
    "channel": "受理渠道",
    "area": "一级分类",
    "topic": "诉求领域",
    "urgency": "紧急程度",
    "content": "诉求内容",
    "caller": "诉求人",
    "phone": "联系电话",
    "unit": "承办单位",
    "sent_at": "派单时间",
    "sign_due": "签收时限",
    "signed_at": "签收时间",
    "finish_due": "办结时限",
    "finished_at": "办结时间",
    "extended_due": "延期后时限",
    "sent_back": "退单次数",
    "reply": "答复内容",
    "visited_at": "回访时间",
    "satisfaction": "满意度",
    "is_solved": "是否解决",
}
_OTHER_HEADERS = {
    "工单编号": "工单号",
    "受理时间": "登记时间",
    "诉求类型": "工单类型",
    "受理渠道": "来源渠道",
    "诉求领域": "问题分类",
    "诉求内容": "工单内容",
    "承办单位": "责任单位",
    "签收时间": "实际签收时间",
    "办结时间": "实际办结时间",
    "答复内容": "办理结果",
    "满意度": "回访结果",
}
_TIMES = [name for name in _HEADERS if name.endswith(("_at", "_due"))]
_CORRECTED = 24


def write_tickets(folder: Path) -> list[Path]:
    """Write the ticket exports of every quarter."""
    *earlier, last = quarters()
    written = [_write_regular(folder, quarter, tickets(quarter)) for quarter in earlier]
    truth = tickets(last)
    written.append(_write_middle(folder, last, truth))
    mistaken, corrected = _mistakes(last, truth)
    written.append(_write_regular(folder, last, mistaken))
    written.append(_write_corrections(folder, last, corrected))
    return written


def _write_regular(folder: Path, quarter: Period, rows: pd.DataFrame) -> Path:
    """Write what the hotline exports a few days after the quarter."""
    dice = Dice(quarter.key, "tickets", "regular")
    shown = _shown(dice, rows)
    again = shown.take(dice.below(3, len(shown)))
    shown = pd.concat([shown, again, _unusable(dice, shown)], ignore_index=True)
    days = f"{quarter.start:%Y-%m-%d}至{quarter.end - timedelta(days=1):%Y-%m-%d}"
    return _put(folder, "工单", exported_at(quarter), shown, f"{_title()}（{days}）")


def _write_middle(folder: Path, quarter: Period, rows: pd.DataFrame) -> Path:
    """Write an export of the quarter's middle: what was known of its tickets then."""
    dice = Dice(quarter.key, "tickets", "middle")
    moment = quarter.start + timedelta(days=45, hours=2)
    then = np.datetime64(moment)
    known = rows[rows["received_at"] < then.astype("datetime64[D]")].reset_index(drop=True)
    for column in _TIMES[1:]:
        if not column.endswith("_due"):
            known[column] = known[column].where(known[column] < then)
    known.loc[known["sent_at"].isna(), ["unit_id", "sign_due", "finish_due"]] = ["", None, None]
    is_open = known["finished_at"].isna()
    known.loc[is_open, ["extended_due", "satisfaction", "reply", "is_solved"]] = [None, "", "", ""]
    not_asked = known["visited_at"].isna()
    known.loc[not_asked, ["satisfaction", "is_solved"]] = ["", ""]
    moved = np.flatnonzero((known["sent_back"] > 0) & (known["unit_id"] != ""))
    known.loc[moved, "unit_id"] = np.roll(known["unit_id"].to_numpy()[moved], 1)
    known["sent_back"] = 0
    shown = _shown(dice, known).rename(columns=_OTHER_HEADERS)
    shown = pd.concat([shown, _unusable(dice, shown).iloc[:1]], ignore_index=True)
    return _put(folder, "工单", moment, shown, f"{_title()}（截至{moment:%Y年%m月%d日}）")


def _mistakes(quarter: Period, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tickets with some wrong units and types, and those rows as they truly are."""
    dice = Dice(quarter.key, "tickets", "mistakes")
    settled = np.flatnonzero((rows["unit_id"] != "") & (rows["satisfaction"] == "满意"))
    chosen = dice.some(settled, _CORRECTED)
    mistaken = rows.copy()
    wrong_unit, wrong_type = chosen[::2], chosen[1::2]
    mistaken.loc[wrong_unit, "unit_id"] = np.roll(rows["unit_id"].to_numpy()[wrong_unit], 1)
    mistaken.loc[wrong_type, "type"] = np.where(rows["type"][wrong_type] == "求助", "咨询", "求助")
    return mistaken, rows.loc[chosen].reset_index(drop=True)


def _write_corrections(folder: Path, quarter: Period, rows: pd.DataFrame) -> Path:
    """Write the rows that were set right afterwards, under another system's headers."""
    dice = Dice(quarter.key, "tickets", "corrections")
    shown = _shown(dice, rows).rename(columns=_OTHER_HEADERS)
    shown = shown[[*shown.columns[10:12], *shown.columns[:10], *shown.columns[12:]]]
    moment = exported_at(quarter) + timedelta(days=1, hours=8)
    return _put(folder, "工单更正", moment, shown, "工单更正登记表")


def _shown(dice: Dice, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows as the system shows them: texts under Chinese headers, lightly untidy."""
    size = len(rows)
    shown = pd.DataFrame(index=rows.index)
    for column, header in _HEADERS.items():
        if column == "unit":
            values = untidy.unit_names(dice, rows["unit_id"].to_numpy(dtype=object), 90)
        elif column in _TIMES:
            values = text_of(rows[column].to_numpy(dtype="datetime64[s]"))
        else:
            values = rows[column].astype(str).to_numpy(dtype=object)
        shown[header] = values
    shown.loc[dice.permille(size, 60), "诉求类型"] += "类"
    shown.loc[dice.permille(size, 15), "诉求类型"] += " "
    shown["退单次数"] = _full_width(dice, shown["退单次数"].to_numpy(dtype=object))
    for header in ("承办单位", "延期后时限", "满意度"):
        shown[header] = untidy.empty_words(dice, shown[header].to_numpy(dtype=object), 12)
    return shown


def _full_width(dice: Dice, texts: Array) -> Array:
    """Return counts of which a few are typed with full-width digits, and most zeroes are blank."""
    texts = texts.copy()
    texts[(texts == "0") & dice.permille(len(texts), 800)] = ""
    wide = dice.permille(len(texts), 30)
    texts[wide] = [
        str(text).translate({48 + n: 0xFF10 + n for n in range(10)}) for text in texts[wide]
    ]
    return texts


def _unusable(dice: Dice, shown: pd.DataFrame) -> pd.DataFrame:
    """Return rows that no one can count: no number, no readable date, a type nobody knows."""
    rows = shown.take(dice.below(4, len(shown))).reset_index(drop=True)
    key, received, kind, channel = rows.columns[:4]
    content = next(header for header in rows.columns if header in ("诉求内容", "工单内容"))
    rows.loc[:, ~rows.columns.isin([key, received, kind, channel, content])] = ""
    rows[content] = words("texts")["test_call"]
    rows[key] = ["", "-", "WZT0001", "WZT0002"]
    rows.loc[2, received] = "时间待核"
    rows.loc[3, kind] = "骚扰来电"
    return rows


def _title() -> str:
    """Return what stands above the table."""
    return str(words("texts")["tickets_title"])


def _put(folder: Path, what: str, moment: datetime, rows: pd.DataFrame, title: str) -> Path:
    """Write one export as the hotline's system does: GB18030, a title row, a totals row."""
    content = csv_bytes(
        rows, encoding="gb18030", title=title, totals_row=("合计", f"共{len(rows)}条")
    )
    return put(folder / f"12345{what}_{moment:%Y%m%dT%H%M%S}.csv", content)
