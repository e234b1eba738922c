"""A disk that is full or read-only: told in a line, nothing lost, the next refresh comes to it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.killing.conftest import KilledOffice, copy_of
from tests.quarter.conftest import Office

pytestmark = pytest.mark.soak
FURTHER_KIB = (0, 64, 256, 1024, 3072, 6144, 8192, 9216, 10240, 11264)
"""Room beyond what the warehouse takes: a refresh ends at another step with each."""


def mount(disk: Path, options: str) -> None:
    """Mount a disk in memory, or mount it anew with other options."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], check=True)


@pytest.fixture
def on_disk(first_night: Office, tmp_path: Path) -> Iterator[KilledOffice]:
    """A copy of the first night's office on a disk of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        mount(disk, "size=200m")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a disk of the test's own can be mounted by root alone")
    try:
        yield copy_of(first_night, disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_loses_nothing(on_disk: KilledOffice, expected: dict[str, bytes]) -> None:
    disk = on_disk.folders.raw.parent
    for further in FURTHER_KIB:
        taken = sum(each.stat().st_blocks for each in disk.rglob("*") if each.is_file()) // 2
        mount(disk, f"remount,size={taken + further + 64}k")
        ended = on_disk.tongbao_process("refresh")
        if ended.code == 0:
            break
        assert ended.code == 1, ended.err
        assert "is full" in ended.err, ended.err
        on_disk.require_whole()
    mount(disk, "remount,size=200m")
    _finish(on_disk, expected)


def test_a_read_only_disk_loses_nothing(on_disk: KilledOffice, expected: dict[str, bytes]) -> None:
    disk = on_disk.folders.raw.parent
    mount(disk, "remount,ro")
    ended = on_disk.tongbao_process("refresh")
    assert ended.code != 0
    assert "read-only" in ended.err.lower(), ended.err
    on_disk.require_whole()
    mount(disk, "remount,rw")
    _finish(on_disk, expected)


def _finish(office: KilledOffice, expected: dict[str, bytes]) -> None:
    ended = office.tongbao_process("refresh")
    assert ended.code == 0, ended.err
    assert office.versions() == ["v001", "v002"]
    assert office.published_bytes() == expected
