"""Made-up bulletins whose figures agree, in the manner of offices; and one figure of them changed.

Every figure is written by `Writer.figure`, so that a test knows where each stands.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

TYPES = ["求助类", "咨询类", "投诉类", "建议类", "举报类", "表扬类", "其他类"]
UNITS = ["河东镇", "南苑街道", "教育局", "水务局", "城管执法局", "供暖公司", "石桥乡", "交通运输局"]
CHANNELS = ["电话", "微信", "网站", "APP"]
NOISE = [
    "各承办单位要严格按照《关于进一步规范热线工作的通知》（云政办发〔2022〕11号）要求，7×24小时值守12345热线。",
    "一是部分单位工单签收不及时。二是答复内容过于简单，导致满意率低于85%的标准要求。",
    "联系电话：0999-5098765，附件1共3页，统计时间截至2024年7月1日9时30分。",
    "目前已梳理行政许可主项225项、子项293项，组织22个部门参加培训，第3次全面更新。",
    "按照“一窗受理”要求，全年开展窗口培训4次，覆盖16个乡镇便民服务中心约300人次。",
    "综合考评前三的部门为县教育局、县水务局、县交通运输局，满分为100分。",
]


@dataclass
class Writer:
    """Writes a text and keeps where its figures stand."""

    random: random.Random
    text: str = ""
    figures: list[tuple[int, int]] = field(default_factory=list)

    def write(self, *parts: str | Figure) -> None:
        for part in parts:
            if isinstance(part, Figure):
                self.figures.append((len(self.text), len(self.text) + len(part.text)))
                self.text += part.text
            else:
                self.text += part

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    def count(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def split(self, total: int, parts: int) -> list[int]:
        cuts = sorted(self.random.sample(range(1, total), parts - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


@dataclass(frozen=True)
class Figure:
    """A printed number, without its unit."""

    text: str


def whole(count: int) -> Figure:
    return Figure(str(count))


def rate(numerator: int, denominator: int, places: int = 2) -> Figure:
    exact = Decimal(100 * numerator) / Decimal(denominator)
    return Figure(f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}")


def bulletin(seed: int) -> Writer:
    """Return a bulletin of random figures, sections and wording."""
    writer = Writer(random.Random(seed))
    sections = [types, orders, late, first_few, cases, evaluations, channels, topics, licences]
    writer.random.shuffle(sections)
    writer.write(
        "关于2024年第二季度12345便民服务热线运行情况的通报\n\n各乡镇（街道），各部门：\n\n"
    )
    for at, section in enumerate(sections[: writer.count(3, len(sections))]):
        writer.write(f"（{'一二三四五六七八九'[at]}）")
        section(writer)
        writer.write(writer.pick("\n\n", "\n"))
        if writer.random.random() < 0.4:
            writer.write(writer.random.choice(NOISE), "\n\n")
    return writer


def types(writer: Writer) -> None:
    total = writer.count(200, 90_000)
    names = TYPES[: writer.count(4, 7)]
    places = writer.count(1, 2)
    writer.write(
        writer.pick("第二季度，热线平台共受理各类诉求", "6月份，全县共受理群众诉求"),
        whole(total),
        "件",
    )
    if writer.random.random() < 0.5:
        before = writer.count(max(1, total // 2), total * 2)
        way = "上升" if total >= before else "下降"
        writer.write(f"，环比{way}", rate(abs(total - before), before), "%")
    writer.write(writer.pick("，其中，", "。其中，", "，其中："))
    base = writer.pick("，占诉求总量的", "，占总量的", "，占比", "、占", "，占受理总量的比例为")
    parts = writer.split(total, len(names))
    for at, (name, part) in enumerate(zip(names, parts, strict=True)):
        writer.write(name, whole(part), "件", base, rate(part, total, places), "%")
        if writer.random.random() < 0.3:
            writer.write("，主要集中在水利灌溉等方面")
        writer.write("；" if at < len(names) - 1 else "。")


def orders(writer: Writer) -> None:
    received = writer.count(60, 9_000)
    finished = writer.count(received // 2, received)
    in_time = writer.count(finished // 2, finished)
    visited = writer.count(20, finished)
    liked = writer.count(visited // 2, visited)
    writer.write(
        writer.pick("热线中心共转办工单", "移交各单位办件工单", "共交办承办单位诉求事项"),
        whole(received),
        "件，办结",
        whole(finished),
        "件，办结率",
        rate(finished, received),
        writer.pick("%，群众满意率", "%，群众综合满意率为"),
        Figure("83.45"),
        "%。按期办结",
        whole(in_time),
        "件，按期办结率",
        rate(in_time, received if writer.random.random() < 0.5 else finished),
        "%。回访工单",
        whole(visited),
        "件，其中满意",
        whole(liked),
        "件，满意率",
        rate(liked, visited),
        "%。",
    )


def late(writer: Writer) -> None:
    received = {unit: writer.count(12, 400) for unit in UNITS}
    for what in ("超时签收", "超时办结"):
        writer.write(f"{what}工单较多的单位是：")
        units = writer.random.sample(UNITS, writer.count(3, 6))
        for at, unit in enumerate(units):
            part = writer.count(1, received[unit])
            places = writer.count(0, 2)
            writer.write(unit, whole(part), writer.pick("件、占比", "件，占比", "件、占比是"))
            writer.write(
                rate(part, received[unit], places), "%", "，" if at < len(units) - 1 else ""
            )
        writer.write(writer.pick("等。", "。", "等；"))


def first_few(writer: Writer) -> None:
    counts = sorted((writer.count(5, 900) for _ in range(3)), reverse=True)
    units = writer.random.sample(UNITS, 3)
    writer.write(
        writer.pick("工单量排名前三的单位是：", "受理量居前三位的分别是", "办件量由高到低为：")
    )
    for at, (unit, count) in enumerate(zip(units, counts, strict=True)):
        writer.write(unit, whole(count), "件", "、" if at < 2 else "。")
    writer.write("群众满意率较低的单位有：")
    for at, unit in enumerate(writer.random.sample(UNITS, 4)):
        writer.write(
            unit, Figure(f"{writer.count(1000, 9900) / 100:.2f}"), "%", "、" if at < 3 else "等。"
        )


def cases(writer: Writer) -> None:
    total = writer.count(5_000, 200_000)
    writer.write("全县总办件量", whole(total), "件。其中政务服务大厅累计办件")
    writer.write(
        whole(writer.count(total // 3, total // 2)), "件；乡镇（街道）便民服务中心累计办件"
    )
    writer.write(
        whole(writer.count(50, total // 4)), "件；跨省通办办件", whole(writer.count(1, 900))
    )
    writer.write("件，零材料办件", whole(writer.count(1, 900)), "件。办件量较多的部门是：税务局")
    writer.write(whole(writer.count(1, 900)), "件、公安局", whole(writer.count(1, 900)), "件。")


def evaluations(writer: Writer) -> None:
    total = writer.count(100, 20_000)
    part = writer.count(1, total - 1)
    writer.write("全县政务服务“好差评”共评价", whole(total), "条。其中，部门评价数", whole(part))
    writer.write("条；乡镇评价数", whole(total - part), "条。差评数为0条，差评整改率为100%。")


def channels(writer: Writer) -> None:
    counts = [writer.count(1, 3_000) for _ in CHANNELS]
    writer.write("按渠道看，")
    for name, count in zip(CHANNELS, counts, strict=True):
        writer.write(name, "受理", whole(count), "件、" if name != CHANNELS[-1] else "件，")
    writer.write(writer.pick("共计", "合计", "共"), whole(sum(counts)), "件。")


def topics(writer: Writer) -> None:
    for at, topic in enumerate(("老旧小区改造", "消费维权", "物业服务"), 1):
        before, now = writer.count(20, 400), writer.count(20, 400)
        way = ("增加", "上升") if now >= before else ("减少", "下降")
        writer.write(
            f"\n{at}.{topic}方面：共", whole(now), f"件，较上月{way[0]}", whole(abs(now - before))
        )
        writer.write(
            f"件，环比{way[1]}", rate(abs(now - before), before, 1), "%，主要是小区停车难等问题。"
        )


def licences(writer: Writer) -> None:
    counts = [writer.count(1, 3_000) for _ in range(3)]
    writer.write(
        "共入库", whole(writer.count(3, 20)), "个部门的", whole(writer.count(3, 30)), "类电子证照"
    )
    writer.write(whole(sum(counts)), "件。其中，入库数量较多的部门是：自然资源局", whole(counts[0]))
    writer.write(
        "件、民政局", whole(counts[1]), "件；入库数量较少的部门是：文旅局", whole(counts[2]), "件。"
    )


def changed(writer: Writer, which: int, how: random.Random) -> tuple[str, str]:
    """Return the text with one figure changed, and the figure as it stands there now."""
    start, end = writer.figures[which % len(writer.figures)]
    was = writer.text[start:end]
    now = was
    while now == was or not now.strip("0.") or now.startswith("0") != was.startswith("0"):
        step = how.choice([1, -1, 2, 9, -9, 10, 37, -50, 100])
        digits = str(max(0, int(was.replace(".", "")) + step))
        places = len(was.partition(".")[2])
        now = digits.zfill(places + 1)
        if places:
            now = f"{now[:-places]}.{now[-places:]}"
    return writer.text[:start] + now + writer.text[end:], now
