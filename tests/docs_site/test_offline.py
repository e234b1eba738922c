"""Pages that load nothing from a network: what is taken out, and what is found where it is not."""

from pathlib import Path

import pytest

from orchestration.docs_site.offline import (
    POLICY,
    network_loads,
    require_offline,
    with_policy,
    without_network,
)
from orchestration.errors import TongbaoError

ELSEWHERE = [
    '<script src="https://cdn.example/a.js" integrity="x"></script>',
    "<script async src='//cdn.example/a.js'></script>",
    '<link rel="stylesheet" href="http://cdn.example/a.css"/>',
    '<img\n class="logo"\n src="https://cdn.example/logo.png?who=me"\n/>',
    "<style>body { background: url('https://cdn.example/a.png') no-repeat }</style>",
    "<style>@import 'https://cdn.example/a.css';</style>",
    '<p style="background: url(//cdn.example/a.png)">text</p>',
]
BESIDE = [
    '<script src="assets/a.js" defer></script>',
    '<link rel="stylesheet" href="../a.css">',
    '<img src="data:image/png;base64,AA//BB">',
    '<a href="https://example.org/">a link that a reader may follow</a>',
    "<script>const address = 'https://example.org/';</script>",
    '<svg xmlns="http://www.w3.org/2000/svg"><use xlink:href="#a"/></svg>',
]


def page(part: str) -> str:
    return f"<!DOCTYPE html><html><head><title>t</title></head><body>{part}</body></html>"


@pytest.mark.parametrize("part", ELSEWHERE)
def test_what_loads_from_elsewhere_is_found_and_taken_out(part: str) -> None:
    assert len(network_loads(page(part))) == 1
    cleaned = without_network(page(part))
    assert network_loads(cleaned) == [] and "cdn.example" not in cleaned


@pytest.mark.parametrize("part", BESIDE)
def test_what_lies_beside_or_is_only_a_link_stays(part: str) -> None:
    assert network_loads(page(part)) == []
    assert part in without_network(page(part))


@pytest.mark.parametrize(
    "part",
    [
        '<iframe src="https://example.org/"></iframe>',
        '<form action="https://example.org/"></form>',
        '<video poster="//example.org/a.png"></video>',
        '<object data="https://example.org/a"></object>',
        '<body background="https://example.org/a">',
    ],
)
def test_other_ways_of_loading_are_found(part: str) -> None:
    assert network_loads(page(part))


def test_the_policy_stands_first_in_the_head() -> None:
    assert f'<head><meta http-equiv="Content-Security-Policy" content="{POLICY}">' in with_policy(
        page("")
    )


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a/b.html", with_policy(page(ELSEWHERE[0])), "b.html loads https://cdn.example/a.js"),
        ("b.html", page(""), "no content security policy"),
        ("a.css", "@import url(https://cdn.example/b.css);", "a.css loads from a network"),
    ],
)
def test_a_site_that_is_not_offline_is_refused(
    tmp_path: Path, name: str, content: str, says: str
) -> None:
    (tmp_path / "index.html").write_text(with_policy(page(BESIDE[0])))
    require_offline(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    with pytest.raises(TongbaoError, match=says):
        require_offline(tmp_path)
