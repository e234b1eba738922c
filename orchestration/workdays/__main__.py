"""`python -m orchestration.workdays` writes the calendar seed anew."""

from __future__ import annotations

from orchestration.workdays.calendar import FIRST_DAY, SEED, csv_text, last_day


def main() -> None:
    """Write the seed and say what it covers."""
    SEED.write_text(csv_text(), encoding="utf-8")
    print(f"{SEED}: {FIRST_DAY} to {last_day()}")


if __name__ == "__main__":
    main()
