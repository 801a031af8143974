"""Who is mentioned in the narration: names, pronouns, and noun phrases that may speak.

In: the row. Out: mentions in reading order, each with its head, its name and the words around it.
"""

from __future__ import annotations

from operator import attrgetter

from digest.quotes.mention import Mention, bare, looks_like_role
from digest.quotes.names import find_names
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.offices import ROMANCE, head_of
from digest.quotes.outlets import OPENING
from digest.quotes.roles import did
from digest.quotes.several import find_several
from digest.quotes.signs import (
    ADVERB,
    AUXILIARY,
    BODY,
    BOUNDING,
    CONJUNCTION,
    DETERMINER,
    LISTED_PRONOUN,
    NEGATED,
    NUMBERS,
    OWNING,
    PREPOSITION,
    RELATIVE,
    ROLE,
    SAYING,
    SMALL,
    STOP,
    VERB,
    is_acronym,
    joined_pronoun,
)
from digest.quotes.tables import Tables

_DOERS = ("er", "or", "ant", "ent", "ee")  # one of the applicants
_TRADES = ("er", "or", "ist", "ian", "man")  # the grocer Maja Lind
_LONGEST_PHRASE = 9
_BEFORE_SUBJECT = STOP | PREPOSITION | CONJUNCTION | LISTED_PRONOUN
_ACTING = ROLE | BODY
_BEFORE_VERB = AUXILIARY | ADVERB
_OPENING = DETERMINER | OWNING  # of a phrase
_ENDING = DETERMINER | PREPOSITION | AUXILIARY | RELATIVE  # words that end a phrase
_LIMITING = STOP | BOUNDING  # and those that may
_GENDERS = {"male": "m", "female": "f"}  # kinds of pronouns
_ARTICLES = frozenset(("the", "a", "an"))
_RANKING = frozenset(("only", "first", "once"))
_COUNTING = NUMBERS | _RANKING
_SPEAKS_ALONE = frozenset(("one", "another", "others", "some", "many", "several", "both"))
_NUMERALS = frozenset(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")
)
_PEOPLE = frozenset(("people", "men", "women"))
_SINGULAR = frozenset(("a", "an", "another", "this", "each", "every"))
_ONE = frozenset(("one", "another", "some", "two", "three", "both"))
_PART_OF_DAY = frozenset(("late", "early"))
_HEADS = frozenset(("head", "heads"))
_OWNERS = frozenset(("his", "her", "their", "my"))
_DEFINITE = frozenset(
    ["the", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those"]
)
_ALONE = _SPEAKS_ALONE | {"few", "most", "this", "that", "each"}


def find_mentions(row: Row, tables: Tables) -> list[Mention]:
    """All mentions, in reading order. Linear."""
    names = find_names(row, tables)
    taken = {at: mention for mention in names for at in range(mention.name_first, mention.last)}
    phrases = _find_phrases(row, tables, taken)
    phrases += find_several(row, tables)
    owned = [_owned_phrase(row, name, tables, taken) for name in names if name.possessor]
    phrases += [mention for mention in owned if mention]
    merged = [*names, *phrases, *_find_pronouns(row, tables)]
    merged.sort(key=attrgetter("last"), reverse=True)
    merged.sort(key=attrgetter("first"))  # of those that begin together, the longest first
    return _without_roles(merged)


def _without_roles(mentions: list[Mention]) -> list[Mention]:
    """Mentions within the role of a name are no mentions; within another phrase they are marked."""
    kept: list[Mention] = []
    reach, role_reach = -1, -1
    for mention in mentions:
        last = mention.last
        if last <= role_reach:
            continue
        if mention.name and mention.first < mention.name_first > role_reach:
            role_reach = mention.name_first
        if last <= reach:
            mention.inside = True
        else:
            reach = last
        kept.append(mention)
    return kept


def _find_pronouns(row: Row, tables: Tables) -> list[Mention]:
    kinds = tables.pronouns
    found, german = [], tables.lang == "de"
    for at in row.pronouns:
        word = row.lower[at]
        if german and word in tables.determiners and row.words[at + 1][0].isupper():
            continue  # der Verband
        kind = kinds.get(word) or joined_pronoun(word, kinds)
        gender = _GENDERS.get(kind or "", "")
        found.append(Mention("pronoun", at, at + 1, at, (), word, gender))
    return found


def _find_phrases(row: Row, tables: Tables, taken: dict[int, Mention]) -> list[Mention]:
    found = []
    signs = row.signs
    for at in row.openers:
        if signs[at] & DETERMINER:
            mention = _phrase(row, at, tables, taken)
        elif not signs[at - 1] & _BEFORE_VERB and (
            signs[at - 1] & _BEFORE_SUBJECT or at - 1 in taken
        ):
            continue  # most verbs have a name or a pronoun before them, or nothing
        else:
            mention = _bare_subject(row, at, tables, taken)
        if mention:
            found.append(mention)
    return found


def _owned_phrase(
    row: Row, owner: Mention, tables: Tables, taken: dict[int, Mention]
) -> Mention | None:
    """“Lind's brother", "the port's spokesman": the phrase that a name owns."""
    at = owner.last - 1
    if owner.last < len(row.words) and row.words[owner.last] in "’'":
        at += 1
    mention = _phrase(row, at, tables, taken)
    if mention is None or (mention.kind == "indefinite" and mention.last == at + 1):
        return None
    mention.kind = "definite"
    mention.first = owner.first
    if owner.first and row.lower[owner.first - 1] in tables.determiners:
        mention.first -= 1
    return mention


def _phrase(row: Row, at: int, tables: Tables, taken: dict[int, Mention]) -> Mention | None:
    lower, signs = row.lower, row.signs
    opener, last = lower[at], at + 1
    article = opener in _ARTICLES
    if not article:
        if opener in _SPEAKS_ALONE and (_is_told(row, last, tables) or _tells(row, at, tables)):
            return Mention("indefinite", at, last, last, (), opener)
        if (
            opener in _ONE
            and lower[last] == "of"
            and (signs[last + 1] & DETERMINER or lower[last + 1] == "them")
        ):
            return _one_of(row, at, tables, taken)
    last = _phrase_end(row, at, tables, taken)
    if lower[last - 1] in tables.days or (
        last > at + 2 and (signs[last - 1] & ADVERB or signs[last - 2] & _ACTING)
    ):
        last = _without_tail(row, at, last, tables)
    if tables.lang != "en":  # what follows a name is no more of its phrase: Der Wirt Jan Lind winkt
        last = next((taken[step].last for step in range(at + 1, last) if step in taken), last)
        last = next((step for step in range(at + 1, last) if row.words[step] in OPENING), last)
    if not article and last == at + 2 and lower[at + 1] in _HEADS and opener in _OWNERS:
        return None  # shook his head
    if last == at + 1:
        alone = opener in _ALONE and signs[last] & VERB
        return Mention("indefinite", at, last, last, (), opener) if alone else None
    owner = taken.get(last - 1)
    if owner is not None:
        _widen(row, at, owner, tables)
        return None
    return _described(row, at, last, tables)


def _phrase_end(row: Row, at: int, tables: Tables, taken: dict[int, Mention]) -> int:
    """Where a phrase ends, but for its tail."""
    signs, last, end = row.signs, at + 1, at + _LONGEST_PHRASE
    while last < end:
        sign = signs[last]
        if sign & _LIMITING:
            inside = last in taken and taken[last] is taken.get(last - 1)  # Department of Ferries
            if sign & STOP or (not inside and _ends_phrase(row, at, last, tables)):
                break
        last += 1
    return last


def _without_tail(row: Row, at: int, last: int, tables: Tables) -> int:
    """The end of a phrase without an adverb, a day, or what somebody did behind its noun."""
    signs = row.signs
    while last > at + 2 and signs[last - 1] & ADVERB and _is_adverb(row, last - 1):
        last -= 1
    while last > at + 1 and row.lower[last - 1] in tables.days:
        last -= 1 + (row.lower[last - 2] in _PART_OF_DAY and last > at + 2)
    if last > at + 2 and signs[last - 2] & _ACTING and did(row, last - 1, tables):
        last -= 1  # a spokeswoman paused, the campaign sent
    return last


def _is_told(row: Row, at: int, tables: Tables) -> bool:
    """“another replied": a form of a verb of saying that is no noun."""
    word = row.lower[at]
    return word not in tables.roles and tables.verbs.get(word, word) != word


def _tells(row: Row, at: int, tables: Tables) -> bool:
    """“…,” said one, who would not be named: right behind a verb of saying, with no noun."""
    behind = row.words[at + 1]
    return (
        row.lower[at - 1] in tables.verbs
        and at > 1
        and row.words[at - 2] in (QUOTE, ",")
        and (behind in (",", ".", BREAK, QUOTE) or row.lower[at + 1] == "who")
    )


def _one_of(row: Row, at: int, tables: Tables, taken: dict[int, Mention]) -> Mention | None:
    """“one of the two applicants": somebody of several."""
    if row.lower[at + 2] == "them":
        speaks = row.signs[at + 3] & VERB
        return Mention("indefinite", at, at + 3, at + 3, (), row.lower[at]) if speaks else None
    whole = _phrase(row, at + 2, tables, taken)
    if whole is None or whole.possessor:
        return None
    heads = [word.removesuffix("s") for word in reversed(row.lower[whole.first : whole.last])]
    one = next((word for word in heads if looks_like_role(word, tables)), heads[0])
    known = looks_like_role(one, tables) or one.endswith(_DOERS) or one in _NUMERALS | _PEOPLE
    if not known:
        return None
    return Mention("indefinite", at, whole.last, whole.last, (), one)


def _ends_phrase(row: Row, at: int, last: int, tables: Tables) -> bool:
    """Whether a word that may bound a phrase bounds this one."""
    word, sign = row.lower[last], row.signs[last]
    if sign & CONJUNCTION:
        return not _joins_roles(row, last, tables)
    if word in _COUNTING and row.lower[last - 1] in _DEFINITE:
        return False
    if word in _RANKING and row.signs[last - 1] & OWNING:
        return False  # the lake’s only vet
    if sign & _ENDING or (sign & LISTED_PRONOUN and not is_acronym(row.words[last])):
        return True
    if not sign & VERB:
        return word.endswith(NEGATED)
    noun = sign & ROLE or word in tables.documents or not sign & SMALL
    one = tables.lang == "en" and row.lower[at] in _SINGULAR
    noun = noun or (one and tables.verbs.get(word) == word)  # a short reply
    return last > at + 1 and not noun


def _is_adverb(row: Row, at: int) -> bool:
    return bool(row.signs[at] & SMALL) and row.lower[at].endswith("ly")


def _joins_roles(row: Row, at: int, tables: Tables) -> bool:
    """“the former secretary of state and current nominee"; "the climate and energy minister"."""
    if row.lower[at - 2 : at - 1] and row.lower[at - 2] in tables.determiners:
        fields = row.lower[at - 1] not in tables.roles and at + 2 < len(row.words)
        return fields and row.words[at + 1].islower() and row.lower[at + 2] in tables.roles
    if at + 2 >= len(row.words) or row.lower[at - 1] not in tables.roles:
        return False
    return row.lower[at + 1] in ("current", "former", "now", "then") and row.lower[at] == "and"


def _widen(row: Row, at: int, owner: Mention, tables: Tables) -> None:
    """“the lung specialist Dr. X": the phrase that ends in a name is that name's."""
    if owner.kind != "name" or owner.possessor or owner.first <= at:
        return
    noun = row.lower[owner.name_first - 1].rstrip(".")
    trade = noun.endswith(_TRADES) and len(owner.name) > 1 and noun not in tables.publications
    if owner.titled or trade or looks_like_role(noun, tables):
        styled = (
            noun in tables.honorifics and row.lower[owner.name_first - 2] in tables.publications
        )
        owner.first = owner.first if styled else at  # contó a este diario doña Pilar Rey


def _described(row: Row, at: int, last: int, tables: Tables) -> Mention:
    opener, head = row.lower[at], row.lower[last - 1]
    owning = bool(row.signs[last - 1] & OWNING)
    if owning:
        head = bare(head)
    if tables.lang == "en":
        definite = opener in _DEFINITE
        if last - at > 3:
            head = _head_before_participle(row, at, last, tables) or head
    else:
        definite = not opener.startswith(("un", "ein", "een"))
        if tables.lang in ROMANCE:
            head = head_of(row, at, last, tables)
    gender = "f" if head in tables.female_words else "m" if head in tables.male_words else ""
    kind = "definite" if definite else "indefinite"
    return Mention(kind, at, last, last, (), head, gender, owning)


def _head_before_participle(row: Row, at: int, last: int, tables: Tables) -> str:
    """“the union representing ferry crews": the noun before what it does."""
    for step in range(at + 2, last - 1):
        if row.lower[step - 1] in tables.impersonal and row.lower[step].endswith("ing"):
            return row.lower[step - 1]
    return ""


def _is_speaking(row: Row, at: int, verb: int, tables: Tables) -> bool:
    """“critics say", "someone shouted": of words that otherwise only open a sentence."""
    if row.lower[at] not in tables.groups:
        return False
    return not row.lower[at].startswith("some") or tables.verbs[row.lower[verb]] in tables.strong


def _bare_subject(row: Row, verb: int, tables: Tables, taken: dict[int, Mention]) -> Mention | None:
    """“critics say", "Administration officials said": a noun without article right before the verb."""
    lower, signs = row.lower, row.signs
    if lower[verb] == "close" and lower[verb + 1] == "to":
        return None
    last = _before_adverbs(row, verb, tables)
    at, sentence = last, row.sentences[verb]
    while at > 0 and last - at < 5:
        sign = signs[at - 1]
        if sign & _BEFORE_SUBJECT or row.sentences[at - 1] != sentence:
            break
        if (sign & SAYING and not sign & ROLE) or (at == last and at - 1 in taken):
            break
        if sign & _OPENING:
            return None  # a phrase of its own
        at -= 1
    if at == last or not lower[last - 1][0].isalpha() or lower[last - 1].endswith(NEGATED):
        return None
    if last - at == 1 and lower[at] in tables.not_names and not _is_speaking(row, at, verb, tables):
        return None
    if row.words[at - 1] == "," and at > 2 and lower[at - 3] == "the" and signs[at - 2] & SMALL:
        return _described(row, at - 3, last, tables)  # the tall, soft-spoken skipper
    return Mention("bare", at, last, last, (), bare(lower[last - 1]))


def _before_adverbs(row: Row, verb: int, tables: Tables) -> int:
    """Where the words end that stand before a verb and its adverbs: "X later Thursday told Y"."""
    last = verb - 1 if row.lower[verb - 1] in tables.days else verb
    while last > 0 and verb - last < 6 and row.signs[last - 1] & _BEFORE_VERB:
        if not row.signs[last - 1] & AUXILIARY and not row.lower[last - 1].endswith("ly"):
            break
        last -= 1
    return last
