from pathlib import Path

from orchestration.publication.versions import (
    appear,
    newest_version,
    point_latest,
    same_content,
    versions,
)


def draft_of(folder: Path, text: str) -> Path:
    draft = folder / "draft"
    draft.mkdir()
    (draft / "a.csv").write_text(text)
    return draft


def test_versions_are_numbered_and_latest_names_the_newest(tmp_path: Path) -> None:
    published = tmp_path / "published" / "2023Q2"
    for text in ("one", "two"):
        appear(draft_of(tmp_path, text), published)
        point_latest(published)
    assert [version.name for version in versions(published)] == ["v001", "v002"]
    link = published / "latest"
    assert link.is_symlink() and link.readlink() == Path("v002")
    assert (link / "a.csv").read_text() == "two"
    assert (published / "v001" / "a.csv").read_text() == "one"


def test_the_thousandth_version_is_newer_than_the_one_before(tmp_path: Path) -> None:
    for name in ("v998", "v999", "v1000", "v00x", ".v1001"):
        (tmp_path / name).mkdir()
    newest = newest_version(tmp_path)
    assert newest is not None and newest.name == "v1000"


def test_a_published_file_can_not_be_written_by_accident(tmp_path: Path) -> None:
    version = appear(draft_of(tmp_path, "one"), tmp_path / "published")
    assert (version / "a.csv").stat().st_mode & 0o222 == 0


def test_what_lies_in_a_folder_of_the_draft_appears_with_it(tmp_path: Path) -> None:
    draft = draft_of(tmp_path, "one")
    (draft / "图").mkdir(mode=0o700)
    (draft / "图" / "a.svg").write_text("<svg/>")
    version = appear(draft, tmp_path / "published")
    assert (version / "图" / "a.svg").read_text() == "<svg/>"
    assert (version / "图" / "a.svg").stat().st_mode & 0o777 == 0o444
    assert (version / "图").stat().st_mode & 0o777 == 0o755


def test_same_content_compares_bytes_and_missing_files_differ(tmp_path: Path) -> None:
    version = appear(draft_of(tmp_path, "one"), tmp_path / "published")
    assert same_content(draft_of(tmp_path, "one"), version, ["a.csv"])
    assert not same_content(tmp_path / "draft", version, ["a.csv", "b.csv"])
    (tmp_path / "draft" / "a.csv").write_text("two")
    assert not same_content(tmp_path / "draft", version, ["a.csv"])


def test_a_link_that_a_killed_run_left_behind_is_mended(tmp_path: Path) -> None:
    appear(draft_of(tmp_path, "one"), tmp_path / "published")
    point_latest(tmp_path / "published")
    appear(draft_of(tmp_path, "two"), tmp_path / "published")
    (tmp_path / "published" / ".latest").symlink_to("nowhere")
    point_latest(tmp_path / "published")
    assert (tmp_path / "published" / "latest").readlink() == Path("v002")
    assert not (tmp_path / "published" / ".latest").is_symlink()
