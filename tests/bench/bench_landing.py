"""Measure landing a large GB18030 export against the plain way, each in a process of its own.

The plain way judges nothing: decode to UTF-8 in chunks, then DuckDB's reader with all columns as
text into zstd Parquet. Prints seconds, peak resident memory and how much of its speed landing has.

    python tests/bench/bench_landing.py [--megabytes 300] [--rounds 3]
"""

from __future__ import annotations

import argparse
import codecs
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEADER = (
    "工单编号,受理时间,诉求类型,受理渠道,诉求领域,诉求内容,诉求人,联系电话,承办单位,派单时间,签收时限,"
    "签收时间,办结时限,办结时间,延期后时限,退单次数,答复内容,回访时间,满意度,备注"
)
WAYS = ("plain", "land")


def write_export(path: Path, megabytes: int) -> int:
    """Write an export of about that size and return its data rows; every 20th has line breaks."""
    dice = random.Random(1)
    block = "".join(_row(dice, number) for number in range(20_000))
    rows = 0
    with path.open("wb") as file:
        file.write(f"12345 热线工单明细表\r\n{HEADER}\r\n".encode("gb18030"))
        while file.tell() < megabytes * 1024**2:
            file.write(block.replace("GD#", f"GD{rows:09d}").encode("gb18030"))
            rows += 20_000
        file.write(f"合计,{rows}\r\n".encode("gb18030"))
    return rows


def _row(dice: random.Random, number: int) -> str:
    day = f"2023-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
    text = "来电人反映小区供水管道漏水, 多次联系物业未果" + "请核实处理" * dice.randrange(12)
    if number % 20 == 0:
        text += '\r\n补充:"已拍照"'
    text = '"' + text.replace('"', '""') + '"'
    return (
        f"GD#{number:06d},{day} 09:30:00,投诉,电话,供水,{text},王某,1390000{number % 10000:04d},"
        f"区水务局,{day} 10:00:00,{day} 12:00:00,{day} 11:30:00,{day} 18:00:00,{day} 17:20:00,,0,"
        f"已安排抢修人员到场处理并回复来电人,{day} 19:00:00,满意,\r\n"
    )


def run_plain(source: Path, target: Path) -> None:
    """Decode and copy, as one would without landing; title and totals rows are left out by hand."""
    import duckdb

    lines = target / "lines.csv"
    decoder = codecs.getincrementaldecoder("gb18030")()
    with source.open("rb") as file, lines.open("w", encoding="utf-8", newline="") as sink:
        file.readline()
        for chunk in iter(lambda: file.read(1024 * 1024), b""):
            sink.write(decoder.decode(chunk))
    with lines.open("r+b") as file:
        file.seek(-64, os.SEEK_END)
        start = file.tell()
        file.truncate(start + file.read().rindex("合计".encode()))
    columns = ", ".join(f"'c{number}': 'varchar'" for number in range(HEADER.count(",") + 1))
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(
            f"copy (from read_csv(?, auto_detect = false, header = true, delim = ',', quote = '\"',"
            f" escape = '\"', columns = {{{columns}}}))"
            f" to '{target.as_posix()}/plain.parquet' (format parquet, compression zstd)",
            [str(lines)],
        )


def run_land(source: Path, target: Path) -> None:
    """Land the raw folder that the export lies in."""
    from orchestration.landing import land

    report = land(source.parent.parent, target / "lake", exports=("tickets",))
    print(report.files[0].status, report.files[0].data_rows, report.files[0].reason or "")


def measure(way: str, source: Path) -> tuple[float, float]:
    """Run one way in a process of its own; return its seconds and peak resident MB."""
    with tempfile.TemporaryDirectory(dir=source.parents[2]) as target:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, __file__, "--only", way, "--source", str(source), "--target", target]
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    if status:
        raise SystemExit(f"{way} ended with status {status}")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Run both ways in turn and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--source", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--target", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only:
        {"plain": run_plain, "land": run_land}[asked.only](asked.source, asked.target)
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "raw" / "tickets" / "tickets_20240101.csv"
        source.parent.mkdir(parents=True)
        rows = write_export(source, asked.megabytes)
        megabytes = source.stat().st_size / 1024**2
        print(f"{megabytes:.0f} MB of GB18030, {rows} data rows, {asked.rounds} rounds", flush=True)
        taken: dict[str, list[float]] = {way: [] for way in WAYS}
        for _ in range(asked.rounds):
            for way in WAYS:
                seconds, peak = measure(way, source)
                taken[way].append(seconds)
                print(f"{way:6} {seconds:6.2f} s  peak {peak:5.0f} MB", flush=True)
    plain, landing = (statistics.median(taken[way]) for way in WAYS)
    print(f"median: plain {plain:.2f} s, land {landing:.2f} s: {plain / landing:.2f} of its speed")


if __name__ == "__main__":
    main()
