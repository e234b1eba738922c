"""A straightforward pandas program: the four attachments of 2023Q2 from the same files.

It reads the columns that it needs as text, keeps the newest row of each key and counts; it lands
nothing, accounts for nothing and checks nothing.
"""

from __future__ import annotations

import re
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pandas as pd

from orchestration.settings import DEFAULT_OFFICE

START, END, BEFORE = pd.Timestamp("2023-04-01"), pd.Timestamp("2023-07-01"), "2023-01-01"
_EMPTY = {"-", "—", "/", "无", ""}
_SATISFIED = {"非常满意", "很满意", "满意", "基本满意", "一般", "一般满意"}
_RATED = _SATISFIED | {"不满意", "非常不满意", "很不满意"}
_TYPES = {"求助", "咨询", "投诉", "建议", "举报", "表扬"}
_CATEGORIES = [
    ("总办件量", None),
    ("政务大厅", "政务大厅"),
    ("乡镇(街道)便民服务中心", "乡镇便民服务中心"),
    ("“我的宁夏”APP", "“我的宁夏”APP"),
    ("网上办理", "网上办理"),
    ("村级便民服务站", "村级便民服务站"),
    ("自助终端", "自助终端"),
    ("跨省通办", ("通办类型", "跨省通办")),
    ("区内通办", ("通办类型", "区内通办")),
    ("零材料", ("零材料", "是")),
    ("容缺受理", ("容缺受理", "是")),
    ("告知承诺", ("告知承诺", "是")),
    ("一证通办", ("一证通办", "是")),
]


def read(raw: Path, export: str, key: str, columns: list[str]) -> pd.DataFrame:
    """Return the newest row of each key."""
    files = sorted((raw / export).rglob("*.csv"), key=lambda path: _age(path.name))
    tables = (
        pd.read_csv(file, dtype=str, usecols=[key, *columns], keep_default_na=False)
        for file in files
    )
    rows = pd.concat(tables, ignore_index=True)
    return rows[~rows[key].isin(_EMPTY)].drop_duplicates(key, keep="last")


def _age(name: str) -> str:
    return re.findall(r"\d{8}T\d{6}", name)[-1]


def moments(texts: pd.Series) -> pd.Series:
    """Return texts in the forms that the exports use as times, what is none as not a time."""
    found = pd.to_datetime(texts, format="%Y-%m-%d %H:%M:%S", errors="coerce")
    odd = texts[found.isna() & ~texts.isin(_EMPTY)].str.strip()
    for form in ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H时%M分"):
        found = found.fillna(pd.to_datetime(odd, format=form, errors="coerce"))
    zoned = odd.str.removesuffix("+08:00")
    return found.fillna(pd.to_datetime(zoned, format="%Y-%m-%dT%H:%M:%S", errors="coerce"))


def words(texts: pd.Series) -> pd.Series:
    """Return names without the blanks around them and with half-width brackets."""
    known = {
        text: text.strip(" \u3000").replace("（", "(").replace("）", ")") for text in texts.unique()
    }
    return texts.map(known)


def roster() -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the roster and the unit that each spelling stands for."""
    units = pd.read_csv(DEFAULT_OFFICE / "units.csv", dtype=str, keep_default_na=False)
    spellings = {
        spelling: unit["name"]
        for unit in units.to_dict("records")
        for spelling in (unit["name"], *unit["aliases"].split("|"))
    }
    units["order"] = range(len(units))
    return units.set_index("name"), spellings


def rate(part: int, whole: int) -> str:
    """Return a percentage with two decimals, half up; empty over nothing."""
    if not whole:
        return ""
    exact = Decimal(int(part)) * 100 / Decimal(int(whole))
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def attachment_1(raw: Path, units: pd.DataFrame, spellings: dict[str, str]) -> pd.DataFrame:
    """Return work orders by unit."""
    times = ["受理时间", "签收时限", "签收时间", "办结时限", "办结时间", "延期后时限", "回访时间"]
    rows = read(raw, "tickets", "工单编号", [*times, "诉求类型", "承办单位", "退单次数", "满意度"])
    rows = rows[rows["诉求类型"].str.strip().str.removesuffix("类").isin(_TYPES)]
    for name in times:
        rows[name] = moments(rows[name])
    rows["unit"] = words(rows["承办单位"])
    rows = rows[rows["受理时间"].ge(START) & rows["受理时间"].lt(END) & ~rows["unit"].isin(_EMPTY)]
    rows["unit"] = rows["unit"].map(lambda name: spellings.get(name, name))
    signed, finished = rows["签收时间"].lt(END), rows["办结时间"].lt(END)
    due = rows["延期后时限"].fillna(rows["办结时限"])
    spoken = rows["回访时间"].fillna(rows["办结时间"])
    has_spoken = spoken.lt(END) | spoken.isna()
    back = rows["退单次数"].str.translate(str.maketrans("０１２３", "0123"))
    counted = pd.DataFrame(
        {
            "unit": rows["unit"],
            "received": True,
            "signed": signed,
            "sign_overdue": (rows["签收时间"] > rows["签收时限"]).where(
                signed, rows["签收时限"] < END
            ),
            "finished": finished,
            "finish_overdue": (rows["办结时间"] > due).where(finished, due < END),
            "extended": rows["延期后时限"].notna(),
            "back": pd.to_numeric(back, errors="coerce").fillna(0).astype(int),
            "rated": has_spoken & rows["满意度"].isin(_RATED),
            "satisfied": has_spoken & rows["满意度"].isin(_SATISFIED),
        }
    )
    sums = counted.groupby("unit").sum().astype(int)
    sums["order"] = units["order"].reindex(sums.index).fillna(len(units))
    sums = sums.sort_values(["received", "order"], ascending=[False, True], kind="stable")
    lines = [[n, *row] for n, row in enumerate(_order_cells(sums), 1)]
    total = sums.sum().to_frame("合计").T
    lines += [["", *row] for row in _order_cells(total)]
    names = "序号 承办单位 受理工单数 签收数 超时签收数 超时签收率(%) 办结数 办结率(%) 超时办结数"
    names += " 超时办结率(%) 延期数 退单数 评价数 满意数 满意率(%)"
    return pd.DataFrame(lines, columns=names.split())


def _order_cells(sums: pd.DataFrame) -> list[list[object]]:
    return [
        [
            name,
            row.received,
            row.signed,
            row.sign_overdue,
            rate(row.sign_overdue, row.received),
            row.finished,
            rate(row.finished, row.received),
            row.finish_overdue,
            rate(row.finish_overdue, row.received),
            row.extended,
            row.back,
            row.rated,
            row.satisfied,
            rate(row.satisfied, row.rated),
        ]
        for name, row in sums.astype(int).iterrows()
    ]


def cases(raw: Path, spellings: dict[str, str]) -> pd.DataFrame:
    """Return the cases of the quarter and the one before it."""
    flags = ["通办类型", "零材料", "容缺受理", "告知承诺", "一证通办"]
    rows = read(raw, "cases", "办件编号", ["受理时间", "办理单位", "办理渠道", *flags])
    rows["at"] = moments(rows["受理时间"])
    rows = rows[rows["at"].ge(BEFORE) & rows["at"].lt(END)]
    rows["unit"] = words(rows["办理单位"])
    rows["unit"] = rows["unit"].map({name: spellings.get(name, name) for name in set(rows["unit"])})
    rows["channel"] = words(rows["办理渠道"])
    return rows


def attachment_2(rows: pd.DataFrame) -> pd.DataFrame:
    """Return cases by category, beside the quarter before."""
    is_now = rows["at"].ge(START)
    lines = []
    for number, (name, what) in enumerate(_CATEGORIES, 1):
        if what is None:
            chosen = pd.Series(True, rows.index)
        elif isinstance(what, str):
            chosen = rows["channel"].eq(what)
        else:
            chosen = rows[what[0]].eq(what[1])
        now, before = int((chosen & is_now).sum()), int((chosen & ~is_now).sum())
        change = rate(abs(now - before), before)
        sign = "-" if now < before and change.strip("0.") else ""
        lines.append([number, name, now, rate(now, int(is_now.sum())), before, sign + change])
    names = ["序号", "分类", "办件量", "占总办件量(%)", "上季度办件量", "环比(%)"]
    return pd.DataFrame(lines, columns=names)


def attachment_3(rows: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Return cases by unit within its class."""
    now = rows[rows["at"].ge(START)]
    counts = now.groupby(["unit", "channel"]).size()
    lines: list[list[object]] = []
    for title, kind, channel in (
        ("部门", "department", "政务大厅"),
        ("乡镇(街道)", "township", "乡镇便民服务中心"),
        ("其他", None, None),
    ):
        if kind:
            mine = units[units["kind"].eq(kind)]
            found = [(name, int(counts.get((name, channel), 0))) for name in mine.index]
        else:
            others = counts.groupby("unit").sum()
            kinds = units["kind"].reindex(others.index)
            others = others[~kinds.isin(["department", "township"])]
            order = units["order"].reindex(others.index).fillna(len(units))
            found = [(name, int(others[name])) for name in order.sort_values(kind="stable").index]
        if not found:
            continue
        found.sort(key=lambda pair: -pair[1])
        whole = sum(count for _, count in found)
        for name, count in found:
            place = 1 + sum(other > count for _, other in found)
            number = sum(bool(line[0]) for line in lines) + 1
            lines.append([number, title, name, count, rate(count, whole), place])
        lines.append(["", title, "合计", whole, rate(whole, whole), ""])
    return pd.DataFrame(lines, columns=["序号", "类别", "单位", "办件量", "占同类(%)", "排名"])


def attachment_4(raw: Path, units: pd.DataFrame, spellings: dict[str, str]) -> pd.DataFrame:
    """Return licences by unit and type."""
    rows = read(raw, "licenses", "证照标识", ["入库时间", "颁发单位", "证照类型"])
    at = moments(rows["入库时间"])
    rows = rows[at.ge(START) & at.lt(END)]
    names = words(rows["颁发单位"])
    rows["unit"] = names.map({name: spellings.get(name, name) for name in set(names)})
    counts = rows.groupby(["unit", "证照类型"]).size().rename("licences").reset_index()
    counts["whole"] = counts.groupby("unit")["licences"].transform("sum")
    counts["order"] = units["order"].reindex(counts["unit"]).fillna(len(units)).to_numpy()
    counts = counts.sort_values(
        ["whole", "order", "licences", "证照类型"], ascending=[False, True, False, True]
    )
    wholes = counts.drop_duplicates("unit")["whole"]
    lines = [
        [n, row.unit, row.证照类型, row.licences, row.whole, 1 + int((wholes > row.whole).sum())]
        for n, row in enumerate(
            counts[["unit", "证照类型", "licences", "whole"]].itertuples(False), 1
        )
    ]
    total = int(counts["licences"].sum())
    lines.append(["", "合计", "", total, total, ""])
    columns = ["序号", "颁发单位", "证照类型", "入库数量", "单位合计", "单位排名"]
    return pd.DataFrame(lines, columns=columns)


def main(raw: str, target: str) -> None:
    """Write `attachment_1.csv` to `attachment_4.csv` into `target`."""
    units, spellings = roster()
    case_rows = cases(Path(raw), spellings)
    for name, table in (
        ("attachment_1", attachment_1(Path(raw), units, spellings)),
        ("attachment_2", attachment_2(case_rows)),
        ("attachment_3", attachment_3(case_rows, units)),
        ("attachment_4", attachment_4(Path(raw), units, spellings)),
    ):
        table.to_csv(Path(target) / f"{name}.csv", index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
