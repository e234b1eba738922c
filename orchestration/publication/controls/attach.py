"""The part in the document's package, with its relationships; and which parts are ours."""

from __future__ import annotations

import uuid
from typing import Any
from xml.etree.ElementTree import Element

from orchestration.publication.controls.part import NAMESPACE, is_part
from orchestration.texts.docx import part_names, read_part

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM_XML, _PROPERTIES = f"{_RELATIONS}/customXml", f"{_RELATIONS}/customXmlProps"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def attach_part(document: Any, content: bytes) -> None:
    """Add the part to a document of python-docx; one that its template already has is replaced."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    main = document.part
    _drop_earlier(main)
    taken = {str(part.partname) for part in main.package.iter_parts()}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", content, main.package)
    properties = Part(
        PackURI(f"/customXml/itemProps{number}.xml"),
        _PROPERTIES_TYPE,
        _properties(),
        main.package,
    )
    main.relate_to(item, _CUSTOM_XML)
    item.relate_to(properties, _PROPERTIES)


def find_part(path: Any) -> Element | None:
    """Return the root of our part in a document, whatever its name is now; None for none.

    Raises BadCall where the file is no document, or a part of it cannot be read.
    """
    for name in part_names(path):
        if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
            root = read_part(path, name)
            if is_part(root):
                return root
    return None


def _drop_earlier(main: Any) -> None:
    """Let go of the part of a document that an office made its template from."""
    for key, relation in list(main.rels.items()):
        if relation.reltype == _CUSTOM_XML and NAMESPACE.encode() in relation.target_part.blob:
            del main.rels[key]


def _properties() -> bytes:
    # always the same: a document has one part of ours, and the same results the same bytes
    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper()
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{{{identity}}}" xmlns:ds="{space}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
