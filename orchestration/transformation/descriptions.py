"""Descriptions of the dbt project: a Chinese paragraph, and after a blank line an English one."""

from __future__ import annotations


def in_chinese(description: str) -> str:
    """Return the Chinese words of a description on one line."""
    return _paragraphs(description)[0]


def in_english(description: str) -> str:
    """Return its English words on one line, none where it has none."""
    return " ".join(_paragraphs(description)[1:])


def _paragraphs(description: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in description.strip().split("\n\n")]
