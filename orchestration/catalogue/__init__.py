"""The catalogue of indicators: one definition each, read by the tables, the pages and the trace."""
