"""Reads a raw folder as a careful consumer would: plain pandas, nothing shared with the writer."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pandas as pd

SYNONYMS = {
    "工单号": "工单编号",
    "登记时间": "受理时间",
    "工单类型": "诉求类型",
    "来源渠道": "受理渠道",
    "问题分类": "诉求领域",
    "工单内容": "诉求内容",
    "责任单位": "承办单位",
    "实际签收时间": "签收时间",
    "实际办结时间": "办结时间",
    "办理结果": "答复内容",
    "回访结果": "满意度",
    "发证机关": "颁发单位",
    "评价对象": "被评价单位",
}
KEYS = {
    "tickets": ("工单编号", "受理时间"),
    "cases": ("办件编号", "受理时间"),
    "licenses": ("证照标识", "入库时间"),
    "evaluations": ("评价编号", "评价时间"),
}
ENCODINGS = {"tickets": "gb18030", "evaluations": "utf-8-sig"}
AS_WRITTEN = {
    "办件编号",
    "证件号码",
    "评价编号",
    "受理时间",
    "承诺办结时间",
    "诉求内容",
    "答复内容",
}
EMPTY = {"-", "—", "/", "无", "NULL", ""}
TYPES = {"求助", "咨询", "投诉", "建议", "举报", "表扬"}
LEVELS = {
    **{"非常满意": 5, "很满意": 5, "5": 5, "满意": 4, "4": 4, "基本满意": 3, "一般": 3, "3": 3},
    **{"不满意": 2, "2": 2, "非常不满意": 1, "很不满意": 1, "1": 1},
}
_TIME = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?(?:[ T日]*(\d{1,2})[:时](\d{1,2}):?(\d{2})?)?")


def read_export(raw: Path, export: str) -> dict[str, pd.DataFrame]:
    """Return each file's data rows, clean and with the quarter's date read, oldest export first."""
    files = [path for path in (raw / export).rglob("*") if path.suffix in (".csv", ".xlsx")]
    files.sort(key=lambda path: (_export_time(path.name), str(path)))
    return {str(path): _typed(_read(path, export), export) for path in files}


def _typed(rows: pd.DataFrame, export: str) -> pd.DataFrame:
    when = KEYS[export][1]
    rows[when] = pd.to_datetime(rows[when]) if export == "licenses" else moment(rows[when])
    if export == "tickets":
        rows["诉求类型"] = rows["诉求类型"].str.removesuffix("类")
    return rows


def _export_time(name: str) -> str:
    found = re.findall(r"(?<!\d)(\d{8})(?:T(\d{6}))?(?!\d)", name)
    return found[-1][0] + (found[-1][1] or "000000") if found else ""


def _read(path: Path, export: str) -> pd.DataFrame:
    if path.suffix == ".xlsx":
        sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=object, engine="calamine")
        return pd.concat([_below_header(rows, export) for rows in sheets.values()])
    rows = pd.read_csv(
        path,
        header=None,
        dtype=str,
        keep_default_na=False,
        encoding=ENCODINGS.get(export, "utf-8"),
    )
    return _below_header(rows, export)


def _below_header(rows: pd.DataFrame, export: str) -> pd.DataFrame:
    key = KEYS[export][0]
    names = {key, *(old for old, new in SYNONYMS.items() if new == key)}
    at = next(n for n in range(5) if names & set(rows.iloc[n]))
    body = rows.iloc[at + 1 :].set_axis([SYNONYMS.get(h, h) for h in rows.iloc[at]], axis=1)
    body = body[body.iloc[:, 0] != "合计"]
    return body.apply(_clean) if export != "licenses" else body


def _clean(column: pd.Series) -> pd.Series:
    if column.name in AS_WRITTEN:
        return column.str.strip()
    words = {word: unicodedata.normalize("NFKC", str(word)).strip() for word in column.unique()}
    return column.map({word: "" if text in EMPTY else text for word, text in words.items()})


def moment(texts: pd.Series) -> pd.Series:
    """Return texts as times; unreadable ones as NaT."""
    plain = pd.to_datetime(texts, format="%Y-%m-%d %H:%M:%S", errors="coerce")
    for row in texts.index[plain.isna() & (texts != "")]:
        found = _TIME.match(texts[row])
        if found:
            plain[row] = pd.Timestamp(*(int(part or 0) for part in found.groups()))
    return plain


def acceptable(rows: pd.DataFrame, export: str) -> pd.Series:
    """Tell of each landed row whether it can be counted; the quarter's date is read on the way."""
    key, when = KEYS[export]
    ok = (rows[key] != "") & rows[key].notna() & rows[when].notna()
    if export == "tickets":
        ok &= rows["诉求类型"].isin(TYPES)
    if export == "evaluations":
        ok &= rows["评价等级"].isin(list(LEVELS))
    return ok


def accepted_rows(rows: pd.DataFrame, export: str) -> pd.DataFrame:
    """Return the newest acceptable row of each key."""
    key = KEYS[export][0]
    return rows[acceptable(rows, export)].drop_duplicates(key, keep="last").reset_index(drop=True)
