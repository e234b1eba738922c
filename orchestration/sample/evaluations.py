"""The evaluations (好差评) of a quarter: of single cases, minutes to hours after they came in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from orchestration.periods import Period
from orchestration.sample import untidy
from orchestration.sample.cases import cases
from orchestration.sample.dice import Array, Dice
from orchestration.sample.facts import (
    of_quarter,
    per_office,
    quarters,
    roster,
    scaled,
    table,
    words,
)
from orchestration.sample.writing import csv_bytes, put, text_of

_POSITIVE = {"非常满意": 900, "5": 20, "满意": 65, "基本满意": 12, "一般": 3}
_NEGATIVE = {"不满意": 80, "非常不满意": 20}
_REMARKS = {"": 84, "服务周到": 6, "办理很快": 6, "态度好，讲解清楚": 4}
_COMPLAINTS = ("等候时间长", "材料要求没有一次说清", "跑了两趟才办成")


@per_office
def evaluations(quarter: Period) -> pd.DataFrame:
    """Return every evaluation of a quarter as it truly is, in the order of time."""
    dice = Dice(quarter.key, "evaluations")
    all_cases = cases(quarter)
    early = (all_cases["received_at"] < quarter.end - timedelta(days=1)).to_numpy()
    of_township = all_cases["unit_id"].map(roster()["kind"]).to_numpy() == "township"
    counts = scaled(quarter, table("evaluations")["evaluations"].to_numpy(), "evaluations")
    chosen = [
        dice.some(np.flatnonzero(early & (of_township == (units == "township"))), int(count))
        for units, count in zip(table("evaluations")["units"], counts, strict=True)
    ]
    rows = all_cases.take(np.concatenate(chosen))[["key", "unit_id", "received_at"]]
    rows = rows.rename(columns={"key": "case_key"}).reset_index(drop=True)
    size = len(rows)
    delay = (300 + dice.below(size, 18 * 3600)).astype("timedelta64[s]")
    rows["evaluated_at"] = rows["received_at"].to_numpy(dtype="datetime64[s]") + delay
    rows = rows.sort_values("evaluated_at", kind="stable", ignore_index=True)
    prefix = f"PJ{quarter.key}"
    rows["key"] = [f"{prefix}{n:06d}" for n in range(1, size + 1)]
    rows["level"] = _words(dice, size, _POSITIVE)
    rows["channel"] = _words(dice, size, words("texts")["evaluation_channels"])
    rows["remark"] = _words(dice, size, _REMARKS)
    negative = dice.some(np.arange(size), of_quarter(quarter, "negative_evaluations"))
    rows["is_negative"] = False
    rows.loc[negative, "is_negative"] = True
    rows.loc[negative, "level"] = _words(dice, len(negative), _NEGATIVE)
    rows.loc[negative, "remark"] = np.array(_COMPLAINTS, dtype=object)[
        dice.below(len(negative), len(_COMPLAINTS))
    ]
    rows["rectified_at"] = np.full(size, np.datetime64("NaT", "s"))
    rectified = negative[: of_quarter(quarter, "rectified_evaluations")]
    done = rows.loc[rectified, "evaluated_at"] + timedelta(days=3, hours=2)
    last = quarter.end - timedelta(hours=7)
    rows.loc[rectified, "rectified_at"] = done.where(done < last, last)
    return rows


def _words(dice: Dice, size: int, weights: dict[str, int]) -> Array:
    """Return `size` of the words, each as often as its weight says."""
    choices = np.array(list(weights), dtype=object)
    return np.asarray(choices[dice.weighted(size, list(weights.values()))])


def write_evaluations(folder: Path) -> list[Path]:
    """Write a file a quarter, UTF-8 with a byte order mark."""
    return [_write(folder, quarter) for quarter in quarters()]


def _write(folder: Path, quarter: Period) -> Path:
    """Write one file."""
    rows = evaluations(quarter)
    dice = Dice(quarter.key, "evaluations", "shown")
    shown = pd.DataFrame(
        {
            "评价编号": rows["key"],
            "办件编号": rows["case_key"],
            "评价对象": untidy.unit_names(dice, rows["unit_id"].to_numpy(dtype=object), 30),
            "评价时间": text_of(rows["evaluated_at"].to_numpy(dtype="datetime64[s]")),
            "评价等级": rows["level"],
            "评价渠道": rows["channel"],
            "评价内容": untidy.empty_words(dice, rows["remark"].to_numpy(dtype=object), 10),
            "整改完成时间": text_of(rows["rectified_at"].to_numpy(dtype="datetime64[s]")),
        }
    ).astype(object)
    unusable = shown.iloc[[11, 111]].copy()
    unusable["评价编号"] = ["", f"PJ{quarter.key}X00001"]
    unusable["评价等级"] = ["满意", "未选择"]
    moment = quarter.end + timedelta(hours=3)
    content = csv_bytes(pd.concat([shown, unusable]), encoding="utf-8-sig")
    return put(folder / f"好差评_{moment:%Y%m%dT%H%M%S}.csv", content)
