"""What one word can be, as bits of one number: looked up once a word, asked for with "&" ever after.

Bits of word lists go by the word in lower case, bits of form by the word as written. Beside them a small
number of what is looked for all over a text: a search in those finds it at once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from digest.quotes.mention import bare
from digest.quotes.tables import Tables

QUOTE = "\x00"  # the word that stands for a quotation
BREAK = "\n"  # the word that stands for a paragraph end
NICKNAME_MARKS = frozenset("“”„\"‘’‚'")
STOPS = frozenset(".,;:!?()[]{}—–-―…|•*/·▪" + QUOTE + BREAK) | {"--", "..."}
NUMBERS = frozenset(("two", "three", "four", "five", "other", "few", "many", "several", "most"))
_CLAUSE_ENDS = frozenset((BREAK, ".", ";", QUOTE))
_OPENERS = frozenset((QUOTE, ":", "—", "–", "-", "•", "*", "--", "―", "·", "▪", "(", BREAK))
_COMMAS = frozenset((",", "—", "–", "--"))
DASHES = frozenset(("—", "–", "―", "--", "-"))
_OF = frozenset(
    ("of", "for", "to", "at", "in", "on", "de", "du", "des", "del", "von", "der", "da", "do", "das", "dos", "d'", "d’", "à", "au",
     "aux", "di", "della", "dello", "dei", "degli", "delle", "dell'", "dell’", "al", "alla", "all'", "all’", "ai", "für")
)  # fmt: skip
_RELATIVE = frozenset(("who", "qui", "quien", "que"))
# What may join two capitals to one name, beside the words of the tables.
_JOINTS = frozenset((",", "(", "&", "and", "i", "h.c."))
_LETTERS_BEFORE = "ʻʼ"  # ʻAna: a letter of its own, without capitals
# What stands before the capital in al-Noor and d’Orsay.
_PREFIXES = frozenset(
    ("al", "el", "ad", "an", "ar", "as", "at", "az", "ash", "ben", "bin", "ibn", "d", "l", "de", "t")
)  # fmt: skip
# “the Halden-based firm", "Cold War-era papers": what makes an adjective of a name.
_COMPOUNDS = frozenset(
    ("affiliated", "aligned", "area", "backed", "based", "born", "centric", "controlled", "educated", "era", "funded", "held",
     "inspired", "leaning", "led", "linked", "made", "only", "owned", "run", "speaking", "sponsored", "style", "trained",
     "wide")
)  # fmt: skip
REMEMBERED = 50_000  # words

(
    VERB, AUXILIARY, DETERMINER, PREPOSITION, CONJUNCTION, LISTED_PRONOUN, ROLE, NO_NAME, TITLE, ORGANISATION,
    BODY, OF, BOUNDING, JOINT, SMALL, UPPER, CAPITAL, OWNING, STOP, OPENER, CLAUSE_END, COLON, COMMA, DASH,
    APOSTROPHE, ENDER, RELATIVE, ADVERB, PRONOUN, SAYING, COMPOUND, CROWD,
) = (1 << bit for bit in range(32))  # fmt: skip
PHRASE_END = CLAUSE_END | COLON  # and a comma proper
_RELATIVES = RELATIVE | BOUNDING


class Signs:
    """The bits of words, by the lists of a language."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._listed: dict[str, int] = {}
        for sign, words in _lists(tables):
            for word in words:
                self._listed[word] = self._listed.get(word, 0) | sign

    def of(self, word: str, lower: str) -> int:
        """The bits of a word as written."""
        found = self._listed.get(lower, 0) | _form(word, lower)
        if not word.isalpha():
            found = self._with_stem(found | _joined_form(word, lower), word, lower)
        elif not found & UPPER:
            found &= ~TITLE
        if found & VERB and found & SMALL:
            found |= SAYING
        if found & LISTED_PRONOUN and not (word.isalpha() and is_acronym(word)):
            found |= PRONOUN
        return found

    def _with_stem(self, found: int, word: str, lower: str) -> int:
        """What lists tell of a word without its stop or its possessive ending."""
        tables, stem = self._tables, bare(lower)
        found &= ~TITLE
        if stem != lower:
            found |= OWNING
        if lower.rstrip(".") in tables.not_names:
            found |= NO_NAME
        if stem.rstrip(".") in tables.organisations:
            found |= ORGANISATION
        if stem in tables.bodies:
            found |= BODY
        if title_form(word, lower) in tables.titles:
            found |= TITLE
        if len(lower) > 3 and joined_pronoun(lower, tables.pronouns):
            found |= PRONOUN
        return found


def _lists(tables: Tables) -> list[tuple[int, frozenset[str] | dict[str, str]]]:
    return [
        (VERB, tables.verbs),
        (AUXILIARY, tables.auxiliary),
        (DETERMINER, tables.determiners),
        (PREPOSITION, tables.prepositions),
        (CONJUNCTION, tables.conjunctions),
        (LISTED_PRONOUN, tables.pronouns),
        (ROLE, tables.roles),
        (NO_NAME, tables.not_names),
        (TITLE, tables.titles),
        (ORGANISATION, tables.organisations),
        (BODY, tables.bodies),
        (ADVERB, frozenset(("also", "not"))),
        (OF, _OF | {"van", "voor"} if tables.lang == "nl" else _OF),
        (BOUNDING, tables.bounding | NUMBERS),
        (JOINT, tables.particles | tables.joining | _JOINTS | NICKNAME_MARKS),
        (STOP, STOPS),
        (OPENER, _OPENERS),
        (CLAUSE_END, _CLAUSE_ENDS),
        (COLON, frozenset(":")),
        (COMMA, _COMMAS),
        (DASH, DASHES),
        (ENDER, frozenset(".!?…")),
        (APOSTROPHE, frozenset("’'")),
        (CROWD, tables.several | {"according"}),
    ]


def _form(word: str, lower: str) -> int:
    """What the letters of a word tell."""
    first, found = word[0], 0
    if first.islower():
        found = SMALL | (_RELATIVES if word in _RELATIVE else 0)
    elif first.isupper():
        found = UPPER | (CAPITAL if len(word) > 1 or first == "X" else JOINT)  # an initial
    elif first in _LETTERS_BEFORE and word[1:2].isupper():
        found = CAPITAL
    return found | ADVERB if lower.endswith("ly") else found


def _joined_form(word: str, lower: str) -> int:
    """What hyphens, apostrophes and other signs within a word tell."""
    found = 0
    if not word[0].isupper() and _has_capital(word):
        found = CAPITAL
    if lower[-1] in "’'" and len(word) > 1:
        found |= JOINT  # D’ before Angelo
    if lower.startswith(("who’", "who'")):
        found |= _RELATIVES
    if lower.endswith(NEGATED):
        found |= BOUNDING
    if word[0].isupper() and lower.rpartition("-")[2] in _COMPOUNDS and "-" in lower:
        found |= COMPOUND
    return found


def _has_capital(word: str) -> bool:
    """@Lind, al-Noor, d’Orsay."""
    if word[0] == "@":
        return len(word) > 1
    if word[0] in _LETTERS_BEFORE:
        return False
    cut = max(word.find("-"), word.find("’"), word.find("'"))
    return 0 < cut <= 4 and word[cut + 1 : cut + 2].isupper() and word[:cut] in _PREFIXES


NEGATED = ("n’t", "n't")  # wouldn’t
_RANKED = frozenset(
    ("general", "colonel", "commander", "admiral", "lieutenant", "major", "governor", "marshal")
)


def title_form(word: str, lower: str) -> str:
    """A capitalised word as titles are listed; "Del." and "Eng." keep their stops: without them they are a particle and a name."""
    if word in ("Del.", "Eng.", "h.c."):
        return lower
    form = bare(lower).rstrip(".").removesuffix("-elect")
    if "-" in form and form.rpartition("-")[2] in _RANKED:
        form = form.rpartition("-")[2]  # Colonel-General
    return form if word[0].isupper() else ""


def is_acronym(word: str) -> bool:
    """The US, the WHO."""
    return len(word) > 1 and word.isupper()


def joined_pronoun(word: str, kinds: dict[str, str]) -> str | None:
    """“he's", "she'd", "dit-il"."""
    if word.endswith(("-il", "-elle")):
        return "male" if word.endswith("-il") else "female"
    for sign in ("’", "'"):
        cut = word.find(sign)
        if 0 < cut <= 4:
            kind = kinds.get(word[:cut])
            return kind if kind != "relative" else None
    return None


# What searches are for: capitals, openers of phrases, pronouns, ends of sentences, and "sources" or "according".
_SOUGHT = (UPPER | CAPITAL, DETERMINER | SAYING, PRONOUN, ENDER, CROWD)
# For ``bytes.translate``: of the numbers of searches, 1 for those of one search, 0 for all others.
CAPITALS, OPENERS, PRONOUNS, ENDERS, CROWDS = (
    bytes(number >> search & 1 for number in range(256)) for search in range(len(_SOUGHT))
)


@lru_cache(maxsize=4096)
def _searches_for(sign: int) -> int:
    """The searches that are for a word with these bits, as a small number; most are for none."""
    return sum(1 << search for search, sought in enumerate(_SOUGHT) if sign & sought)


# A word as written, in lower case, as bits, and the searches that are for it.
Form: TypeAlias = tuple[str, str, int, int]


class Forms(dict[str, Form]):
    """Word as written -> its form."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._signs = Signs(tables)

    def __missing__(self, word: str) -> Form:
        if len(self) > REMEMBERED:
            self.clear()
        lower = word.lower()
        sign = self._signs.of(word, lower)
        found = self[word] = word, lower, sign, _searches_for(sign)
        return found
