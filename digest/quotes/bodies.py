"""Phrases without a name that stand for a body or a document: "the harbour board", "a letter"."""

from __future__ import annotations

from digest.quotes.mention import Mention, is_given, looks_like_role
from digest.quotes.person import Person
from digest.quotes.scene import Scene
from digest.quotes.signs import UPPER

PROPER = frozenset(
    ("campaign", "government", "administration", "ministry", "embassy", "parliament")
)
OWNED = PROPER | {"office", "team"}  # named by whom it belongs to
PRESS = frozenset(
    ("newspaper", "paper", "magazine", "tabloid", "outlet", "publication", "station", "channel")
)
_PRESS_TOO = frozenset(("network", "website", "site", "agency", "organization", "organisation"))
_PRESS_NAMES = frozenset(
    ("times", "post", "news", "tribune", "herald", "gazette", "chronicle", "examiner", "register", "globe", "sun", "sun-times",
     "daily", "weekly", "magazine", "observer", "guardian", "telegraph", "journal", "press", "mirror", "mail", "standard",
     "independent", "courier", "echo", "bulletin", "dispatch", "radio", "television", "tv", "reuters", "cnn", "bbc", "npr",
     "nbc", "abc", "cbs", "msnbc")
)  # fmt: skip
_MOVEMENTS = frozenset(
    ("group", "organization", "organisation", "movement", "coalition", "charity", "alliance")
)
_DOERS = ("er", "or")
_RELATIVES = frozenset(("der", "die"))
_NAMELESS = frozenset(("anonym", "ungenannt", "namentlich", "genannt", "namen"))
_CLAUSE = 12  # words
_BACK = 60  # mentions


def is_body(scene: Scene, mention: Mention) -> bool:
    """Whether a phrase without a name stands for a body or a document, and not for people."""
    head, tables = mention.head, scene.tables
    if mention.name or mention.kind not in ("definite", "indefinite", "bare"):
        return False
    if head == "guard" and scene.row.lower[mention.last - 2] in ("coast", "national", "border"):
        return True
    if head in tables.roles or head in tables.crowds:
        return False
    if _is_somebody(scene, mention):
        return False
    if mention.kind == "indefinite" and head in ("policía", "polícia"):
        return False  # one policeman
    known = tables.impersonal
    singular = head[:-3] + "y" if head.endswith("ies") else head.removesuffix("s")
    if head in known or singular in known:
        return True
    return tables.lang in ("de", "nl") and any(
        len(word) > 4 and head.endswith(word) for word in known - tables.crowds
    )


def _is_somebody(scene: Scene, mention: Mention) -> bool:
    """“a grid operator who’d …", "a lender, who asked not to be named": a doer of whom a clause tells as of people."""
    lower, at = scene.row.lower, mention.last
    if lower[at].partition("’")[0] == "who":
        return True
    if lower[at] != "," or not mention.head.endswith(_DOERS):
        return False
    if scene.tables.lang == "de":
        return lower[at + 1] in _RELATIVES and not _NAMELESS.isdisjoint(lower[at : at + _CLAUSE])
    return lower[at + 1].partition("’")[0] == "who"


def owning_name(scene: Scene, index: int) -> int:
    """The name that owns a body such as a campaign, "Lind’s campaign", as a mention, or -1."""
    mention = scene.mentions[index]
    for at in range(index + 1, min(index + 3, len(scene.mentions))):
        other = scene.mentions[at]
        if other.possessor and other.name and other.last < mention.last:
            return at if other.first - mention.first <= 1 else -1
    return -1


def is_proper(scene: Scene, mention: Mention) -> bool:
    """“the Lind campaign": a body that a word in capitals before its noun names."""
    last = mention.last - 1
    return (
        mention.head in PROPER
        and mention.kind == "definite"
        and last - mention.first > 1
        and bool(scene.row.signs[last - 1] & UPPER)
    )


def fuller_body(scene: Scene, index: int) -> int:
    """Of “the campaign" alone, the phrase before that tells which: "Lind’s campaign", or -1."""
    mention, row = scene.mentions[index], scene.row
    if mention.last - mention.first != 2 or row.lower[mention.first] != "the":
        return -1
    for at in range(index - 1, max(-1, index - _BACK), -1):
        other = scene.mentions[at]
        if other.head == mention.head and other.kind == "definite" and not other.possessor:
            own = scene.tables.pronouns.get(row.lower[other.first]) in ("male", "female")
            if own or is_proper(scene, other) or owning_name(scene, at) >= 0:
                return at
    return -1


def may_be(scene: Scene, mention: Mention, person: Person) -> bool:
    """Whether "the newspaper", "the group" or "it" may stand for somebody of the cast."""
    head = mention.head
    if person.kind == "name":  # Mothers Demand Answers, Harbour Insider
        said_of = head in _MOVEMENTS | PRESS | _PRESS_TOO
        return said_of and len(person.name) > 1 and _is_no_person(scene, person)
    if person.kind != "org" or mention.kind == "pronoun":
        return person.kind == "org"
    press = person.name[-1].lower() in _PRESS_NAMES
    return press if head in PRESS else not press or head in _PRESS_TOO


def _is_no_person(scene: Scene, person: Person) -> bool:
    """Whether nothing tells that a name is of a human being: no gender, no given name, few roles before it."""
    if person.gender or is_given(person.name[0].lower(), scene.tables):
        return False
    forms = [scene.mentions[at] for at in person.mentions]
    led = [form for form in forms if form.titled or form.first < form.name_first]
    return 2 * len(led) <= len(forms) and not any(_has_trade(scene, form) for form in forms)


def _has_trade(scene: Scene, form: Mention) -> bool:
    """Whether a name is told to be a person's by what follows it: ", a retired pilot"."""
    row = scene.row
    if row.words[form.last] != ",":
        return False
    for word in row.lower[form.last + 1 : form.last + _CLAUSE]:
        if word == "who" or looks_like_role(word, scene.tables):
            return True
        if not word[0].isalnum():
            break
    return False
