"""`template.docx` of an office: whether it is a document, and its placeholders are well-formed."""

from __future__ import annotations

import re
from pathlib import Path

from orchestration.office.slips import Slip


def require_template(path: Path, slips: list[Slip]) -> None:
    """Add a slip where the bulletin cannot be written with the template."""
    import jinja2
    from docxtpl import DocxTemplate

    try:
        template = DocxTemplate(str(path))
        template.get_undeclared_template_variables()
    except jinja2.TemplateSyntaxError as error:
        found = " ".join(re.sub(r"<[^>]*>", " ", str(error.message)).split())
        slips.append(Slip(path.name, None, f"a placeholder of it is not well-formed: {found}"))
    # whatever is no document fails in the reader's own ways: no archive, no part, no XML
    except Exception:
        slips.append(Slip(path.name, None, "it is no Word document (.docx): save it as one"))
