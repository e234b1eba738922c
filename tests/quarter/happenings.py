"""What happens to an office between two bulletins, at random: exports, words, policy, accidents."""

import csv
import errno
import gzip
import io
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from orchestration.landing.hashes import Signature
from orchestration.settings import Folders
from tests.killing.conftest import KilledOffice
from tests.offices import write_made_up_office
from tests.quarter.conftest import Ended, case, ticket

landing = import_module("orchestration.landing.land")

PERIODS = ("2023Q2", "2023Q1")
FILES = ("a_20230703", "b_20230702", "c", "夜/d_20230705T020000", "夜/e_20230701", "f_20230401")
FORMS = (".csv", ".csv", ".csv.gz", ".xlsx")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
UNITS = ("甲局", "甲办", "乙局", "东镇", "西街", "自来水公司", "科室二", "Ａ座物业", "A座物业", "")
DAYS = ("2023-02-10 09:30:00", "2023/5/10 9:30", "2023年6月30日 23时59分", "2022-05-10 09:30:00")
UNUSABLE = ("2023-13-45", "", "0001-01-01", "9999-12-31T23:59:59-12:00", "#VALUE!")
BROKEN = (b"", b"PK\x03\x04cut", "时间,来人\n1,2\n".encode())
KEYS = 40
WHOLE = "tickets/whole_20230601.csv"
"""The one file that nothing happens to: each period has rows."""

WORDS = {
    "units.csv": (
        "name,kind,aliases,group\n甲局,department,甲办,区直\n乙局,department,,区直\n"
        "东镇,township,,乡镇\n西街道,township,西街,街道\n自来水公司,enterprise,,企业\n",
        "name,kind,aliases\n甲局,department,甲办|科室二\n乙局,department,\n东镇,township,\n"
        "西街道,township,西街\n自来水公司,enterprise,\nA座物业,enterprise,\n",
    ),
    "headers.yml": ("", "tickets:\n  承办单位: [科室]\ncases:\n  办理渠道: [途径]\n"),
    "level_words.csv": ("", "level,aliases\n满意,还行\n"),
    "ticket_types.csv": ("", "code,name,aliases\nhelp,求助,\nconsult,咨询,问询\nreport,举报,\n"),
}
POLICY = {
    "thresholds.csv": ("", "name,value\nrepeat_days,3\nreturned_often,1\n"),
    "time_limits.csv": ("", "type_code,urgency_code,sign_hours,finish_days\nany,any,1,1\n"),
    "office_hours.csv": ("", "opens,closes\n00:00,24:00\n"),
}


class Happenings:
    """An office to which things happen; `counts` is what of each file its warehouse has seen."""

    def __init__(self, folder: Path, seed: int, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.random, self.patch = folder, random.Random(seed), patch
        self.office = KilledOffice(
            Folders(folder / "raw", folder / "warehouse", office=folder / "office")
        )
        write_made_up_office(self.office.folders.office)
        self.counts: dict[str, bytes] = {}
        self.shut: set[str] = set()
        self.growing: Path | None = None
        self.is_broken: Path | None = None
        self.log: list[str] = []
        rows = [ticket(f"W{n}", 受理时间=DAYS[n % 2], 承办单位="甲局") for n in range(6)]
        self.office.drop(WHOLE, rows)

    def happen(self) -> None:
        """Let one thing happen."""
        things = (
            self.new_file, self.new_file, self.new_file, self.replaced, self.removed,
            self.broken, self.mended, self.touched, self.words, self.policy, self.unreadable,
            self.slow_copy,
        )  # fmt: skip
        self.does(self.random.choice(things))

    def does(self, thing: Any, *arguments: Any) -> Any:
        """Let this happen, and note it."""
        self.log.append(thing.__name__)
        return thing(*arguments)

    def new_file(self) -> None:
        """Drop an export, maybe in the place of another: late rows, moved keys, other spellings."""
        export = self.random.choice(("tickets", "tickets", "cases"))
        name = f"{export}/{self.random.choice(FILES)}{self.random.choice(FORMS)}"
        self._write(self.office.folders.raw / name, self._rows(export))

    def replaced(self) -> None:
        """Put other rows in the place of a file's."""
        for path in self._some_file():
            self._write(path, self._rows(self._export(path)))

    def removed(self) -> None:
        """Take a file out of the raw folder: its rows stay, if it was landed."""
        for path in self._some_file():
            path.unlink()

    def broken(self) -> None:
        """Put what is no table of the export in the place of a file."""
        for path in self._some_file():
            path.write_bytes(
                self.random.choice((b"", b"PK\x03\x04cut", "时间,来人\n1,2\n".encode()))
            )

    def mended(self) -> None:
        """Let the file that was broken last be whole, or any file hold other rows."""
        path, self.is_broken = self.is_broken, None
        if path is not None and path.exists():
            self._write(path, self._rows(self._export(path)))
        else:
            self.replaced()

    def touched(self) -> None:
        """Give a file another time."""
        for path in self._some_file():
            at = self.random.randrange(10**9)
            os.utime(path, (at, at))

    def words(self) -> None:
        """Let the office know other words."""
        self._learn(WORDS)

    def policy(self) -> None:
        """Let the office judge by another policy."""
        self._learn(POLICY)

    def unreadable(self) -> None:
        """Let a file or a folder be unreadable from now on."""
        raw = self.office.folders.raw
        places = [path.relative_to(raw).as_posix() for path in self._some_file()]
        self.shut |= {self.random.choice([*places, "tickets/夜", "cases/夜"])}

    def slow_copy(self) -> None:
        """Let a file be copied that is not all there at the next run."""
        for path in self._some_file():
            path.write_bytes(path.read_bytes()[:-20])
            self.growing = path

    def run(self, *command: str) -> Ended:
        """Run a command of the program, and note what its warehouse has seen then."""
        self.log.append(" ".join(command))
        seen = {
            path.relative_to(self.office.folders.raw).as_posix(): path.read_bytes()
            for path in self._files()
            if path != self.growing and not self._is_shut(path)
        }
        with self._accidents():
            ended = self.office.tongbao(*command)
        assert ended.code in (0, 1), (ended.err, self.log)
        self.counts |= seen
        # a night later all can be read, and the copy is whole
        self.shut.clear()
        if self.growing is not None:
            self._write(self.growing, self._rows(self._export(self.growing)))
            self.growing = None
        return ended

    def killed(self) -> None:
        """Kill a refresh somewhere, and let the next one come to its end."""
        self.shut.clear()
        self.growing = None
        stage, wait = self.random.randrange(1, 15), self.random.random()
        self.office.refresh_until(stage, wait, self.random.random() < 0.5)
        self.run("refresh")

    def fresh(self) -> KilledOffice:
        """Return an office to which all that counts came at once."""
        folders = Folders(
            self.folder / "fresh" / "raw",
            self.folder / "fresh" / "warehouse",
            office=self.office.folders.office,
        )
        for name, content in self.counts.items():
            path = folders.raw / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return KilledOffice(folders)

    def _learn(self, files: dict[str, tuple[str, str]]) -> None:
        name = self.random.choice(sorted(files))
        path, text = self.office.folders.office / name, self.random.choice(files[name])
        if text:
            path.write_text(text, encoding="utf-8")
        else:
            path.unlink(missing_ok=True)

    def _rows(self, export: str) -> list[dict[str, object]]:
        rows = [self._row(export) for _ in range(self.random.randrange(12))]
        if self.random.random() < 0.3:
            (header,) = (self.random.choice((("承办单位", "科室"), ("办理渠道", "途径"))),)
            rows = [{header[1] if k == header[0] else k: v for k, v in row.items()} for row in rows]
        return rows

    def _row(self, export: str) -> dict[str, object]:
        key = f"{export[0]}{self.random.randrange(KEYS)}"
        key = self.random.choice((key, key, key, f'="{key}"', f" {key}", "", "合计", f"'{key}"))
        when = self.random.choice((*DAYS * 4, *UNUSABLE))
        unit = self.random.choice((*UNITS, "甲 局", "#N/A"))
        if export == "cases":
            channel = self.random.choice(("政务大厅", "乡镇便民服务中心", "网上办理", "柜台"))
            return case(key, 受理时间=when, 办理单位=unit, 办理渠道=channel)
        return ticket(
            key,
            受理时间=when,
            承办单位=unit,
            诉求类型=self.random.choice(("求助", "咨询类", "举报", "问询", "")),
            满意度=self.random.choice(("满意", "还行", "不满意", "")),
            办结时间=self.random.choice(("2023-05-15 10:00:00", "", "1900-01-01", "2023-07-02")),
            办结时限=self.random.choice(("2023-05-20 10:00:00", "", "2023-05-12")),
            退单次数=self.random.choice(("", "1", "２", "3.0")),
        )

    def _write(self, path: Path, rows: list[dict[str, object]]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        header = list(rows[0]) if rows else ["工单编号", "受理时间", "诉求类型"]
        self.random.shuffle(header)
        if path.suffix == ".xlsx":
            book = openpyxl.Workbook()
            sheet = book.active
            assert sheet is not None
            for cells in (header, *([row[name] for name in header] for row in rows)):
                sheet.append([str(cell) for cell in cells])
            book.save(path)
            return
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, header)
        writer.writeheader()
        writer.writerows(rows)
        content = text.getvalue().encode(self.random.choice(ENCODINGS))
        path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)

    def _export(self, path: Path) -> str:
        return path.relative_to(self.office.folders.raw).parts[0]

    def _files(self) -> list[Path]:
        return sorted(path for path in self.office.folders.raw.rglob("*.*") if path.is_file())

    def _some_file(self) -> list[Path]:
        files = [path for path in self._files() if not path.match(WHOLE)]
        return [self.random.choice(files)] if files else []

    def _is_shut(self, path: Path) -> bool:
        raw = self.office.folders.raw
        places = [path, *path.parents]
        return any(raw / each in places for each in self.shut)

    @contextmanager
    def _accidents(self) -> Iterator[None]:
        """Let what is shut be unreadable, and what grows not stand still."""
        scandir, opened, settled = os.scandir, Path.open, landing.settled

        def shut_scandir(path: Any = ".") -> Any:
            if isinstance(path, (str, Path)) and self._is_shut(Path(path)):
                raise OSError(errno.EACCES, "Permission denied", str(path))
            return scandir(path)

        def shut_open(path: Path, *arguments: Any, **named: Any) -> Any:
            if self._is_shut(path):
                raise OSError(errno.EACCES, "Permission denied", str(path))
            return opened(path, *arguments, **named)

        def still(*arguments: Any) -> dict[Path, Signature]:
            looks: dict[Path, Signature] = settled(*arguments)
            return {path: look for path, look in looks.items() if path != self.growing}

        with self.patch.context() as patch:
            patch.setattr(os, "scandir", shut_scandir)
            patch.setattr(Path, "open", shut_open)
            patch.setattr(landing, "settled", still)
            yield


def forget(folder: Path) -> None:
    """Remove what a sequence left."""
    shutil.rmtree(folder)
