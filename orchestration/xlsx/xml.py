"""An XML part as events, as it streams through: no document type, hence no entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn
from xml.parsers import expat

from orchestration.xlsx.errors import BookError, damaged

Attributes = dict[str, str]
_NO_MEMORY = 1
_LONGEST_TAG = 4 * 1024 * 1024


class _LocalNames(dict[str, str]):
    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        if len(self) < 10_000:
            self[name] = local
        return local


LOCAL: dict[str, str] = _LocalNames()
"""An element's name without its prefix: which one a writer takes means nothing."""


def events(
    chunks: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], object],
) -> Iterator[None]:
    """Parse the chunks, calling back for each event; yield after each chunk.

    Raises BookError where the XML is broken, declares a document type or has an endless tag.
    """
    # what a part declares of its encoding may be wrong: its bytes have been made UTF-8
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            fed += len(chunk)
            # the parser goes over an unfinished tag again with each chunk
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise damaged()
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        if error.code == _NO_MEMORY:
            raise MemoryError from None
        raise damaged() from None


def elements(chunks: Iterable[bytes]) -> list[tuple[str, Attributes]]:
    """Return all elements of a small part in order: local name and attributes by local name."""
    found: list[tuple[str, Attributes]] = []

    def start(name: str, attributes: Attributes) -> None:
        found.append((LOCAL[name], {LOCAL[key]: value for key, value in attributes.items()}))

    for _ in events(chunks, start, _pass_over, _pass_over):
        pass
    return found


def _pass_over(_: str) -> None:
    return None


def _refuse(*_: object) -> NoReturn:
    raise BookError("the workbook declares a document type, which no export has")
