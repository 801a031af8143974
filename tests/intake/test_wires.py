"""Agencies' documents, of invented people and places, in the IPTC's formats."""

from __future__ import annotations

import json

import pytest

from digest.intake.readers import read_source
from digest.intake.records import Draft, Settings
from digest.intake.sources import make_source

SAID = "“The others get a headache by eight, and they don’t,” said Stoja Dimova, who owns the farm."
LEAD = "It takes four tons of petals to make a litre of oil, and the valley of Rosno has run out of people who want to pick them before the sun is up."
BODY = f"<p>{LEAD}</p><hl2>Key comments:</hl2><p>{SAID}</p>"
NITF = f"""<nitf xml:lang="en"><head><title>Roses of Rosno</title>
<docdata><date.issue norm="20260606T081500+0200"/><ed-msg info="Embargoed until noon"/>
<doc.copyright holder="Rosno Wire"/><key-list><keyword key="roses"/></key-list></docdata></head>
<body><body.head><hedline><hl1>Roses are picked by people who cannot smell</hl1></hedline>
<byline>By <person>Rada Ilieva</person></byline><dateline><location>ROSNO</location></dateline></body.head>
<body.content><media media-type="image"><media-reference source="r.jpg"/>
<media-caption>A woman picks roses at dawn near Rosno, June 1, 2026.</media-caption>
<media-producer>Ognjan Marev/RW</media-producer></media>
<media media-type="image"><media-caption>The oil in its flask.</media-caption></media>{BODY}</body.content>
<body.end><tagline>Rosno Wire newsroom, +999 555 0100</tagline></body.end></body></nitf>"""
ITEM = """<newsItem xml:lang="en"><rightsInfo><copyrightHolder><name>Rosno Wire</name></copyrightHolder></rightsInfo>
<itemMeta><versionCreated>2026-06-07T10:00:00Z</versionCreated><edNote>Adds the price</edNote></itemMeta>
<contentMeta><contentCreated>2026-06-06T08:15:00+02:00</contentCreated><headline>{title}</headline><by>By Rada Ilieva</by>
<dateline>ROSNO</dateline><language tag="en-GB"/><keyword>roses</keyword></contentMeta><contentSet>{content}</contentSet></newsItem>"""
DOCTYPE = '<?xml version="1.0" encoding="iso-8859-1"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">\n'
NINJS = {
    "uri": "https://wire.rosno.example/roses",
    "type": "text",
    "language": "en",
    "headline": "Roses are picked by people who cannot smell",
    "byline": "By Rada Ilieva",
    "versioncreated": "2026-06-06T08:15:00+02:00",
    "copyrightholder": "Rosno Wire",
    "keywords": ["roses"],
    "ednote": "Embargoed until noon",
    "body_xhtml": BODY.replace("hl2", "h2"),
    "associations": {
        "main": {
            "type": "picture",
            "description_text": "A woman picks roses at dawn near Rosno, June 1, 2026.",
            "byline": "Ognjan Marev/RW",
        }
    },
}


def read(text: str, name: str = "story.xml") -> tuple[Draft, ...]:
    reading = read_source(make_source(name, text.encode()), Settings())
    assert not reading.refusals
    return reading.drafts


def refused(text: str) -> str:
    reading = read_source(make_source("story.xml", text.encode()), Settings())
    (refusal,) = reading.refusals
    return str(refusal)


def shown(draft: Draft) -> tuple[object, ...]:
    assert draft.photo is not None
    (comment,) = draft.comments
    return (
        draft.title,
        str(draft.date),
        draft.publisher,
        draft.photo.caption,
        draft.photo.credit,
        [block.text for block in draft.body],
        comment.speaker,
        comment.role,
        comment.in_key,
    )


WANTED = (
    "Roses are picked by people who cannot smell",
    "2026-06-06",
    "Rosno Wire",
    "A woman picks roses at dawn near Rosno, June 1, 2026.",
    "Ognjan Marev/RW",
    [LEAD],
    "Stoja Dimova",
    "who owns the farm",
    True,
)


@pytest.mark.parametrize("before", ["", DOCTYPE], ids=["bare", "declared"])
def test_nitf_is_an_article(before: str) -> None:
    (draft,) = read(before + NITF)
    assert shown(draft) == WANTED
    left = {(each.reason, each.text) for each in draft.left_out}
    assert {("dateline", "ROSNO"), ("another picture", "The oil in its flask.")} <= left
    assert any(reason == "tagline" for reason, _ in left)
    assert "the agency tells editors: Embargoed until noon" in draft.notes


def test_newsml_g2_is_an_article_for_each_item_with_a_text() -> None:
    page = f"<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body>{BODY.replace('hl2', 'h2')}</body></html></inlineXML>"
    texts = [
        ITEM.format(title="Roses", content=f"<inlineXML>{NITF}</inlineXML>"),
        ITEM.format(title="Roses again", content=page),
        ITEM.format(title="A picture", content="<remoteContent href='r.jpg'/>"),
        ITEM.format(title="Plain", content=f"<inlineData>{LEAD}\n\n{SAID}</inlineData>"),
    ]
    message = f"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{''.join(texts)}</itemSet></newsMessage>"
    first, second, third = read(message)
    assert shown(first) == WANTED
    assert "the agency tells editors: Adds the price" in first.notes
    assert (second.title, str(second.date)) == ("Roses again", "2026-06-06")
    assert [block.text for block in second.body] == [LEAD]
    assert second.publisher == "Rosno Wire"
    assert (third.title, [block.text for block in third.body]) == ("Plain", [LEAD, SAID])


def test_ninjs_is_an_article() -> None:
    (draft,) = read(json.dumps(NINJS), "story.json")
    assert shown(draft) == WANTED
    assert draft.url == "https://wire.rosno.example/roses"
    assert "the agency tells editors: Embargoed until noon" in draft.notes
    second = {
        "headlines": [{"value": NINJS["headline"]}],
        "bodies": [
            {"contenttype": "text/plain", "value": LEAD},
            {"contenttype": "text/html", "value": NINJS["body_xhtml"]},
        ],
    }
    drafts = read(json.dumps([second, second]), "story.json")
    assert [draft.title for draft in drafts] == [WANTED[0]] * 2
    assert [len(draft.comments) for draft in drafts] == [1, 1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": [1, 2]}', "this is JSON"),
        ("[1, 2]", "this is JSON"),
        ('<?xml version="1.0"?><svg><p>x</p></svg>', "this is XML, and neither a feed nor NITF"),
        (f"<nitf>\n<body>\n<p>{LEAD}</body></nitf>", "story.xml:3: its XML is broken"),
        ('<!DOCTYPE nitf [<!ENTITY a "aa">]><nitf><p>&a;</p></nitf>', "declares XML entities"),
        ('<!DOCTYPE lolz [<!ENTITY a "aa">]><lolz>&a;</lolz>', "this is XML"),
        (ITEM.format(title="A", content=""), "no item of it has a text"),
    ],
)
def test_what_is_no_article_is_refused_in_a_line(text: str, told: str) -> None:
    assert told in refused(text)


def test_a_text_that_begins_with_a_bracket_is_no_json() -> None:
    (draft,) = read(f"[Rosno] Roses are picked\n\n{LEAD}\n\n{SAID}", "story.txt")
    assert draft.comments[0].speaker == "Stoja Dimova"
