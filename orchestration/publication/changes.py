"""What changed between two versions of a period: `CHANGES.md` and `tongbao diff`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from orchestration.districts import told_of
from orchestration.errors import BadCall
from orchestration.periods import Period
from orchestration.publication.comparison.compare import Comparison, compare
from orchestration.publication.comparison.version import read_version
from orchestration.publication.comparison.wording import comparison_text
from orchestration.publication.files import CHANGES, CHANGES_DATA
from orchestration.publication.versions import newest_version, versions
from orchestration.settings import Folders


def write_changes(draft: Path, folder: Path, name: str) -> None:
    """Write `CHANGES.md` and `changes.json` into a described draft, if a version is there.

    `folder` is the period's, `name` what the draft is to be called. A version that was damaged
    since is no reason to publish nothing: then the files say so.
    """
    newest = newest_version(folder)
    if newest is None:
        return
    try:
        before = read_version(newest)
    except BadCall as error:
        text = f"# 与 {newest.name} 的差异\n\n{newest.name} 已损坏，无法比较：{error}\n"
        data: dict[str, Any] = {"before": newest.name, "problem": str(error)}
    else:
        compared = compare(before, read_version(draft, name))
        text, data = comparison_text(compared), compared.to_json()
    (draft / CHANGES.name).write_text(text, encoding="utf-8")
    lines = json.dumps(data, ensure_ascii=False, indent=2)
    (draft / CHANGES_DATA.name).write_text(f"{lines}\n", encoding="utf-8")


def difference(folders: Folders, period: Period, names: Sequence[str]) -> Comparison | None:
    """Return what changed between two named versions, else the newest and the one before it.

    None where there is one version alone. Raises BadCall where the period or a version is not
    published, or one name alone is given.
    """
    folder = folders.published / period.key
    known = {version.name: version for version in versions(folder)}
    if not known:
        what = told_of(folders, period)
        raise BadCall(f"{what} is not published in {folders.warehouse}: nothing to compare")
    if names and len(names) != 2:
        raise BadCall(f"name two versions to compare, or none: {' '.join(names)}")
    unknown = [name for name in names if name not in known]
    if unknown:
        have = ", ".join(known)
        raise BadCall(f"{period} has no version {' or '.join(unknown)}; published are {have}")
    if not names and len(known) == 1:
        return None
    before, after = names or list(known)[-2:]
    return compare(read_version(known[before]), read_version(known[after]))


def diff_text(period: Period, compared: Comparison | None) -> str:
    """Return what `tongbao diff` prints."""
    if compared is None:
        return f"{period} has one version: there is none before it to compare with\n"
    return comparison_text(compared)
