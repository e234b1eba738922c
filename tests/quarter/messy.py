"""Messy exports written from a known truth, kept beside, so that a count needs no parser."""

import csv
import gzip
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl

Value = str | datetime | bool | int | None
Row = dict[str, Value]


@dataclass
class Landed:
    """One logical row of one file, in the order in which newer wins: time, path, sheet, row."""

    row: Row
    newness: tuple[datetime, str, int, int]
    refused: bool = False


@dataclass
class Truth:
    """All logical rows by export, and how many data rows and refused rows each file holds."""

    rows: dict[str, list[Landed]] = field(default_factory=dict)
    data_rows: dict[str, int] = field(default_factory=dict)
    refused_rows: dict[str, int] = field(default_factory=dict)


KEYS = {
    "tickets": "工单编号",
    "cases": "办件编号",
    "licenses": "证照标识",
    "evaluations": "评价编号",
}
DATES = {
    "tickets": "受理时间",
    "cases": "受理时间",
    "licenses": "入库时间",
    "evaluations": "评价时间",
}
SYNONYMS = {
    "tickets": {
        "工单编号": ["工单号", "受理编号"],
        "受理时间": ["来电时间", "登记时间"],
        "诉求类型": ["工单类型", "诉求分类"],
        "承办单位": ["办理单位", "责任单位"],
        "签收时限": ["应签收时间"],
        "签收时间": ["实际签收时间"],
        "办结时限": ["应办结时间"],
        "办结时间": ["实际办结时间"],
        "延期后时限": ["延期办结时限"],
        "退单次数": ["转派次数", "退回次数"],
        "回访时间": ["回访日期"],
        "满意度": ["回访结果", "满意情况"],
    },
    "cases": {
        "办件编号": ["办件号", "申办流水号"],
        "受理时间": ["申请时间"],
        "办理单位": ["受理单位", "办理部门"],
        "办理渠道": ["受理渠道"],
    },
    "licenses": {
        "证照标识": ["证照编码"],
        "入库时间": ["归集时间"],
        "证照类型": ["证照名称"],
        "颁发单位": ["发证机关"],
    },
    "evaluations": {"评价等级": ["满意度"], "被评价单位": ["评价对象"]},
}
TYPES = ["求助", "咨询", "投诉", "建议", "举报", "表扬"]
LEVELS = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
CHANNELS = [
    "政务大厅",
    "乡镇便民服务中心",
    "“我的宁夏”APP",
    "网上办理",
    "村级便民服务站",
    "自助终端",
]
FLAGS = ["零材料", "容缺受理", "告知承诺", "一证通办"]
LICENSE_TYPES = ["营业执照", "结婚证", "不动产权证书", "食品经营许可证(副本)"]
EDGES = [
    datetime(2023, 3, 31, 23, 59, 59),
    datetime(2023, 4, 1),
    datetime(2023, 6, 30, 23, 59, 59),
    datetime(2023, 7, 1),
    datetime(2022, 12, 31, 23, 59, 59),
]
LIMITS = ("签收时限", "办结时限", "延期后时限")
TIMES = ("签收时间", "办结时间", "回访时间", "整改完成时间", *LIMITS)
UNITS = {
    "tickets": "承办单位",
    "cases": "办理单位",
    "licenses": "颁发单位",
    "evaluations": "被评价单位",
}
NO_VALUES = [
    "",
    " ",
    "-",
    "—",
    "/",
    "无",
    "NULL",
    "　",
    "nan",
    "None",
    "\\N",
    "(Null)",
    '="-"',
    "'",
]
ERRORS = ["#N/A", "#VALUE!", "#REF!", "#SPILL!", "#GETTING_DATA", "＃ＮＡＭＥ？", '="#DIV/0!"']
PLACEHOLDERS = [
    "0000-00-00",
    "0001-01-01 00:00:00",
    "1753/1/1",
    "1899-12-31",
    "1900年1月1日",
    "1970-01-01 08:00:00",
    "9999-12-31 23:59:59",
    "9999-12-31T23:59:59-12:00",
    "0024-07-15",
    "2101-01-01",
]
RADICALS = dict(zip("水工金用土", "⽔⼯⾦⽤⼟", strict=True))
"""Characters and the radicals that a PDF may have in their place."""

OFF_ROSTER = ["火星探测办公室", "=危险公式()", "A座物业", "红寺堡产业园管委会"]


def write_messy_exports(seed: int, raw: Path, units: dict[str, list[str]]) -> Truth:
    """Write about 25 files of four exports and return what they really hold.

    `units` gives the spellings (name and aliases) of each roster unit.
    """
    dice = random.Random(seed)
    truth = Truth()
    makers: dict[str, Callable[[random.Random, dict[str, list[str]]], Row]] = {
        "tickets": _ticket,
        "cases": _case,
        "licenses": _license,
        "evaluations": _evaluation,
    }
    for export, make in makers.items():
        keys = [f"{export[0].upper()}{dice.randrange(10**6):06d}-{i}" for i in range(60)]
        for number in range(dice.randint(4, 7)):
            _write_file(dice, truth, export, number, keys, lambda m=make: m(dice, units), raw)
    return truth


def _write_file(
    dice: random.Random,
    truth: Truth,
    export: str,
    number: int,
    keys: list[str],
    make: Callable[[], Row],
    raw: Path,
) -> None:
    time = datetime(2023, 7, 1) + timedelta(hours=dice.randrange(0, 24 * 20))
    name, known = dice.choice(
        [
            (f"导出{number}", datetime.min),
            (f"{export}{number}_{time:%Y%m%d}", time.replace(hour=0)),
            (f"{export}20230101_{time:%Y%m%d}-{number}", time.replace(hour=0)),
            (f"x{number}_{time:%Y%m%dT%H%M%S}", time),
        ]
    )
    folder = dice.choice(["", "2023/", "旧 系统/"])
    workbook = dice.random() < 0.3
    ending = ".xlsx" if workbook else dice.choice([".csv", ".csv", ".CSV", ".csv.gz"])
    file = f"{export}/{folder}{name}{ending}"
    sheets: list[list[tuple[Row, bool]]] = []
    for _ in range(dice.choice([1, 1, 2]) if workbook else 1):
        picked = [dice.choice(keys) for _ in range(dice.randint(1, 40))]
        rows = []
        for key in picked:
            row = {KEYS[export]: key, **make()}
            refused = dice.random() < 0.06
            if refused:
                _spoil(dice, export, row)
            rows.append((row, refused))
        sheets.append(rows)
    listed = truth.rows.setdefault(export, [])
    for sheet_number, rows in enumerate(sheets):
        for row_number, (row, refused) in enumerate(rows):
            listed.append(Landed(row, (known, file, sheet_number, row_number), refused))
    truth.data_rows[file] = sum(len(rows) for rows in sheets)
    truth.refused_rows[file] = sum(refused for rows in sheets for _, refused in rows)
    path = raw / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if workbook:
        _write_workbook(dice, export, sheets, path)
    else:
        _write_text(dice, export, sheets[0], path)


def _spoil(dice: random.Random, export: str, row: Row) -> None:
    own_ways = {"tickets": ["type"], "evaluations": ["level"]}
    ways = ["key", "lost key", "date", "no date", "no time", "unknown", *own_ways.get(export, [])]
    way = dice.choice(ways)
    if way == "key":
        row[KEYS[export]] = dice.choice(["", "-", "无", "　", "NULL", "nan", "None", "(null)"])
    elif way == "lost key":
        row[KEYS[export]] = dice.choice(["2.02407E+17", "9.87E18", "2E+17", '="2.5e+20"'])
    elif way == "no time":
        row[DATES[export]] = dice.choice(PLACEHOLDERS)
    elif way == "unknown":
        decisive = {"tickets": ["诉求类型"], "licenses": ["证照类型"], "evaluations": ["评价等级"]}
        columns = [KEYS[export], DATES[export], UNITS[export], *decisive.get(export, [])]
        row[dice.choice(columns)] = dice.choice(ERRORS)
    elif way == "date":
        row[DATES[export]] = dice.choice(["昨天", "2023-13-01", "2023年2月30日", "待定"])
    elif way == "no date":
        row[DATES[export]] = dice.choice(["", "—", "/"])
    elif way == "type":
        row["诉求类型"] = dice.choice(["其它", "", "感谢"])
    else:
        row["评价等级"] = dice.choice(["6", "还行", ""])


def _moment(dice: random.Random) -> datetime:
    if dice.random() < 0.1:
        return dice.choice(EDGES)
    return datetime(2023, 1, 1) + timedelta(seconds=dice.randrange(200 * 86400))


def _unit(dice: random.Random, units: dict[str, list[str]]) -> str:
    if dice.random() < 0.08:
        return dice.choice(OFF_ROSTER)
    return dice.choice(dice.choice(list(units.values())[:18]))


def _ticket(dice: random.Random, units: dict[str, list[str]]) -> Row:
    received = _moment(dice)

    def later(hours: int, chance: float = 0.9) -> Value:
        if dice.random() > chance:
            return None
        return received + timedelta(seconds=dice.randrange(hours * 3600))

    return {
        "受理时间": received,
        "诉求类型": dice.choice(TYPES),
        "承办单位": _unit(dice, units) if dice.random() < 0.8 else None,
        "签收时限": _limit(dice, received + timedelta(hours=24)),
        "签收时间": later(36),
        "办结时限": _limit(dice, received + timedelta(hours=24 * 7)),
        "办结时间": later(24 * 12),
        "延期后时限": _limit(dice, received + timedelta(days=10)) if dice.random() < 0.2 else None,
        "退单次数": dice.choice([None, 0, 1, 2]),
        "回访时间": later(24 * 20, 0.6),
        "满意度": dice.choice([*LEVELS, *LEVELS, None, "未接通"]),
    }


def _limit(dice: random.Random, moment: datetime) -> datetime:
    """A limit, or the end of its day, which may be written as a date alone."""
    return moment.replace(hour=23, minute=59, second=59) if dice.random() < 0.3 else moment


def _case(dice: random.Random, units: dict[str, list[str]]) -> Row:
    return {
        "受理时间": _moment(dice),
        "办理单位": _unit(dice, units),
        "办理渠道": dice.choice(CHANNELS[:2] * 2 + CHANNELS),
        "通办类型": dice.choice([None, None, "跨省通办", "区内通办"]),
        **{flag: dice.random() < 0.3 for flag in FLAGS},
    }


def _license(dice: random.Random, units: dict[str, list[str]]) -> Row:
    return {
        "入库时间": _moment(dice),
        "证照类型": dice.choice(LICENSE_TYPES),
        "颁发单位": _unit(dice, units),
    }


def _evaluation(dice: random.Random, units: dict[str, list[str]]) -> Row:
    evaluated = _moment(dice)
    done = evaluated + timedelta(days=dice.randrange(90)) if dice.random() < 0.6 else None
    return {
        "评价时间": evaluated,
        "评价等级": dice.choice(LEVELS),
        "被评价单位": _unit(dice, units),
        "整改完成时间": done,
    }


def _text(dice: random.Random, export: str, column: str, value: Value) -> str:
    """Spell a value in one of the ways that the contract calls normal."""
    if value is None:
        return _no_value(dice, column)
    if isinstance(value, bool):
        text = dice.choice(
            [["是", "Y", "1", "1.0", "true"], ["否", "N", "0", "0.0", "false"]][not value]
        )
        return _wrapped(dice, text)
    if isinstance(value, datetime):
        return _wrapped(dice, _time_text(dice, column, value))
    text = _word(dice, export, column, str(value))
    if column in KEYS.values() and dice.random() < 0.2:
        text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    if dice.random() < 0.15:
        text = dice.choice([" ", "　", "\u00a0", ""]) + text + dice.choice([" ", "\t", "　"])
    return _wrapped(dice, text)


def _no_value(dice: random.Random, column: str) -> str:
    """Nothing, or what counts as nothing in a column that does not decide how the row counts."""
    spellings = list(NO_VALUES)
    if column not in UNITS.values():
        spellings += ERRORS[:3]
    if column in TIMES:
        spellings += PLACEHOLDERS
    if column == "通办类型":
        spellings += ["否", "全市通办"]
    return dice.choice(spellings)


def _word(dice: random.Random, export: str, column: str, text: str) -> str:
    if column == "诉求类型" and text in TYPES and dice.random() < 0.3:
        return text + "类"
    if column == "退单次数" and dice.random() < 0.5:
        return text + dice.choice([".0", "次", ".00"])
    if column in UNITS.values() and text not in OFF_ROSTER and dice.random() < 0.2:
        return "".join(RADICALS.get(sign, sign) for sign in text)
    if column == "通办类型" and text == "区内通办":
        return dice.choice(["区内通办", "省内通办", "全省通办"])
    if column in {"评价等级", "满意度"}:
        if export == "evaluations" and text in LEVELS and dice.random() < 0.3:
            return str(5 - LEVELS.index(text)) + dice.choice(["", ".0"])
        return dice.choice(
            {
                "基本满意": ["基本满意", "一般", "一般满意"],
                "非常满意": ["非常满意", "很满意"],
                "非常不满意": ["非常不满意", "很不满意"],
            }.get(text, [text])
        )
    return text


def _wrapped(dice: random.Random, text: str) -> str:
    """A text as it may come wrapped; most come as they are."""
    if dice.random() < 0.85:
        return text
    return dice.choice(
        [f'="{text}"', f"'{text}", f"`{text}", f"\u200e{text}\u202c", f' ="{text}" ']
    )


def _time_text(dice: random.Random, column: str, value: datetime) -> str:
    forms = [f"{value:%Y-%m-%d %H:%M:%S}", f"{value:%Y-%m-%dT%H:%M:%S}+08:00"]
    if not _is_midnight_of_limit(column, value):
        forms.append(_serial(value))
    half, hour = "上午" if value.hour < 12 else "下午", value.hour % 12 or 12
    forms.append(f"{value.year}/{value.month}/{value.day} {half}{hour}:{value:%M:%S}")
    if value.day > 12:
        forms.append(f"{value.month}/{value.day}/{value.year} {value:%H:%M:%S}")
        forms.append(f"{value:%d/%m/%Y} {hour}:{value:%M:%S} {'AM' if value.hour < 12 else 'PM'}")
    if value.second == 0:
        forms += [
            f"{value.year}/{value.month}/{value.day} {value.hour}:{value.minute:02d}",
            f"{value.year}年{value.month}月{value.day}日 {value.hour}时{value.minute}分",
        ]
    is_end = column in LIMITS and (value.hour, value.minute, value.second) == (23, 59, 59)
    if is_end or (column not in LIMITS and (value.hour, value.minute, value.second) == (0, 0, 0)):
        forms += [
            f"{value:%Y-%m-%d}",
            f"{value.year}年{value.month}月{value.day}日",
            f"{value:%Y%m%d}",
        ]
    text = dice.choice(forms)
    if dice.random() < 0.1:
        text = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
    return text


def _is_midnight_of_limit(column: str, value: datetime) -> bool:
    """Whether a cell of it could not be told from one of the day alone, which ends with it."""
    return column in LIMITS and (value.hour, value.minute, value.second) == (0, 0, 0)


def _serial(value: datetime) -> str:
    days = (value - datetime(1899, 12, 30)) / timedelta(days=1)
    return f"{days:.10f}"


def _header(dice: random.Random, export: str, columns: list[str]) -> list[str]:
    names = [dice.choice([name, *SYNONYMS[export].get(name, [])]) for name in columns]
    if dice.random() < 0.3:
        names = [
            dice.choice([name, f" {name} ", name[:2] + "\n" + name[2:], f"{name}　"])
            for name in names
        ]
    return names


def _columns(dice: random.Random, rows: list[tuple[Row, bool]]) -> list[str]:
    columns = list(rows[0][0])
    dice.shuffle(columns)
    return columns


def _write_text(dice: random.Random, export: str, rows: list[tuple[Row, bool]], path: Path) -> None:
    columns = _columns(dice, rows)
    header = _header(dice, export, columns)
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=dice.choice([",", ",", "\t"]),
        lineterminator=dice.choice(["\r\n", "\n"]),
        quoting=dice.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    )
    for _ in range(dice.choice([0, 0, 1, 2])):
        writer.writerow(["某某系统导出明细表", *[""] * (len(columns) - 1)])
    extra = dice.random() < 0.4
    writer.writerow([*header, *(["备注,说明"] if extra else [])])
    for row, _ in rows:
        cells = [_text(dice, export, name, row[name]) for name in columns]
        writer.writerow(cells + (['含,逗号\n和换行 "引号"'] if extra else []))
    if dice.random() < 0.4:
        writer.writerow(["合计", *[""] * (len(columns) - 2), len(rows)])
        writer.writerow([])
    encoding = dice.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    content = text.getvalue().encode(encoding)
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


def _write_workbook(
    dice: random.Random, export: str, sheets: list[list[tuple[Row, bool]]], path: Path
) -> None:
    book = openpyxl.Workbook()
    note = book.active
    assert note is not None
    note.title = "说明"
    note["B2"] = "本表由系统导出"
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"数据{number}")
        columns = _columns(dice, rows)
        if dice.random() < 0.5:
            sheet.append(["导出明细"])
            sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
        sheet.append(_header(dice, export, columns))
        for row, _ in rows:
            sheet.append([_cell(dice, export, name, row[name]) for name in columns])
        if dice.random() < 0.4:
            sheet.append(["总计"])
    book.save(path)


def _cell(
    dice: random.Random, export: str, column: str, value: Value
) -> str | int | datetime | float | None:
    is_cell = isinstance(value, datetime) and not _is_midnight_of_limit(column, value)
    if isinstance(value, datetime) and is_cell and dice.random() < 0.6:
        if column in LIMITS and (value.hour, value.minute, value.second) == (23, 59, 59):
            value = value.replace(hour=0, minute=0, second=0)
        return value if dice.random() < 0.7 else float(_serial(value))
    if isinstance(value, int) and not isinstance(value, bool) and dice.random() < 0.5:
        return value
    if value is None and dice.random() < 0.5:
        return None
    text = _text(dice, export, column, value)
    return f" {text}" if text.startswith("=") else text
