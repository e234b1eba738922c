"""The calls of the program. Only argparse is imported: `tongbao --help` answers at once."""

from __future__ import annotations

import argparse
from typing import NoReturn

from orchestration.printable import say, warn


class _OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with a call in one line."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        warn(f"tongbao: {message}: see `{self.prog} --help`")
        self.exit(2)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    folders = _OneLineParser(add_help=False)
    folders.add_argument("--raw", metavar="DIR", help="raw exports (default: TONGBAO_RAW or raw/)")
    folders.add_argument(
        "--warehouse", metavar="DIR", help="output (default: TONGBAO_WAREHOUSE or warehouse/)"
    )
    folders.add_argument(
        "--office",
        metavar="DIR",
        help="the office's own files (default: TONGBAO_OFFICE or offices/hongsibu/)",
    )
    as_json = _OneLineParser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="print it as JSON")
    district = _OneLineParser(add_help=False)
    district.add_argument(
        "--district",
        metavar="CODE",
        help="the district's code or name, where more than one is configured (default: for run"
        " each of them in turn, else the default one)",
    )
    of_period = _OneLineParser(add_help=False)
    of_period.add_argument("period", metavar="PERIOD", help="such as 2023Q2 or 2023-05")
    main = _OneLineParser(
        prog="tongbao",
        description="通报: from a district's raw exports to its published bulletin.",
        epilog="Exit codes: 0 done; 1 the data was refused; 2 the call itself is wrong.",
    )
    main.add_argument("--version", action=_Version, help="print the program's version and end")
    commands = main.add_subparsers(dest="command", required=True, metavar="COMMAND")

    run = commands.add_parser(
        "run", parents=[folders, district], help="land, build, check and publish one period"
    )
    run.add_argument(
        "period",
        metavar="PERIOD",
        help="2023Q2, 2023-05, 2023H1, 2023 or 2023-01_2023-04; 2022Q1..2023Q2 for all"
        " from one to another of its kind",
    )
    run.add_argument(
        "--as-of",
        metavar="DATETIME",
        help="local time at which open work is judged, such as '2023-07-01 00:00:00'"
        " (default: the end of a closed period, the newest export's time for the running one)",
    )
    run.add_argument(
        "--engine",
        metavar="ENGINE",
        help="duckdb or spark, which publish the same bytes (default: TONGBAO_ENGINE or duckdb)",
    )
    run.add_argument(
        "--force", action="store_true", help="build again even where nothing has changed"
    )

    run.add_argument(
        "--accept-loss",
        metavar="REASON",
        help="publish although an export lost most of its rows because a file was replaced; the"
        " journal keeps the reason",
    )

    commands.add_parser(
        "refresh",
        parents=[folders],
        help="what runs each night: the running period and those that new rows touch",
    )

    sample = commands.add_parser(
        "sample", parents=[folders], help="write sample exports into the raw folder"
    )
    sample.add_argument("period", metavar="PERIOD", help="2023Q2")

    reconcile = commands.add_parser(
        "reconcile",
        parents=[folders, district, as_json, of_period],
        help="hold printed figures against the warehouse",
    )
    reconcile.add_argument(
        "--only-differences", action="store_true", help="leave out the figures that are reproduced"
    )
    reconcile.add_argument(
        "--figures",
        metavar="FILE",
        help="a CSV with the columns claim, code, printed, unit, where (or 序号, 指标, 数值, 单位,"
        " 出处), such as a draft written by hand (default: the published bulletin, where known)",
    )

    audit = commands.add_parser(
        "audit",
        parents=[folders, as_json],
        help="whether a bulletin contradicts itself, or ours what was published",
    )
    audit.add_argument(
        "file",
        metavar="FILE",
        help="a .docx, .html, .txt or .md, or a .csv with the columns claim, code, printed, unit,"
        " where and check; our own 通报.docx is held against its publication",
    )

    trace = commands.add_parser(
        "trace",
        parents=[folders, district, as_json, of_period],
        help="list the raw rows that a published figure counts",
    )
    trace.add_argument(
        "metric",
        metavar="METRIC",
        nargs="?",
        help="a code of the catalogue, with @UNIT where it has units: orders.finish_overdue@水务局"
        " (default: list the codes)",
    )
    trace.add_argument(
        "--csv", metavar="FILE", help="write the rows as CSV instead of listing them"
    )

    diff = commands.add_parser(
        "diff",
        parents=[folders, district, as_json, of_period],
        help="which figures two versions differ in, and why",
    )
    diff.add_argument(
        "versions",
        metavar="VERSION",
        nargs="*",
        help="two versions, such as v001 v002 (default: the newest and the one before it)",
    )

    commands.add_parser(
        "verify",
        parents=[folders, district, as_json, of_period],
        help="whether the publications of a period were touched",
    )

    charts = commands.add_parser(
        "charts",
        parents=[folders, district, of_period],
        help="write the charts of a period's newest publication as PNG",
    )
    charts.add_argument(
        "--output", metavar="DIR", help="where to (default: a folder of the warehouse)"
    )

    seal = commands.add_parser(
        "seal",
        parents=[folders, district, of_period],
        help="let the newest publication of a period stand",
    )
    unseal = commands.add_parser(
        "unseal", parents=[folders, district, of_period], help="undo a seal, with a reason"
    )
    seal.add_argument(
        "--reason",
        metavar="TEXT",
        default="",
        help="why, for the journal; without it no document is sealed in which a figure was changed",
    )
    seal.add_argument(
        "--document",
        metavar="FILE",
        help="the 通报.docx that was signed: it is audited, and kept privately in the warehouse",
    )
    unseal.add_argument("--reason", metavar="TEXT", required=True, help="why, for the journal")

    commands.add_parser(
        "doctor", parents=[folders], help="whether the warehouse is whole, and how to mend it"
    )

    prune = commands.add_parser(
        "prune", parents=[folders], help="show what the warehouse no longer needs"
    )
    prune.add_argument("--yes", action="store_true", help="remove what is shown")
    prune.add_argument(
        "--keep-days",
        type=int,
        default=180,
        metavar="N",
        help="keep what is younger than N days (default: 180)",
    )

    office = commands.add_parser("office", help="write a new office's folder, or check one")
    actions = office.add_subparsers(dest="action", required=True, metavar="ACTION")
    new = actions.add_parser("new", help="write the folder of another office, to be filled in")
    new.add_argument("folder", metavar="DIR", help="a new or empty folder")
    new.add_argument("--name", required=True, metavar="发文机关", help="who publishes")
    new.add_argument("--district", required=True, metavar="简称", help="the district's short name")
    actions.add_parser(
        "check",
        parents=[folders],
        help="say what is wrong in the folder, and which words of the exports it does not know",
    )

    commands.add_parser(
        "status", parents=[folders, as_json], help="periods, publications, landed files, freshness"
    )
    return main


class _Version(argparse.Action):
    """Looks the version up when it is asked for: that takes a while."""

    def __init__(self, option_strings: list[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        say(f"tongbao {version('tongbao')}")
        parser.exit(0)
