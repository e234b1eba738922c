"""`通报.docx`: the template filled in, the same bytes from the same facts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from orchestration.archives import stored
from orchestration.clock import LOCAL_TIME
from orchestration.errors import BadCall
from orchestration.office.build import DEFAULTS
from orchestration.office.folder import TEMPLATE as TEMPLATE_FILE
from orchestration.office.model import Wording
from orchestration.publication.bulletin.attachments import append_attachments
from orchestration.publication.bulletin.facts import Facts
from orchestration.publication.bulletin.placeholders import placeholders
from orchestration.publication.controls.attach import attach_part
from orchestration.publication.controls.insert import TAG, insert_controls
from orchestration.publication.controls.marks import marking, unmarked_content
from orchestration.publication.controls.part import Stamp, write_part
from orchestration.publication.plain import plain
from orchestration.publication.tables import PublishedTable
from orchestration.texts.docx import read_docx

TEMPLATE = DEFAULTS / TEMPLATE_FILE
"""The shipped one; an office may have its own."""


def write_bulletin(
    path: Path,
    facts: Facts,
    wording: Wording,
    template: Path = TEMPLATE,
    stamp: Stamp | None = None,
    tables: Mapping[str, PublishedTable] | None = None,
) -> None:
    """Fill in the template, append the attachments, and write the document.

    Its numbers stand in content controls. `tables` are the published ones, by name.

    Its one moment is the as-of, and `stamp` says which publication it stands in. Raises BadCall
    naming what is wrong with the template.
    """
    import docx.opc.exceptions
    import jinja2
    from docxtpl import DocxTemplate

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, finalize=_plain
    )
    document = DocxTemplate(str(template))
    stamp = stamp or Stamp(facts.plan.period.key, district=facts.plan.district.folder)
    try:
        with marking():
            document.render(placeholders(facts, wording, stamp.version), environment)
    except (OSError, ValueError, docx.opc.exceptions.PackageNotFoundError) as error:
        raise BadCall(f"{template} is no Word document that can be read: {error}") from error
    except (jinja2.TemplateError, TypeError) as error:
        raise BadCall(f"{template}: {_what_is_wrong(error)}") from error
    _date(document, facts.plan.as_of.replace(tzinfo=LOCAL_TIME).astimezone(UTC), wording)
    if tables:
        with marking():
            append_attachments(document.docx.element.body, tables, facts, wording)
    sources = insert_controls(document.docx.element.body, stamp.key)
    written = read_docx(io.BytesIO(_saved(document)), TAG)
    attach_part(document.docx, write_part(written, sources, stamp))
    path.write_bytes(stored(_saved(document), unmarked_content))


def _saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _plain(value: Any) -> Any:
    """Return what a placeholder stands for without characters that a document can not hold."""
    return value if isinstance(value, bool) else plain(str(value))


def _what_is_wrong(error: Exception) -> str:
    near = " ".join(
        line.strip() for line in getattr(error, "docx_context", ()) if line and "{" in line
    )
    return f"{error}" + (f"; near: {near[:200]}" if near else "")


def _date(document: Any, moment: datetime, wording: Wording) -> None:
    properties = document.docx.core_properties
    properties.author = properties.last_modified_by = wording.name
    properties.created = properties.modified = moment.replace(tzinfo=None)
    properties.revision = 1
