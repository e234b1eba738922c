"""`office.yml` and `headers.yml`: their keys with the rows on which they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from orchestration.office.slips import Slip
from orchestration.office.text_files import read_text


@dataclass(frozen=True)
class Value:
    """What stands under a key: the row of the key, the value, and its text as written."""

    row: int
    value: Any
    text: str


Values = Mapping[str, Value]

_DEEPEST = 20
_MOST_VALUES = 10_000


def read_values(path: Path, slips: list[Slip]) -> dict[str, Value] | None:
    """Return what stands under each key of a YAML file; None where it has no keys."""
    try:
        text = read_text(path)
    except OSError as error:
        slips.append(Slip(path.name, None, f"it cannot be read: {error.strerror}"))
        return None
    if text is None:
        slips.append(Slip(path.name, None, "it is no text"))
        return None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        row = mark.line + 1 if mark else None
        slips.append(Slip(path.name, row, f"it is no YAML: {error.problem or error.context}"))
        return None
    except yaml.YAMLError as error:
        slips.append(Slip(path.name, None, f"it is no YAML: {' '.join(str(error).split())}"))
        return None
    except RecursionError:
        slips.append(Slip(path.name, None, "its brackets lie too deep in one another"))
        return None
    if node is None:
        return {}
    try:
        _values_within(node, 0, {})
    except _TooMuchError as error:
        slips.append(Slip(path.name, error.row, str(error)))
        return None
    return values_of(path.name, node, slips)


class _TooMuchError(ValueError):
    """Values that cannot be written out; `row` is where."""

    def __init__(self, node: yaml.Node, text: str) -> None:
        super().__init__(text)
        self.row = int(node.start_mark.line) + 1


def _values_within(node: yaml.Node, depth: int, known: dict[int, int | None]) -> int:
    """Return how many values a node is, written out: an alias is all that it names once more.

    Raises _TooMuchError where it holds itself, lies too deep, or is too much. `known` are the
    values of nodes looked through, by their id; None of those that stand above.
    """
    if id(node) in known:
        found = known[id(node)]
        if found is None:
            raise _TooMuchError(node, "it stands in itself: write it out, without & and *")
        return found
    if depth > _DEEPEST:
        raise _TooMuchError(node, "its brackets lie too deep in one another")
    known[id(node)] = None
    below: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        below = [each for pair in node.value for each in pair]
    elif isinstance(node, yaml.SequenceNode):
        below = node.value
    count = 1 + sum(_values_within(each, depth + 1, known) for each in below)
    if count > _MOST_VALUES:
        text = f"it is more than {_MOST_VALUES} values, each * counted as what it stands for"
        raise _TooMuchError(node, text)
    known[id(node)] = count
    return count


def values_of(file: str, node: yaml.Node, slips: list[Slip]) -> dict[str, Value] | None:
    """Return what stands under each key of a mapping; None where it is none."""
    if not isinstance(node, yaml.MappingNode):
        slips.append(Slip(file, node.start_mark.line + 1, "it must be keys, each with a value"))
        return None
    found: dict[str, Value] = {}
    for key_node, value_node in node.value:
        row = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            slips.append(Slip(file, row, "a key is one word, without brackets"))
            continue
        key = str(key_node.value)
        if key in found:
            slips.append(Slip(file, row, f"{key} stands already in row {found[key].row}"))
            continue
        text = value_node.value if isinstance(value_node, yaml.ScalarNode) else ""
        told = len(slips)
        value = _constructed(file, value_node, slips)
        if len(slips) == told or isinstance(value_node, yaml.MappingNode):
            found[key] = Value(row, value, text)
    return found


def _constructed(file: str, node: yaml.Node, slips: list[Slip]) -> Any:
    """Return a value; a mapping as its keys with their rows."""
    if isinstance(node, yaml.MappingNode):
        return values_of(file, node, slips) or {}
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    except (yaml.YAMLError, ValueError, OverflowError, LookupError, AttributeError) as error:
        # a day that no month has, or a tag that does not fit, fails in the parser's own ways
        why = error.problem if isinstance(error, yaml.MarkedYAMLError) else error
        found = " ".join(f"{why}".split())
        text = f"it is no value: {found}; put what is a text in quotation marks"
        slips.append(Slip(file, node.start_mark.line + 1, text))
        return None
    finally:
        loader.dispose()
