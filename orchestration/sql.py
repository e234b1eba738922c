"""The one way in which a value gets into SQL text where a statement takes no parameters."""


def literal(text: str) -> str:
    """Return the text as a string literal: DuckDB knows no other escape than a doubled quote."""
    return "'" + text.replace("'", "''") + "'"
