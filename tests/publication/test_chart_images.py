"""Charts as PNG: of the newest version, outside of it, and none where signs would be boxes."""

import os
from pathlib import Path

import pytest

from orchestration.errors import BadCall, TongbaoError
from orchestration.periods import Period
from orchestration.publication import chart_images
from orchestration.publication.chart_images import has_chinese_font, write_images
from orchestration.publication.page.drawing import Drawing, write_pictures
from orchestration.settings import Folders

PERIOD = Period.parse("2023Q2")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Folders of an office with two versions of one chart."""
    folders = Folders(tmp_path / "raw", tmp_path / "warehouse")
    for version, width in (("v001", 30), ("v002", 60)):
        place = folders.published / PERIOD.key / version
        place.mkdir(parents=True)
        chart = Drawing('<rect x="0" y="0" width="9" height="9" fill="#1f5a96"/>', width, 20)
        write_pictures(place / "图", {"诉求类型": chart})
    return folders


@pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font is installed")
def test_the_newest_version_s_charts_are_written_beside_it(folders: Folders) -> None:
    before = os.umask(0o077)
    try:
        (path,) = write_images(folders, PERIOD)
    finally:
        os.umask(before)
    assert [each.stat().st_mode & 0o777 for each in (path.parent, path)] == [0o755, 0o644]
    assert path == folders.warehouse / "charts" / "2023Q2" / "v002" / "诉求类型.png"
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(content[16:20], "big") == 120, "two pixels a point"
    (other,) = write_images(folders, PERIOD, folders.warehouse / "mine")
    assert other.read_bytes() == content and other.parent.name == "mine"


def test_without_a_font_it_says_so_and_writes_none(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chart_images, "_drawn", lambda sign: b"a box")
    with pytest.raises(TongbaoError, match="no font with Chinese signs") as said:
        write_images(folders, PERIOD)
    assert said.value.exit_code == 1 and "v002/图" in str(said.value)
    assert not (folders.warehouse / "charts").exists()


def test_what_has_no_charts_is_a_wrong_call(folders: Folders) -> None:
    with pytest.raises(BadCall, match="is not published"):
        write_images(folders, Period.parse("2023Q3"))
    (folders.published / "2023Q2" / "v003").mkdir()
    with pytest.raises(BadCall, match="v003 has no charts"):
        write_images(folders, PERIOD)
    (folders.warehouse / "file").write_text("")
    (folders.published / "2023Q2" / "v003").rmdir()
    if has_chinese_font():
        with pytest.raises(BadCall, match="cannot be written"):
            write_images(folders, PERIOD, folders.warehouse / "file")
