"""Who answers for what: the owners that Dagster shows on each asset."""

OWNERS = ["team:数据岗"]
"""The data desk of the service office."""
