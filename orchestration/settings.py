"""Where a run reads and writes: the two folders of the contract and what lies in the second."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
DBT_PROJECT = REPOSITORY / "dbt_project"

EXPECTATIONS = REPOSITORY / "expectations"

DEFAULT_OFFICE = REPOSITORY / "offices" / "hongsibu"
"""The office that is used where none is named."""

CONTROLS = "controls"
"""The export of the source systems' own totals, which every office may have."""

EXPORTS = ("tickets", "cases", "licenses", "evaluations", CONTROLS)
"""The exports that a raw folder may hold, one sub-folder each, in the order of the contract."""


OFFLINE = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
"""Settings of every DuckDB connection: nothing is fetched from a network."""


def memory_limit() -> str:
    """Return how much memory DuckDB may take before it spills, as it writes it: TONGBAO_MEMORY."""
    return os.environ.get("TONGBAO_MEMORY") or "2500MB"


@dataclass(frozen=True)
class Folders:
    """The raw, warehouse and office folders of a run; two runs with different ones never touch."""

    raw: Path
    warehouse: Path
    district: str = ""
    """The district whose marts, publications and records are meant; empty for the default one."""
    office: Path = DEFAULT_OFFICE
    """Everything that is one office's, an input as the raw folder is."""
    office_is_named: bool = True
    """Whether the call or the environment named it; else it is the default one."""

    @classmethod
    def resolve(
        cls, raw: str | None = None, warehouse: str | None = None, office: str | None = None
    ) -> Folders:
        """Take each folder from the argument, else the environment, else the repository."""
        return cls(
            raw=Path(raw or os.environ.get("TONGBAO_RAW") or REPOSITORY / "raw").absolute(),
            warehouse=Path(
                warehouse or os.environ.get("TONGBAO_WAREHOUSE") or REPOSITORY / "warehouse"
            ).absolute(),
            office=Path(office or os.environ.get("TONGBAO_OFFICE") or DEFAULT_OFFICE).absolute(),
            office_is_named=bool(office or os.environ.get("TONGBAO_OFFICE")),
        )

    def of(self, district: str) -> Folders:
        """Return the same folders for a district, named by its own folder."""
        return replace(self, district=district)

    @property
    def lake(self) -> Path:
        """Landed rows as text, with personal data: readable by the owner alone."""
        return self.warehouse / "lake"

    @property
    def build(self) -> Path:
        """The private build database and drafts: readable by the owner alone."""
        return self.warehouse / "build"

    @property
    def build_database(self) -> Path:
        """The database that dbt writes; one writer at a time."""
        return self.build / "build.duckdb"

    @property
    def run_log(self) -> Path:
        """What the newest run printed, dbt's own words and tracebacks among it."""
        return self.build / "run.log"

    @property
    def spark(self) -> Path:
        """All that Spark keeps where it is the engine, its tables among it; made anew each run."""
        return self.build / "spark"

    def draft(self, period: str) -> Path:
        """Where the publication of a period is written and checked before it appears."""
        return self.build / "draft" / self.district / period

    @property
    def records(self) -> Path:
        """What runs leave for the next one."""
        return self.build / "records" / self.district

    @property
    def marts(self) -> Path:
        """Checked marts as Parquet, one file a mart and period, for other tools."""
        return self.warehouse / "marts" / self.district

    @property
    def published(self) -> Path:
        """The publications, by period and version."""
        return self.warehouse / "published" / self.district

    @property
    def signed(self) -> Path:
        """The documents that periods were sealed with: readable by the owner alone."""
        return self.warehouse / "signed" / self.district

    @property
    def analysts_database(self) -> Path:
        """What analysts open read-only: whole, checked, no personal data."""
        return self.warehouse / "tongbao.duckdb"

    @property
    def own_office(self) -> Path:
        """Which office published here."""
        return self.warehouse / "office.json"

    @property
    def master_database(self) -> Path:
        """The private database that the analysts' one is a copy of: no client can change it."""
        return self.build / "tongbao.duckdb"

    @property
    def journal(self) -> Path:
        """What was published when, a line an event."""
        return self.warehouse / "journal.jsonl"
