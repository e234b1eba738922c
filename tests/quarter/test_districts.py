"""A period of two districts and their city, through the program, over an office of their own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.publication.analysts import PERIOD_MARTS
from orchestration.publication.controls.digest import result_bytes
from orchestration.publication.files import result_files
from orchestration.settings import DEFAULT_OFFICE, Folders
from tests.quarter import conftest
from tests.quarter.conftest import Ended, Office

pytestmark = pytest.mark.xdist_group("districts")

OTHER, CITY = "640302", "640300"
COUNTS = (
    *("tickets.total", "orders.received", "orders.finished"),
    *("cases.total", "licenses.total", "evaluations.total"),
)


def with_districts(folder: Path) -> Path:
    """Return a copy of the shipped office with a second district, its roster, and a city."""
    office = folder / "office"
    shutil.copytree(DEFAULT_OFFICE, office)
    with (office / "districts.csv").open("a", encoding="utf-8") as table:
        table.write(f"{OTHER},利通区,district,false,利通\n{CITY},吴忠市,city,false,\n")
    roster = (office / "units.csv").read_text(encoding="utf-8").splitlines()
    more = [
        f"lt_jinji,金积镇,township,金积镇人民政府,{OTHER}",
        f"lt_shuiwu,税务局,department,利通区税务局,{OTHER}",
    ]
    lines = [f"{roster[0]},district", *(f"{line}," for line in roster[1:]), *more]
    (office / "units.csv").write_text("\n".join(lines), encoding="utf-8")
    return office


@dataclass(frozen=True)
class Offices:
    """The office of each district over one warehouse, and the program as they call it."""

    own: Office
    other: Office
    city: Office
    environment: dict[str, str]

    def tongbao(self, *arguments: str) -> Ended:
        return self.own.tongbao_process(*arguments, environment=self.environment)

    def counts(self, office: Office) -> dict[str, int]:
        figures = office.indicators()
        return {code: int(figures[code]) for code in COUNTS}


def ticket(key: str, **values: object) -> dict[str, object]:
    return conftest.ticket(key, **{"承办单位": "红寺堡镇"} | values)


def case(key: str, **values: object) -> dict[str, object]:
    return conftest.case(key, **{"办理单位": "税务局"} | values)


def license_of(key: str, **values: object) -> dict[str, object]:
    return {
        "证照标识": key,
        "入库时间": "2023-05-10 09:30:00",
        "证照类型": "营业执照",
        "颁发单位": "税务局",
    } | values


def evaluation(key: str, **values: object) -> dict[str, object]:
    return {
        "评价编号": key,
        "评价时间": "2023-05-10 09:30:00",
        "评价等级": "满意",
        "被评价单位": "税务局",
    } | values


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    """Exports with and without 区县; the key MOVED goes to another district with a newer export."""
    folder = tmp_path_factory.mktemp("districts")
    office = with_districts(folder)
    folders = Folders(folder / "raw", folder / "warehouse", office=office)
    folders.raw.mkdir()
    offices = Offices(
        *(Office(folders.of(each)) for each in ("", OTHER, CITY)),
        {**os.environ, "TONGBAO_OFFICE": str(office)},
    )
    drop = offices.own.drop
    same_caller = {"联系电话": "13900000000"}
    drop(
        "tickets/工单_20230701.csv",
        [
            ticket("T1", **same_caller),
            ticket("T2", 承办单位="", 办结时间=""),
            ticket("MOVED", 承办单位="税务局"),
        ],
    )
    drop(
        "tickets/各区县_20230702.csv",
        [
            ticket("L1", 区县="利通区", 承办单位="金积镇", **same_caller),
            ticket("L2", 区县="６４０３０２", 承办单位="税务局", 办结时间=""),
            ticket("L3", 区县="利通", 承办单位="红寺堡镇"),
            ticket("MOVED", 区县="利通区", 承办单位="税务局"),
            ticket("T3", 区县=""),
            ticket("U1", 区县="盐池县", 承办单位="税务局"),
            ticket("C1", 区县="吴忠市", 承办单位=""),
        ],
    )
    drop("cases/办件_20230701.csv", [case("K1"), case("K2")])
    drop("cases/利通_20230702.csv", [case("K3", 区县代码="640302"), case("K1", 区县代码="利通区")])
    drop(
        "licenses/证照_20230701.csv",
        [license_of("Z1", 所属区县=""), license_of("Z2", 所属区县="利通区")],
    )
    drop(
        "evaluations/评价_20230701.csv",
        [evaluation("E1", 区县=""), evaluation("E2", 区县="盐池县")],
    )
    drop(
        "controls/总量_20230701.csv",
        [
            {"季度": "2023Q2", "指标": "tickets.total", "数值": "3", "区县": ""},
            {"季度": "2023Q2", "指标": "tickets.total", "数值": "4", "区县": "利通区"},
            {"季度": "2023Q2", "指标": "tickets.total", "数值": "9", "区县": "吴忠市"},
            {"季度": "2023Q2", "指标": "tickets.total", "数值": "7", "区县": "盐池县"},
        ],
    )
    ended = offices.tongbao("run", "2023Q2")
    assert ended.code == 0, ended.err
    (folder / "told").write_text(ended.out + ended.err, encoding="utf-8")
    yield offices


def told(offices: Offices) -> str:
    return (offices.own.folders.warehouse.parent / "told").read_text(encoding="utf-8")


def test_each_district_and_the_city_is_published_in_its_folder(offices: Offices) -> None:
    for office, name in ((offices.own, ""), (offices.other, "利通区"), (offices.city, "吴忠市")):
        assert office.versions() == ["v001"]
        package = json.loads(office.bytes_of("v001")["datapackage.json"])
        assert package["title"] == f"{name}2023年第二季度通报"
        assert package.get("district", "") == office.folders.district
        page = office.bytes_of("v001")["通报.html"].decode()
        assert (name or "红寺堡区") + "2023年第二季度" in page
    top = offices.own.folders.published
    assert sorted(path.name for path in top.iterdir()) == ["2023Q2", CITY, OTHER, "index.html"]
    for line in (
        "红寺堡区 2023Q2: published",
        "利通区 2023Q2: published",
        "吴忠市 2023Q2: published",
    ):
        assert line in told(offices)


def test_a_row_counts_for_the_district_that_its_newest_export_names(offices: Offices) -> None:
    assert offices.counts(offices.own) == dict(zip(COUNTS, (3, 2, 2, 1, 1, 1), strict=True))
    assert offices.counts(offices.other) == dict(zip(COUNTS, (4, 4, 3, 2, 1, 0), strict=True))


def test_the_city_is_the_sum_of_its_districts_its_own_and_the_unknown_ones(
    offices: Offices,
) -> None:
    city = offices.counts(offices.city)
    own, other = offices.counts(offices.own), offices.counts(offices.other)
    rest = {code: city[code] - own[code] - other[code] for code in COUNTS}
    assert rest == dict(zip(COUNTS, (2, 1, 1, 0, 0, 1), strict=True))
    assert "DISTRICT NOT CONFIGURED 盐池县: 2 rows" in told(offices)
    assert "expecting: districts" in told(offices)


def test_units_are_those_of_each_district_and_in_the_city_of_all(offices: Offices) -> None:
    def units(office: Office, file: str, column: str) -> set[str]:
        return {row[column] for row in office.read(file)} - {"合计"}

    file = "附件1_各单位办结诉求统计表.csv"
    assert units(offices.own, file, "承办单位") == {"红寺堡镇"}
    # a unit that stands on the roster of the neighbour alone is off this one's
    assert units(offices.other, file, "承办单位") == {"金积镇", "税务局", "红寺堡镇"}
    assert units(offices.city, file, "承办单位") == {
        *(
            "红寺堡区·红寺堡镇",
            "利通区·金积镇",
            "利通区·税务局",
            "利通区·红寺堡镇",
            "盐池县·税务局",
        ),
    }
    file = "附件3_各乡镇各部门办件量统计表.csv"
    assert units(offices.other, file, "单位") == {"金积镇", "税务局"}
    assert {"红寺堡区·税务局", "利通区·税务局"} < units(offices.city, file, "单位")


def test_every_landed_row_is_accounted_for_once(offices: Offices) -> None:
    rows = offices.own.query(
        "select sum(data_rows), sum(accepted), sum(superseded), sum(refused) from landed_files"
    )
    # of the controls, that of a district nobody configured is refused; two keys have moved
    assert rows == [(10 + 4 + 2 + 2 + 4, 9 + 3 + 2 + 2 + 3, 2, 1)]
    assert offices.own.query("select reason from refused_rows") == [("区县不在区县表中",)]
    found = offices.own.query("select ticket_id, district from tickets order by ticket_id")
    assert dict(found) == {
        **dict.fromkeys(("T1", "T2", "T3"), "640303"),
        **dict.fromkeys(("L1", "L2", "L3", "MOVED"), OTHER),
        "U1": "other:盐池县",
        "C1": CITY,
    }


def test_analysts_have_the_marts_of_all_in_one_database(offices: Offices) -> None:
    for mart in PERIOD_MARTS:
        found = {code for (code,) in offices.own.query(f"select distinct district from {mart}")}
        assert found <= {"640303", OTHER, CITY}
        comments = offices.own.query(
            f"select comment from duckdb_columns() where table_name = '{mart}'"
            " and column_name = 'district'"
        )
        assert comments and comments[0][0]
    whole = offices.own.query(
        "select district, numerator from headline_indicators"
        " where indicator_code = 'tickets.total' order by district"
    )
    assert whole == [(CITY, 9), (OTHER, 4), ("640303", 3)]


def test_a_callers_second_call_in_another_district_is_no_repetition(offices: Offices) -> None:
    repeated = offices.own.query("select count(*) from counted_tickets where is_repeated")
    assert repeated == [(0,)]


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["tickets.total"], {"T1", "T2", "T3"}),
        (["tickets.total", "--district", OTHER], {"L1", "L2", "L3", "MOVED"}),
        (["orders.received@利通区税务局", "--district", "利通区"], {"L2", "MOVED"}),
        (["orders.received@利通区·税务局", "--district", "吴忠市"], {"L2", "MOVED"}),
        (["tickets.direct", "--district", "吴忠市"], {"T2", "C1"}),
    ],
)
def test_a_figure_is_traced_to_the_rows_of_its_district(
    offices: Offices, arguments: list[str], keys: set[str]
) -> None:
    ended = offices.tongbao("trace", "2023Q2", *arguments)
    assert ended.code == 0, ended.err
    assert {line.split("\t")[4] for line in ended.out.splitlines()} == keys


def test_what_all_share_is_landed_and_built_once_a_command(offices: Offices) -> None:
    assert told(offices).count("landing new exports") == 1
    assert told(offices).count("building and testing the tables") == 3


def test_other_commands_speak_of_the_district_that_they_are_given(offices: Offices) -> None:
    for arguments in (["verify", "2023Q2"], ["verify", "2023Q2", "--district", "利通"]):
        ended = offices.tongbao(*arguments)
        assert ended.code == 0, ended.err
    assert "利通区 2023Q2 v001: untouched" in ended.out
    ended = offices.tongbao("seal", "2023Q2", "--district", CITY, "--reason", "已印发")
    assert ended.code == 0, ended.err
    ended = offices.tongbao("status")
    assert [line.split()[:3] for line in ended.out.splitlines()[1:4]] == [
        ["2023Q2", str(office.folders.published / "2023Q2" / "v001"), name]
        for office, name in (
            (offices.own, "红寺堡区"),
            (offices.other, "利通区"),
            (offices.city, "吴忠市"),
        )
    ]
    assert ended.out.count("sealed") == 1
    ended = offices.tongbao("unseal", "2023Q2", "--district", CITY, "--reason", "更正")
    assert ended.code == 0, ended.err
    ended = offices.tongbao("diff", "2023Q2", "--district", "盐池县")
    assert ended.code == 2
    assert "640303 红寺堡区, 640302 利通区, 640300 吴忠市" in ended.err


def test_a_refresh_over_nothing_new_runs_nothing(offices: Offices) -> None:
    ended = offices.tongbao("refresh")
    assert ended.code == 0, ended.err
    assert "nothing new" in ended.out
    assert "building" not in ended.err


def test_partitions_have_two_dimensions(offices: Offices, tmp_path: Path) -> None:
    environment = {
        **offices.environment,
        "DAGSTER_HOME": str(tmp_path),
        "TONGBAO_WAREHOUSE": str(tmp_path),
    }
    script = (
        "from orchestration.definitions import build_definitions\n"
        "from orchestration.settings import Folders\n"
        "job = build_definitions(Folders.resolve()).resolve_job_def('publish_period')\n"
        "print(job.partitions_def.partition_dimension_names)\n"
        "import dagster as dg\n"
        "from orchestration.partitions import add_partitions\n"
        "from orchestration.periods import Period\n"
        "with dg.DagsterInstance.ephemeral() as instance:\n"
        "    add_partitions(instance, [Period.parse('2023Q2')])\n"
        "    store = {'dynamic_partitions_store': instance}\n"
        "    print('640302|2023Q2' in job.partitions_def.get_partition_keys(**store))\n"
    )
    validate = [
        str(Path(sys.executable).parent / "dagster"),
        *("definitions", "validate", "-m", "orchestration.definitions"),
    ]
    for call in (validate, [sys.executable, "-c", script]):
        done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["['district', 'period']", "True"]


ROLL_UP = """
import sys
from pathlib import Path
from orchestration.checks.roll_up import roll_up
from orchestration.checks.validate import validate
from orchestration.settings import Folders
frame = roll_up(Folders.resolve(sys.argv[1], sys.argv[2]))
for row in frame.itertuples(index=False):
    print(*row)
for failure in validate(frame, "districts").failures:
    print(failure.message)
"""


def test_a_district_that_does_not_agree_with_the_city_is_found(
    offices: Offices, tmp_path: Path
) -> None:
    """The last build is the city's; the figures of a district are spoilt in a copy."""

    def held(warehouse: Path) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", ROLL_UP, str(offices.own.folders.raw), str(warehouse)],
            env=offices.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    good = held(offices.own.folders.warehouse)
    assert {"红寺堡区 tickets.total 3 3", "利通区 tickets.total 4 4", "全市 tickets.total 9 9"} < {
        *good
    }
    assert not [line for line in good if "全市的数" in line]

    spoilt = tmp_path / "warehouse"
    shutil.copytree(offices.own.folders.warehouse, spoilt, symlinks=True)
    file = spoilt / "marts" / OTHER / "indicator_values" / "2023Q2.parquet"
    changed = duckdb.sql(f"select * replace (numerator + 1 as numerator) from '{file}'")
    changed.write_parquet(str(tmp_path / "changed.parquet"))
    shutil.copy(tmp_path / "changed.parquet", file)
    bad = held(spoilt)
    assert "利通区 tickets.total 5 4" in bad
    (told,) = [line for line in bad if "全市的数必须等于各区县之和" in line]
    assert "利通区 tickets.total" in told


def test_a_refresh_publishes_what_new_rows_touch_alone(offices: Offices) -> None:
    """From here on the tests publish anew."""
    # the same names with other contents, a file that moved, and a row more
    offices.own.drop("cases/办件_20230701.csv", [case("K1"), case("K2"), case("K4")])
    raw = offices.own.folders.raw
    (raw / "licenses" / "证照_20230701.csv").rename(raw / "licenses" / "入库_20230701.csv")
    offices.own.drop("tickets/补报_20230703.csv", [ticket("T4", 区县="")])
    offices.own.drop(
        "controls/补报_20230703.csv",
        [
            {"季度": "2023Q2", "指标": "tickets.total", "数值": "4", "区县": "红寺堡区"},
            {"季度": "2023Q2", "指标": "tickets.total", "数值": "10", "区县": CITY},
        ],
    )
    ended = offices.tongbao("refresh")
    assert ended.code == 0, ended.err
    assert "吴忠市 2023Q2: refreshing" in ended.err
    assert "利通区 2023Q2: refreshing" not in ended.err
    assert offices.own.versions() == offices.city.versions() == ["v001", "v002"]
    assert offices.other.versions() == ["v001"]


@pytest.mark.soak
def test_it_comes_to_what_a_run_from_scratch_comes_to(offices: Offices, tmp_path: Path) -> None:
    """Of what the test before left: it takes a minute, and follows it where both are asked for."""
    raw = offices.own.folders.raw
    anew = Folders(raw, tmp_path / "warehouse")
    program = Path(sys.executable).with_name("tongbao")
    folders = ("--raw", str(raw), "--warehouse", str(anew.warehouse))
    subprocess.run(
        [program, "run", "2023Q2", *folders], env=offices.environment, check=True, text=True
    )
    for office, code in ((offices.own, ""), (offices.other, OTHER), (offices.city, CITY)):
        for name in result_files():
            refreshed = office.folders.published / "2023Q2" / "latest" / name
            from_scratch = anew.of(code).published / "2023Q2" / "v001" / name
            assert result_bytes(refreshed) == result_bytes(from_scratch), (code, name)


def test_a_control_that_one_district_does_not_meet_blocks_no_other(offices: Offices) -> None:
    offices.own.drop(
        "controls/更正_20230703.csv",
        [{"季度": "2023Q2", "指标": "tickets.total", "数值": "99", "区县": "利通区"}],
    )
    offices.own.drop("tickets/补报_20230704.csv", [ticket("L4", 区县="利通区")])
    offices.own.drop(
        "controls/补报_20230704.csv",
        [{"季度": "2023Q2", "指标": "tickets.total", "数值": "11", "区县": CITY}],
    )
    ended = offices.tongbao("run", "2023Q2")
    assert ended.code == 1
    assert "tickets.total: 控制数 99，库内 5" in ended.err
    assert "利通区 2023Q2 was refused" in ended.err
    assert offices.own.versions() == ["v001", "v002"]
    assert offices.other.versions() == ["v001"]
    assert offices.city.versions() == ["v001", "v002", "v003"]
    whole = offices.own.query(
        "select district, numerator from headline_indicators"
        " where indicator_code = 'tickets.total' order by district"
    )
    assert whole == [(CITY, 11), (OTHER, 4), ("640303", 4)]


@pytest.mark.soak
def test_with_one_district_its_column_changes_nothing_but_flags(tmp_path: Path) -> None:
    offices = [
        Office(Folders(tmp_path / name / "raw", tmp_path / name / "warehouse"))
        for name in ("without", "with")
    ]
    for office, codes in zip(offices, ({}, {"区县": "盐池县"}), strict=True):
        office.drop("tickets/a_20230701.csv", [ticket("T1", **codes), ticket("T2", **codes)])
        office.drop("cases/a_20230701.csv", [case("K1", **codes)])
        ended = office.tongbao("run", "2023Q2")
        assert ended.code == 0, ended.err
        published = sorted(path.name for path in office.folders.published.iterdir())
        assert published == ["2023Q2", "index.html"]
    without, having = (office.bytes_of("v001") for office in offices)
    assert [name for name in result_files() if without[name] != having[name]] == []
    flags = "select export, flag, row_count from quality_flags order by export, flag"
    assert offices[0].query(flags) == []
    assert offices[1].query(flags) == [
        ("cases", "unknown_district", 1),
        ("tickets", "unknown_district", 2),
    ]
    districts = offices[1].query("select distinct district from tickets")
    assert districts == [("640303",)]
