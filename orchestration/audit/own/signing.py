"""Whether a document may be sealed as the one that was signed: it is audited first."""

from __future__ import annotations

from pathlib import Path

from orchestration.audit.audit import audit_file
from orchestration.audit.own.audit import read_own
from orchestration.districts import call_for, district_of, told_of
from orchestration.errors import BadCall, DataRefused
from orchestration.publication.controls.digest import figures_digest
from orchestration.settings import Folders


def require_signable(
    folders: Folders, period: str, version: Path, document: Path, reason: str
) -> int:
    """Return how many findings a document has that is to be sealed with a version of its period.

    Raises BadCall where it is no document of that version, and DataRefused, which names them, where
    it has findings and no reason is given.
    """
    _require_own(folders, period, version, document)
    found = audit_file(document, folders)
    if found.notes:
        raise BadCall(f"{document} cannot be held against {version}: {'; '.join(found.notes)}")
    if found.findings and not reason.strip():
        call = f"`tongbao seal {call_for(folders.district, period)} --document … --reason TEXT`"
        raise DataRefused(
            f"{document} is not what was published ({found.summary()}): {call} seals it all the"
            " same and keeps the reason",
            *found.lines(),
        )
    return len(found.findings)


def _require_own(folders: Folders, period: str, version: Path, document: Path) -> None:
    if document.suffix.lower() != ".docx" or not document.is_file():
        raise BadCall(
            f"{document} is no .docx file: what is sealed is the 通报.docx that was signed"
        )
    own = read_own(document)
    if own is None:
        raise BadCall(f"{document} is no document of ours: it has no list of its figures")
    stamp, what = own.stamp, told_of(folders, f"{period} {version.name}")
    if (stamp.period, stamp.district) != (period, folders.district):
        whose = f" of another district than {district_of(folders).name}" * (
            stamp.district != folders.district
        )
        raise BadCall(f"{document} is of {stamp.period or 'no period'}{whose}, not of {what}")
    if stamp.version != version.name:
        raise BadCall(
            f"{document} is of {period} {stamp.version or 'without a version'}, and the newest"
            f" version is {version.name}: what is sealed is the newest"
        )
    if stamp.digest != figures_digest(version):
        raise BadCall(f"{document} was published with other figures than {what} has")
