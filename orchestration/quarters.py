"""Quarters as the bulletin writes them: `2023Q2` covers [2023-04-01 00:00, 2023-07-01 00:00)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from orchestration.errors import BadCall

LOCAL_TIME = ZoneInfo("Asia/Shanghai")
"""All times of the product are local civil time; they are kept naive."""

_KEY = re.compile(r"(\d{4})Q([1-4])")


def local_now() -> datetime:
    """Return the present moment as naive local time, to the second."""
    return datetime.now(LOCAL_TIME).replace(tzinfo=None, microsecond=0)


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter, ordered by time."""

    year: int
    number: int

    @classmethod
    def parse(cls, key: str) -> Quarter:
        """Return the quarter that `key` (such as `2023Q2`) names; raise BadCall if none does."""
        match = _KEY.fullmatch(key.strip())
        if match is None or int(match[1]) < 1:
            raise BadCall(f"{key!r} is no quarter: write the year, Q and 1 to 4, such as 2023Q2")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def is_key(cls, name: str) -> bool:
        """Whether `name` is written as a quarter's key is."""
        match = _KEY.fullmatch(name)
        return match is not None and int(match[1]) > 0

    @classmethod
    def containing(cls, moment: datetime) -> Quarter:
        """Return the quarter that a naive local `moment` falls in."""
        return cls(moment.year, (moment.month - 1) // 3 + 1)

    @property
    def key(self) -> str:
        """The partition key, such as `2023Q2`."""
        return f"{self.year:04d}Q{self.number}"

    @property
    def start(self) -> datetime:
        """The first moment of the quarter."""
        return datetime(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> datetime:
        """The first moment after the quarter."""
        return self.shifted(1).start

    def shifted(self, quarters: int) -> Quarter:
        """Return the quarter that many quarters later (or earlier, when negative)."""
        year, zero_based = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, zero_based + 1)

    def __str__(self) -> str:
        return self.key
