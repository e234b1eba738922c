"""A version's charts as PNG, for newsletters: outside of it, since they are the machine's."""

from __future__ import annotations

from pathlib import Path

from orchestration.districts import told_of
from orchestration.errors import BadCall, TongbaoError
from orchestration.periods import Period
from orchestration.permissions import readable_file, readable_folder
from orchestration.publication.files import CHARTS
from orchestration.publication.page.drawing import Drawing
from orchestration.publication.versions import newest_version
from orchestration.settings import Folders

_SCALE = 2.0
"""Pixels a point: sharp on a screen of today, and on a printed page of a newsletter."""


def write_images(folders: Folders, period: Period, folder: Path | None = None) -> list[Path]:
    """Write each chart of a period's newest version as PNG and return the files.

    They lie in `folder`, else below `<warehouse>/charts/`. Raises BadCall where the period is not
    published or its version has no charts, TongbaoError where the machine has no Chinese font.
    """
    version = newest_version(folders.published / period.key)
    if version is None:
        raise BadCall(f"{told_of(folders, period)} is not published: there are no charts of it")
    charts = sorted((version / CHARTS).glob("*.svg"))
    if not charts:
        raise BadCall(
            f"{version} has no charts: nothing was counted, or it is of before there were"
        )
    if not has_chinese_font():
        raise TongbaoError(
            "this machine has no font with Chinese signs, each would be an empty box, so no picture"
            f" is written: install one (Debian: fonts-noto-cjk); the charts as SVG are in"
            f" {version / CHARTS}"
        )
    target = folder or folders.warehouse / "charts" / period.key / version.name
    try:
        readable_folder(target)
    except OSError as error:
        raise BadCall(f"{target} cannot be written: {error.strerror}") from None
    return [_write_image(chart, target) for chart in charts]


def has_chinese_font() -> bool:
    """Tell whether two Chinese signs are drawn differently: what no font has is one empty box."""
    return _drawn("国") != _drawn("图")


def _write_image(chart: Path, target: Path) -> Path:
    path = target / f"{chart.stem}.png"
    path.write_bytes(_image(chart.read_text(encoding="utf-8")))
    readable_file(path)
    return path


def _drawn(sign: str) -> bytes:
    return _image(Drawing(f'<text x="4" y="30" font-size="24">{sign}</text>', 40, 40).picture())


def _image(svg: str) -> bytes:
    import vl_convert

    drawn: bytes = vl_convert.svg_to_png(svg, scale=_SCALE)
    return drawn
