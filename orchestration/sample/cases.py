"""The cases of a quarter and their monthly export files."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from orchestration.periods import Period
from orchestration.sample import untidy, work_clock
from orchestration.sample.dice import Array, Dice
from orchestration.sample.facts import by_unit, day, per_office, quarters, scaled, table, words
from orchestration.sample.people import somebody
from orchestration.sample.work_clock import WORKDAY, from_clock, to_clock
from orchestration.sample.writing import csv_bytes, put, text_of

_OFFICE_HOURS = [0, 0, 0, 0, 0, 0, 0, 0, 12, 30, 32, 22, 0, 0, 14, 30, 28, 18, 0, 0, 0, 0, 0, 0]
_ANY_HOURS = [1, 0, 0, 0, 0, 1, 3, 8, 22, 30, 28, 18, 12, 14, 22, 26, 22, 16, 12, 12, 14, 12, 6, 3]
_TIMES = {"受理时间": "received_at", "承诺办结时间": "due_at", "办结时间": "finished_at"}


@per_office
def cases(quarter: Period) -> pd.DataFrame:
    """Return every case of a quarter as it truly is, in the order of receipt."""
    dice = Dice(quarter.key, "cases")
    known = table("cases").melt("unit_id", var_name="channel", value_name="cases")
    counts = scaled(quarter, known["cases"].to_numpy(), "cases")
    rows = known.take(np.repeat(np.arange(len(known)), counts))[["unit_id", "channel"]]
    rows = rows.reset_index(drop=True)
    always = rows["channel"].isin(words("texts")["open_always"]).to_numpy()
    received = np.empty(len(rows), dtype="datetime64[s]")
    for mask, hours, day_off in ((always, _ANY_HOURS, 50), (~always, _OFFICE_HOURS, 0)):
        size = int(mask.sum())
        first, last = np.full(size, day(quarter.start)), np.full(size, day(quarter.end))
        received[mask] = work_clock.moments(dice, first, last, hours, day_off)
    rows["received_at"] = received
    rows = rows.sort_values("received_at", kind="stable", ignore_index=True)
    prefix = f"HS{quarter.key}"
    rows["key"] = [f"{prefix}{n:07d}" for n in range(1, len(rows) + 1)]
    flags = table("case_flags")
    flag_counts = scaled(quarter, flags["cases"].to_numpy(), "case_flags")
    for column in flags["column"].unique():
        rows[column] = "" if column == "通办类型" else "否"
    for (column, value), count in zip(
        flags[["column", "value"]].itertuples(index=False), flag_counts, strict=True
    ):
        free = np.flatnonzero(rows[column].isin(["", "否"]))
        rows.loc[dice.some(free, int(count)), column] = value
    started = to_clock(rows["received_at"].to_numpy())
    promised = np.array([1, 3, 5, 10, 20])[dice.weighted(len(rows), [60, 15, 13, 8, 4])] * WORKDAY
    quick = dice.permille(len(rows), 850)
    taken = np.where(quick, 5 + dice.below(len(rows), 60), 60 + dice.below(len(rows), promised))
    rows["due_at"] = from_clock(started + promised).astype("datetime64[s]")
    rows["finished_at"] = from_clock(started + taken).astype("datetime64[s]")
    return rows


def _items(dice: Dice, unit_ids: Array) -> tuple[Array, Array]:
    """Return the code and the name of each case's service item."""
    known = by_unit("case_items")
    numbers = {unit_id: number for number, unit_id in enumerate(known, 1)}
    codes, names = np.empty((2, len(unit_ids)), dtype=object)
    for unit_id, rows in pd.Series(unit_ids).groupby(unit_ids).indices.items():
        own = known[str(unit_id)]
        drawn = dice.weighted(len(rows), own["weight"].to_numpy())
        code = [f"6403{numbers[str(unit_id)]:02d}{item:03d}000" for item in range(1, len(own) + 1)]
        codes[rows] = np.array(code, dtype=object)[drawn]
        names[rows] = own["item"].to_numpy(dtype=object)[drawn]
    return codes, names


def write_cases(folder: Path) -> list[Path]:
    """Write the case exports of every quarter, a file a month."""
    written: list[Path] = []
    for quarter in quarters():
        rows, shown = cases(quarter), _shown(quarter)
        starts = [quarter.start]
        while starts[-1] < quarter.end:
            starts.append((starts[-1] + timedelta(days=31)).replace(day=1))
        for before, start, end in zip([None, *starts], starts[:-1], starts[1:], strict=False):
            part = _known_at(rows, shown, before, start, end)
            name = f"办件明细_{start:%Y年%m月}_{end:%Y%m%d}T030000.csv"
            written.append(put(folder / quarter.key / name, csv_bytes(part)))
    return written


def _shown(quarter: Period) -> pd.DataFrame:
    """Return the cases as the system shows them: texts, lightly untidy."""
    rows = cases(quarter)
    dice = Dice(quarter.key, "cases", "shown")
    applicant = somebody(dice, len(rows))
    unit_ids = rows["unit_id"].to_numpy(dtype=object)
    codes, names = _items(dice, unit_ids)
    texts = {
        header: untidy.other_times(dice, text_of(rows[name].to_numpy(dtype="datetime64[s]")), 4)
        for header, name in _TIMES.items()
    }
    shown = pd.DataFrame(
        {
            "办件编号": rows["key"],
            "事项编码": codes,
            "事项名称": names,
            "办理单位": untidy.unit_names(dice, unit_ids, 40),
            "办理渠道": rows["channel"],
            "申请人": applicant["name"],
            "证件号码": applicant["id_number"],
            "受理时间": texts["受理时间"],
            "承诺办结时间": texts["承诺办结时间"],
            "办结时间": texts["办结时间"],
            "办件状态": "已办结",
        }
    ).astype(object)
    for column in table("case_flags")["column"].unique():
        shown[column] = rows[column]
    empty = untidy.empty_words(dice, shown["通办类型"].to_numpy(dtype=object), 10)
    return shown.assign(通办类型=empty)


def _known_at(
    rows: pd.DataFrame, shown: pd.DataFrame, before: datetime | None, start: datetime, end: datetime
) -> pd.DataFrame:
    """Return a month's cases as known at its end, and those of the month before finished since."""
    received, finished = rows["received_at"], rows["finished_at"]
    new = (received >= start) & (received < end)
    part = shown[new].copy()
    still_open = (finished[new] >= end).to_numpy()
    part.loc[still_open, "办结时间"] = ""
    part.loc[still_open, "办件状态"] = "办理中"
    late = shown.iloc[:0]
    if before is not None:
        closed = (received >= before) & (received < start) & (finished >= start) & (finished < end)
        late = shown[closed]
    unusable = part.iloc[[7, 70]].copy()
    unusable[["申请人", "证件号码"]] = ""
    unusable["办件编号"] = ["", f"HS-{end:%Y%m}"]
    unusable.iloc[1, list(unusable.columns).index("受理时间")] = "待补录"
    return pd.concat([late, part, unusable])
