"""Whatever happens between bulletins: in the end they are as if all had come at once."""

import random
from pathlib import Path

import pytest

from tests.quarter.conftest import Office
from tests.quarter.happenings import PERIODS, Happenings

NAMES_ITS_VERSION = {
    "datapackage.json",
    "CHANGES.md",
    "changes.json",
    "通报.docx",
    "通报.html",
    "附件.xlsx",
}
ACCOUNTED = {
    "landed_files": "export, file, sha256, export_time, status, reason, data_rows, accepted,"
    " superseded, refused, not_data",
    "refused_rows": "export, file, sheet, row_number, reason",
    "not_data_rows": "export, file, sheet, row_number, reason",
}


def test_a_sequence_of_drops_ends_as_if_all_had_come_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sequence = Happenings(tmp_path, 1, monkeypatch)
    for step in (sequence.new_file, sequence.new_file, sequence.unreadable, sequence.slow_copy):
        sequence.does(step)
    sequence.run("run", PERIODS[0])
    for step in (
        *(sequence.new_file, sequence.removed, sequence.replaced, sequence.broken),
        *(sequence.words, sequence.policy),
    ):
        sequence.does(step)
    require_as_if_at_once(sequence, PERIODS[:1])


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 202))
def test_hundreds_of_sequences_end_so(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sequence, dice = Happenings(tmp_path, seed, monkeypatch), random.Random(seed)
    for _ in range(4):
        sequence.does(sequence.new_file)
    sequence.run("run", PERIODS[0])
    for _ in range(dice.randrange(1, 3)):
        for _ in range(dice.randrange(3, 10)):
            sequence.happen()
        if dice.random() < 0.25:
            sequence.does(sequence.killed)
        else:
            sequence.run(*dice.choice((("refresh",), ("run", dice.choice(PERIODS)))))
    require_as_if_at_once(sequence, PERIODS[: 1 + seed % 2])


def require_as_if_at_once(sequence: Happenings, periods: tuple[str, ...]) -> None:
    for period in periods:
        ended = sequence.run("run", period, "--accept-loss", "soak")
        assert ended.code == 0, (ended.err, sequence.log)
    fresh = sequence.fresh()
    for period in periods:
        ended = fresh.tongbao("run", period)
        assert ended.code == 0, (ended.err, sequence.log)
    for period in periods:
        assert published(sequence.office, period) == published(fresh, period), sequence.log
    for table, columns in ACCOUNTED.items():
        asked = f"select {columns} from {table} order by all"  # our own names
        assert sequence.office.query(asked) == fresh.query(asked), (table, sequence.log)
    examined = sequence.office.tongbao("doctor")
    assert examined.code == 0, (examined.out, sequence.log)


def published(office: Office, period: str) -> dict[str, bytes]:
    """Return the files of the newest version, but those that say which version they are of."""
    files = office.bytes_of("latest", period)
    return {name: content for name, content in files.items() if name not in NAMES_ITS_VERSION}
