"""The page over all publications of a warehouse: which there are, and their figures over time."""
