"""Holding a bulletin's printed figures against what the warehouse counts."""
