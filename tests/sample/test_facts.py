"""The sample is the facts' alone: an office's own roster changes nothing, and slips are told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.errors import BadCall
from orchestration.sample import write_sample
from orchestration.settings import DEFAULT_OFFICE
from tests.offices import write_made_up_office

from .test_exports import digests

FACTS = DEFAULT_OFFICE / "sample" / "facts"

pytestmark = pytest.mark.xdist_group("sample")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The sample beside the files of another office."""
    office = write_made_up_office(
        tmp_path / "office", ticket_types__csv="code,name\nask,询问\nhelp,求助\n"
    )
    shutil.copytree(FACTS, office / "sample" / "facts")
    return office


def test_an_office_with_another_roster_writes_the_same_sample(
    installed: Path, raw: Path, tmp_path: Path
) -> None:
    write_sample("2023Q2", installed, tmp_path / "raw")
    assert digests(tmp_path / "raw") == digests(raw)


def test_an_office_without_facts_has_no_sample(tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="has no sample"):
        write_sample("2023Q2", write_made_up_office(tmp_path / "office"), tmp_path / "raw")


def line(number: int, old: str, new: str) -> Callable[[str], str]:
    """Change one line of a file."""

    def change(text: str) -> str:
        lines = text.split("\n")
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new)
        return "\n".join(lines)

    return change


SLIPS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "a unit that the sample has not": (
        "orders.csv",
        line(3, "taiyangshan_zhen", "qingshi_zhen"),
        "orders.csv, row 3: unit_id 'qingshi_zhen' is no unit_id of units.csv",
    ),
    "a count that is none": (
        "orders.csv",
        line(2, "187", "many"),
        "orders.csv, row 2: received is 'many', and must be a whole number",
    ),
    "a part above its whole": (
        "orders.csv",
        line(2, "98", "126"),
        "orders.csv, row 2: satisfied is above rated",
    ),
    "a row that is too long": (
        "licences.csv",
        line(2, "1318", "1318,5"),
        "licences.csv, row 2: '5' stands in no column",
    ),
    "a row that is too short": (
        "cases.csv",
        line(2, ",0,1784,0", ""),
        "cases.csv, row 2: 网上办理 is empty",
    ),
    "a column that is missing": (
        "evaluations.csv",
        line(1, "evaluations", "count"),
        "evaluations.csv, row 1: its columns must be units, evaluations",
    ),
    "a quarter that is none": (
        "quarters.csv",
        line(2, "2022Q2", "2022Q5"),
        "quarters.csv, row 2: quarter '2022Q5' is no quarter",
    ),
    "the sample's own quarter": (
        "quarters.csv",
        line(4, "2023Q2", "2023Q3"),
        "quarters.csv: 2023Q2 is missing",
    ),
    "a topic without words": (
        "unit_topics.csv",
        line(2, "水利灌溉", "水利"),
        "unit_topics.csv, row 2: topic '水利' is no topic of topics.yml",
    ),
    "a unit that nobody calls about": (
        "units.csv",
        line(2, "township", "village"),
        "unit_topics.csv: no row is for hongsibu_zhen or its kind, village",
    ),
    "two units of one id": (
        "units.csv",
        line(3, "taiyangshan_zhen", "dahe_xiang"),
        "units.csv, row 4: unit_id dahe_xiang stands already in row 3",
    ),
    "texts that are missing": (
        "texts.yml",
        lambda text: text.replace("places:", "squares:"),
        "texts.yml: nothing is given for places",
    ),
    "texts that are no YAML": (
        "topics.yml",
        line(3, "area", "  - ["),
        "topics.yml, row 3: it is no",
    ),
    "a name that no text has": (
        "texts.yml",
        lambda text: text.replace("{phone}", "{number}"),
        "do not fit together: KeyError 'number'",
    ),
}


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_in_the_facts_is_told_with_file_and_row(
    kind: str, installed: Path, tmp_path: Path
) -> None:
    name, change, told = SLIPS[kind]
    path = installed / "sample" / "facts" / name
    path.write_text(change(path.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(BadCall) as caught:
        write_sample("2023Q2", installed, tmp_path / "raw")
    assert told in str(caught.value)
    assert str(installed / "sample" / "facts") in str(caught.value)


@pytest.mark.parametrize("name", sorted(path.name for path in FACTS.iterdir()))
def test_a_file_that_is_gone_is_named(name: str, installed: Path, tmp_path: Path) -> None:
    (installed / "sample" / "facts" / name).unlink()
    with pytest.raises(BadCall, match=name.replace(".", r"\.") + ": it cannot be read"):
        write_sample("2023Q2", installed, tmp_path / "raw")
