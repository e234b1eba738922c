"""Two versions of a publication held against each other: what changed, and what came in between."""
