"""The documentation site: tables, checks and indicators as pages, for reading without a network."""
