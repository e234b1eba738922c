"""Groups of units (县区, 市直 and the like) as one table: a line a group, then all together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orchestration.periods import Period
from orchestration.publication.tables import PublishedTable

if TYPE_CHECKING:
    import duckdb

GROUP, UNITS, TOTAL = "分组", "单位数", "合计"
RECEIVED, CASES = "受理工单数", "办件量"
COLUMNS = (
    (RECEIVED, "orders.received", "numerator"),
    ("占全部工单(%)", "orders.received", "share"),
    ("超时签收数", "orders.sign_overdue", "numerator"),
    ("超时签收率(%)", "orders.sign_overdue_rate", "value"),
    ("办结数", "orders.finished", "numerator"),
    ("办结率(%)", "orders.finish_rate", "value"),
    ("超时办结数", "orders.finish_overdue", "numerator"),
    ("超时办结率(%)", "orders.finish_overdue_rate", "value"),
    ("评价数", "orders.satisfaction", "denominator"),
    ("满意数", "orders.satisfaction", "numerator"),
    ("满意率(%)", "orders.satisfaction", "value"),
    (CASES, "cases.total", "numerator"),
    ("占总办件量(%)", "cases.total", "share"),
    ("好差评评价量", "evaluations.satisfaction", "denominator"),
    ("好评率(%)", "evaluations.satisfaction", "value"),
)
"""The columns of the table: its header, the figure, and what of it is shown."""

_FIGURES = """
    select group_position, unit_group, units, indicator_code, numerator, denominator, value, share
    from marts.indicators_by_group where period = $period
    union all
    select null, $total, groups.units, indicator_code, numerator, denominator, value,
        case when numerator > 0 then 100.00 end
    from marts.indicator_values
    cross join (
        select sum(units) as units from (
            select distinct unit_group, units from marts.indicators_by_group where period = $period
        )
    ) as groups
    where period = $period and dimension = 'all'
    order by group_position nulls last
"""


def read_groups(connection: duckdb.DuckDBPyConnection, period: Period) -> PublishedTable | None:
    """Return the table of a period from the build database, None where the office has no groups.

    Figures that the office does not have, such as those of an export that it lacks, are left out.
    """
    found = connection.execute(_FIGURES, {"period": period.key, "total": TOTAL})
    names = [column[0] for column in found.description or ()]
    lines: dict[int | None, dict[str, Any]] = {}
    for row in found.fetchall():
        figure = dict(zip(names, row, strict=True))
        line = lines.setdefault(figure["group_position"], {})
        line[GROUP], line[UNITS] = figure["unit_group"], figure["units"]
        line[figure["indicator_code"]] = figure
    total = lines.pop(None, {})
    if not lines:
        return None
    shown = [column for column in COLUMNS if column[1] in total]
    return PublishedTable(
        (GROUP, UNITS, *(header for header, _, _ in shown)),
        [
            (line[GROUP], line[UNITS], *(line[code][what] for _, code, what in shown))
            for line in (*lines.values(), total)
        ],
    )
