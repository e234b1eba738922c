"""From a published figure back to the rows of the raw exports that it counts."""
