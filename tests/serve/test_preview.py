"""The site in memory shows what a build would publish, whatever was done to the files."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from digest.app.site import BuildOptions, build_site, open_site
from digest.build.preview import Preview
from digest.model.plan import Moment
from digest.model.urls import file_of
from tests.serve.sample import NOW, article, make_preview, save_aside, write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site")


def body(preview: Preview, url: str) -> str:
    shown = preview.page(url)
    return shown.body.decode() if shown else ""


def assert_as_built(preview: Preview, site: Path) -> None:
    """Every page of the preview is the file that a clean build makes; there are no others."""
    output = site.parent / "built"
    shutil.rmtree(output, ignore_errors=True)
    options = BuildOptions(output=output, now=NOW, jobs=1, clean=True)
    report = build_site(open_site(site), options)
    assert not report.failed, report.problems
    pages = preview._state.drawn.pages
    for url in pages:
        assert preview.page(url).body == (output / file_of(url)).read_bytes(), url
    assert len(pages) == report.pages


def test_pages_are_the_bytes_that_a_build_writes(site: Path) -> None:
    assert_as_built(make_preview(site), site)


def test_nothing_is_written_to_the_output(site: Path) -> None:
    preview = make_preview(site)
    preview.page("/")
    preview.sweep()
    while preview.work():
        pass
    assert not (site / "output").exists()


def test_an_edit_named_by_its_path_shows(site: Path) -> None:
    preview = make_preview(site)
    path = site / "content/articles/ferry.md"
    path.write_text(article(body="The ferry is late."))
    look = preview.look([path])
    assert look.changed == ("content/articles/ferry.md",)
    assert "The ferry is late." in body(preview, "/articles/ferry/")


def test_an_edit_that_nobody_named_shows_at_a_full_look(site: Path) -> None:
    preview = make_preview(site)
    (site / "content/articles/ferry.md").write_text(article(body="The ferry is late."))
    preview.look()
    assert "The ferry is late." in body(preview, "/articles/ferry/")


def test_a_second_save_in_the_same_tick_of_the_clock_is_not_missed(site: Path) -> None:
    preview = make_preview(site)
    path = site / "content/articles/ferry.md"
    for word in ("late", "gone", "back", "lost"):
        path.write_text(article(body=f"The ferry is {word}."))
        os.utime(path, ns=(10**18, 10**18))
        preview.look([path])
        assert f"The ferry is {word}." in body(preview, "/articles/ferry/")


def test_touching_a_file_changes_nothing(site: Path) -> None:
    preview = make_preview(site)
    path = site / "content/articles/ferry.md"
    path.touch()
    assert preview.look([path]).changed == ()
    assert preview.look().changed == ()


def test_a_title_moves_the_lists_that_show_it(site: Path) -> None:
    preview = make_preview(site)
    path = site / "content/articles/ferry.md"
    save_aside(path, article("Ferry sinks"))
    preview.look([path, path.with_name(".ferry.md.swp")])
    assert "Ferry sinks" in body(preview, "/")
    assert "Ferry sinks" in body(preview, "/topics/shipping/")


def test_only_what_read_the_change_becomes_stale(site: Path) -> None:
    preview = make_preview(site)
    preview.sweep()
    while preview.work():
        pass
    path = site / "content/articles/strike.md"
    path.write_text(path.read_text().replace("Work resumes.", "Work resumes.\n\nBerths fill."))
    preview.look([path])
    stale = {one.url for one in preview.sweep()}
    assert "/articles/strike/" in stale
    assert not stale & {"/articles/ferry/", "/", "/topics/", "/speakers/mara-lindqvist/"}


def test_a_renamed_article_has_its_page_at_the_new_address_only(site: Path) -> None:
    preview = make_preview(site)
    old, new = site / "content/articles/ferry.md", site / "content/articles/steamer.md"
    old.rename(new)
    look = preview.look([old, new])
    assert look.added == ("/articles/steamer/",)
    assert preview.page("/articles/ferry/") is None
    assert_as_built(preview, site)


def test_a_rename_in_case_alone_is_followed(site: Path) -> None:
    preview = make_preview(site)
    old, new = site / "content/articles/ferry.md", site / "content/articles/Ferry.md"
    old.rename(new)
    preview.look([old, new])
    assert_as_built(preview, site)


def test_a_folder_moved_away_and_back(site: Path) -> None:
    preview = make_preview(site)
    folder, away = site / "content/articles", site / "elsewhere"
    folder.rename(away)
    preview.look([folder, away])
    assert preview.page("/articles/ferry/") is None
    away.rename(folder)
    preview.look([away, folder])
    assert_as_built(preview, site)


def test_an_article_behind_a_symbolic_link_follows_its_target(site: Path) -> None:
    folder = site / "content/articles/2026"
    folder.mkdir()
    target = folder / "quay.md"
    target.write_text(article("Quay opens", 8))
    (site / "content/articles/alias.md").symlink_to(target)
    target.write_text(article("Quay opens", 8).replace("---\n", "---\nslug: quay\n", 1))
    preview = make_preview(site)
    assert preview.problems  # two files of one slug
    (site / "content/articles/alias.md").unlink()
    preview.look()
    assert preview.problems == ()
    assert_as_built(preview, site)


def test_a_fault_keeps_the_last_good_page_and_tells_the_line(site: Path) -> None:
    preview = make_preview(site)
    good = body(preview, "/articles/ferry/")
    path = site / "content/articles/ferry.md"
    path.write_text(article().replace("topics:", "topic:"))
    preview.look([path])
    assert [str(problem.place) for problem in preview.problems] == ["content/articles/ferry.md:4:1"]
    assert "topics" in preview.problems[0].hint
    assert body(preview, "/articles/ferry/") == good
    path.write_text(article())
    preview.look([path])
    assert preview.problems == ()


def test_other_files_are_followed_while_one_has_a_fault(site: Path) -> None:
    preview = make_preview(site)
    (site / "content/articles/ferry.md").write_text("---\ntitle: NO\n")
    (site / "content/articles/tide.md").write_text(article("Tide stays", 6))
    preview.look()
    assert preview.problems
    assert "Tide stays" in body(preview, "/articles/tide/")
    assert "Ferry returns" in body(preview, "/articles/ferry/")


def test_a_template_fault_names_template_and_line_and_goes_when_mended(site: Path) -> None:
    preview = make_preview(site)
    good = body(preview, "/articles/ferry/")
    own = site / "templates/article.html"
    own.parent.mkdir()
    own.write_text(
        '{% extends "frame.html" %}\n{% block main %}\n{{ article.nothing }}\n{% endblock %}\n'
    )
    preview.look([own.parent])
    assert body(preview, "/articles/ferry/") == good
    assert [
        (p.place.path.endswith("templates/article.html"), p.place.line) for p in preview.problems
    ] == [(True, 3)]
    own.write_text("{% block")
    preview.look([own])
    assert preview.problems[0].place.line == 1
    own.unlink()
    preview.look([own])
    body(preview, "/articles/ferry/")
    assert preview.problems == ()
    assert_as_built(preview, site)


def test_settings_are_followed_and_their_faults_told(site: Path) -> None:
    preview = make_preview(site)
    config = site / "digest.toml"
    config.write_text('[site]\ntitel = "Halden Star"\n')
    preview.look([config])
    assert "'title'" in preview.problems[0].hint
    assert "Halden Post" in body(preview, "/")
    config.write_text('[site]\ntitle = "Halden Star"\n[search]\nenabled = false\n')
    preview.look([config])
    assert preview.problems == ()
    assert "Halden Star" in body(preview, "/")
    assert_as_built(preview, site)


def test_another_time_zone_reads_every_date_anew(site: Path) -> None:
    preview = make_preview(site)
    config = site / "digest.toml"
    config.write_text(
        '[site]\ntitle = "Halden Post"\ntimezone = "Asia/Tokyo"\n[search]\nenabled = false\n'
    )
    preview.look([config])
    assert_as_built(preview, site)


def test_a_theme_of_the_site_comes_and_goes(site: Path) -> None:
    preview = make_preview(site)
    theme = site / "themes/plain"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates/page.html").write_text(
        '{% extends "frame.html" %}{% block main %}plain{% endblock %}'
    )
    config = site / "digest.toml"
    before = config.read_text()
    config.write_text(before + '[theme]\nname = "plain"\n')
    preview.look([theme, config])
    assert "plain" in body(preview, "/about/")
    (theme / "templates/page.html").write_text(
        '{% extends "frame.html" %}{% block main %}plainer{% endblock %}'
    )
    preview.look([theme / "templates/page.html"])
    assert "plainer" in body(preview, "/about/")
    config.write_text(before)
    preview.look([config])
    assert_as_built(preview, site)


def test_static_files_are_known_by_their_addresses(site: Path) -> None:
    preview = make_preview(site)
    assert preview.file("/hello.txt") == site / "content/static/hello.txt"
    (site / "content/static/hello.txt").write_text("good evening\n")
    assert preview.look([site / "content/static/hello.txt"]).static == ("/hello.txt",)


def test_a_link_that_leads_out_of_the_static_folder_is_not_served(
    site: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (site / "content/static/link.txt").symlink_to(tmp_path / "secret.txt")
    assert make_preview(site).file("/link.txt") is None


def test_an_edited_article_is_shown_before_the_plan_is_made(site: Path) -> None:
    preview = make_preview(site)
    path = site / "content/articles/ferry.md"
    path.write_text(article(topic="Weather", speaker="Ada Ferro"))
    early: dict[str, bytes] = {}
    preview.look([path], lambda url, shown: early.update({url: shown.body}))
    assert list(early) == ["/articles/ferry/"]
    assert b"Ada Ferro" in early["/articles/ferry/"]
    assert b"/topics/weather/" in early["/articles/ferry/"]
    path.write_text(
        article(topic="Weather", speaker="Ada Ferro").replace("topics:", "draft: true\ntopics:")
    )
    early.clear()
    preview.look([path], lambda url, shown: early.update({url: shown.body}))
    assert early == {}


def test_photos_are_made_as_a_build_makes_them(site: Path) -> None:
    from PIL import Image

    preview = make_preview(site)
    path = site / "content/articles/ferry.md"
    path.write_text(
        article().replace("topics:", "photo:\n  file: quay.png\n  alt: A quay\ntopics:", 1)
    )
    photo = site / "content/static/quay.png"
    for colour in ("navy", "maroon"):
        Image.new("RGB", (900, 600), colour).save(photo)
        preview.look([path, photo])
        assert preview.problems == ()
        assert_as_built(preview, site)
        shown = [
            url for url in preview._beside._pictures if url in body(preview, "/articles/ferry/")
        ]
        assert shown
        assert all(preview.file(url).is_file() for url in shown)


def test_drafts_show_only_when_asked_for(site: Path) -> None:
    assert make_preview(site).page("/articles/secret/") is None
    assert make_preview(site, drafts=True).page("/articles/secret/") is not None


def test_an_article_of_the_future_appears_when_its_time_comes(site: Path) -> None:
    (site / "content/articles/later.md").write_text(
        article("Later").replace("2026-03-04", "2027-06-01")
    )
    preview = make_preview(site)
    assert preview.page("/articles/later/") is None
    assert not preview.is_due()
    preview._source = preview._source._replace(moment=lambda: Moment(NOW + 400 * 86400))
    assert preview.is_due()
    assert preview.look().added == ("/articles/later/",)


def test_packs_that_a_build_elsewhere_removed_are_made_again(site: Path) -> None:
    preview = make_preview(site)
    for pack in (site / ".digest/packs").glob("*.pack"):
        pack.unlink()
    (site / "content/articles/ferry.md").write_text(article(body="The ferry is late."))
    preview.look()
    assert "The ferry is late." in body(preview, "/articles/ferry/")
    assert_as_built(preview, site)


def test_after_any_series_of_edits_the_preview_is_the_clean_build(site: Path) -> None:
    chance = random.Random(5)
    preview = make_preview(site)
    articles = site / "content/articles"
    texts = [
        article("Ferry returns", 4, "Shipping", "One."),
        article("Ferry sinks", 5, "Labour", "Two.", speaker="Bo Ek"),
        article("Harbour freezes", 9, "Weather", "Three.", "It is cold.", "Ada Ferro"),
        "---\ntitel: broken\n---\n",
    ]
    for number in range(25):
        path = articles / chance.choice(["ferry.md", "tide.md", "new.md", "other.md"])
        if path.exists() and chance.random() < 0.25:
            path.unlink()
        else:
            path.write_text(chance.choice(texts))
        preview.look([path] if chance.random() < 0.7 else None)
        for url in chance.sample(["/", "/topics/", "/speakers/", "/articles/ferry/"], 2):
            preview.page(url)
        if number % 5 == 4:
            for faulty in articles.glob("*.md"):
                if "titel" in faulty.read_text():
                    faulty.write_text(
                        texts[0].replace("---\n", f"---\nslug: mended-{faulty.stem}\n", 1)
                    )
            preview.look()
            preview.sweep()
            assert preview.problems == ()
            assert_as_built(preview, site)


def test_a_template_has_the_faults_of_its_last_text_only(site: Path) -> None:
    preview = make_preview(site)
    template = site / "templates/article.html"
    template.parent.mkdir()
    template.write_text("{{ artcle }}")
    preview.look([template])
    for slug in ("ferry", "strike"):
        preview.page(f"/articles/{slug}/")
    assert [problem.message for problem in preview.problems] == ["'artcle' is undefined"]
    assert preview.problems[0].hint.endswith(", and 1 more page")

    template.write_text("{{ article }")
    preview.look([template])

    assert ["'artcle'" in problem.message for problem in preview.problems] == [False]
