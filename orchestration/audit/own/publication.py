"""The publication that a document is of, where a warehouse has it: its part is held against it."""

from __future__ import annotations

from pathlib import Path

from orchestration.districts import districts
from orchestration.errors import BadCall
from orchestration.periods import Period
from orchestration.publication.controls.attach import find_part
from orchestration.publication.controls.digest import figures_digest
from orchestration.publication.controls.part import Mirror, Stamp, read_mirror
from orchestration.publication.files import BULLETIN, DATAPACKAGE
from orchestration.publication.journal import hash_of
from orchestration.publication.versions import versions
from orchestration.settings import Folders


def published_mirror(folders: Folders, mirror: Mirror) -> tuple[Mirror | None, str]:
    """Return the mirror of the publication that a document says it is of, as the warehouse has it.

    None, and why in a line, where the warehouse does not have that publication.
    """
    stamp = mirror.stamp
    believed = "its own list of figures is believed"
    known = _versions(folders, stamp)
    if not known:
        of = f"{stamp.period} {stamp.version}".strip() or "its publication"
        return None, f"{of} is not in {folders.warehouse}: {believed}"
    try:
        found = _same_figures(known, mirror)
        if found is not None:
            return _read(found), ""
    except (BadCall, OSError) as error:
        return None, f"the publication cannot be read ({error}): {believed}"
    have = ", ".join(version.name for version in known)
    return None, (
        f"no version of {stamp.period} in {folders.warehouse} ({have}) has the figures that it was"
        f" published with: {believed}"
    )


def require_untouched(version: Path) -> None:
    """Raise BadCall where a version's document is not the one that was published."""
    described = (version / DATAPACKAGE).read_text(encoding="utf-8")
    if hash_of(version / BULLETIN.name) not in described:
        raise BadCall(f"{version / BULLETIN.name} was touched: `tongbao verify` says more")


def _versions(folders: Folders, stamp: Stamp) -> list[Path]:
    """Return the published versions of a document's period; what it says may be forged."""
    if not Period.is_key(stamp.period):
        return []
    if stamp.district not in {each.folder for each in districts(folders)}:
        return []
    return versions(folders.of(stamp.district).published / stamp.period)


def _same_figures(known: list[Path], mirror: Mirror) -> Path | None:
    """Return the version of the same figures, else the one whose controls the document has."""
    stamp = mirror.stamp
    # the one that it names first: two versions may have the same figures
    known = sorted(known, key=lambda version: version.name != stamp.version)
    same = [version for version in known if figures_digest(version) == stamp.digest]
    if same:
        return same[0]
    for version in known:
        tags = set(_read(version).figures)
        if 2 * len(tags & set(mirror.figures)) > len(tags):
            return version
    return None


def _read(version: Path) -> Mirror:
    require_untouched(version)
    root = find_part(version / BULLETIN.name)
    if root is None:
        raise BadCall(f"{version / BULLETIN.name} is from before its figures were listed in it")
    return read_mirror(root)
