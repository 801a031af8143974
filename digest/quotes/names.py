"""Capitalised runs of the row -> names: people without their titles, organisations, places."""

from __future__ import annotations

from digest.quotes.mention import Mention, bare, looks_like_role
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.tables import Tables

STOPS = frozenset(".,;:!?()[]{}—–-―…|•*/·▪" + QUOTE + BREAK) | {"--", "..."}
_OPENERS = frozenset((QUOTE, ":", "—", "–", "-", "•", "*", "--", "―", "·", "▪", "("))
_NICKNAME_MARKS = frozenset("“”\"‘’'")
_LONGEST_ROLE = 12
_LONGEST_NAME = 14
_LONGEST_HEADLINE = 40
_LONGEST_BARE = 5
_TITLE_SHARE = 0.7
_PREFIXES = frozenset(
    "al el ad an ar as at az ash ben bin ibn d l de t".split()
)  # al-Noor, d’Orsay
_UNKNOWN = frozenset("a an one another some several many few two three no any each every other".split())
_AFTER_NAME = frozenset("has had have is was will would could should may might can did does himself herself".split())
_GROUP_ENDINGS = ("ans", "crats", "ists", "ers", "ese", "ians")


def find_names(row: Row, tables: Tables) -> list[Mention]:
    """Name mentions in reading order. Headlines in capitals of their own are passed over."""
    words = row.words
    plain = {word for word in set(words) if word[0].islower()}
    headlines = _headlines(row, tables)
    seen = _seen_within(row)
    found: list[Mention] = []
    at, size = 0, len(words)
    while at < size:
        word = words[at]
        if word.islower() and word.isalpha() or not is_capital(word):
            at += 1
            continue
        last = _run_end(row, at, tables)
        if row.paragraphs[at] not in headlines:
            start = _without_openers(row, at, last, plain, seen, tables)
            mention = (
                _named(row, start, last, tables) if start < last <= start + _LONGEST_NAME else None
            )
            if mention:
                found.append(mention)
        at = last
    return found


def is_capital(word: str) -> bool:
    first = word[0]
    if first.isupper():
        return len(word) > 1 or first == "X"
    if word.isalpha() or len(word) == 1:
        return False
    if first == "@":
        return True
    cut = max(word.find("-"), word.find("’"), word.find("'"))
    return 0 < cut <= 4 and word[cut + 1 : cut + 2].isupper() and word[:cut] in _PREFIXES


def _headlines(row: Row, tables: Tables) -> set[int]:
    """Paragraphs in which nearly every word has a capital, and nobody says anything."""
    if tables.lang == "de":
        return set()
    found = set()
    first = 0
    while first < len(row.words):
        last = row.words.index(BREAK, first)
        if last - first <= _LONGEST_HEADLINE and _is_headline(row, first, last, tables):
            found.add(row.paragraphs[first])
        first = last + 1
    return found


def _is_headline(row: Row, first: int, last: int, tables: Tables) -> bool:
    total = capitals = 0
    for word, lower in zip(row.words[first:last], row.lower[first:last], strict=True):
        if word == QUOTE and row.paragraphs[first]:
            return False
        if word[0].isalpha() and lower not in tables.function_words:
            if lower == word and tables.verbs.get(lower) in tables.strong:
                return False
            total += 1
            capitals += word[0].isupper()
    if row.text[row.starts[first] : row.ends[last - 1]].isupper():
        return total >= 3
    return total >= 5 and capitals >= _TITLE_SHARE * total


def _run_end(row: Row, at: int, tables: Tables) -> int:
    """The end of a run of capitalised words, with particles, initials and "of" of offices between."""
    words, lower, size = row.words, row.lower, len(row.words)
    last = at + 1
    while last < size:
        before = words[last - 1]
        if bare(before) != before or row.sentences[last] != row.sentences[last - 1]:
            break
        if is_capital(words[last]) or (
            len(words[last]) == 2 and words[last][1] == "." and words[last][0].isupper()
        ):
            last += 1
            continue
        if (
            words[last] in _NICKNAME_MARKS
            and last + 3 < size
            and words[last + 2] in _NICKNAME_MARKS
            and is_capital(words[last + 1])
            and is_capital(words[last + 3])
        ):
            last += 4
            continue
        if len(words[last]) == 1 and words[last].isupper() and last + 1 < size and is_capital(words[last + 1]):
            last += 1
            continue
        if words[last] == "," and last + 1 < size and lower[last + 1].rstrip(".") in ("jr", "sr"):
            last += 2
            continue
        step = _past_particles(row, at, last, tables)
        if step == last:
            break
        last = step
    return last


def _past_particles(row: Row, at: int, last: int, tables: Tables) -> int:
    """Behind the particles at ``last`` and the capital after them; ``last`` where none link."""
    words, lower, size = row.words, row.lower, len(row.words)
    before = lower[last - 1].rstrip(".")
    step = last
    while step < size and step - last < 3 and lower[step] in tables.particles:
        step += 1
    if last < step < size and is_capital(words[step]) and not _is_office(before, tables):
        return step + 1
    if before in tables.organisation_heads and lower[last] in (
        "of",
        "for",
        "on",
        "de",
        "des",
        "du",
        "del",
        "für",
    ):
        step = last + 1
        if step < size and lower[step] in ("the", "la", "los"):
            step += 1
        if step < size and is_capital(words[step]) and lower[step] not in tables.not_names:
            return step + 1
    if lower[last] in ("and", "&") and before in (
        "health",
        "arts",
        "science",
        "oversight",
        "defense",
        "firearms",
    ):
        return last + 2 if last + 1 < size and is_capital(words[last + 1]) else last
    return last


def _is_office(word: str, tables: Tables) -> bool:
    """Particles link a name (Annelies de Backer), not an office and its place (ministre de la ...)."""
    return tables.lang != "en" and word in tables.titles | tables.roles | tables.organisations


def _without_openers(
    row: Row, at: int, last: int, plain: set[str], seen: set[str], tables: Tables
) -> int:
    """The run without words that are capitals only because a sentence begins with them."""
    words, lower = row.words, row.lower
    start = at
    while start < last and lower[start].rstrip(".") in tables.not_names:
        start += 1
    opens = (
        at == 0
        or row.sentences[at - 1] != row.sentences[at]
        or words[at - 1] in _OPENERS
        or words[at - 1] == BREAK
    )
    if start == at and opens and start < last:
        word = lower[at]
        if word in tables.verbs and word not in tables.roles and word not in tables.male_names:
            start += 1
        elif last == at + 1 and bare(word) in plain:
            start = last
        elif last == at + 1 and bare(words[at]) not in seen and not _stands_alone(row, at, tables):
            start = last
        elif last == at + 1 and word.endswith(("ing", "ly")) and not _speaks(row, last, tables):
            start = last
        elif last > at + 2 and _is_plain_opener(row, at, plain, tables):
            start += 1
    while start < last and (lower[start] in tables.not_names or words[start] == ","):
        start += 1
    return start


def _is_plain_opener(row: Row, at: int, plain: set[str], tables: Tables) -> bool:
    """ "Rival Hillary Clinton": a common word in front of a name that stands without it as well."""
    word, after = row.lower[at], row.lower[at + 1]
    if (
        word not in plain
        or word in tables.titles
        or word in tables.male_names
        or word in tables.female_names
    ):
        return False
    return after in tables.male_names or after in tables.female_names


def _seen_within(row: Row) -> set[str]:
    """Words that have a capital inside a sentence too."""
    words, sentences = row.words, row.sentences
    return {
        bare(words[at])
        for at in range(1, len(words))
        if sentences[at] == sentences[at - 1] and words[at][0].isupper() and words[at - 1] not in _OPENERS
    }


def _stands_alone(row: Row, at: int, tables: Tables) -> bool:
    """Whether what follows one capitalised word at a sentence's start can follow a name."""
    word = row.lower[at + 1]
    if not word[0].isalnum() or bare(row.words[at]) != row.words[at]:
        return True
    own = row.lower[at]
    if own.removesuffix("s") in tables.roles or own in tables.crowds or own in tables.groups:
        return False
    known = word in tables.verbs or word in _AFTER_NAME or word in ("who", "and") or word.endswith("ed")
    return known or own in tables.male_names or own in tables.female_names


def _speaks(row: Row, at: int, tables: Tables) -> bool:
    return at < len(row.words) and row.lower[at] in tables.verbs


def _named(row: Row, start: int, last: int, tables: Tables) -> Mention | None:
    lower, words = row.lower, row.words
    possessor = bare(words[last - 1]) != words[last - 1] or _plural_owner(row, last)
    tail = bare(lower[last - 1]).rstrip(".")
    before = lower[start - 1] if start else ""
    is_org = (
        tail in tables.organisations
        or any(
            bare(lower[at]) in tables.organisations or bare(lower[at]) in tables.organisation_heads
            for at in range(start, last - 1)
        )
        and (
            before == "the"
            or any(lower[at] in ("of", "for", "on", "and") for at in range(start, last))
        )
    )
    first = start if is_org else _past_titles(row, start, last, tables)
    while not is_org and last - first > 2 and lower[first] in tables.roles:
        first += 1  # "Rival Hillary Clinton", at the start of a sentence
    if first == last:
        return _office(row, start, last, tables)
    name = tuple(bare(words[at]) for at in range(first, last) if _is_part(row, at, first))
    titled = first > start
    kind = _kind(row, name, start, is_org, titled, tables)
    mention = Mention(
        kind, start, last, first, name, name[-1].lower(), possessor=possessor, titled=titled
    )
    if kind == "name":
        mention.first = _role_start(row, start, tables)
        mention.gender = gender_before(row, mention.first, first, tables)
    return mention


def _is_part(row: Row, at: int, first: int) -> bool:
    """Whether a word of the run is part of the name: not a comma, not a nickname in marks."""
    if row.words[at] == "," or row.words[at] in _NICKNAME_MARKS:
        return False
    return at == first or row.words[at - 1] not in _NICKNAME_MARKS or row.words[at + 1] not in _NICKNAME_MARKS


def _plural_owner(row: Row, last: int) -> bool:
    if last >= len(row.words) or row.words[last] not in ("’", "'"):
        return False
    return row.starts[last] == row.ends[last - 1] and row.lower[last - 1][-1] in "sz"


def _past_titles(row: Row, start: int, last: int, tables: Tables) -> int:
    """Where the name itself begins, behind titles and offices in capitals; ``last`` where there is none."""
    titles = tables.titles
    words = [
        "del."
        if row.words[at] == "Del."
        else bare(row.lower[at]).rstrip(".")
        if row.words[at][0].isupper()
        else ""
        for at in range(start, last)
    ]
    at = len(words)
    while at > 0 and words[at - 1] not in titles:
        at -= 1
    if at == 0 and tables.lang == "de":
        at = _past_compounds(words, tables)
    if at < len(words):
        return start + at
    if (
        len(words) > 1
        and words[-1] in tables.surname_titles
        and (words[-2] not in titles or words[-2] in tables.honorifics)
    ):
        at = len(words) - 1
        while at > 0 and words[at - 1] not in titles:
            at -= 1
        return start + at
    if (
        len(words) > 1
        and words[-2] in tables.honorifics
        and words[-1] not in ("president", "speaker", "secretary", "chairman", "chairwoman", "vice")
    ):
        return last - 1
    return last


def _past_compounds(words: list[str], tables: Tables) -> int:
    """Hafenmeisterin Maja Lind: German offices are one word that ends in a known one."""
    if len(words) < 2:
        return 0
    known = any(len(role) > 4 and words[0].endswith(role) for role in tables.roles)
    return 1 if known else 0


def _office(row: Row, start: int, last: int, tables: Tables) -> Mention | None:
    """ "the Vice President", "Press Secretary": an office in capitals, without a name."""
    head = row.lower[last - 1].rstrip(".")
    before = row.lower[start - 1] if start else ""
    if before not in tables.determiners:
        return None
    unknown = before in _UNKNOWN or before.startswith(("un", "ein"))
    return Mention("indefinite" if unknown else "definite", start - 1, last, last, (), head)


def _kind(
    row: Row, name: tuple[str, ...], start: int, is_org: bool, titled: bool, tables: Tables
) -> str:
    folded = [word.lower() for word in name]
    before = row.lower[start - 1] if start else ""
    if titled:
        return "name"
    if (
        is_org
        or before in tables.publications
        or (
            before.isalpha() and row.lower[start - 2] in tables.publications
            if start > 1 and before in ("site",)
            else False
        )
    ):
        return "org"
    if (
        len(name) == 1
        and len(name[0]) > 1
        and name[0].isupper()
        and "." not in name[0][:-1]
        and name[0][0] != "@"
    ):
        return "org"
    if folded[0] in tables.female_names or folded[0] in tables.male_names:
        return "name"
    if before == "the":
        return "org"
    if (
        len(name) == 1
        and folded[0].endswith(_GROUP_ENDINGS)
        and folded[0].endswith("s")
        and before not in ("mr.", "ms.")
        and not row.lower[start - 1 if start else 0] in tables.titles
    ):
        return "group" if folded[0].endswith(("ans", "crats")) else "name"
    if folded[-1].replace(".", "") in tables.places or ("." in name[0] and len(name) == 1):
        return "place"
    return "name"


def gender_before(row: Row, first: int, last: int, tables: Tables) -> str:
    """The gender that titles and nouns before a name tell: "Mrs.", "widow"."""
    for at in range(last - 1, first - 1, -1):
        word = row.lower[at].rstrip(".")
        if word in tables.female_words:
            return "f"
        if word in tables.male_words:
            return "m"
    return ""


def _role_start(row: Row, start: int, tables: Tables) -> int:
    """Where the role before a name begins: "village headman", "US Security Council spokesman"."""
    words, lower = row.words, row.lower
    at = start
    while at > 0 and start - at < _LONGEST_ROLE:
        word = lower[at - 1]
        if words[at - 1] in STOPS or row.sentences[at - 1] != row.sentences[start]:
            break
        small = words[at - 1][0].islower()
        if at == start and not (small and looks_like_role(word, tables)):
            return _bare_role_start(row, at, tables)
        if word in tables.determiners:
            return at - 1
        if small and (
            word in tables.prepositions or word in tables.conjunctions or word in tables.pronouns
        ):
            break
        if (
            small
            and word not in tables.roles
            and (word in tables.verbs or word in tables.auxiliary)
        ):
            break
        at -= 1
    while at < start and words[at] == ",":
        at += 1
    return at


def _bare_role_start(row: Row, at: int, tables: Tables) -> int:
    """ "said harbour master Maja Lind": plain words between the verb, or the marks, and the name."""
    start = at
    while start > 0 and at - start < _LONGEST_BARE and _is_plain(row, start - 1, tables):
        start -= 1
    if start == at or start == 0:
        return at
    before = row.lower[start - 1]
    if before in tables.determiners and start > 1:
        start, before = start - 1, row.lower[start - 2]
    spoken = before in tables.verbs and start > 1 and row.words[start - 2] in (QUOTE, ",")
    told = before == "to" and row.lower[start - 2] == "according"
    return start if spoken or told or before == QUOTE else at


def _is_plain(row: Row, at: int, tables: Tables) -> bool:
    word = row.lower[at]
    if word != row.words[at] or not word.replace("-", "").isalpha():
        return False
    if word in tables.function_words or word in tables.auxiliary or word in tables.pronouns:
        return False
    return (
        (word not in tables.verbs or word in tables.roles)
        and not word.endswith("ly")
        and word not in tables.days
        and word not in tables.not_names
    )
