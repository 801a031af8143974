"""The words before a name that tell a role: where they begin, and the gender they tell."""

from __future__ import annotations

from digest.quotes.mention import is_age, is_given, looks_like_role
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.signs import STOPS
from digest.quotes.tables import Tables

_AND = frozenset(("and", "und", "et", "y", "e"))
_LONGEST_ROLE = 12  # words
_LONGEST_BARE = 5
_DOERS = ("er", "or", "ant", "ent", "ee", "eur")
# “… named X", "… known as X", "… who goes by X": what leads to a name, and where that begins.
_NAMING = frozenset(("named", "called", "as", "by", "himself", "herself"))
_KNOWN = frozenset(
    (
        "whose",
        "go",
        "going",
        "known",
        "gave",
        "give",
        "gives",
        "giving",
        "identified",
        "introduced",
        "goes",
    )
)
_WHO = frozenset(
    (
        "who",
        "is",
        "was",
        "only",
        "better",
        "widely",
        "would",
        "and",
        "asked",
        "to",
        "be",
        "calls",
        "called",
    )
)
_ASKING = frozenset(("how", "what", "why", "whether", "that"))
_SOME = frozenset(("a", "an", "another"))
_NAMES = frozenset(("name", "nickname"))
_TELLING = frozenset((",", "is", "was"))  # which one it is
_BEFORE_TITLES = frozenset(  # "state Sen. X"
    ("state", "former", "retired", "acting", "deputy", "interim", "outgoing", "incoming", "fellow", "ranking")
)  # fmt: skip
_STOPS_BUT_COMMA = STOPS - {","}


def role_start(row: Row, start: int, tables: Tables) -> int:
    """Where the role before a name begins: "village headman", "US Security Council spokesman"."""
    words, lower = row.words, row.lower
    if start and (lower[start - 1] in _NAMING or _is_told_name(row, start)):
        return _naming_phrase(row, start, tables)
    if start and is_age(lower[start - 1]):
        start -= 1  # 24-year-old X
    at = start
    while at > 0 and start - at < _LONGEST_ROLE:
        word = lower[at - 1]
        if words[at - 1] in STOPS or row.sentences[at - 1] != row.sentences[start]:
            break
        small = words[at - 1][0].islower()
        if at == start and not (small and _names_role(row, at - 1, tables)):
            return _bare_role_start(row, at, tables)
        if at == start and _only_says(row, at - 1, tables):
            return _bare_role_start(row, at, tables)
        if word in tables.determiners:
            return at - 1
        ends = _ends_before if small else _opens_phrase
        if ends(row, at - 1, start, tables) and not _is_inside(row, at - 1, tables):
            break
        at -= 1
    while at < start and words[at] == ",":
        at += 1
    return at


def _only_says(row: Row, at: int, tables: Tables) -> bool:
    """“« … », philosophe X": a verb behind the marks that is a noun as well."""
    if tables.lang == "en" or row.lower[at] not in tables.verbs:
        return False
    before = at - 1 - (row.words[at - 1] == ",")
    return row.words[before] == QUOTE


def _opens_phrase(row: Row, at: int, _start: int, tables: Tables) -> bool:
    """A preposition that opens a sentence: "As baker X put it"."""
    opens = at == 0 or row.sentences[at - 1] != row.sentences[at]
    return opens and row.lower[at] in tables.prepositions


def _is_told_name(row: Row, name: int) -> bool:
    """“… who asked to go by his first name, X"."""
    leads = row.lower[name - 1] in _TELLING and name > 2
    return leads and row.lower[name - 2] in _NAMES


def naming_start(row: Row, first: int, name: int) -> int:
    """Where words that only lead to a name begin: "…, who gave her name as", "… named"."""
    if not first < name or not (row.lower[name - 1] in _NAMING or _is_told_name(row, name)):
        return name
    at = name - 1
    if row.lower[at] in ("as", "by", ",", "is", "was"):
        while at > first and row.lower[at] not in _KNOWN:
            at -= 1
    while at > first and (row.lower[at - 1] in _WHO or row.words[at - 1] == ","):
        at -= 1
    return at if at > first else name


def _naming_phrase(row: Row, name: int, tables: Tables) -> int:
    """Where “a nurse, who gave her name only as" before a name begins; the name where it is no person."""
    least = max(0, name - _LONGEST_ROLE - 8)
    at = name - 1
    while at > least and row.words[at] not in _STOPS_BUT_COMMA:
        at -= 1
    openers = [step for step in range(at, name - 1) if row.lower[step] in tables.determiners]
    for first in openers:
        end = naming_start(row, first, name)
        head = row.lower[end - 1]
        bare = end == name - 1 and row.lower[end] == "called"
        if bare and row.lower[first] not in _SOME:
            continue  # the union called X a friend
        if first < end - 1 and end < name and not _is_no_person(head, tables):
            fits = all(
                row.lower[step] not in tables.auxiliary
                and row.words[step] != ","
                and (row.lower[step] not in tables.verbs or row.lower[step] in tables.roles)
                for step in range(first, end)
            )
            if fits:
                return first
    return name


def _is_no_person(head: str, tables: Tables) -> bool:
    return head in tables.impersonal or head in tables.publications or head in tables.works


def _is_inside(row: Row, at: int, tables: Tables) -> bool:
    """The "of" of “Office of Tourism spokesman X"."""
    capitals = at > 0 and row.words[at - 1][0].isupper() and row.words[at + 1][0].isupper()
    return capitals and row.lower[at] == "of" and row.lower[at - 1] in tables.organisation_heads


def _ends_before(row: Row, at: int, start: int, tables: Tables) -> bool:
    """Whether a word is no part of the role that goes on behind it."""
    if _is_done(row, at, tables):
        return True
    if not _ends_role(row.lower[at], tables) or _joins_portfolios(row, at, start, tables):
        return False
    return not _is_field_too(row, at, tables)


def did(row: Row, at: int, tables: Tables) -> bool:
    """Whether a word, behind a noun for people, is what they did."""
    word = row.lower[at]
    return row.words[at] == word and (word in tables.doings or word.endswith("ed"))


def _is_done(row: Row, at: int, tables: Tables) -> bool:
    """“Mayor Maja Lind scolded rival skipper X": what somebody before did to whom the role is of."""
    if not at or row.sentences[at - 1] != row.sentences[at] or not did(row, at, tables):
        return False
    if row.lower[at] in tables.roles or row.lower[at] in _BEFORE_TITLES:
        return False
    return row.words[at - 1][0].isupper() or row.lower[at - 1] in tables.roles


def _is_field_too(row: Row, at: int, tables: Tables) -> bool:
    """“said fire chief X": a plain form behind another verb of saying is no verb."""
    verbs = tables.verbs
    plain = at > 0 and verbs.get(row.lower[at]) == row.lower[at]
    before = row.lower[at - 1]
    return plain and before in verbs and verbs[before] != before


def _names_role(row: Row, at: int, tables: Tables) -> bool:
    """A noun for people; behind an organisation's name also one that only ends like it."""
    word = row.lower[at]
    if looks_like_role(word, tables) or word in _BEFORE_TITLES:
        return True
    capital = at > 0 and row.words[at - 1][0].isupper() and word not in tables.function_words
    acts = word in tables.auxiliary or word in tables.doings
    return capital and not acts and word.endswith(_DOERS)


def _ends_role(word: str, tables: Tables) -> bool:
    if word in tables.prepositions or word in tables.conjunctions or word in tables.pronouns:
        return True
    if word in _ASKING:
        return True
    return word not in tables.roles and (word in tables.verbs or word in tables.auxiliary)


def _joins_portfolios(row: Row, at: int, start: int, tables: Tables) -> bool:
    """“climate and energy minister", “inmate and gardener": an "and" with one word before it that opens the phrase."""
    if row.lower[at] not in _AND or at < 1 or start - at > 4:
        return False
    if not (_is_field(row, at - 1, tables) or looks_like_role(row.lower[at - 1], tables)):
        return False
    first = at - 1
    while first and at - first < _LONGEST_BARE and _is_plain(row, first - 1, tables):
        first -= 1  # retired dentist and ferryman
    if not first or row.sentences[first - 1] != row.sentences[at]:
        return True
    before = row.lower[first - 1]
    if before in tables.determiners or before in tables.verbs or before in (QUOTE, ",", BREAK):
        return True
    return row.words[at - 1].islower() and _house_start(row, first, tables) >= 0


def _is_field(row: Row, at: int, tables: Tables) -> bool:
    word = row.lower[at]
    return word.isalpha() and not _ends_role(word, tables) and not looks_like_role(word, tables)


def _bare_role_start(row: Row, at: int, tables: Tables) -> int:
    """“said harbour master Maja Lind": plain words between the verb, or the marks, and the name."""
    start = at
    while start > 0 and at - start < _LONGEST_BARE and _is_plain(row, start - 1, tables):
        start -= 1
    if start in (at, 0):
        return at
    before = row.lower[start - 1]
    if before in tables.determiners and start > 1:
        start, before = start - 1, row.lower[start - 2]
    spoken = before in tables.verbs and start > 1 and row.words[start - 2] in (QUOTE, ",")
    told = before == "to" and row.lower[start - 2] == "according"
    full = is_given(row.lower[at], tables) or row.words[at + 1][0].isupper()
    led = before == "," and full and tables.lang == "en"  # Asked why, harbour master X said
    joined = (
        before in _AND and row.words[start - 2][0].isupper() and row.lower[at - 1].endswith(_DOERS)
    )
    if spoken or told or led or before == QUOTE or (joined and full):
        return start  # baker Ada Holm and bird-watcher Jan Berg
    named = row.lower[at - 1] in tables.titles or row.lower[at - 1].endswith(_DOERS)
    house = _house_start(row, start, tables) if named else -1
    return at if house < 0 else house


def _house_start(row: Row, at: int, tables: Tables) -> int:
    """“…,” Halden Ferries founder X said: where a name begins that opens the sentence, or follows marks; or -1."""
    first = at
    while first and at - first < _LONGEST_BARE and row.words[first - 1][0].isupper():
        first -= 1
    if first == at or tables.lang != "en" or row.lower[first] in tables.not_names:
        return -1
    before = row.words[first - 1] if first else BREAK
    opens = before in (QUOTE, BREAK) or row.sentences[first - 1] != row.sentences[first]
    return first if opens or row.words[first - 2 : first] == [QUOTE, ","] else -1


def _is_plain(row: Row, at: int, tables: Tables) -> bool:
    word = row.lower[at]
    if word != row.words[at] or not word.replace("-", "").isalpha():
        return False
    if word in tables.function_words or word in tables.auxiliary or word in tables.pronouns:
        return False
    if word in tables.particles:
        return False  # “…,” van Holm said
    return (
        (word not in tables.verbs or word in tables.roles)
        and not word.endswith("ly")
        and word not in tables.days
        and word not in tables.not_names
    )


def gender_before(row: Row, first: int, last: int, tables: Tables) -> str:
    """The gender that titles and nouns before a name tell: "Mrs.", "widow"."""
    for at in range(last - 1, first - 1, -1):
        word = row.lower[at].rstrip(".")
        if word in tables.female_words or word.endswith("woman"):
            return "f"
        if word in tables.male_words:
            return "m"
    return ""
