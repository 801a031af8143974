"""Text -> the scene of an article and its cast, ready for ranking."""

from __future__ import annotations

from digest.quotes.appositions import note_bodies
from digest.quotes.candidates import Able, find_clear
from digest.quotes.headlines import trim_headline
from digest.quotes.links import Links
from digest.quotes.marks import Layout
from digest.quotes.mentions import find_mentions
from digest.quotes.narration import read_row
from digest.quotes.people import Cast, cast_of
from digest.quotes.scene import Scene
from digest.quotes.tables import Tables


def set_scene(layout: Layout, text: str, tables: Tables) -> tuple[Scene, Cast]:
    """Read the narration, find who is mentioned in it, and join the forms of one name."""
    row = read_row(layout, text, tables)
    mentions = find_mentions(row, tables)
    trim_headline(row, mentions, tables)
    named = [at for at, mention in enumerate(mentions) if mention.name]
    note_bodies(row, mentions, named, tables)
    links = Links(row, mentions, named, tables)
    cast = cast_of(mentions, named, links, row, tables)
    firsts = [mention.first for mention in mentions]
    scene = Scene(
        row=row,
        stretches=layout.stretches,
        mentions=mentions,
        links=links,
        firsts=firsts,
        able=Able(row, mentions, links, tables),
        tables=tables,
        spoke={},
        clear={},
        standing={},
        subjects={},
        descriptors={},
        before={},
        behind={},
        settled=0,
    )
    find_clear(scene)
    return scene, cast
