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
    if (row := _row_that_holds_itself(node, (), set())) is not None:
        slips.append(Slip(path.name, row, "it stands in itself: write it out, without & and *"))
        return None
    return values_of(path.name, node, slips)


def _row_that_holds_itself(
    node: yaml.Node, above: tuple[yaml.Node, ...], sound: set[int]
) -> int | None:
    """Return the row of a value that names one that it stands in; None where there is none.

    `sound` are the ids of nodes that hold none: an alias is the node it names, looked through once.
    """
    if any(node is each for each in above):
        return int(node.start_mark.line) + 1
    if id(node) in sound:
        return None
    below: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        below = [each for pair in node.value for each in pair]
    elif isinstance(node, yaml.SequenceNode):
        below = node.value
    rows = (_row_that_holds_itself(each, (*above, node), sound) for each in below)
    found = next((row for row in rows if row is not None), None)
    if found is None:
        sound.add(id(node))
    return found


def values_of(file: str, node: yaml.Node, slips: list[Slip]) -> dict[str, Value] | None:
    """Return what stands under each key of a mapping; None where it is none."""
    if not isinstance(node, yaml.MappingNode):
        slips.append(Slip(file, node.start_mark.line + 1, "it must be keys, each with a value"))
        return None
    found: dict[str, Value] = {}
    for key_node, value_node in node.value:
        row = key_node.start_mark.line + 1
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
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # a day that no month has is the parser's own ValueError
        row = node.start_mark.line + 1
        slips.append(Slip(file, row, f"it is no value: {' '.join(str(error).split())}"))
        return None
    finally:
        loader.dispose()
