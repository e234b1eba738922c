"""Oddities of YAML in `office.yml` and `headers.yml`: each is a slip of its row, quickly."""

from pathlib import Path
from time import process_time

import pytest

from orchestration.office.read import load_office
from tests.office.test_read import OFFICE, folder, slips

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{later}: &{later} [{', '.join([f'*{earlier}'] * 9)}]\n"
    for earlier, later in zip("abcdefgh", "bcdefghi", strict=True)
)
"""Nine lines that stand for 9 ** 9 values."""


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("code: abc/../x", "code is abc/../x, and must be 6 to 12 digits"),
        ("code: 12", "code is 12, and must be"),
        ("code: 640303.0", "code is 640303.0, and must be"),
        ("code: [640303]", "code is no text, and must be"),
        ("code: 0x_", "it is no value"),
        ("lists: {orders: *a}", "it is no YAML: found undefined alias"),
        ("lists: &a {orders: *a}", "it stands in itself"),
        ("lists: {orders: .inf}", "lists: orders is a number of units, not .inf"),
        ("lists: {orders: 1:30}", "lists: orders is a number of units, not 1:30"),
        ("lists: {orders: 020}", "lists: orders is a number of units, not 020"),
        ("lists: {? [a] : 1}", "a key is one word"),
        ("lists: !!set {orders}", "lists: orders is a number of units"),
        ("satisfaction_floor: Infinity", "satisfaction_floor is a percentage, not Infinity"),
        ("satisfaction_floor: .nan", "satisfaction_floor is a percentage, not .nan"),
        ("satisfaction_floor: 0b_", "it is no value"),
        ("satisfaction_floor: 1:20", "satisfaction_floor is a percentage, not 1:20"),
        ("longest_list: 99999999999999999999", "longest_list is a number of units"),
        ("longest_list: 1001", "longest_list is a number of units"),
        ("longest_list: true", "longest_list is a number of units"),
        ("copies_to: [[甲, 乙]]", "copies_to is a text or a list of texts"),
        ("copies_to: [{甲: 乙}]", "copies_to is a text or a list of texts"),
        ("copies_to: [~]", "copies_to is a text or a list of texts"),
        ("copies_to: [2024-01-01]", "copies_to is a text or a list of texts"),
        ("parts: [tickets, [cases]]", "parts knows no ['cases']"),
        ("? [甲, 乙]\n: 丙", "a key is one word"),
        ("<<: {甲: 乙}", "unknown key <<"),
        ("document_number: !!timestamp 甲", "it is no value"),
        ("document_number: !!bool 甲", "it is no value"),
        ("document_number: !!python/name:os.system", "it is no value: could not determine"),
        ('letterhead: "\\a"', "letterhead must be on one line"),
        ('letterhead: "\\ud800"', "letterhead must be on one line"),
        ("letterhead: |\n  甲\n  乙", "letterhead must be on one line"),
        (f"letterhead: {'甲' * 501}", "letterhead has more than 500 characters"),
        (f"copies_to: {'[' * 40}{']' * 40}", "its brackets lie too deep"),
    ],
)
def test_an_oddity_is_a_slip_of_its_row(tmp_path: Path, line: str, says: str) -> None:
    (found,) = slips(folder(tmp_path, office_yml=f"{OFFICE}{line}\n"))
    assert found.startswith(f"office.yml, row 3: {says}")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("0x_", "it is no value"),
        ("[.inf]", "诉求类型 must have a list of header names"),
        ("[[甲]]", "诉求类型 must have a list of header names"),
        ("{甲: 乙}", "诉求类型 must have a list of header names"),
        ("~", "诉求类型 must have a list of header names"),
        ("[*a]", "it is no YAML: found undefined alias"),
        ("&a [*a]", "it stands in itself"),
        ("[!!bool 甲]", "it is no value"),
    ],
)
def test_an_oddity_of_a_header_is_a_slip_of_its_row(tmp_path: Path, value: str, says: str) -> None:
    (found,) = slips(folder(tmp_path, headers_yml=f"tickets:\n  诉求类型: {value}\n"))
    assert found.startswith(f"headers.yml, row 2: {says}")


@pytest.mark.parametrize("file", ["office", "headers"])
def test_aliases_of_aliases_are_not_written_out(tmp_path: Path, file: str) -> None:
    started = process_time()
    text = (OFFICE if file == "office" else "") + LAUGHS
    (found,) = slips(folder(tmp_path, **{f"{file}_yml": text}))
    assert "is more than 10000 values" in found
    assert process_time() - started < 5


def test_nothing_is_not_the_word_null(tmp_path: Path) -> None:
    office = load_office(folder(tmp_path, office_yml=f"{OFFICE}letterhead: ~\ncopies_to: null\n"))
    assert (office.wording.letterhead, office.wording.copies_to) == (None, None)
    assert slips(folder(tmp_path, office_yml="name: null\ndistrict: 某区\n")) == [
        "office.yml, row 1: name is empty"
    ]
