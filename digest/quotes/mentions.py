"""Who is mentioned in the narration: names, pronouns, and noun phrases that may speak.

In: the row. Out: mentions in reading order, each with its head, its name and the words around it.
"""

from __future__ import annotations

import msgspec

from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.tables import Tables

_STOPS = frozenset(".,;:!?()[]{}—–-…|•*/" + QUOTE + BREAK) | {"--", "..."}
_LONGEST_PHRASE = 9


class Mention(msgspec.Struct):
    """A stretch [first, last) of the row that stands for somebody or something.

    ``kind``: name, org, place, pronoun, definite, indefinite, bare. ``name`` are the words of the name
    without titles; ``head`` is the noun of a phrase, or the pronoun, in lower case.
    """

    kind: str
    first: int
    last: int
    name_first: int
    name: tuple[str, ...]
    head: str
    gender: str = ""
    possessor: bool = False
    inside: bool = False
    titled: bool = False
    person: int = -1


def bare(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word.endswith(("’s", "'s", "’S", "'S")) and len(word) > 2 else word


def find_mentions(row: Row, tables: Tables) -> list[Mention]:
    """All mentions, in reading order. Linear."""
    names = _find_names(row, tables)
    taken = {}
    for mention in names:
        for at in range(mention.name_first, mention.last):
            taken[at] = mention
    found = _find_phrases(row, tables, taken)
    pronouns = _find_pronouns(row, tables)
    merged = sorted([*names, *found, *pronouns], key=lambda mention: (mention.first, -mention.last))
    _mark_inside(merged)
    return merged


def _mark_inside(mentions: list[Mention]) -> None:
    reach = -1
    for mention in mentions:
        if mention.last <= reach:
            mention.inside = True
        else:
            reach = max(reach, mention.last)


def _find_pronouns(row: Row, tables: Tables) -> list[Mention]:
    kinds = tables.pronouns
    found = []
    for at, word in enumerate(row.lower):
        kind = kinds.get(word)
        if kind is None:
            if word.endswith(("-il", "-elle")):
                kind = "male" if word.endswith("-il") else "female"
            elif len(word) > 3 and word[-3] in "’'" or word.endswith(("’s", "'s", "’d", "'d")):
                kind = kinds.get(word.replace("’", "'").split("'")[0])
        if kind:
            gender = {"male": "m", "female": "f"}.get(kind, "")
            found.append(Mention("pronoun", at, at + 1, at, (), word, gender))
    return found


def _is_capital(word: str) -> bool:
    first = word[0]
    return first.isupper() or (first == "@" and len(word) > 1) or (word[:2] in ("d’", "d'") and len(word) > 2 and word[2].isupper())


def _find_names(row: Row, tables: Tables) -> list[Mention]:
    found: list[Mention] = []
    words, lower = row.words, row.lower
    common = {word for word in row.lower if False}
    plain = {word for word in words if word[0].islower()}
    at, size = 0, len(words)
    del common
    while at < size:
        word = words[at]
        if not _is_capital(word):
            at += 1
            continue
        last = _chunk_end(row, at, tables)
        start = at
        opens = at == 0 or row.sentences[at - 1] != row.sentences[at] or words[at - 1] in (QUOTE, ":", "—", "–", "-", "•", "*", "--")
        while start < last and lower[start].rstrip(".") in tables.not_names and not (
            start > at and not opens
        ):
            start += 1
        if start == at and opens and last == at + 1 and bare(lower[at]) in plain:
            start = last
        if start < last and not (last == start + 1 and _is_shout(row, start)):
            mention = _named(row, start, last, tables)
            if mention:
                found.append(mention)
        at = last
    return found


def _is_shout(row: Row, at: int) -> bool:
    word = row.words[at]
    return len(word) == 1 and word not in ("X",)


def _chunk_end(row: Row, at: int, tables: Tables) -> int:
    """The end of a run of capitalised words, with particles and initials between them."""
    words, lower = row.words, row.lower
    size = len(words)
    last = at + 1
    while last < size:
        if bare(words[last - 1]) != words[last - 1]:
            break
        if words[last] in "’'" and words[last - 1][-1:] in "sz" and row.starts[last] == row.ends[last - 1]:
            break
        if row.sentences[last] != row.sentences[last - 1]:
            break
        if _is_capital(words[last]):
            last += 1
            continue
        if words[last] == "," and last + 1 < size and lower[last + 1].rstrip(".") in ("jr", "sr"):
            last += 2
            continue
        step = last
        while step < size and step - last < 3 and lower[step] in tables.particles:
            step += 1
        if step > last and step < size and _is_capital(words[step]) and _is_linking(row, at, last, step, tables):
            last = step + 1
            continue
        break
    return last


def _is_linking(row: Row, at: int, last: int, step: int, tables: Tables) -> bool:
    """Particles link a name (Annelies de Backer), not an office and a place (minister de ...)."""
    if tables.lang in ("es", "fr") and row.lower[last - 1].rstrip(".") in tables.titles | tables.roles | tables.organisations:
        return False
    if tables.lang in ("es", "fr", "de") and row.lower[last] in ("y", "e", "zu", "zum", "zur", "auf", "vom", "des", "du", "af"):
        return row.lower[last] not in ("des", "vom", "auf", "zum", "zur")
    return not (row.lower[last] in ("la", "le", "el", "al") and tables.lang == "en" and False)


def _named(row: Row, start: int, last: int, tables: Tables) -> Mention | None:
    words, lower = row.words, row.lower
    possessor = bare(words[last - 1]) != words[last - 1] or (
        last < len(words) and words[last] in "’'" and row.starts[last] == row.ends[last - 1]
    )
    tail = bare(lower[last - 1]).rstrip(".")
    is_org = tail in tables.organisations or (
        any(bare(lower[k]) in tables.organisations for k in range(start, last)) and lower[start - 1] == "the"
    ) if start else tail in tables.organisations
    first_name = start
    titled = False
    if not is_org:
        k = last - 1
        if tail in tables.titles:
            k = last
        while k > start and lower[k - 1].rstrip(".") not in tables.titles:
            k -= 1
        if k > start and k < last:
            first_name, titled = k, True
        elif k == last and last - start >= 1:
            # "President" alone, or "Secretary of" cut at a preposition: an office, not a name
            return None if last - start == 1 else _office(row, start, last, tables)
    name = tuple(bare(words[k]) for k in range(first_name, last) if words[k] != ",")
    while name and name[0].rstrip(".").lower() in ("the",):
        name = name[1:]
        first_name += 1
    if not name:
        return None
    kind = _kind(name, lower[start - 1] if start else "", is_org, titled, tables)
    mention = Mention(kind, start, last, first_name, name, name[-1].lower(), possessor=possessor, titled=titled)
    if kind == "name":
        mention.gender = _gender_before(row, start, first_name, tables)
        mention.first = _phrase_start(row, start, tables)
    return mention


def _office(row: Row, start: int, last: int, tables: Tables) -> Mention | None:
    return Mention("definite", start, last, last, (), row.lower[last - 1].rstrip("."))


def _kind(name: tuple[str, ...], before: str, is_org: bool, titled: bool, tables: Tables) -> str:
    folded = [word.lower() for word in name]
    if titled:
        return "name"
    if is_org or (len(name) == 1 and len(name[0]) > 1 and name[0].isupper() and "." not in name[0][:-1] and not name[0][0] == "@"):
        return "org"
    if folded[0] in tables.female_names or folded[0] in tables.male_names:
        return "name"
    if before == "the":
        return "org"
    if folded[-1].replace(".", "") in tables.places or "." in name[0] and len(name) == 1:
        return "place"
    return "name"


def _gender_before(row: Row, start: int, first_name: int, tables: Tables) -> str:
    for at in range(start, first_name):
        word = row.lower[at].rstrip(".")
        if word in tables.female_words:
            return "f"
        if word in tables.male_words:
            return "m"
    return ""


def _phrase_start(row: Row, start: int, tables: Tables) -> int:
    """Where the role before a name begins: "village headman", "the lung specialist"."""
    words, lower = row.words, row.lower
    at = start
    while at > 0 and start - at < _LONGEST_PHRASE:
        word = lower[at - 1]
        if words[at - 1] in _STOPS or row.sentences[at - 1] != row.sentences[start]:
            break
        if at == start and not (words[at - 1][0].islower() and (word in tables.roles or looks_like_role(word, tables)) ):
            break
        if word in tables.determiners:
            return at - 1
        if word in tables.prepositions or word in tables.conjunctions or word in tables.verbs and word not in tables.roles or word in tables.pronouns or word in tables.auxiliary:
            break
        at -= 1
    return at


def looks_like_role(word: str, tables: Tables) -> bool:
    """Nouns of people by their ending, where the table does not have them."""
    if word in tables.roles:
        return True
    if tables.lang == "en":
        return word.endswith(("man", "woman", "person", "ologist", "ist", "ian", "eer", "keeper", "maker", "monger", "smith")) or word.endswith("-elect")
    if tables.lang == "de":
        return word.endswith(("in", "er", "ist", "chef"))
    return word.endswith(("ista", "iste", "logue", "logo", "loga", "eur", "euse", "dor", "dora"))


def _find_phrases(row: Row, tables: Tables, taken: dict[int, Mention]) -> list[Mention]:
    found = []
    words, lower = row.words, row.lower
    at, size = 0, len(words)
    while at < size:
        word = lower[at]
        if word in tables.determiners and not (word == "that" and False):
            mention = _phrase(row, at, tables, taken)
            if mention:
                found.append(mention)
        elif word in tables.verbs and words[at][0].islower():
            mention = _bare_subject(row, at, tables, taken)
            if mention:
                found.append(mention)
        at += 1
    return found


def _phrase(row: Row, at: int, tables: Tables, taken: dict[int, Mention]) -> Mention | None:
    words, lower = row.words, row.lower
    size = len(words)
    last = at + 1
    while last < size and last - at < _LONGEST_PHRASE:
        word = lower[last]
        if words[last] in _STOPS or row.sentences[last] != row.sentences[at]:
            break
        if word in tables.prepositions or word in tables.conjunctions or word in tables.auxiliary or word in tables.pronouns:
            break
        if last > at + 1 and word in tables.verbs and words[last][0].islower() and word not in tables.roles and word not in tables.documents:
            break
        last += 1
    last = _cut_adverb(row, at, last)
    while last > at + 1 and lower[last - 1] in tables.days:
        last -= 1
    if last == at + 1:
        if lower[at] in ("one", "another", "some", "many", "others", "few", "several", "most", "both", "this", "that") and last < size and lower[last] in tables.verbs:
            return Mention("indefinite", at, last, last, (), lower[at])
        return None
    owner = taken.get(last - 1)
    if owner is not None:
        if owner.first > at and owner.name_first - at <= _LONGEST_PHRASE and owner.kind == "name" and not owner.possessor and all(
            k not in taken or taken[k] is owner or taken[k].possessor or True for k in range(at, last)
        ):
            if owner.name_first == at + 1 or looks_like_role(lower[owner.name_first - 1].rstrip("."), tables) or owner.titled:
                owner.first = min(owner.first, at)
        return None
    head = bare(lower[last - 1])
    definite = lower[at] in ("the", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those") or tables.lang != "en" and not lower[at].startswith(("un", "ein"))
    mention = Mention("definite" if definite else "indefinite", at, last, last, (), head)
    if head in tables.female_words:
        mention.gender = "f"
    elif head in tables.male_words:
        mention.gender = "m"
    mention.possessor = head != lower[last - 1]
    return mention


def _cut_adverb(row: Row, at: int, last: int) -> int:
    while last > at + 2 and row.lower[last - 1].endswith("ly") and row.words[last - 1][0].islower():
        last -= 1
    return last


def _bare_subject(row: Row, verb: int, tables: Tables, taken: dict[int, Mention]) -> Mention | None:
    """"critics say", "Administration officials said": a noun without article right before the verb."""
    words, lower = row.words, row.lower
    last = verb
    while last > 0 and (lower[last - 1] in tables.auxiliary or lower[last - 1].endswith("ly") and last == verb):
        last -= 1
    at = last
    while at > 0 and last - at < 5:
        word = lower[at - 1]
        if words[at - 1] in _STOPS or row.sentences[at - 1] != row.sentences[verb] or at - 1 in taken and at == last:
            break
        if word in tables.prepositions or word in tables.conjunctions or word in tables.pronouns or word in tables.verbs and words[at - 1][0].islower() and word not in tables.roles:
            break
        if word in tables.determiners:
            return None
        at -= 1
    if at == last or lower[last - 1] in tables.not_names and last - at == 1 and lower[last - 1] not in tables.groups:
        return None
    return Mention("bare", at, last, last, (), bare(lower[last - 1]))
