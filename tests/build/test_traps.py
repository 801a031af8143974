"""Old traps of site generators, each with the answer that an editor gets."""

from __future__ import annotations

import re
from pathlib import Path

from tests.build.worlds import article, build, make_site, tree, write


def html(site: Path, url: str) -> str:
    return (site / "output" / url.strip("/") / "index.html").read_text(encoding="utf-8")


def test_two_articles_of_one_slug_are_an_error_that_names_both(tmp_path: Path) -> None:
    site = make_site(tmp_path, one=article(), two=article(extra="slug: one\n"))
    [problem] = build(site).problems

    assert str(problem.place) == "content/articles/two.md:1"
    assert "taken by content/articles/one.md" in problem.message
    assert "one-2" in problem.hint


def test_topics_equal_but_for_case_and_accents_are_one(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        one=article(topics="Médias"),
        two=article(topics="medias"),
        three=article(topics="Médias"),
    )
    build(site)

    assert [p.parent.name for p in (site / "output/topics").glob("*/index.html")] == ["medias"]
    assert "<h1>Médias" in html(site, "/topics/medias/")


def test_speakers_equal_but_for_case_and_accents_are_one(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, one=article(speaker="José Núñez, clerk"), two=article(speaker="Jose Nunez"),
        three=article(speaker="José Núñez"),
    )  # fmt: skip
    build(site)

    assert [p.parent.name for p in (site / "output/speakers").glob("*/index.html")] == [
        "jose-nunez"
    ]


def test_a_speaker_or_topic_that_is_gone_loses_its_page(tmp_path: Path) -> None:
    site = make_site(tmp_path, one=article(), two=article(speaker="A. Berg", topics="Labour"))
    build(site)
    assert (site / "output/speakers/a-berg/index.html").exists()

    write(site, "content/articles/two.md", article(speaker="A. Dahl", topics="Fisheries"))
    report = build(site)

    assert report.removed >= 4
    assert not (site / "output/speakers/a-berg").exists()
    assert not (site / "output/topics/labour").exists()
    assert (site / "output/speakers/a-dahl/index.html").exists()


def test_a_year_at_the_beginning_of_a_paragraph_is_no_list(tmp_path: Path) -> None:
    site = make_site(tmp_path, one=article(body="2022. The year it began."))
    build(site)

    assert "<p>2022. The year it began.</p>" in html(site, "/articles/one/")


def test_front_matter_that_is_never_closed_is_never_published(tmp_path: Path) -> None:
    site = make_site(tmp_path, one=article())
    build(site)
    good = tree(site / "output")
    write(site, "content/articles/two.md", "---\ntitle: Secret\ndate: 2026-03-04\n\nBody.\n")

    assert build(site).failed
    assert tree(site / "output") == good


def test_drafts_and_the_future_leak_nowhere(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        one=article(),
        two=article(
            title="Zebra plan", speaker="Zed Zebra", topics="Zebras", extra="draft: true\n"
        ),
        three=article(title="Zebra later", speaker="Zed Zebra", topics="Zebras", date="2027-01-01"),
    )
    build(site)

    assert not any(
        b"ebra" in data or "zebra" in name for name, data in tree(site / "output").items()
    )
    assert "Zebra plan" in (build(site, drafts=True), html(site, "/articles/two/"))[1]


def test_a_look_at_the_future_brings_nothing_of_the_past_back(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        gone=article(title="Zebra gone", extra="expire: 2026-01-02\n", date="2026-01-01"),
        later=article(title="Zebra later", date="2027-01-01"),
    )
    build(site, future=True)

    assert "Zebra later" in html(site, "/articles/later/")
    assert not (site / "output/articles/gone").exists()


def test_an_unnamed_voice_is_said_to_be_one_on_the_front_page(tmp_path: Path) -> None:
    site = make_site(tmp_path, one=article(speaker="anonymous"))
    build(site)

    assert "<figcaption>Unnamed" in html(site, "/")


def test_content_never_becomes_a_template(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        one=article(title="{{ site.url }}", body="{% raw %}{{ 7*7 }}", speaker="{{ x }}\\, y"),
    )
    assert not build(site).failed

    text = html(site, "/articles/one/")
    assert "{{ site.url }}" in text
    assert "{{ 7*7 }}" in text


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    attack = "<script>alert(1)</script>"
    site = make_site(
        tmp_path,
        one=article(
            title=attack, topics=f'"{attack}"', speaker=f"{attack}, {attack}", said=attack,
            body=f"{attack} <img src=x onerror=alert(1)> [x](javascript:alert(1))",
            extra=f'summary: "{attack}"\nphoto: {{caption: "{attack}", credit: "{attack}"}}\nsource: {{name: "{attack}", url: "javascript:alert(1)"}}\n',
        ),
    )  # fmt: skip
    assert not build(site).failed

    for name, data in tree(site / "output").items():
        if name.endswith((".html", ".xml")):
            text = data.decode()
            assert "<script>alert" not in text, name
            assert 'href="javascript:' not in text, name
            assert "onerror=alert" not in text.replace("&lt;img src=x onerror=alert", ""), name


def test_two_pages_of_one_address_are_an_error(tmp_path: Path) -> None:
    site = make_site(tmp_path, one=article())
    write(site, "content/pages/topics.md", "---\ntitle: Mine\n---\nWords.\n")
    report = build(site)

    assert report.failed
    assert "/topics/" in str(report.problems[0])


def test_a_site_under_a_path_has_every_link_below_it(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, one=article(body="See [topics](/topics/) and [that](https://other.example/x).")
    )
    write(site, "content/pages/about.md", "---\ntitle: About\n---\n[Home](/)\n")
    write(
        site, "digest.toml", '[site]\nurl = "https://a.example/b/c/"\n[search]\nenabled = false\n'
    )
    assert not build(site).failed

    for name, data in tree(site / "output").items():
        if name.endswith(".html"):
            for target in re.findall(r'\b(?:href|src)="(/[^"]*)"', data.decode()):
                assert target.startswith("/b/c/"), (name, target)
