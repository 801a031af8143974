"""Feeds: every one is well-formed, says where it is, and tells the same in all three formats."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from digest.render.feedwords import to_xml
from tests.feeds.site import NOW, STRIKE, build, write_site

ROOT = "https://news.example.org/sub/"
ATOM = "{http://www.w3.org/2005/Atom}"
PLACES = [
    "",
    "topics/shipping/",
    "topics/labour-work/",
    "speakers/mara-lindqvist/",
    "editions/",
    "corrections/",
]


@pytest.mark.parametrize("place", PLACES)
def test_every_list_has_a_feed_in_three_formats_with_the_same_items(
    output: Path, place: str
) -> None:
    rss = ET.parse(output / place / "feed.xml").getroot().findall("channel/item")
    atom = ET.parse(output / place / "atom.xml").getroot().findall(f"{ATOM}entry")
    feed = json.loads((output / place / "feed.json").read_text("utf-8"))["items"]

    assert len(rss) == len(atom) == len(feed) > 0
    guids = [item.findtext("guid") for item in rss]
    assert guids == [entry.findtext(f"{ATOM}id") for entry in atom] == [item["id"] for item in feed]
    assert [item.findtext("title") for item in rss] == [item["title"] for item in feed]


@pytest.mark.parametrize("place", PLACES)
def test_an_rss_feed_says_where_it_is_and_writes_whole_addresses(output: Path, place: str) -> None:
    text = (output / place / "feed.xml").read_text("utf-8")
    channel = ET.fromstring(text).find("channel")
    assert channel is not None

    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert own.attrib == {
        "href": f"{ROOT}{place}feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    assert (channel.findtext("link") or "").startswith(ROOT)
    assert not re.findall(r"(?:href|src)=&quot;(?!https?://)", text)
    for item in channel.findall("item"):
        assert parsedate_to_datetime(item.findtext("pubDate") or "").tzinfo is not None


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_feedparser_finds_no_fault(output: Path, place: str, name: str) -> None:
    parsed = feedparser.parse((output / place / name).read_bytes())

    assert parsed.bozo is False or not parsed.bozo
    assert parsed.version == ("rss20" if name == "feed.xml" else "atom10")
    assert all(entry.published_parsed and entry.title for entry in parsed.entries)


@pytest.mark.parametrize("place", PLACES)
def test_a_json_feed_has_all_that_its_specification_requires(output: Path, place: str) -> None:
    feed = json.loads((output / place / "feed.json").read_text("utf-8"))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{ROOT}{place}feed.json"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert all(isinstance(author["name"], str) for author in item["authors"])


def test_an_article_keeps_its_marks_topics_people_and_corrections(output: Path) -> None:
    item = feedparser.parse((output / "feed.xml").read_bytes()).entries[0]

    assert item.title == 'Port strike & "second" week <b>'
    assert item.author == "The Morning Post"
    assert [tag.term for tag in item.tags if not tag.scheme] == ["Shipping", "Labour & Work"]
    assert "Mara Lindqvist" in [tag.term for tag in item.tags if tag.scheme]
    assert "four, not &lt;five&gt;" in item.content[0].value
    assert f'href="{ROOT}articles/strike/#comment-1"' in item.content[0].value


def test_a_speakers_feed_holds_the_words_by_the_speaker_and_leads_to_the_comment(
    output: Path,
) -> None:
    first = feedparser.parse((output / "speakers/mara-lindqvist/feed.xml").read_bytes()).entries[0]

    assert first.title == "“We did not choose this week & we said so.”"
    assert first.author == "Mara Lindqvist"
    assert first.link == f"{ROOT}articles/strike/#comment-1"


def test_updated_dates_move_only_with_the_content(output: Path, tmp_path: Path) -> None:
    folder = write_site(tmp_path)
    build(folder, NOW + 3 * 86_400)
    for place in ("", "editions/"):
        assert (folder / "output" / place / "atom.xml").read_bytes() == (
            output / place / "atom.xml"
        ).read_bytes()


def test_a_guid_survives_an_edited_title(output: Path, tmp_path: Path) -> None:
    folder = write_site(tmp_path)
    path = folder / "content/articles/strike.md"
    path.write_text(STRIKE.replace('Port strike & "second" week <b>', "Another title"), "utf-8")
    build(folder)
    before, after = (
        feedparser.parse((place / "feed.xml").read_bytes()) for place in (output, folder / "output")
    )

    assert [entry.id for entry in before.entries] == [entry.id for entry in after.entries]
    assert after.entries[0].title == "Another title"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_feeds_may_be_rss_alone_with_summaries(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "a")
    build(folder)
    for site in (folder, write_site(tmp_path / "b")):
        text = (site / "digest.toml").read_text("utf-8")
        (site / "digest.toml").write_text(f"{text}[feeds]\nformats = []\nwhole = false\n", "utf-8")
        build(site)
    told = tree(folder / "output")

    assert told == tree(tmp_path / "b" / "output")
    assert not [name for name in told if name.endswith(("atom.xml", "feed.json"))]
    assert b"atom+xml" not in told["index.html"]
    strike, quiet = feedparser.parse(told["feed.xml"]).entries
    assert "content" not in strike
    assert strike.summary == "The walkout has closed four berths and more."
    assert quiet.link == f"{ROOT}articles/quiet/"


def test_each_format_may_lie_beside_rss(tmp_path: Path) -> None:
    folder = write_site(tmp_path)
    text = (folder / "digest.toml").read_text("utf-8")
    (folder / "digest.toml").write_text(
        f'{text}[feeds]\nformats = ["json"]\nwhole = false\n', "utf-8"
    )
    build(folder)

    assert not (folder / "output/atom.xml").exists()
    page = (folder / "output/index.html").read_text("utf-8")
    assert "feed+json" in page
    assert "atom+xml" not in page
    for item in json.loads((folder / "output/feed.json").read_text("utf-8"))["items"]:
        assert item["content_text"] == item["summary"]
        assert "content_html" not in item


def test_the_list_of_feeds_names_files_that_are_there(output: Path) -> None:
    feeds = [
        o.attrib["xmlUrl"]
        for o in ET.parse(output / "feeds.opml").iter("outline")
        if "xmlUrl" in o.attrib
    ]

    assert f"{ROOT}speakers/mara-lindqvist/feed.xml" in feeds
    assert all((output / address.removeprefix(ROOT)).is_file() for address in feeds)


def test_the_sheet_is_well_formed_and_named_by_the_feed(output: Path) -> None:
    ET.parse(output / "feed.xsl")

    assert 'href="/sub/feed.xsl"' in (output / "feed.xml").read_text("utf-8")


def test_characters_that_xml_does_not_know_are_left_out() -> None:
    assert ET.fromstring(to_xml("<a>b\x00\x08\x0b\x1f\ufffe\uffff\ud800c\td</a>")).text == "b?c\td"
