"""Titles and trades in a run of capitals, before the name itself: "Dr. X", "Works Foreman X", "Hafenmeisterin X"."""

from __future__ import annotations

import re

from digest.quotes.mention import is_given
from digest.quotes.narration import QUOTE, Row
from digest.quotes.signs import title_form
from digest.quotes.tables import Tables

# "Jagdpächter", "Stadtrat", "Ornithologin": German trades by their endings, before a known given name.
_TRADE = re.compile(
    r"[\w-]{3,}(?:er|rat|rät|chef|gast|coach|wart|kapitän|pilot|ist|ent|ant|or|mann|frau|wirt|log|loge|graf|soph|eur|är|arzt|ärzt|bauer|meister|ständige|beauftragte)(?:in|r)?"
)

# "Beekeeper", "Clockmaker": English trades that no given name looks like, and those that one may.
_PLAIN_TRADE = re.compile(
    r"\w{3,}(?:keeper|maker|monger|ologist|woman|mistress|worker|teacher|herder|grower|grapher|seller|driver|fighter|master|owner)"
)
_PERHAPS_TRADE = re.compile(r"\w{3,}(?:er|or|ist|ian|man|eer|istant|endant|ident|ress)")
# Given names that are trades or end like one.
_NAMES_TOO = """archer asher baxter booker bridger carter chandler connor conor cooper cutter decker dexter draper
fisher fletcher forrester foster gardner grover harper hunter jasper kiefer major parker piper porter potter rider river
ryder sawyer schuyler skyler sumner tanner taylor thatcher tucker turner tyler walker webster weaver wheeler wilder amber
summer winter easter ginger juniper clover pepper amor honor trevor christian vivian dorian adrian kilian truman freeman
coleman bateman elinor ester ander amador nestor nicanor heitor teodor feodor isidor theodor melchior salvador florian
cyprian valerian silver sterling manchester lancaster leicester gloucester doncaster hanover dover denver vancouver"""
_BOTH = frozenset(_NAMES_TOO.split())
LETTERS = frozenset((",", "MP", "MEP", "MSP", "TD", "MLA"))  # behind a name
_NAMES_INSIDE = frozenset(("sheikh", "sheik", "haji", "hajji", "mullah", "imam", "khan", "rai"))
# Behind a courtesy title these are offices, not names: "Mr. President".
_ADDRESSED = frozenset(
    ("president", "speaker", "secretary", "chairman", "chairwoman", "vice", "mayor", "chancellor", "chamberlain", "provost",
     "advocate")
)  # fmt: skip


def past_job(row: Row, start: int, last: int, tables: Tables) -> int:
    """“Works Foreman Maja Lind": behind the last word of a run that is a job, before a full name."""
    if tables.lang != "en" or is_given(row.lower[start], tables):
        return start
    for at in range(last - 3, start, -1):
        word = row.lower[at]
        if word in tables.roles and word not in _BOTH and not is_given(word, tables):
            return at + 1
    return start


def is_trade(row: Row, at: int, tables: Tables) -> bool:
    """Whether a word before a full name says what somebody is; given names that end so are none."""
    word = row.lower[at]
    if word in tables.roles and word not in _BOTH:
        return True

    if tables.lang != "en" or is_given(word, tables) or row.words[at].isupper():
        return False
    if _PLAIN_TRADE.fullmatch(word):
        return True
    opens = at == 0 or row.sentences[at - 1] != row.sentences[at] or row.words[at - 1] == QUOTE
    known = is_given(row.lower[at + 1], tables)
    return opens and known and word not in _BOTH and bool(_PERHAPS_TRADE.fullmatch(word))


def past_relation(row: Row, start: int, last: int, tables: Tables) -> int:
    """“Krügers Stellvertreter Mehmet Aydın": whose deputy somebody is, behind a German genitive."""
    if last - start < 3 or not row.lower[start].endswith(("s", "s’", "ß’", "z’", "x’")):
        return start

    owner, noun = row.lower[start], row.lower[start + 1]
    if (
        is_given(owner, tables)
        or is_given(noun, tables)
        or row.lower[start + 2] in tables.particles
    ):
        return start
    relation = noun in tables.roles or noun in tables.female_words or noun in tables.male_words
    named = last - start > 3 or is_given(row.lower[start + 2], tables)
    return start + 2 if relation or (named and _TRADE.fullmatch(noun)) else start


def past_compounds(words: list[str], tables: Tables) -> int:
    """Hafenmeisterin Maja Lind: German offices are one word that ends in a known one."""
    if len(words) < 2:
        return 0
    if any(len(role) > 4 and words[0].endswith(role) for role in tables.roles):
        return 1

    if len(words) > 3 and words[0].endswith("er") and _TRADE.fullmatch(words[1]):
        return 2  # Genueser Hafenmeister Maja Lind
    named = (is_given(words[1], tables) or len(words) > 2) and not is_given(words[0], tables)
    return 1 if named and _TRADE.fullmatch(words[0]) else 0


def past_titles(row: Row, start: int, last: int, tables: Tables) -> int:
    """Where the name itself begins, behind titles in capitals; ``last`` where there is none."""
    while last - start > 2 and (
        row.lower[last - 1] in tables.suffixes or row.words[last - 1] in LETTERS
    ):
        last -= 1  # King Jr., Ada Holm MP
    if ")" in row.words[start:last]:  # Maj. Gen. (ret.) Maja Lind
        return row.words.index(")", start, last) + 1
    words = list(map(title_form, row.words[start:last], row.lower[start:last]))
    titles, size = tables.titles, len(words)
    at = _last_title(words, size, titles)
    if at > 2 and words[at - 1] in _NAMES_INSIDE and words[at - 2] not in titles:
        at = _last_title(words, at - 1, titles) or at  # Captain Halima Sheikh Doon
    if at == 0 and tables.lang == "de":
        at = past_compounds(words, tables)
    if at < size:
        return start + at
    if size < 2:
        return last
    courtesy = words[-2] in tables.honorifics
    if words[-1] in tables.surname_titles and (words[-2] not in titles or courtesy):
        return start + _last_title(words, size - 1, titles)
    return last - 1 if courtesy and words[-1] not in _ADDRESSED else last


def _last_title(words: list[str], at: int, titles: frozenset[str]) -> int:
    while at > 0 and words[at - 1] not in titles:
        at -= 1
    return at
