"""Readers of bulletins: each format becomes paragraphs and tables, in the order of reading."""
