"""The electronic licences of a quarter and their workbooks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from orchestration.periods import Period
from orchestration.sample import untidy, work_clock
from orchestration.sample.dice import Dice
from orchestration.sample.facts import day, per_office, quarters, scaled, table
from orchestration.sample.people import somebody
from orchestration.sample.writing import put, xlsx_bytes

_HOURS = [0, 0, 0, 0, 0, 0, 0, 0, 10, 30, 30, 20, 0, 0, 12, 28, 28, 16, 2, 0, 0, 0, 0, 0]


@per_office
def licences(quarter: Period) -> pd.DataFrame:
    """Return every licence filed in a quarter, in the order of filing."""
    dice = Dice(quarter.key, "licences")
    known = table("licences")
    counts = scaled(quarter, known["filed"].to_numpy(), "licences")
    rows = known.take(np.repeat(np.arange(len(known)), counts))[["unit_id", "license_type"]]
    size = len(rows)
    first, last = np.full(size, day(quarter.start)), np.full(size, day(quarter.end))
    rows = rows.assign(filed_at=work_clock.moments(dice, first, last, _HOURS, 0))
    rows = rows.sort_values("filed_at", kind="stable", ignore_index=True)
    prefix = f"ZZ{quarter.key}"
    rows["key"] = [f"{prefix}{n:06d}" for n in range(1, size + 1)]
    rows["issued_on"] = rows["filed_at"].dt.normalize() - pd.to_timedelta(
        dice.below(size, 20), unit="D"
    )
    return rows


def write_licences(folder: Path) -> list[Path]:
    """Write a workbook a quarter, its rows on two sheets."""
    return [_write(folder, quarter) for quarter in quarters()]


def _write(folder: Path, quarter: Period) -> Path:
    """Write one workbook."""
    rows = licences(quarter)
    dice = Dice(quarter.key, "licences", "shown")
    holder = somebody(dice, len(rows))
    shown = pd.DataFrame(
        {
            "证照标识": rows["key"],
            "证照类型": rows["license_type"],
            "发证机关": untidy.unit_names(dice, rows["unit_id"].to_numpy(dtype=object), 60),
            "持证主体": holder["name"],
            "证照号码": [f"640399{number:08d}" for number in dice.below(len(rows), 10**8)],
            "颁发日期": rows["issued_on"],
            "入库时间": rows["filed_at"],
            "证照状态": np.where(dice.permille(len(rows), 15), "注销", "有效"),
        }
    )
    month = rows["filed_at"].dt.month
    last_month = quarter.start.month + 2
    sheets = {
        f"{quarter.start.month}-{last_month - 1}月": shown[month < last_month],
        f"{last_month}月": shown[month == last_month],
    }
    moment = quarter.end + timedelta(hours=3)
    content = xlsx_bytes("电子证照入库明细", sheets, moment)
    return put(folder / f"电子证照入库_{moment:%Y%m%dT%H%M%S}.xlsx", content)
