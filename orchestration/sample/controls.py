"""The source systems' own totals, counted from what is true of each quarter."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from orchestration.periods import Period
from orchestration.sample.cases import cases
from orchestration.sample.evaluations import evaluations
from orchestration.sample.facts import quarters, table
from orchestration.sample.licences import licences
from orchestration.sample.tickets import tickets
from orchestration.sample.writing import csv_bytes, put


def write_controls(folder: Path) -> list[Path]:
    """Write a file of totals for every quarter."""
    return [_write(folder, quarter) for quarter in quarters()]


def controls(quarter: Period) -> dict[str, int]:
    """Return the totals of a quarter by headline code, as they stood at its end."""
    all_tickets, all_cases = tickets(quarter), cases(quarter)
    orders = all_tickets[all_tickets["unit_id"] != ""]
    channels = all_cases["channel"].value_counts()
    return {
        "tickets.total": len(all_tickets),
        **{
            f"tickets.{code}": int((all_tickets["type"] == name).sum())
            for code, name in table("ticket_types")[["code", "type"]].itertuples(index=False)
        },
        "orders.received": len(orders),
        "orders.finished": int((orders["finished_at"] < np.datetime64(quarter.end)).sum()),
        "cases.total": len(all_cases),
        "cases.hall": int(channels["政务大厅"]),
        "cases.township": int(channels["乡镇便民服务中心"]),
        "licenses.total": len(licences(quarter)),
        "evaluations.total": len(evaluations(quarter)),
    }


def _write(folder: Path, quarter: Period) -> Path:
    """Write one quarter's totals."""
    totals = controls(quarter)
    rows = pd.DataFrame(
        {"季度": quarter.key, "指标": list(totals), "数值": [str(n) for n in totals.values()]}
    )
    moment = quarter.end + timedelta(days=5)
    return put(folder / f"系统总量_{quarter.key}_{moment:%Y%m%d}.csv", csv_bytes(rows))
