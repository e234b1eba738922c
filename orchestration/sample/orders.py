"""The work orders of a quarter: each unit's counts dealt out to single orders and their times.

Every order first gets a fate (finished in time, finished late, open past its limit, open with its
limit to come), so that the counts hold; then times on the work clock that bring that fate about.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from orchestration.periods import Period
from orchestration.sample import work_clock
from orchestration.sample.dice import Array, Dice
from orchestration.sample.facts import by_unit, day, scaled, shared_out, table
from orchestration.sample.work_clock import WORKDAY, from_clock, to_clock

HOURS = [1, 0, 0, 0, 0, 1, 3, 9, 30, 42, 40, 26, 12, 14, 30, 38, 34, 24, 14, 10, 8, 6, 3, 2]
"""How often callers call, by hour of the day."""

_NEVER = np.int64(-1)
_SIGN_WITHIN = {"一般": 240, "紧急": 60, "特急": 30}
_FINISH_WITHIN = {"求助": 5, "咨询": 3, "投诉": 7, "建议": 10, "举报": 7}
_EXTENSION, _LONG_EXTENSION = 5 * WORKDAY, 15 * WORKDAY


def exported_at(quarter: Period) -> datetime:
    """Return when the quarter's last regular ticket export is taken: some days after its end."""
    return quarter.end + timedelta(days=3, hours=2)


def unit_counts(quarter: Period) -> pd.DataFrame:
    """Return what is to be true of each unit in that quarter."""
    known = table("orders")
    counts = known.copy()
    for column in known.columns[1:]:
        counts[column] = scaled(quarter, known[column].to_numpy(), f"orders.{column}")
    if not counts.equals(known):
        limits = {
            "unfinished": "received",
            "unfinished_overdue": "unfinished",
            "satisfied": "rated",
        }
        counts["rated"] = np.minimum(
            counts["rated"], known["rated"] * counts["received"] * 9 // (10 * known["received"])
        )
        for column, limit in limits.items():
            counts[column] = np.minimum(counts[column], counts[limit])
        pending = counts["unfinished"] - counts["unfinished_overdue"]
        counts["sign_overdue"] = np.minimum(counts["sign_overdue"], counts["received"] - pending)
        counts["finish_overdue"] = np.clip(
            counts["finish_overdue"], counts["unfinished_overdue"], counts["received"] - pending
        )
    return counts


def work_orders(quarter: Period) -> pd.DataFrame:
    """Return the work orders of a quarter with their times, in no particular order."""
    dice = Dice(quarter.key, "orders")
    fates = [_fates(dice, counts) for _, counts in unit_counts(quarter).iterrows()]
    orders = pd.concat(fates, ignore_index=True)
    orders["type"] = _types(quarter, dice, orders["unit_id"])
    orders["topic"] = _topics(dice, orders)
    return _with_times(quarter, dice, orders)


def _fates(dice: Dice, counts: pd.Series[Any]) -> pd.DataFrame:
    """Deal one unit's counts out to its orders."""
    received, open_late = counts["received"], counts["unfinished_overdue"]
    late = counts["finish_overdue"] - open_late
    pending = counts["unfinished"] - open_late
    in_time = received - late - open_late - pending
    fate = np.repeat(
        ["in_time", "late", "open_late", "pending"], [in_time, late, open_late, pending]
    )
    fate = dice.shuffled(fate.astype(object))
    judged = np.flatnonzero(fate != "pending")
    sign_late = np.zeros(received, dtype=bool)
    sign_late[dice.some(judged, counts["sign_overdue"])] = True
    finished = np.flatnonzero((fate == "in_time") | (fate == "late"))
    rated = dice.shuffled(finished)[: counts["rated"]]
    satisfied = np.full(received, -1)
    satisfied[rated] = 0
    satisfied[rated[: counts["satisfied"]]] = 1
    return pd.DataFrame(
        {
            "unit_id": counts["unit_id"],
            "fate": fate,
            "sign_late": sign_late,
            "satisfied": satisfied,
        }
    )


def _types(quarter: Period, dice: Dice, unit_ids: pd.Series[Any]) -> Array:
    """Give each order its type: the rarest types first, to the units that are apt to have them."""
    types = table("ticket_types")
    totals = dict(
        zip(types["type"], shared_out(len(unit_ids), types["orders"].to_numpy()), strict=True)
    )
    known = by_unit("unit_topics")
    chosen = np.full(len(unit_ids), "求助", dtype=object)
    free = np.ones(len(unit_ids), dtype=bool)
    for name in ("举报", "建议", "投诉", "咨询"):
        weight = {unit_id: int(own[name].sum()) for unit_id, own in known.items()}
        apt = unit_ids.map(weight).to_numpy() * free
        picked = dice.favoured(apt, int(totals[name]))
        chosen[picked], free[picked] = name, False
    return chosen


def _topics(dice: Dice, orders: pd.DataFrame) -> Array:
    """Give each order a topic of its unit and type."""
    known = by_unit("unit_topics")
    topics = np.empty(len(orders), dtype=object)
    unit_ids, types = orders["unit_id"].to_numpy(), orders["type"].to_numpy()
    for unit_id, own in known.items():
        for name in _FINISH_WITHIN:
            rows = np.flatnonzero((unit_ids == unit_id) & (types == name))
            weights = own[name].to_numpy()
            if not weights.any():
                weights = own["求助"].to_numpy()
            topics[rows] = own["topic"].to_numpy()[dice.weighted(len(rows), weights)]
    return topics


def _spans(quarter: Period, dice: Dice, orders: pd.DataFrame) -> tuple[Array, Array, Array]:
    """Return, for each order, the span of days it comes in and whether its limit was put off."""
    size = len(orders)
    fate = orders["fate"].to_numpy()
    extended = (
        ((fate == "in_time") & dice.permille(size, 40))
        | ((fate == "late") & dice.permille(size, 60))
        | ((fate == "pending") & dice.permille(size, 600))
    )
    first = np.full(size, day(quarter.start))
    last = np.full(size, day(quarter.end) - 2)
    end = day(quarter.end)
    last[fate == "late"] = end - 19
    first[fate == "open_late"] = end - 42
    last[fate == "open_late"] = end - 19
    first[fate == "pending"] = end - 3
    last[fate == "pending"] = end
    last[extended] = end - 30
    first[extended & (fate == "pending")] = end - 19
    last[extended & (fate == "pending")] = end - 5
    return first, last, extended


def _with_times(quarter: Period, dice: Dice, orders: pd.DataFrame) -> pd.DataFrame:
    """Give each order the times that bring its fate about."""
    size = len(orders)
    fate, types = orders["fate"].to_numpy(), orders["type"].to_numpy()
    is_open = (fate == "open_late") | (fate == "pending")
    first, last, extended = _spans(quarter, dice, orders)
    received = work_clock.moments(dice, first, last, HOURS, 45)
    evening = (fate == "pending") & (received.astype("datetime64[h]").astype(np.int64) % 24 > 15)
    received = received - np.where(evening, 8 * 3600, 0).astype("timedelta64[s]")
    urgency = np.array(["一般", "紧急", "特急"], dtype=object)[dice.weighted(size, [91, 8, 1])]
    urgency[is_open] = "一般"

    quarter_end = int(to_clock(np.array([np.datetime64(quarter.end)]))[0])
    export_end = int(to_clock(np.array([np.datetime64(exported_at(quarter))]))[0])
    arrived = to_clock(received)
    sent = dice.between(arrived + 3, arrived + 40)
    sign_due = sent + pd.Series(urgency).map(_SIGN_WITHIN).to_numpy()
    within = np.where(urgency == "一般", pd.Series(types).map(_FINISH_WITHIN).to_numpy(), 1)
    finish_due = sent + within * WORKDAY
    longer = np.where(fate == "pending", _LONG_EXTENSION, _EXTENSION)
    limit = np.where(extended, finish_due + longer, finish_due)

    in_time = np.where(fate == "pending", sign_due, np.minimum(sign_due, quarter_end)) - 1
    until = np.minimum(limit, quarter_end)
    signed = dice.between(sent + 2, in_time)
    slow = np.minimum(700, until - sign_due - 30)
    signed = np.where(orders["sign_late"], sign_due + 2 + dice.below(size, slow), signed)
    never = orders["sign_late"].to_numpy() & (fate == "open_late") & dice.permille(size, 700)
    signed[never] = _NEVER

    # an extension that was needed: done after the first limit, before the second
    earliest = np.where(extended & (fate == "in_time"), finish_due + 5, signed + 5)
    finished = dice.between(earliest, until - 1)
    too_late = limit + 30 + dice.below(size, np.minimum(6 * WORKDAY, quarter_end - limit - 31))
    finished = np.where(fate == "late", too_late, finished)
    after_the_end = is_open & ~never & (signed < quarter_end) & dice.permille(size, 130)
    afterwards = dice.between(quarter_end + 5, np.full(size, export_end - 120))
    finished = np.where(is_open, np.where(after_the_end, afterwards, _NEVER), finished)

    return orders.assign(
        received_at=received,
        urgency=urgency,
        sent_at=from_clock(sent).astype("datetime64[s]") + dice.below(size, 60),
        sign_due=from_clock(sign_due + 1).astype("datetime64[s]"),
        signed_at=_moments(dice, signed, export_end),
        finish_due=from_clock(finish_due + 1).astype("datetime64[s]"),
        extended_due=np.where(
            extended, from_clock(limit + 1).astype("datetime64[s]"), np.datetime64("NaT", "s")
        ),
        finished_at=_moments(dice, finished, export_end),
        **_visits(dice, orders["satisfied"].to_numpy(), finished, quarter_end, export_end),
        sent_back=np.where(dice.permille(size, 60), 1 + dice.permille(size, 250), 0),
    )


def _moments(dice: Dice, clock: Array, export_end: int) -> Array:
    """Return moments of the work clock to the second; what an export can't know is absent."""
    moments = from_clock(np.maximum(clock, 0)).astype("datetime64[s]") + dice.below(len(clock), 60)
    moments[(clock == _NEVER) | (clock >= export_end)] = np.datetime64("NaT")
    return np.asarray(moments)


def _visits(
    dice: Dice, satisfied: Array, finished: Array, quarter_end: int, export_end: int
) -> dict[str, Array]:
    """Return when callers were rung back and what they said.

    A rating that counts is given before the quarter's end; some callers are reached only after it,
    and some ratings carry no time of their own.
    """
    size = len(satisfied)
    is_finished = (finished != _NEVER) & (finished < export_end)
    counted = satisfied >= 0
    delay = 10 + dice.below(size, np.minimum(1200, quarter_end - finished - 11))
    visited = np.where(counted, finished + delay, _NEVER)
    untimed = counted & ((finished + 12 >= quarter_end) | dice.permille(size, 30))
    visited[untimed] = _NEVER

    word = np.full(size, "", dtype=object)
    pleased = np.array(["非常满意", "满意", "基本满意", "一般", "很满意"], dtype=object)
    annoyed = np.array(["不满意", "非常不满意", "很不满意"], dtype=object)
    happy_word = pleased[dice.weighted(size, [420, 400, 150, 20, 10])]
    angry_word = annoyed[dice.weighted(size, [80, 17, 3])]
    word = np.where(satisfied == 1, happy_word, np.where(satisfied == 0, angry_word, word))

    afterwards = is_finished & ~counted & (finished >= quarter_end - 2 * WORKDAY)
    afterwards &= dice.permille(size, 300) | (finished >= quarter_end)
    low = np.maximum(finished, quarter_end) + 10
    visited = np.where(afterwards, dice.between(low, np.full(size, export_end - 60)), visited)
    word = np.where(afterwards, np.where(dice.permille(size, 400), happy_word, angry_word), word)

    tried = is_finished & ~counted & ~afterwards & dice.permille(size, 500)
    tried &= finished < quarter_end - 420
    visited = np.where(tried, finished + 10 + dice.below(size, 400), visited)
    word = np.where(tried, "未接通", word)
    unrated = is_finished & ~counted & ~afterwards & ~tried & dice.permille(size, 600)
    word = np.where(unrated, "未评价", word)
    return {"visited_at": _moments(dice, visited, export_end), "satisfaction": word}
