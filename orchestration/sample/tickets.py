"""The tickets of a quarter: work orders and what the centre answers itself, with their texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from orchestration.periods import Period
from orchestration.sample import work_clock
from orchestration.sample.dice import Array, Dice
from orchestration.sample.facts import day, per_office, roster, scaled, table, words
from orchestration.sample.orders import HOURS, work_orders
from orchestration.sample.people import somebody

_CHANNELS = {"电话": 78, "微信": 11, "APP": 6, "网站": 4, "短信": 1}
_KIND_OF_TEXT = {"咨询": "questions", "建议": "ideas"}


@per_office
def tickets(quarter: Period) -> pd.DataFrame:
    """Return every ticket of a quarter as it truly is, in the order of receipt."""
    dice = Dice(quarter.key, "tickets")
    rows = pd.concat([work_orders(quarter), _answered_directly(quarter)], ignore_index=True)
    rows = rows.sort_values("received_at", kind="stable", ignore_index=True)
    size = len(rows)
    rows["unit_id"] = rows["unit_id"].fillna("")
    days = rows["received_at"].dt.strftime("%Y%m%d")
    within_day = rows.groupby(days).cumcount() + 1
    rows["key"] = [f"WZ{d}{n:04d}" for d, n in zip(days, within_day, strict=True)]
    rows["channel"] = np.array(list(_CHANNELS), dtype=object)[
        dice.weighted(size, list(_CHANNELS.values()))
    ]
    caller = somebody(dice, size)
    rows["caller"], rows["phone"] = caller["name"], caller["phone"]
    rows["area"] = [words("topics")[topic]["area"] for topic in rows["topic"]]
    rows["content"] = _contents(dice, rows)
    rows["reply"] = _replies(dice, rows)
    rows["is_solved"] = _solved(dice, rows["satisfaction"].to_numpy())
    return rows


def _answered_directly(quarter: Period) -> pd.DataFrame:
    """Return the tickets without a unit: the centre answers them, mostly on the spot."""
    dice = Dice(quarter.key, "direct")
    types, weights = table("ticket_types"), table("direct_topics")
    counts = scaled(quarter, types["direct"].to_numpy(), "direct")
    name = np.repeat(types["type"].to_numpy(dtype=object), counts)
    topics = weights["topic"].to_numpy(dtype=object)
    topic = np.concatenate(
        [
            topics[dice.weighted(int(count), weights[kind].to_numpy())]
            for kind, count in zip(types["type"], counts, strict=True)
        ]
    )
    size = len(name)
    received = work_clock.moments(
        dice, np.full(size, day(quarter.start)), np.full(size, day(quarter.end)), HOURS, 45
    )
    finished = received + (120 + dice.below(size, 5400)).astype("timedelta64[s]")
    spoken = np.array(["", "非常满意", "满意", "基本满意", "不满意", "未评价"], dtype=object)
    return pd.DataFrame(
        {
            "type": name,
            "topic": topic,
            "received_at": received,
            "urgency": "一般",
            "finished_at": finished,
            "satisfaction": spoken[dice.weighted(size, [60, 14, 12, 2, 1, 11])],
            "sent_back": 0,
        }
    )


def _contents(dice: Dice, rows: pd.DataFrame) -> list[str]:
    """Return what each caller says."""
    said, topics = words("texts"), words("topics")
    chance = dice.raw(len(rows) * 5).reshape(-1, 5).tolist()
    return [
        _content(said, topics[topic], name, phone, luck)
        for topic, name, phone, luck in zip(
            rows["topic"], rows["type"], rows["phone"], chance, strict=True
        )
    ]


def _content(
    said: dict[str, Any], topic: dict[str, Any], name: str, phone: str, luck: list[int]
) -> str:
    """Return what one caller says; some leave a number, some speak in two paragraphs."""
    kind = _KIND_OF_TEXT.get(name, "troubles")
    matters = topic[kind]
    frames = said["praise"] if name == "表扬" else said[kind.removesuffix("s")]
    places, since = said["places"], said["since"]
    text: str = frames[luck[0] % len(frames)].format(
        place=places[luck[1] % len(places)],
        since=since[luck[2] % len(since)],
        matter=matters[luck[3] % len(matters)],
    )
    if luck[4] % 100 < 4:
        text += ("\n" if luck[4] % 100 < 2 else "") + said["call_back"].format(phone=phone)
    return text


def _replies(dice: Dice, rows: pd.DataFrame) -> list[str]:
    """Return the answer to each finished ticket."""
    said = words("texts")
    names = roster()["name"].to_dict()
    luck = dice.below(len(rows), 1000).tolist()
    replies = []
    for unit_id, done, chance in zip(
        rows["unit_id"], rows["finished_at"].notna(), luck, strict=True
    ):
        frames = said["reply_unit"] if unit_id else said["reply_direct"]
        text = frames[chance % len(frames)].format(unit=names.get(unit_id, "中心"))
        replies.append(text if done else "")
    return replies


def _solved(dice: Dice, satisfaction: Array) -> Array:
    """Return whether each caller said that the matter is settled."""
    unhappy = np.char.find(satisfaction.astype(str), "不满意") >= 0
    asked = np.isin(satisfaction, ["", "未接通", "未评价"])
    settled = np.where(unhappy & dice.permille(len(satisfaction), 700), "否", "是").astype(object)
    settled[asked] = ""
    return np.asarray(settled)
