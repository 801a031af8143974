"""What an article is about: the site's own topics, countries, and a few thematic nouns of its title.

The site's topics come first, by name and alias. A country counts when it is in the headline, or named
often enough. Where the site has no topic that fits, up to three nouns of the headline that the body
takes up again stand in, so that a rare word does not make a topic page of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from digest.base.slugs import fold_name
from digest.intake.gazetteer import find_countries
from digest.intake.language import SMALL_WORDS
from digest.intake.lines import is_section

MAX_COUNTRIES = 6
MAX_NOUNS = 3
_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]|[^\W\d_]")
_STOP = frozenset(
    [
        "about",
        "above",
        "across",
        "after",
        "again",
        "against",
        "ago",
        "all",
        "almost",
        "alone",
        "along",
        "already",
        "also",
        "although",
        "always",
        "among",
        "and",
        "another",
        "any",
        "anybody",
        "anyone",
        "anything",
        "are",
        "around",
        "aren't",
        "away",
        "back",
        "bad",
        "be",
        "became",
        "because",
        "become",
        "been",
        "before",
        "began",
        "begin",
        "behind",
        "being",
        "below",
        "best",
        "better",
        "between",
        "beyond",
        "big",
        "both",
        "bring",
        "brings",
        "but",
        "buy",
        "buys",
        "call",
        "called",
        "calls",
        "came",
        "can",
        "can't",
        "cannot",
        "city",
        "close",
        "closer",
        "come",
        "comes",
        "coming",
        "could",
        "day",
        "days",
        "dead",
        "deal",
        "did",
        "didn't",
        "different",
        "do",
        "does",
        "doesn't",
        "doing",
        "don't",
        "done",
        "down",
        "each",
        "early",
        "eight",
        "either",
        "else",
        "end",
        "ends",
        "enough",
        "even",
        "ever",
        "every",
        "everybody",
        "everyone",
        "everything",
        "face",
        "faces",
        "far",
        "fast",
        "few",
        "fewer",
        "finally",
        "find",
        "finds",
        "first",
        "five",
        "for",
        "former",
        "four",
        "from",
        "full",
        "further",
        "gave",
        "get",
        "gets",
        "getting",
        "give",
        "given",
        "gives",
        "giving",
        "go",
        "goes",
        "going",
        "gone",
        "good",
        "got",
        "great",
        "had",
        "half",
        "half",
        "happy",
        "has",
        "hasn't",
        "have",
        "haven't",
        "having",
        "he",
        "head",
        "hear",
        "her",
        "here",
        "high",
        "him",
        "his",
        "hold",
        "holds",
        "home",
        "how",
        "however",
        "hundred",
        "i",
        "if",
        "in",
        "inside",
        "instead",
        "into",
        "is",
        "isn't",
        "it",
        "its",
        "itself",
        "just",
        "keep",
        "keeps",
        "kept",
        "kind",
        "know",
        "knows",
        "last",
        "late",
        "later",
        "learn",
        "learned",
        "learns",
        "least",
        "leave",
        "leaves",
        "leaving",
        "left",
        "less",
        "let",
        "lets",
        "like",
        "likes",
        "little",
        "long",
        "longer",
        "look",
        "looks",
        "lose",
        "loses",
        "lost",
        "lot",
        "low",
        "made",
        "make",
        "makes",
        "making",
        "man",
        "many",
        "may",
        "maybe",
        "me",
        "mean",
        "means",
        "men",
        "might",
        "million",
        "month",
        "months",
        "more",
        "most",
        "move",
        "moves",
        "much",
        "must",
        "my",
        "near",
        "nearly",
        "need",
        "needs",
        "never",
        "new",
        "next",
        "nine",
        "no",
        "nobody",
        "none",
        "nor",
        "not",
        "nothing",
        "now",
        "number",
        "of",
        "off",
        "offer",
        "offers",
        "often",
        "old",
        "on",
        "once",
        "one",
        "ones",
        "only",
        "open",
        "opened",
        "opens",
        "or",
        "other",
        "others",
        "our",
        "out",
        "outside",
        "over",
        "own",
        "part",
        "past",
        "people",
        "perhaps",
        "place",
        "plan",
        "plans",
        "put",
        "puts",
        "quite",
        "rather",
        "ready",
        "really",
        "return",
        "returns",
        "right",
        "round",
        "run",
        "running",
        "runs",
        "said",
        "same",
        "saw",
        "say",
        "saying",
        "says",
        "second",
        "see",
        "seems",
        "seen",
        "sees",
        "sell",
        "sells",
        "send",
        "sends",
        "seven",
        "several",
        "shall",
        "she",
        "should",
        "show",
        "shows",
        "side",
        "since",
        "six",
        "small",
        "so",
        "some",
        "somebody",
        "someone",
        "something",
        "sometimes",
        "soon",
        "start",
        "starts",
        "still",
        "stop",
        "stops",
        "such",
        "take",
        "taken",
        "takes",
        "taking",
        "tell",
        "tells",
        "ten",
        "than",
        "that",
        "that's",
        "the",
        "their",
        "them",
        "themselves",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "think",
        "this",
        "those",
        "though",
        "thousand",
        "three",
        "through",
        "time",
        "times",
        "to",
        "today",
        "together",
        "told",
        "tomorrow",
        "too",
        "took",
        "toward",
        "towards",
        "town",
        "tried",
        "tries",
        "try",
        "trying",
        "turn",
        "turned",
        "turning",
        "turns",
        "twice",
        "two",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "use",
        "used",
        "uses",
        "using",
        "very",
        "wait",
        "wants",
        "want",
        "wanted",
        "was",
        "wasn't",
        "watch",
        "way",
        "ways",
        "we",
        "week",
        "weeks",
        "well",
        "went",
        "were",
        "weren't",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whole",
        "whom",
        "whose",
        "why",
        "will",
        "win",
        "wins",
        "with",
        "within",
        "without",
        "won",
        "won't",
        "word",
        "words",
        "work",
        "works",
        "world",
        "would",
        "wouldn't",
        "year",
        "years",
        "yes",
        "yet",
        "you",
        "your",
        "suing",
        "sues",
        "billion",
        "record",
        "big",
        "bigger",
        "biggest",
        "high",
        "higher",
        "highest",
        "rise",
        "rises",
        "fall",
        "falls",
        "hit",
        "hits",
        "cut",
        "cuts",
        "set",
        "sets",
        "ask",
        "asks",
        "asked",
        "goodbye",
        "hello",
    ]
)
_VERBAL = re.compile(r"(?:ing|ed|ly)$")


def find_topics(
    title: str,
    body: str,
    language: str,
    known: tuple[tuple[str, tuple[str, ...]], ...] = (),
    tags: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """Topics of an article, the surest first; ``known`` are the site's own with their aliases."""
    text = f"{title}\n{body}"
    own = _find_known(title, text, known)
    countries = _find_countries(title, text, language, known)
    chosen = _unique([*own, *countries])
    tags = tuple(tag for tag in tags if not is_section(tag))
    tagged = [_name_tag(tag, known) for tag in tags]
    if own:
        return _unique(
            [*chosen, *(name for tag, name in zip(tags, tagged, strict=True) if name != tag)]
        )
    nouns = tagged[:MAX_NOUNS] or find_nouns(
        title, body, {fold_name(name) for name in chosen}, language
    )
    return _unique([*chosen, *nouns])


def find_nouns(title: str, body: str, taken: set[str], language: str = "en") -> list[str]:
    """Up to three nouns of a headline that the body comes back to."""
    counts = Counter(_stem(word) for word in _WORD.findall(body))
    banned = {_stem(part) for name in taken for part in name.split()}
    small = SMALL_WORDS.get(language[:2], frozenset())
    scored: list[tuple[int, int, str]] = []
    words = _WORD.findall(title.replace("’s", "").replace("'s", ""))
    for at, word in enumerate(words):
        stem = _stem(word)
        plain = word.casefold()
        if (
            plain in _STOP
            or plain in small
            or len(plain) < 3
            or _VERBAL.search(plain)
            or stem in banned
        ):
            continue
        times = counts[stem]
        if times >= 1 and stem not in {_stem(each[2]) for each in scored}:
            scored.append((-times, at, word))
    best = sorted(scored)[:MAX_NOUNS]
    strong = [each for each in best if -each[0] >= 2] or best[:1]
    shouted = title.isupper()
    return [
        word if word[0].isupper() and at and not shouted else _capital(word)
        for _, at, word in strong
    ]


def _find_known(title: str, text: str, known: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
    """The site's topics that a text names in its headline, or at least twice, by name or alias."""
    folded_title, folded = f" {_plain(title)} ", f" {_plain(text)} "
    found: list[tuple[int, int, str]] = []
    for order, (name, aliases) in enumerate(known):
        forms = {_plain(form) for form in (name, *aliases)}
        hits = sum(_count(folded, form) for form in forms if form)
        in_title = any(_count(folded_title, form) for form in forms if form)
        if in_title or hits >= 2 or (hits and " " in _plain(name)):
            found.append((-hits - 5 * in_title, order, name))
    return [name for _, _, name in sorted(found)]


def _find_countries(
    title: str, text: str, language: str, known: tuple[tuple[str, tuple[str, ...]], ...]
) -> list[str]:
    counts = find_countries(text, language)
    in_title = find_countries(title, language)
    ranked = sorted(counts, key=lambda name: (name not in in_title, -counts[name]))
    return [_name_tag(name, known) for name in ranked[:MAX_COUNTRIES]]


def _name_tag(tag: str, known: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """A tag under the name that the site has for it."""
    wanted = fold_name(tag)
    for name, aliases in known:
        if wanted in {fold_name(form) for form in (name, *aliases)}:
            return name
    return tag


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w'-]+", fold_name(text).replace("’", "'").replace("'s", "")))


def _count(text: str, form: str) -> int:
    """How often a form stands in a text as whole words, in the singular or the plural."""
    hits = text.count(f" {form} ")
    return hits if form.endswith("s") else hits + text.count(f" {form}s ")


def _stem(word: str) -> str:
    plain = fold_name(word).removesuffix("'s").removesuffix("’s")
    for ending in ("ies", "es", "s"):
        if len(plain) > len(ending) + 3 and plain.endswith(ending):
            return plain[: -len(ending)] + ("y" if ending == "ies" else "")
    return plain.removesuffix("e") if len(plain) > 4 else plain


def _capital(word: str) -> str:
    return word.capitalize() if word.isupper() else word[:1].upper() + word[1:]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold_name(name), name)
    return tuple(seen.values())
