"""Photos: copies in several widths and formats, made once, shown only while their rights last."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from digest.build.images import find_fault
from digest.build.metadata import free_of_metadata
from tests.feeds.site import NOW, build, write_site

PICTURED = """---
title: With a photo
date: 2026-03-04T09:00:00
photo:
  file: {file}
  alt: A crane
  caption: A crane at rest.
  credit: NORDFOTO/A. Person
{more}---

Text.
"""


def lay_out(
    folder: Path,
    *,
    file: str = "crane.jpg",
    at: str = "content/static/crane.jpg",
    more: str = "",
    settings: str = "",
) -> Path:
    write_site(folder)
    (folder / "content/articles/photo.md").write_text(
        PICTURED.format(file=file, more=more), "utf-8"
    )
    with (folder / "digest.toml").open("a") as toml:
        toml.write('\n[images]\nwidths = [100, 200, 400]\nformats = ["webp"]\n' + settings)
    place = folder / at
    place.parent.mkdir(parents=True, exist_ok=True)
    Image.linear_gradient("L").resize((300, 150)).convert("RGB").save(place)
    return folder


@pytest.mark.parametrize(
    ("file", "at"),
    [("crane.jpg", "content/static/crane.jpg"), ("beside.png", "content/articles/beside.png"), ("photos/crane.png", "content/photos/crane.png")],
)  # fmt: skip
def test_a_photo_has_widths_formats_and_its_size(tmp_path: Path, file: str, at: str) -> None:
    folder = lay_out(tmp_path, file=file, at=at)
    report = build(folder)
    page = (folder / "output/articles/photo/index.html").read_text("utf-8")

    assert not report.problems
    source = re.search(r'<source type="image/webp" srcset="([^"]*)"', page)
    assert source
    candidates = [one.split() for one in source[1].split(", ")]
    assert [width for _, width in candidates] == ["100w", "200w", "300w"]
    for address, width in candidates:
        with Image.open(folder / "output" / address.removeprefix("/sub/")) as image:
            assert (image.format, f"{image.width}w", image.height) == (
                "WEBP",
                width,
                image.width // 2,
            )
    shown = re.search(
        r'<img src="/sub/(photos/[^"]*-300\.jpg)" alt="A crane" width="300" height="150"', page
    )
    assert shown
    with Image.open(folder / "output" / shown[1]) as image:
        assert image.format == "JPEG"


def test_a_photo_is_made_once_and_its_output_is_the_same_from_a_cold_cache(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    build(folder)
    files = {path: path.stat().st_mtime_ns for path in (folder / ".digest/images").rglob("*.webp")}
    before = {path: path.read_bytes() for path in (folder / "output/photos").iterdir()}
    (folder / "content/articles/quiet.md").unlink()
    build(folder)
    assert files == {
        path: path.stat().st_mtime_ns for path in (folder / ".digest/images").rglob("*.webp")
    }

    for path in files:
        path.unlink()
    (folder / ".digest/cache").unlink()
    build(folder)
    assert before == {path: path.read_bytes() for path in (folder / "output/photos").iterdir()}


def test_a_new_picture_in_the_same_file_changes_its_pages(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    build(folder)
    before = (folder / "output/articles/photo/index.html").read_bytes()
    Image.new("RGB", (320, 200), "red").save(folder / "content/static/crane.jpg")
    build(folder)

    after = (folder / "output/articles/photo/index.html").read_bytes()
    assert before != after
    assert b'height="200"' in after
    assert len(list((folder / "output/photos").iterdir())) == 6


def test_an_expired_photo_goes_by_itself_with_a_warning(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, more="  expires: 2026-03-05\n")
    first = build(folder)
    assert (folder / "output/crane.jpg").is_file()
    assert first.next_change == int(datetime(2026, 3, 4, 23, tzinfo=UTC).timestamp())

    later = build(folder, NOW + 2 * 86_400)
    page = (folder / "output/articles/photo/index.html").read_text("utf-8")
    assert [p.code for p in later.problems] == ["photo-expired"]
    assert not (folder / "output/crane.jpg").exists()
    assert not (folder / "output/photos").exists()
    assert "<img" not in page.partition("<main")[2]
    assert "A crane at rest." in page
    assert [p.code for p in build(folder, NOW + 2 * 86_400 + 1).problems] == ["photo-expired"]


@pytest.mark.parametrize(("more", "shown"), [("", False), ("  licence: NF-2026-17\n", True)])
def test_an_agency_photo_without_a_licence_is_withheld_where_one_is_required(
    tmp_path: Path, more: str, *, shown: bool
) -> None:
    folder = lay_out(tmp_path, more=more, settings="[photos]\nrequire_licence = true\n")
    report = build(folder)

    assert [p.code for p in report.problems] == ([] if shown else ["photo-licence"])
    assert (folder / "output/photos").exists() is shown


@pytest.mark.parametrize(
    ("file", "code"), [("gone.jpg", "photo-file"), ("broken.jpg", "photo-file")]
)
def test_a_photo_that_is_not_there_or_broken_is_a_warning(
    tmp_path: Path, file: str, code: str
) -> None:
    folder = lay_out(tmp_path, file=file)
    (folder / "content/static/broken.jpg").write_bytes(b"no picture")
    report = build(folder)

    assert [(p.code, p.severity) for p in report.problems] == [(code, "warning")]
    assert "A crane at rest." in (folder / "output/articles/photo/index.html").read_text("utf-8")


def test_without_copies_the_original_is_shown_with_its_size(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    toml = (folder / "digest.toml").read_text()
    (folder / "digest.toml").write_text(toml.replace("[images]", "[images]\nenabled = false"))
    build(folder)

    page = (folder / "output/articles/photo/index.html").read_text("utf-8")
    assert '<img src="/sub/crane.jpg" alt="A crane" width="300" height="150"' in page
    assert "<source" not in page


def test_feeds_carry_the_photo(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    build(folder)

    feed = (folder / "output/feed.xml").read_text("utf-8")
    assert re.search(r'<media:content url="https://news\.example\.org/sub/photos/crane-\w+-300\.jpg" medium="image" type="image/jpeg" width="300" height="150">', feed)  # fmt: skip
    assert "<media:credit>NORDFOTO/A. Person</media:credit>" in feed


def make_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRETCAM"
    exif.get_ifd(0x8825)[1] = "N"
    return exif


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_a_photo_s_own_file_is_published_without_its_metadata(tmp_path: Path, kind: str) -> None:
    folder = lay_out(tmp_path, file=f"own.{kind}")
    place = folder / f"content/static/own.{kind}"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with Image.open(folder / "content/static/crane.jpg") as image:
        image.save(place, exif=make_exif(), icc_profile=profile, quality=90)
    shutil.copy(place, folder / f"content/static/other.{kind}")
    with place.open("ab") as file:
        file.write(b"SECRETCAM" if kind == "jpg" else b"")
    build(folder)
    (folder / "content/articles/quiet.md").unlink()
    build(folder)

    published = folder / f"output/own.{kind}"
    assert b"SECRETCAM" in place.read_bytes()
    assert b"SECRETCAM" in (folder / f"output/other.{kind}").read_bytes()
    assert b"SECRETCAM" not in published.read_bytes()
    with Image.open(place) as own, Image.open(published) as freed:
        assert freed.tobytes() == own.tobytes()
        assert dict(freed.getexif()) == {0x0112: 6}
        assert freed.info["icc_profile"] == profile


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\0", b"\x89PNG\r\n\x1a\n\0", b"RIFF\0\0\0\0WEBPX", b"GIF89a"])  # fmt: skip
def test_what_is_damaged_is_left_as_it_is(data: bytes) -> None:
    assert free_of_metadata(data) == data


def test_a_photo_that_is_too_large_or_damaged_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay_out(tmp_path)
    (folder / "content/static/broken.jpg").write_bytes(b"no picture")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 30_000)

    assert find_fault(str(folder / "content/static/broken.jpg")).startswith("the file is empty")
    assert find_fault(str(folder / "content/static/crane.jpg")).startswith("too large: ")
    [problem] = build(folder).problems
    assert "too large" in problem.message
    assert "smaller" in problem.hint
