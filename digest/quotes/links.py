"""How each mention stands to a verb of saying: subject before it, after it, "according to", "X:"."""

from __future__ import annotations

import msgspec

from digest.quotes.appositions import comma_behind, is_apposed
from digest.quotes.mention import Mention, bare
from digest.quotes.narration import BREAK, QUOTE, Row
from digest.quotes.tables import Tables

_LONGEST_LEAD = 4  # words between the dash of a signature and its name
_APPOSITIVE = 32  # words that may stand between a name and its verb
_PASSIVE = frozenset(("is", "are", "was", "were", "been", "be", "being"))
_COMMAS = frozenset((",", "—", "–", "--"))
_TURNS = _COMMAS | {QUOTE, BREAK, "-"}
_CLAUSE_ENDS = frozenset((BREAK, ".", ";", QUOTE))
_PHRASE_ENDS = _CLAUSE_ENDS | {":", ","}
_RELATIVE = frozenset(("who", "qui", "quien", "que"))
_RELATIVE_WORDS = _RELATIVE | {"which", "der", "die"}
_FINITE = frozenset(("is", "are", "was", "were", "has", "had", "will", "would", "could", "should"))
_DASHES = frozenset(("—", "–", "―", "--", "-"))


class Link(msgspec.Struct, frozen=True, gc=False):
    """How a mention stands to a verb of saying.

    ``pattern``: mv (X said), vm (said X), m,v (X, ROLE, said), mwv (X, who ..., said), acc, colon,
    dash, obj, prep, none; ``verb``: its place in the row, or -1; ``lemma``: of that verb.
    """

    pattern: str
    verb: int = -1
    lemma: str = ""


NONE = Link("none")


def find_links(row: Row, mentions: list[Mention], tables: Tables) -> list[Link]:
    """The link of each mention."""
    names = {mention.first: at for at, mention in enumerate(mentions) if mention.name}
    links = [_link(row, mention, names, mentions, tables) for mention in mentions]
    for at, (mention, link) in enumerate(zip(mentions, tuple(links), strict=True)):
        if link.pattern in ("mv", "m,v") and _is_inner(row, mentions, links, at, tables):
            links[at] = Link("inner", link.verb, link.lemma)
        if link.pattern != "m,N":
            continue
        name = names[comma_behind(row, mention) + 1]
        source = link if link.verb >= 0 else _verb_of_phrase(mentions, links, at)
        if source and links[name].pattern == "none":
            links[name] = Link("Nvm", source.verb, source.lemma)
    return links


def _is_inner(
    row: Row, mentions: list[Mention], links: list[Link], at: int, tables: Tables
) -> bool:
    """In "a spokesman for the port said" the port does not speak."""
    first = mentions[at].first
    if first > 1 and row.lower[first - 1] in tables.determiners:
        first -= 1
    if not first or row.lower[first - 1] not in tables.prepositions:
        return False
    return any(
        links[before].verb == links[at].verb and links[before].pattern in ("mpv", "m,v", "inner")
        for before in range(max(0, at - 3), at)
    )


def _verb_of_phrase(mentions: list[Mention], links: list[Link], at: int) -> Link | None:
    """“said the minister of Fisheries, X": the verb stands before the phrase that the place ends."""
    for before in range(at - 1, max(-1, at - 3), -1):
        if mentions[at].first - mentions[before].last > 3:
            return None
        if links[before].pattern == "vm":
            return links[before]
    return None


def _link(
    row: Row, mention: Mention, names: dict[int, int], mentions: list[Mention], tables: Tables
) -> Link:
    before = _before(row, mention, tables)
    speaking = before is not None and before.pattern in ("vm", "acc")
    if is_apposed(row, mention, names, mentions, tables, speaking=speaking):
        return Link("m,N", before.verb, before.lemma) if speaking and before else Link("m,N")
    if before is not None and before.pattern in ("acc", "vm"):
        return before
    after = _after(row, mention, tables)
    if after is not None:
        return after
    return before or NONE


def _before(row: Row, mention: Mention, tables: Tables) -> Link | None:
    """The link by what stands before a mention."""
    at = _past_owner(row, mention)
    if at < 0:
        return None
    word = row.lower[at]
    if word == "to" and at > 0 and row.lower[at - 1] == "according":
        return Link("acc", at - 1, "according")
    if word == "of" and at > 1 and row.lower[at - 2 : at] == ["the", "words"]:
        return Link("acc", at - 1, "according")
    if word in ("for", "to") and row.words[at][0].isupper() and row.words[mention.last] == ",":
        return Link("acc", at, "according")  # For X, “…”
    if word in tables.according and tables.lang != "en":
        return Link("acc", at, "according")
    dash = _dash_before(row, at) if mention.name else at
    if row.words[dash] in _DASHES and dash > 0 and row.words[dash - 1] in (QUOTE, BREAK):
        return Link("dash", dash)
    return _by_verb(row, at, mention.last, tables)


def _dash_before(row: Row, at: int) -> int:
    """“…” — Statement by the League: the dash that a signature begins with, past a few words."""
    least = max(0, at - _LONGEST_LEAD)
    while at > least and row.words[at][0].isalpha() and row.lower[at] not in ("and", "but"):
        at -= 1
    return at


def _by_verb(row: Row, at: int, last: int, tables: Tables) -> Link | None:
    word = row.lower[at]
    found = _inverted(row, at, tables) if word in tables.verbs else None
    if found and found.pattern == "vm" and row.lower[last] in _FINITE:
        return Link("obj", found.verb, found.lemma)  # “…,” said the vote was “…”
    if found:
        return found
    far = -1 if tables.lang == "en" else _verb_far_before(row, at, tables)
    if far >= 0:
        return Link("vm", far, tables.verbs[row.lower[far]])
    return Link("prep", -1, word) if word in tables.prepositions else None


def _past_owner(row: Row, mention: Mention) -> int:
    """The place before a mention, or before the name that owns it: "noted NBC's X"."""
    at = mention.first - 1
    if (
        at <= 0
        or not mention.name
        or not row.words[at][0].isupper()
        or bare(row.words[at]) == row.words[at]
    ):
        return at
    least = max(0, at - 9)
    at -= 1
    while at > least and row.words[at][0].isupper():
        at -= 1
    return at


def _inverted(row: Row, at: int, tables: Tables) -> Link | None:
    """A verb before its subject: right behind the marks, a comma, or the start."""
    lemma = tables.verbs[row.lower[at]]
    if not row.words[at][0].islower():
        opens = at == 0 or row.words[at - 1] in (QUOTE, BREAK, ".")
        return Link("vm", at, lemma) if opens else None
    back = at - 1
    while back >= 0 and at - back < 8 and _is_auxiliary(row.lower[back], tables):
        back -= 1
    opens = back < 0 or row.words[back] in _TURNS or row.lower[back] in ("as", "so", "and", "comme")
    return Link("vm" if opens else "obj", at, lemma)


def _is_auxiliary(word: str, tables: Tables) -> bool:
    return word in tables.auxiliary or (word in tables.pronouns and tables.lang != "en")


def _verb_far_before(row: Row, at: int, tables: Tables) -> int:
    """“…”, aseguró a la prensa la alcaldesa X: a verb behind the marks, with little before its subject."""
    if row.lower[at] in tables.prepositions:
        return -1
    for step in range(at, max(0, at - 6), -1):
        word = row.lower[step]
        if not row.words[step][0].isalpha():
            return -1
        if word in tables.verbs and row.words[step][0].islower():
            back = step - 1
            while back > 0 and step - back < 4 and row.lower[back] in tables.auxiliary:
                back -= 1
            behind = row.words[back] == QUOTE or (
                row.words[back] == "," and row.words[back - 1] == QUOTE
            )
            return step if behind else -1
    return -1


def _after(row: Row, mention: Mention, tables: Tables) -> Link | None:
    """The link by what stands behind a mention."""
    at = mention.last + (row.words[mention.last] in "’'")
    if mention.possessor:
        return _owned(row, at, tables)
    if row.words[at] == "(":
        at = _skip_to(row, at, ")") + 1 or at
    found = _verb_at(row, at, tables)
    if found >= 0:
        return Link("mv", found, tables.verbs[row.lower[found]])
    sign = row.words[at] if at < len(row.words) else BREAK
    if sign == ":":
        return Link("colon", at)
    if sign in _COMMAS:
        enclosed = sign in row.words[mention.first : mention.name_first]
        found = _verb_at(row, at + 1, tables) if enclosed else -1
        if found >= 0:  # a nurse, who gave her name as X, said
            return Link("mv", found, tables.verbs[row.lower[found]])
        return _past_appositive(row, at, tables)
    if sign in _RELATIVE:
        found = _verb_at(row, at + 1, tables)
        if found >= 0:
            return Link("mwv", found, tables.verbs[row.lower[found]])
    return _past_phrase(row, at, tables)


def _past_phrase(row: Row, at: int, tables: Tables) -> Link | None:
    """“an expert on trade at the Institute said": a prepositional phrase between noun and verb."""
    words, lower, verbs = row.words, row.lower, tables.verbs
    if at >= len(words) or lower[at] not in tables.prepositions:
        return None
    for step, word in enumerate(lower[at + 1 : at + 14], at + 1):
        if word in _PHRASE_ENDS:
            if word == ",":
                return _past_appositive(row, step, tables)
            return Link("colonfar", step) if word == ":" else None
        if (
            word in verbs
            and words[step][0].islower()
            and word not in tables.gerunds
            and word not in tables.roles
            and lower[step - 1] not in tables.determiners
        ):
            return Link("mpv", step, verbs[word])
    return None


def _owned(row: Row, at: int, tables: Tables) -> Link | None:
    """“Smith's letter said", "the paper's report: ..."."""
    for step in range(at, min(at + 4, len(row.words))):
        if row.words[step] in (QUOTE, BREAK, ",", "."):
            return None
        if row.lower[step] in tables.verbs and step > at:
            return Link("mofv", step, tables.verbs[row.lower[step]])
    return None


def _verb_at(row: Row, at: int, tables: Tables) -> int:
    """The verb of saying at a place, past auxiliaries and adverbs; -1 where there is none."""
    verbs, auxiliary, lower = tables.verbs, tables.auxiliary, row.lower
    if at < len(lower) and lower[at] in _PHRASE_ENDS:
        return -1
    for step, word in enumerate(lower[at : at + 4], at):
        if word in auxiliary:
            continue
        if word in verbs and row.words[step][0].islower():
            return -1 if _is_passive(row, at, step, tables) else step
        if word.endswith("ly") or word in ("also", "not"):
            continue
        return -1
    return -1


def _is_passive(row: Row, at: int, verb: int, tables: Tables) -> bool:
    """“was advised", "has been told": the subject did not speak."""
    if tables.lang != "en" or row.lower[verb] in tables.gerunds:
        return False
    return any(row.lower[step] in _PASSIVE for step in range(at, verb))


def _skip_to(row: Row, at: int, sign: str) -> int:
    for step in range(at + 1, min(at + 8, len(row.words))):
        if row.words[step] == sign:
            return step
        if row.words[step] == BREAK:
            return -1
    return -1


def _past_appositive(row: Row, at: int, tables: Tables) -> Link | None:
    """X, a word or a clause about X, said."""
    size = len(row.words)
    found = _verb_at(row, at + 1, tables)
    if found >= 0:
        gerund = row.lower[found] in tables.gerunds
        return Link("mcg" if gerund else "mcv", found, tables.verbs[row.lower[found]])
    for step in range(at + 1, min(at + _APPOSITIVE, size)):
        sign = row.words[step]
        if sign in _CLAUSE_ENDS:
            break
        if sign == ":":
            return Link("m,colon", step)
        found = _verb_at(row, step + 1, tables) if sign in _COMMAS else -1
        if found >= 0:
            gerund = row.lower[found] in tables.gerunds
            return Link("m,g" if gerund else "m,v", found, tables.verbs[row.lower[found]])
    return _relative_verb(row, at + 1, tables)


def _relative_verb(row: Row, at: int, tables: Tables) -> Link | None:
    """X, who said ..."""
    if at >= len(row.words) or row.lower[at] not in _RELATIVE_WORDS:
        return None
    for step in range(at, min(at + 4, len(row.words))):
        if row.words[step] in _CLAUSE_ENDS or row.words[step] == ":":
            return None
        word = row.lower[step]
        if word in tables.verbs and row.words[step][0].islower() and word not in tables.auxiliary:
            return Link("mwv", step, tables.verbs[word])
    return None
