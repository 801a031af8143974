"""What machines read beside feeds: sitemaps, robots.txt, data files, JSON-LD."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.build.published import read_published
from digest.model.library import Outline
from digest.model.plan import Moment, Page
from digest.model.registry import Registry
from digest.model.site import Config
from digest.plan.sitemaps import find_news, plan_sitemaps
from digest.plan.stand import Stand
from digest.render.data import cell, harmless
from tests.feeds.site import NOW, build, write_site

ROOT = "https://news.example.org/sub/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z))?")


def ld(path: Path) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8"), re.DOTALL
    )
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def test_the_sitemap_lists_every_page_once_with_w3c_dates(output: Path) -> None:
    root = ET.parse(output / "sitemap.xml").getroot()
    assert root.tag == f"{MAP}urlset"
    places = [url.findtext(f"{MAP}loc") or "" for url in root]

    assert len(places) == len(set(places))
    assert all((output / place.removeprefix(ROOT) / "index.html").is_file() for place in places)
    assert {f"{ROOT}articles/strike/", f"{ROOT}speakers/mara-lindqvist/", ROOT} <= set(places)
    for url in root:
        assert [child.tag for child in url] in ([f"{MAP}loc"], [f"{MAP}loc", f"{MAP}lastmod"])
        assert W3C_DATE.fullmatch(url.findtext(f"{MAP}lastmod") or "2026-01-01")


def test_a_list_is_dated_by_the_newest_change_in_it(output: Path) -> None:
    dates = {
        u.findtext(f"{MAP}loc"): u.findtext(f"{MAP}lastmod")
        for u in ET.parse(output / "sitemap.xml").getroot()
    }

    assert (
        dates[f"{ROOT}topics/shipping/"]
        == dates[f"{ROOT}articles/strike/"]
        == "2026-03-06T00:00:00+01:00"
    )


def test_more_than_fifty_thousand_pages_make_an_index() -> None:
    pages = [Page(f"/articles/a{n}/", "page") for n in range(50_001)]
    plan_sitemaps(Stand((), (), Registry({}, {}), Registry({}, {})), Config(), Moment(0), pages, {})
    made = {page.url: page for page in pages[50_001:]}

    assert made["/sitemap.xml"].kind == "sitemapindex"
    assert made["/sitemap.xml"].items == ("/sitemap-1.xml", "/sitemap-2.xml")
    assert (len(made["/sitemap-1.xml"].items), len(made["/sitemap-2.xml"].items)) == (50_000, 1)


def outline(slug: str, moment: datetime) -> Outline:
    day = moment.date().isoformat()
    return Outline(slug, slug, int(moment.timestamp()), day, False, None, None, day, (), (), (), ())


def test_the_news_are_those_of_yesterday_and_today_and_tell_when_they_drop_out() -> None:
    days = {n: datetime(2026, 3, n, 9, tzinfo=UTC) for n in (1, 3, 4, 5)}
    outlines = tuple(outline(f"d{n}", moment) for n, moment in days.items())

    assert find_news(outlines, "UTC", NOW) == (
        ("d3", "d4"),
        int(datetime(2026, 3, 5, tzinfo=UTC).timestamp()),
    )
    assert find_news(outlines[:1], "UTC", NOW) == ((), None)


def test_the_news_sitemap_says_what_google_asks_for(output: Path) -> None:
    entries = list(ET.parse(output / "sitemap-news.xml").getroot())
    news = entries[0].find(f"{NEWS}news")

    assert len(entries) == 2
    assert news is not None
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "Bell & Anchor <News>"
    assert [e.findtext(f".//{NEWS}language") for e in entries] == ["en", "nb"]
    assert news.findtext(f"{NEWS}publication_date") == "2026-03-04T08:30:00+01:00"


def test_the_news_sitemap_rolls_with_the_clock_and_is_the_same_as_a_clean_one(
    tmp_path: Path,
) -> None:
    folder = write_site(tmp_path)
    assert build(folder).next_change == int(datetime(2026, 3, 4, 23, tzinfo=UTC).timestamp())
    build(folder, NOW + 86_400)
    first = (folder / "output/sitemap-news.xml").read_bytes()
    assert first.count(b"<url>") == 1
    build(folder, NOW + 2 * 86_400)
    assert (folder / "output/sitemap-news.xml").read_bytes().count(b"<url>") == 0


def test_robots_may_read_everything_and_learn_of_the_sitemaps(output: Path) -> None:
    lines = (output / "robots.txt").read_text().splitlines()

    assert lines[:2] == ["User-agent: *", "Disallow:"]
    assert f"Sitemap: {ROOT}sitemap.xml" in lines


def test_the_sites_own_robots_txt_goes_first(tmp_path: Path) -> None:
    folder = write_site(tmp_path)
    (folder / "content/static").mkdir()
    (folder / "content/static/robots.txt").write_text("User-agent: *\nDisallow: /\n")

    assert not build(folder).failed
    assert (folder / "output/robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_every_comment_stands_in_both_formats_word_for_word(output: Path) -> None:
    told = json.loads((output / "data/comments.json").read_text("utf-8"))["comments"]
    table = list(
        csv.DictReader(
            io.StringIO((output / "data/comments.csv").read_text("utf-8-sig"), newline="")
        )
    )

    assert (
        [row["id"] for row in told]
        == [row["id"] for row in table]
        == ["strike#1", "strike#2", "strike#3"]
    )
    assert told[0] | {"speakers": 0, "topics": 0} == {
        "id": "strike#1",
        "url": f"{ROOT}articles/strike/#comment-1",
        "article": f"{ROOT}articles/strike/",
        "anchor": "comment-1",
        "date": "2026-03-04",
        "words": "“We did not choose this week & we said so.”",
        "speaker": "Mara Lindqvist",
        "role": "head of the dockers’ union",
        "context": "told reporters",
        "language": "en",
        "speakers": 0,
        "topics": 0,
    }
    assert [who["name"] for who in told[1]["speakers"]] == [
        "Mara Lindqvist",
        "Port Authority of Halden",
    ]
    assert told[2]["speakers"][0]["name"] is None
    assert table[2]["words"].startswith("'=")
    assert table[2]["role"] == "'@clerk"


@pytest.mark.parametrize(
    ("text", "safe"),
    [("", ""), ("plain", "plain"), ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@A1", "'@A1"), (" =1", "' =1"), ("\t=1", "'\t=1"), ("“=1”", "“=1”")],
)  # fmt: skip
def test_a_cell_is_never_a_formula(text: str, safe: str) -> None:
    assert harmless(text) == safe


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_cells_are_read_back_as_they_were(texts: list[str]) -> None:
    line = ",".join(cell(text) for text in texts) + "\r\n"

    assert list(csv.reader(io.StringIO(line, newline=""))) == [[harmless(text) for text in texts]]


def test_every_speaker_stands_in_the_data_with_roles_through_time(output: Path) -> None:
    speakers = json.loads((output / "data/speakers.json").read_text("utf-8"))["speakers"]
    mara = next(one for one in speakers if one["slug"] == "mara-lindqvist")

    assert {one["name"] for one in speakers} == {"Mara Lindqvist", "Port Authority of Halden"}
    assert mara["comments"] == 2
    assert {role["role"] for role in mara["roles"]} == {
        "head of the dockers’ union",
        "dockers’ leader",
    }


def test_an_article_tells_its_quotations_and_who_said_them(output: Path) -> None:
    told = ld(output / "articles/strike/index.html")
    first, second, third = told["hasPart"]

    assert (told["@context"], told["@type"]) == ("https://schema.org", "NewsArticle")
    assert told["headline"] == 'Port strike & "second" week <b>'
    assert told["correction"][0]["@type"] == "CorrectionComment"
    assert told["isBasedOn"] == "https://example.org/strike"
    assert told["isPartOf"]["url"] == f"{ROOT}editions/2026-03-04/"
    assert first["@type"] == "Quotation"
    assert first["isPartOf"] == {"@id": f"{ROOT}articles/strike/"}
    assert first["spokenByCharacter"] == first["creator"]
    assert first["creator"]["@type"] == "Person"
    assert [one["@type"] for one in second["creator"]] == ["Person", "Organization"]
    assert "creator" not in third


def test_an_article_was_changed_when_it_was_last_corrected_wherever_that_is_said(
    output: Path,
) -> None:
    page = (output / "articles/strike/index.html").read_text("utf-8")
    atom = feedparser.parse(str(output / "atom.xml"))
    places = ET.parse(output / "sitemap.xml").getroot()
    modified = re.search(r'article:modified_time" content="([^"]+)"', page)
    told = {
        modified[1] if modified else "",
        ld(output / "articles/strike/index.html")["dateModified"],
        *[entry.updated for entry in atom.entries if entry.link.endswith("/strike/")],
        *[url[1].text for url in places if (url[0].text or "").endswith("/articles/strike/")],
        *[
            entry.updated
            for entry in feedparser.parse(str(output / "corrections/atom.xml")).entries[:1]
        ],
    }

    assert told == {"2026-03-06T00:00:00+01:00"}


@pytest.mark.parametrize(
    "place",
    ["articles/strike", "topics/shipping", "speakers/mara-lindqvist", "editions/2026-03-04"],
)
def test_breadcrumbs_lead_from_the_front_page_to_the_page(output: Path, place: str) -> None:
    told = ld(output / place / "index.html")
    trail = (told.get("breadcrumb") or told["mainEntityOfPage"]["breadcrumb"])["itemListElement"]

    assert [crumb["position"] for crumb in trail] == list(range(1, len(trail) + 1))
    assert trail[0]["item"] == ROOT
    assert trail[-1]["item"] == f"{ROOT}{place}/"
    assert all(crumb["name"] and crumb["item"].startswith(ROOT) for crumb in trail)


def test_corrections_are_listed_on_one_page(output: Path) -> None:
    page = (output / "corrections/index.html").read_text("utf-8")

    assert "four, not &lt;five&gt;" in page
    assert "/sub/articles/strike/" in page


def test_a_corrections_entry_leads_to_its_place_on_the_page(output: Path) -> None:
    item = feedparser.parse((output / "corrections/feed.xml").read_bytes()).entries[0]
    page = (output / "articles/strike/index.html").read_text("utf-8")

    assert item.id == item.link == f"{ROOT}articles/strike/#{item.link.partition('#')[2]}"
    assert f'<li id="{item.link.partition("#")[2]}">' in page


def test_the_output_tells_what_was_published(output: Path) -> None:
    published = read_published(output, "strike")

    assert published is not None
    assert published.headline == 'Port strike & "second" week <b>'
    assert published.words[2] == "“Both of us mean it.”"
    assert published.corrections == ("The number of berths is four, not <five>.",)
    assert read_published(output, "never") is None


def test_the_front_page_tells_other_sites_what_it_is(output: Path) -> None:
    front = (output / "index.html").read_text("utf-8")
    described = re.search(r'<meta name="description" content="([^"]+)">', front)

    assert described
    assert '<meta property="og:title" content="Bell &amp; Anchor &lt;News&gt;">' in front
    assert f'<meta property="og:description" content="{described[1]}">' in front


def test_addresses_travel_in_ascii_and_are_encoded_once(tmp_path: Path) -> None:
    write_site(tmp_path)
    settings = (tmp_path / "digest.toml").read_text().replace("org/sub/", "org/Straße/a%20b/")
    (tmp_path / "digest.toml").write_text(settings)
    quiet = tmp_path / "content/articles/quiet.md"
    quiet.rename(quiet.with_name("kita-plätze.md"))
    build(tmp_path)
    output, root = tmp_path / "output", "https://news.example.org/Stra%C3%9Fe/a%20b"
    address = f"{root}/articles/kita-pl%C3%A4tze/"

    for name in ("sitemap.xml", "sitemap-news.xml"):
        assert f"<loc>{address}</loc>" in (output / name).read_text("utf-8")
    assert f"<link>{address}</link>" in (output / "feed.xml").read_text("utf-8")
    assert f'href="{address}"' in (output / "atom.xml").read_text("utf-8")
    assert f"Sitemap: {root}/sitemap.xml" in (output / "robots.txt").read_text("utf-8")
