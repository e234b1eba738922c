"""One landing: every new or changed file of the raw folder into the lake."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from orchestration.errors import BadCall
from orchestration.landing.bulk import WORTH_IT_BYTES
from orchestration.landing.contents import KeptContents, remove_unused
from orchestration.landing.contract import Contract, load_contract
from orchestration.landing.discover import FoundFile, find_files, leaves_folder
from orchestration.landing.file_landing import FileLanding, signature_of
from orchestration.landing.hash_key import ensure_hash_key
from orchestration.landing.hashes import Hashes, signature
from orchestration.landing.index import (
    LandedFile,
    NotRead,
    read_index,
    write_index,
    write_not_read,
)
from orchestration.landing.lake import ContentResult, Lake
from orchestration.landing.reading import land_content
from orchestration.landing.settle import Settling, settled
from orchestration.settings import EXPORTS
from orchestration.xlsx.reader import BookReader


@dataclass(frozen=True)
class LandingReport:
    """All files known after a landing, and what this one found."""

    files: tuple[LandedFile, ...]
    newly_landed: tuple[LandedFile, ...]
    ignored: tuple[FoundFile, ...]
    not_read: tuple[NotRead, ...] = ()
    """Files and folders that it could not look at; what was landed of them stands."""

    @property
    def refused(self) -> tuple[LandedFile, ...]:
        """Files that could not be landed, each with its reason."""
        return tuple(file for file in self.files if file.status == "refused")

    @property
    def removed(self) -> tuple[LandedFile, ...]:
        """Files that are gone from the raw folder; their rows stay."""
        return tuple(file for file in self.files if not file.present)


def land(
    raw: Path,
    lake: Path,
    exports: Sequence[str] = EXPORTS,
    progress: Callable[[str], None] | None = None,
    bulk_from: int = WORTH_IT_BYTES,
    headers: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> LandingReport:
    """Land every new or changed export of `raw` into `lake` and return what is known then.

    A file that cannot be landed is refused with a reason and the others go on; one that was landed
    and cannot be read now, or is being written, stands as it was. CSV files from
    `bulk_from` bytes on take the fast road where they are regular. `headers` are further names of
    columns, by export and the column's header; they count for files landed long ago as well, also
    for those that are gone. Raises BadCall where `raw` is no folder, where neither it nor the lake
    holds any export, or where a further name is none (see `with_headers`).
    """
    settling = Settling.resolve()
    contracts = {export: load_contract(export, (headers or {}).get(export)) for export in EXPORTS}
    found = _find(raw, exports)
    store = Lake(lake)
    store.remove_leftovers()
    known = read_index(store)
    if not known:
        _require_exports(raw, found)
    mended = ensure_hash_key(store)
    if mended is not None:
        say(mended)
    store.ensure_compatibility()
    for contract in contracts.values():
        store.ensure_empty(contract)
    to_land = [
        (candidate, known.get((candidate.export, candidate.file)))
        for candidate in found
        if candidate.set_aside is None
    ]
    changed = [each.path for each, before in to_land if _is_changed(each, before, raw)]
    looks = settled(changed, settling, say)
    new = [each.path for each, before in to_land if before is None and each.path in looks]

    def read(contract: Contract, content: str, path: Path) -> ContentResult:
        return land_content(store, contract, content, path, bulk_from, books)

    landed: dict[tuple[str, str], LandedFile] = {}
    newly: list[LandedFile] = []
    with Hashes(new) as hashes, KeptContents(store) as kept, BookReader() as books:
        landing = FileLanding(raw, store, contracts, kept, hashes, looks, read)
        for candidate, before in to_land:
            after = landing.land(candidate, before)
            if after is not None:
                landed[after.export, after.file] = after
            if after is not None and (before is None or before.sha256 != after.sha256):
                newly.append(after)
            if progress is not None:
                progress(candidate.file)
        unreadable = [each for each in found if each.is_unreadable]
        landing.not_read.extend(
            NotRead(each.export, each.file, each.set_aside or "", True) for each in unreadable
        )
        tried = {(candidate.export, candidate.file) for candidate, _ in to_land}
        for key, file in known.items():
            if key not in tried and file.export in exports:
                is_there = file.present and _lies_in(file, unreadable)
                landed[key] = replace(landing.standing(file), present=is_there)
    others = {key: file for key, file in known.items() if file.export not in exports}
    files = sorted((others | landed).values(), key=lambda file: (file.export, file.file))
    write_index(store, files)
    write_not_read(store, landing.not_read)
    remove_unused(store, kept, files)
    ignored = tuple(file for file in found if file.set_aside is not None)
    return LandingReport(tuple(files), tuple(newly), ignored, tuple(landing.not_read))


def _find(raw: Path, exports: Iterable[str]) -> list[FoundFile]:
    if not raw.is_dir():
        raise BadCall(f"the raw folder {raw} is not there: name it with --raw or TONGBAO_RAW")
    return [file for export in exports for file in find_files(raw, export)]


def _require_exports(raw: Path, found: Iterable[FoundFile]) -> None:
    if any(file.set_aside is None for file in found):
        return
    for file in found:
        if file.is_unreadable:
            raise BadCall(f"{file.path}: {file.set_aside}: let this user read it")
    raise BadCall(
        f"the raw folder {raw} holds no export: put files into"
        f" {', '.join(f'{export}/' for export in EXPORTS)}, ending in .csv, .csv.gz or .xlsx"
    )


def _is_changed(candidate: FoundFile, before: LandedFile | None, raw: Path) -> bool:
    """Whether a regular file of the folder is new, or looks otherwise than when it was landed."""
    if leaves_folder(candidate.path, raw):
        return False
    try:
        status = candidate.path.stat()
    except OSError:
        return False
    is_known = before is not None and before.sha256 and signature_of(before) == signature(status)
    return stat.S_ISREG(status.st_mode) and not is_known


def _lies_in(file: LandedFile, folders: Iterable[FoundFile]) -> bool:
    return any(f"{file.file}".startswith(f"{folder.file}/") for folder in folders)
