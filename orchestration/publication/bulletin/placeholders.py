"""What the template may write in its double braces: names and functions in the office's words.

They are explained to the office in `README.md` beside the template; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from orchestration.catalogue.exports import export_of_code
from orchestration.errors import BadCall
from orchestration.office.kinds import all_units
from orchestration.office.model import PARTS, Wording
from orchestration.periods import Period
from orchestration.publication.bulletin.changes import change_clauses, rise_and_fall
from orchestration.publication.bulletin.facts import Facts, Indicator
from orchestration.publication.bulletin.figures import (
    Figure,
    denominator_of,
    numerator_of,
    previous_of,
    value_of,
)
from orchestration.publication.bulletin.lists import (
    Words,
    below_floor,
    leaders_and_trailers,
    overdue_units,
    stem,
)
from orchestration.publication.bulletin.numbering import Numbering
from orchestration.publication.bulletin.titles import (
    moment_words,
    period_words,
    span_words,
    table_titles,
)
from orchestration.publication.files import PUBLISHED_FILES, TITLE_ORDER, published_files

CASE_KINDS = (
    "cases.cross_province",
    "cases.cross_region",
    "cases.zero_material",
    "cases.tolerant",
    "cases.commitment",
    "cases.one_license",
)
EVALUATED = ("evaluations.department", "evaluations.township")
_SERVICES = tuple(part for part in PARTS if part != "tickets")


def placeholders(facts: Facts, wording: Wording, version: str = "") -> dict[str, Any]:
    """Return everything that the template may use, by the name that it is written with.

    `version` is the one that the document stands in, empty for a preview.
    """
    period = facts.plan.period
    numbering, indicators = Numbering(), _Indicators(facts.indicators, period, facts.parts)
    return {
        "周期": period_words(facts.plan.period),
        "本期": period.this_name,
        "上期": period.previous_name,
        # templates that were written before there were other periods
        "季度": period_words(facts.plan.period),
        "统计范围": span_words(facts.plan),
        "统计时点": moment_words(facts.plan.as_of),
        "成文年月": f"{facts.plan.as_of.year}年{facts.plan.as_of.month}月",
        "发文机关": wording.name,
        "区域": wording.district,
        "主送": wording.addressees,
        "版本": version,
        "红头": wording.letterhead or "",
        "发文字号": wording.document_number or "",
        "签发人": wording.signatory or "",
        "抄送": wording.copies_to or "",
        "印发": wording.issued_by or "",
        "各单位": all_units(wording.kinds, TITLE_ORDER),
        **_attachments(facts, wording),
        "章": numbering.chapter,
        "节": numbering.section,
        "条": numbering.item,
        "设有": lambda part: part in facts.parts,
        "设有政务服务": any(part in facts.parts for part in _SERVICES),
        **indicators.functions(),
        **_sentences(facts, wording, indicators),
    }


def _attachments(facts: Facts, wording: Wording) -> dict[str, Any]:
    """Return the attachments' titles by number, and how a table is called in running text."""
    titles = table_titles(wording, facts.plan.period)
    # a template may ask for each of them, whatever the office has
    named = {file.label: "" for file in PUBLISHED_FILES if file.number}
    own = [file for file in published_files(facts.parts) if file.number]
    labels = {file.stem: file.label for file in own}
    known = {file.stem for file in PUBLISHED_FILES}

    def label_of(stem: str) -> str:
        if stem not in known:
            raise BadCall(f"the bulletin's template asks for {stem!r}, which is no attachment")
        return labels.get(stem, "")

    return {
        **named,
        **{file.label: "".join(titles[file.table]) for file in own},
        "附件": label_of,
    }


def _sentences(facts: Facts, wording: Wording, indicators: _Indicators) -> dict[str, str]:
    lists, longest = wording.lists, wording.longest_list
    cases, worded = Words("办件", "有办件", "部门"), facts.plan.period.worded
    types = [
        (f"{kind.name}类", indicators.find(f"tickets.{kind.code}"), kind.leading_topic)
        for kind in facts.types
    ]
    case_kinds, evaluated = map(indicators.of_parts, (CASE_KINDS, EVALUATED))
    kinds = [(indicators.short_name(code), indicators.find(code)) for code in case_kinds]
    return {
        "诉求分类": ticket_types(
            [(name, kind, topic) for name, kind, topic in types if kind.numerator],
            lambda kind: value_of(indicators.find(f"{kind.code}.share")),
        ),
        "诉求升降": worded(rise_and_fall([(name, kind) for name, kind, _ in types])),
        "工单承办单位": leaders_and_trailers(
            facts.orders, Words("承办工单", "承办工单"), lists.orders, 0, longest
        ),
        "超时签收单位": overdue_units(
            facts.sign_overdue, Words("超时签收"), lists.sign_overdue, longest
        ),
        "超时办结单位": overdue_units(
            facts.finish_overdue, Words("超时办结"), lists.finish_overdue, longest
        ),
        "低满意率单位": below_floor(
            facts.satisfaction,
            wording.satisfaction_floor,
            Words("满意率"),
            lists.low_satisfaction,
            longest,
        ),
        "办理渠道": indicators.listed(facts.channels),
        "服务方式": indicators.listed(case_kinds),
        "服务方式升降": worded(rise_and_fall(kinds)),
        "部门办件": leaders_and_trailers(
            facts.departments, cases, lists.departments_most, lists.departments_fewest, longest
        ),
        "乡镇办件": leaders_and_trailers(
            facts.townships,
            Words("办件", "有办件", "乡镇（街道）"),
            lists.townships_most,
            lists.townships_fewest,
            longest,
        ),
        "入库单位": leaders_and_trailers(
            facts.license_units,
            Words("证照入库", "有证照入库", "部门（单位）"),
            lists.licenses_most,
            lists.licenses_fewest,
            longest,
        ),
        "评价构成": indicators.listed(evaluated),
    }


def ticket_types(
    types: list[tuple[str, Indicator, str | None]], share: Callable[[Indicator], Figure]
) -> str:
    """Return the types that have tickets with their shares and leading topics, empty for none."""
    if len(types) == 1:
        ((name, kind, topic),) = types
        return f"全部为{name}{_leading(kind, topic)}"
    told = [
        f"{name}{value_of(kind)}{kind.unit}、占{share(kind)}%{_leading(kind, topic)}"
        for name, kind, topic in types
    ]
    return f"其中，{'；'.join(told)}" if told else ""


def _leading(kind: Indicator, topic: str | None) -> str:
    """Return which topic most are about; one alone is no most."""
    return f"，以{topic}方面居多" if topic and (kind.numerator or 0) > 1 else ""


@dataclass(frozen=True)
class _Indicators:
    """The headline figures as the template asks for them, by their code in the catalogue."""

    by_code: dict[str, Indicator]
    period: Period
    parts: Collection[str]

    def of_parts(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Return those figures that are of exports that the office has."""
        return tuple(code for code in codes if export_of_code(code) in self.parts)

    def functions(self) -> dict[str, Callable[[str], object]]:
        return {
            "数": lambda code: self._with_unit(code, value_of(self.find(code))),
            "数字": lambda code: value_of(self.find(code)),
            "分子": lambda code: numerator_of(self.find(code)),
            "分母": lambda code: denominator_of(self.find(code)),
            "上期数": self._previous,
            "上季度": self._previous,
            "增减": lambda code: self.period.worded(change_clauses(self.find(code))),
            "有": self._has_any,
            "上期有": self._had_any,
            "上季度有": self._had_any,
            "提及": lambda code: self._has_any(code) or self._had_any(code),
        }

    def find(self, code: str) -> Indicator:
        """Return a headline figure; a code that the catalogue lacks is a slip in the template."""
        if code not in self.by_code:
            raise BadCall(f"the bulletin's template asks for {code!r}, which is no headline figure")
        return self.by_code[code]

    def short_name(self, code: str) -> str:
        """Return an indicator's name without the words for how much."""
        name = self.find(code).name
        return name.removesuffix("办件量").removesuffix("评价量")

    def listed(self, codes: tuple[str, ...]) -> str:
        """Return those of the figures that are not zero: `跨省通办3972件、区内通办5098件`."""
        found = [self.find(code) for code in codes]
        return "、".join(
            f"{self._counted_name(one)}{value_of(one)}{one.unit}" for one in found if one.numerator
        )

    def _counted_name(self, indicator: Indicator) -> str:
        """Return the name that a number is to follow: `APP办件量`, since no digit may meet it."""
        short = self.short_name(indicator.code)
        return short if stem(short) == short else indicator.name

    def _previous(self, code: str) -> str:
        return self._with_unit(code, previous_of(self.find(code)))

    def _with_unit(self, code: str, figure: Figure) -> str:
        return f"{figure}{self.find(code).unit}"

    def _has_any(self, code: str) -> bool:
        if not self.of_parts((code,)):
            return False
        indicator = self.find(code)
        return bool(indicator.denominator if indicator.is_rate else indicator.numerator)

    def _had_any(self, code: str) -> bool:
        return bool(self.of_parts((code,)) and self.find(code).previous)
