"""The dbt project as Dagster assets: staging, intermediate, marts and publication tables."""
