"""Great Expectations suites held against marts and published files."""
