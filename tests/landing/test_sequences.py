"""Whatever happens to raw folder and lake: in the end all is as if it had come at once."""

import errno
import os
import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from orchestration.errors import BadCall
from orchestration.landing import LandedFile, LandingReport, land
from orchestration.landing.hashes import Signature
from tests.landing.conftest import Yard

landing = import_module("orchestration.landing.land")

OFFICES: tuple[Mapping[str, Mapping[str, Sequence[str]]], ...] = (
    {},
    {"tickets": {"工单编号": ["流水"]}},
    {"tickets": {"工单编号": ["流水"], "承办单位": ["科室"]}, "cases": {"办理渠道": ["途径"]}},
)
FOLDERS = ("tickets", "tickets/甲", "tickets/甲/深", "cases", "cases/乙")
HEADERS = {
    "tickets": (
        "工单编号,受理时间,诉求类型,承办单位",
        "流水,受理时间,诉求类型,科室",
        "工单编号,时间",
    ),
    "cases": ("办件编号,受理时间,办理单位,办理渠道", "办件号,申请时间,受理单位,途径"),
}


class Happenings:
    """A raw folder and a lake to which things happen; `counts` is what counts of each file."""

    def __init__(self, yard: Yard, seed: int, patch: pytest.MonkeyPatch) -> None:
        self.yard, self.random, self.patch = yard, random.Random(seed), patch
        self.counts: dict[str, bytes] = {}
        self.office = OFFICES[0]
        self.shut: set[str] = set()
        self.log: list[str] = []

    def happen(self) -> None:
        """Let one thing happen."""
        things = (
            self.drop, self.drop, self.drop, self.replace, self.replace, self.remove, self.touch,
            self.shut_folder, self.learn, self.damage, self.damage, self.damage,
            self.grow_while_landing, self.land, self.land, self.land, self.land,
        )  # fmt: skip
        thing = self.random.choice(things)
        self.log.append(thing.__name__)
        thing()

    def drop(self) -> None:
        """Drop a file that may be new."""
        folder = self.random.choice(FOLDERS)
        name = f"{folder}/{self.random.randrange(5)}_2023070{self.random.randrange(1, 9)}.csv"
        self.yard.drop(name, self._content(folder.split("/")[0]))

    def replace(self) -> None:
        """Put another content in the place of a file."""
        for path in self._some_file():
            path.write_bytes(self._content(path.relative_to(self.yard.raw).parts[0]))

    def remove(self) -> None:
        """Take a file out of the raw folder."""
        for path in self._some_file():
            path.unlink()

    def touch(self) -> None:
        """Give a file another time."""
        for path in self._some_file():
            at = self.random.randrange(10**9)
            os.utime(path, (at, at))

    def shut_folder(self) -> None:
        """Let a folder be unreadable from now on, or readable again."""
        self.shut ^= {self.random.choice(FOLDERS)}

    def learn(self) -> None:
        """Let the office know other words."""
        self.office = self.random.choice(OFFICES)

    def damage(self) -> None:
        """Turn a bit of the rows, the notes or the index over."""
        paths = sorted(self.yard.lake.glob("rows/*/[0-9a-f]*.*")) + sorted(
            self.yard.lake.glob("files.p*")
        )
        if paths:
            path = self.random.choice(paths)
            data = bytearray(path.read_bytes())
            data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
            path.write_bytes(data)

    def grow_while_landing(self) -> None:
        """Land while one of the files is still being written."""
        for path in self._some_file():
            path.write_bytes(self._content(path.relative_to(self.yard.raw).parts[0]) + b"half")
            self.land(path)
            if self.random.random() < 0.5:
                path.unlink()  # whoever copied it gave up

    def land(self, growing: Path | None = None) -> LandingReport | None:
        """Land, and note what should count then."""
        readable = {
            path.relative_to(self.yard.raw).as_posix(): path.read_bytes()
            for path in self._files()
            if path != growing
            and not self.shut & {str(p.relative_to(self.yard.raw)) for p in path.parents[:-1]
                                 if p.is_relative_to(self.yard.raw)}
        }  # fmt: skip
        with self._shut(), self._growing(growing):
            try:
                report = land(self.yard.raw, self.yard.lake, headers=self.office)
            except BadCall:
                assert not self.counts and not readable
                return None
        self.counts |= readable
        return report

    def _content(self, export: str) -> bytes:
        header = self.random.choice(HEADERS[export])
        rows = "".join(
            f"K{self.random.randrange(30)},2023-04-01,求助,局{self.random.randrange(3)}\n"
            for _ in range(self.random.randrange(6))
        )
        return f"{header}\n{rows}".encode(self.random.choice(("utf-8", "gb18030")))

    def _files(self) -> list[Path]:
        return sorted(path for path in self.yard.raw.rglob("*.csv") if path.is_file())

    def _some_file(self) -> list[Path]:
        files = self._files()
        return [self.random.choice(files)] if files else []

    @contextmanager
    def _shut(self) -> Iterator[None]:
        real, shut = os.scandir, {str(self.yard.raw / each) for each in self.shut}

        def scandir(path: Any = ".") -> Any:
            if str(path) in shut and os.path.isdir(path):  # noqa: PTH112
                raise OSError(errno.EACCES, "Permission denied", str(path))
            return real(path)

        with self.patch.context() as patch:
            patch.setattr(os, "scandir", scandir)
            yield

    @contextmanager
    def _growing(self, path: Path | None) -> Iterator[None]:
        real = landing.settled

        def settled(*arguments: Any) -> dict[Path, Signature]:
            looks: dict[Path, Signature] = real(*arguments)
            return {each: look for each, look in looks.items() if each != path}

        with self.patch.context() as patch:
            patch.setattr(landing, "settled", settled)
            yield


def facts(files: Sequence[LandedFile]) -> list[tuple[object, ...]]:
    return [
        (file.export, file.file, file.sha256, file.content, file.status, file.reason, file.notes)
        for file in files
    ]


def require_as_if_at_once(yard: Yard, seed: int, patch: pytest.MonkeyPatch) -> None:
    sequence = Happenings(yard, seed, patch)
    for _ in range(sequence.random.randrange(5, 40)):
        sequence.happen()
    sequence.shut.clear()
    sequence.drop()
    for _ in range(3):
        sequence.damage()
    report = sequence.land()
    assert report is not None and report.not_read == ()
    fresh = Yard(yard.raw.parent / "fresh" / "raw", yard.raw.parent / "fresh" / "lake")
    for name, content in sequence.counts.items():
        fresh.drop(name, content)
    expected = land(fresh.raw, fresh.lake, headers=sequence.office)
    assert facts(report.files) == facts(expected.files), sequence.log
    for file in expected.files:
        if file.status == "landed":
            assert yard.rows(file) == fresh.rows(file), sequence.log
    assert contents(yard) == contents(fresh), "a build reads the same, to the bit"


def contents(yard: Yard) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in yard.lake.glob("rows/*/*.parquet")}


@pytest.mark.parametrize("seed", range(12))
def test_a_sequence_ends_as_if_all_had_come_at_once(
    yard: Yard, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_as_if_at_once(yard, seed, monkeypatch)


@pytest.mark.soak
def test_hundreds_of_sequences_end_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(1000, 1300):
        folder = tmp_path / str(seed)
        (folder / "raw").mkdir(parents=True)
        require_as_if_at_once(Yard(folder / "raw", folder / "lake"), seed, monkeypatch)
        shutil.rmtree(folder)
