"""What is published is described in whole Chinese sentences, and apart in English ones."""

import re

import pytest

from orchestration.publication.analysts import (
    PERIOD_MARTS,
    WHOLE_TABLES,
    described_district,
    described_kind,
)
from orchestration.publication.files import PUBLISHED_FILES
from orchestration.transformation.descriptions import in_chinese, in_english
from orchestration.transformation.project import read_manifest

TABLES = (*WHOLE_TABLES, *PERIOD_MARTS, *(file.table for file in PUBLISHED_FILES))

CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b[A-Za-z]+ [a-z]+\b")
"""Words that follow each other; a code or a name of a table stands alone."""


def descriptions() -> dict[str, str]:
    """Return every description that is published, by what it describes."""
    found = {"period_kind": described_kind(), "district": described_district()}
    for model in read_manifest()["nodes"].values():
        if model["resource_type"] == "model" and model["name"] in TABLES:
            found[model["name"]] = model["description"]
            for column in model["columns"].values():
                found[f"{model['name']}.{column['name']}"] = column["description"]
    return found


def test_each_has_whole_sentences_in_both_languages_and_mixes_none() -> None:
    found = descriptions()
    assert len(found) > 300
    wrong = {
        place: words
        for place, words in found.items()
        if not CHINESE.search(in_chinese(words))
        or not in_chinese(words).endswith("。")
        or ENGLISH.search(in_chinese(words))
        or CHINESE.search(in_english(words))
        or not in_english(words).endswith(".")
    }
    assert wrong == {}


def test_those_of_figures_by_member_promise_no_units() -> None:
    words = descriptions()["indicator_values.dimension"]
    assert "没有单位" in in_chinese(words) and "has no units" in in_english(words)


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("一段\n两行。\n\nOne\nsentence.", "一段 两行。", "One sentence."),
        ("只有中文。", "只有中文。", ""),
        ("", "", ""),
    ],
)
def test_paragraphs_are_told_apart(text: str, chinese: str, english: str) -> None:
    assert (in_chinese(text), in_english(text)) == (chinese, english)
