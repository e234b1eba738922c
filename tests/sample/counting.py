"""Counts a quarter by the contract's rules, in plain pandas."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pandas as pd

from .reader import KEYS, LEVELS, moment

Rows = dict[str, pd.DataFrame]

ROSTER = Path(__file__).parents[2] / "offices" / "hongsibu" / "units.csv"
CODES = {
    "求助": "help",
    "咨询": "consult",
    "投诉": "complaint",
    "建议": "suggestion",
    "举报": "report",
    "表扬": "praise",
}


def roster() -> pd.DataFrame:
    return pd.read_csv(ROSTER, keep_default_na=False)


def unit_names(written: pd.Series) -> pd.Series:
    """Return the roster's name of each unit; a unit that is not on it has none."""
    known = {}
    for unit in roster().itertuples():
        for name in (unit.name, *unit.aliases.split("|")):
            known[unicodedata.normalize("NFKC", name)] = unit.name
    return written.map(
        {name: known[unicodedata.normalize("NFKC", name).strip()] for name in written.unique()}
    )


def of_quarter(accepted: Rows, quarter: str) -> Rows:
    """Return the accepted rows of one quarter."""
    period = pd.Period(quarter)
    return {
        export: rows[
            (rows[KEYS[export][1]] >= period.start_time)
            & (rows[KEYS[export][1]] <= period.end_time)
        ]
        for export, rows in accepted.items()
    }


def judged_orders(tickets: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return the work orders with what is true of each at the as-of."""
    orders = tickets[tickets["承办单位"] != ""]
    time = {
        name: moment(orders[name])
        for name in ("签收时限", "签收时间", "办结时限", "延期后时限", "办结时间", "回访时间")
    }
    due = time["延期后时限"].fillna(time["办结时限"])
    signed, finished = time["签收时间"] < as_of, time["办结时间"] < as_of
    level = orders["满意度"].map(LEVELS)
    rated = level.notna() & ~(time["回访时间"].fillna(time["办结时间"]) >= as_of)
    sign_late = (signed & (time["签收时间"] > time["签收时限"])) | (
        ~signed & (time["签收时限"] < as_of)
    )
    finish_late = (finished & (time["办结时间"] > due)) | (~finished & (due < as_of))
    return pd.DataFrame(
        {
            "unit": unit_names(orders["承办单位"]),
            "received": 1,
            "signed": signed,
            "finished": finished,
            "sign_overdue": sign_late,
            "finish_overdue": finish_late,
            "rated": rated,
            "satisfied": rated & (level >= 3),
        }
    )


def figures(rows: dict[str, pd.DataFrame], as_of: pd.Timestamp) -> dict[str, tuple[int, int] | str]:
    """Return every figure as a numerator and a denominator (1 for counts), or as a word."""
    tickets, cases = rows["tickets"], rows["cases"]
    found: dict[str, tuple[int, int] | str] = {"tickets.total": (len(tickets), 1)}
    for name, code in CODES.items():
        of_type = tickets[tickets["诉求类型"] == name]
        found[f"tickets.{code}"] = (len(of_type), 1)
        found[f"tickets.{code}.share"] = (100 * len(of_type), len(tickets))
        topics = of_type["诉求领域"].value_counts()
        if len(topics) == 1 or topics.iloc[0] > topics.iloc[1]:
            found[f"tickets.{code}.topic"] = topics.index[0]

    orders = judged_orders(tickets, as_of)
    by_unit = orders.groupby("unit").sum().astype(int)
    total = by_unit.sum()
    found |= {f"orders.{column}": (int(total[column]), 1) for column in by_unit.columns}
    found["orders.finish_rate"] = (100 * int(total["finished"]), len(orders))
    found["orders.satisfaction"] = (100 * int(total["satisfied"]), int(total["rated"]))
    for unit in by_unit.itertuples():
        name = unit.Index
        found[f"orders.satisfaction@{name}"] = (100 * unit.satisfied, unit.rated)
        found[f"orders.sign_overdue@{name}"] = (unit.sign_overdue, 1)
        found[f"orders.sign_overdue_rate@{name}"] = (100 * unit.sign_overdue, unit.received)
        found[f"orders.finish_overdue@{name}"] = (unit.finish_overdue, 1)
        found[f"orders.finish_overdue_rate@{name}"] = (100 * unit.finish_overdue, unit.received)

    channel, unit = cases["办理渠道"], unit_names(cases["办理单位"])
    hall, township = channel == "政务大厅", channel == "乡镇便民服务中心"
    masks = {
        "total": channel != "",
        "hall": hall,
        "township": township,
        "app": channel == "“我的宁夏”APP",
        "cross_province": cases["通办类型"] == "跨省通办",
        "cross_region": cases["通办类型"] == "区内通办",
        "zero_material": cases["零材料"] == "是",
        "tolerant": cases["容缺受理"] == "是",
        "commitment": cases["告知承诺"] == "是",
        "one_license": cases["一证通办"] == "是",
    }
    found |= {f"cases.{code}": (int(mask.sum()), 1) for code, mask in masks.items()}
    for name, kind in roster()[["name", "kind"]].itertuples(index=False):
        mask = township if kind == "township" else hall
        found[f"cases.unit@{name}"] = (int((mask & (unit == name)).sum()), 1)

    licences = rows["licenses"]
    issuers = unit_names(licences["颁发单位"]).value_counts()
    found["licenses.total"] = (len(licences), 1)
    found["licenses.departments"] = (len(issuers), 1)
    found["licenses.types"] = (licences["证照类型"].nunique(), 1)
    found |= {f"licenses.unit@{name}": (int(count), 1) for name, count in issuers.items()}

    evaluations = rows["evaluations"]
    kinds = roster().set_index("name")["kind"]
    of_township = unit_names(evaluations["被评价单位"]).map(kinds) == "township"
    negative = evaluations["评价等级"].map(LEVELS) <= 2
    rectified = negative & (moment(evaluations["整改完成时间"]) < as_of)
    found["evaluations.total"] = (len(evaluations), 1)
    found["evaluations.township"] = (int(of_township.sum()), 1)
    found["evaluations.department"] = (int((~of_township).sum()), 1)
    found["evaluations.negative"] = (int(negative.sum()), 1)
    no_negative = not negative.any()
    found["evaluations.rectified_rate"] = (
        (100, 1) if no_negative else (100 * int(rectified.sum()), int(negative.sum()))
    )
    return found
