"""The journal of a warehouse keeps the events of each district apart."""

from pathlib import Path

from orchestration.publication.journal import PUBLISHED, read_journal, write_entry
from orchestration.publication.seals import seal_of
from orchestration.settings import Folders


def test_events_of_a_district_are_its_own(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path)
    write_entry(folders.journal, PUBLISHED, "2023Q2", version="v001")
    write_entry(folders.journal, PUBLISHED, "2023Q2", "640302", version="v007")
    write_entry(folders.journal, "sealed", "2023Q2", "640302", version="v007")
    (default,) = read_journal(folders.journal, "2023Q2")
    assert default["version"] == "v001" and "district" not in default
    assert [each["version"] for each in read_journal(folders.journal, "2023Q2", "640302")] == [
        "v007",
        "v007",
    ]
    assert seal_of(folders, "2023Q2") is None
    assert seal_of(folders.of("640302"), "2023Q2") is not None
