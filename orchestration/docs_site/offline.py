"""Pages that load nothing from a network: what tools put into theirs is taken out, and looked for.

Great Expectations' pages take style sheets, scripts and a logo that counts its viewers from a dozen
hosts; dbt's page brings all it needs, and a tracker that it starts only where statistics are on.
Both get a content security policy, so that a browser would not fetch from elsewhere if told to.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from orchestration.errors import TongbaoError

POLICY = "default-src 'self' file: data: blob: 'unsafe-inline' 'unsafe-eval'; form-action 'none'"
"""Only what lies beside the page, or in it: the pages' own scripts stand in them."""

_ELSEWHERE = r"[\"']?\s*(?:https?:)?//"
_TAKEN_OUT = (
    re.compile(rf"<script\b[^>]*\bsrc\s*=\s*{_ELSEWHERE}[^>]*>\s*</script>", re.IGNORECASE),
    re.compile(rf"<link\b[^>]*\bhref\s*=\s*{_ELSEWHERE}[^>]*>", re.IGNORECASE),
    re.compile(rf"<img\b[^>]*\bsrc\s*=\s*{_ELSEWHERE}[^>]*>", re.IGNORECASE),
    # a newsletter, on every page
    re.compile(r"<footer\b.*?</footer>", re.IGNORECASE | re.DOTALL),
)
_STYLE_ADDRESS = re.compile(rf"url\(\s*{_ELSEWHERE}[^)]*\)|@import\s*{_ELSEWHERE}[^;]*;")
_LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}


def with_policy(page: str) -> str:
    """Return the page with the policy as the first thing in its head."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return re.sub(r"<head\b[^>]*>", lambda head: head[0] + meta, page, count=1)


def without_network(page: str) -> str:
    """Return the page without what it would load from a network, and with the policy."""
    for pattern in _TAKEN_OUT:
        page = pattern.sub("", page)
    return with_policy(_STYLE_ADDRESS.sub("none", page))


def network_loads(page: str) -> list[str]:
    """Return every address that the page's own markup and styles would load from a network."""
    finder = _Loads()
    finder.feed(page)
    finder.close()
    return finder.addresses


def require_offline(site: Path) -> None:
    """Raise TongbaoError where a page would load from a network, or lacks the policy."""
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        loads = network_loads(page)
        if loads:
            raise TongbaoError(f"{path.relative_to(site)} loads {loads[0]} from a network")
        if POLICY not in page:
            raise TongbaoError(f"{path.relative_to(site)} has no content security policy")
    for path in sorted(site.rglob("*.css")):
        if _STYLE_ADDRESS.search(path.read_text(encoding="utf-8")):
            raise TongbaoError(f"{path.relative_to(site)} loads from a network")


class _Loads(HTMLParser):
    """Collects addresses; those of links that a reader follows are none."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        for name, value in attrs:
            is_loading = name in _LOADING or (name == "href" and tag not in {"a", "area"})
            if is_loading and value and re.match(r"\s*(?:https?:)?//", value, re.IGNORECASE):
                self.addresses.append(value.strip())
            elif name == "style" and value:
                self._styles(value)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._styles(data)

    def _styles(self, text: str) -> None:
        self.addresses += [found[0] for found in _STYLE_ADDRESS.finditer(text)]
