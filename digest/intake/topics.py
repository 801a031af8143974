"""What an article is about: the site's own topics, countries, and a few thematic nouns of its title.

The site's topics come first, by name and alias. A country counts when it is in the headline, or named
often enough. Where the site has no topic that fits, up to three nouns of the headline that the body
or the photo's caption takes up again stand in, so that a rare word does not make a topic page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from digest.base.slugs import fold_name
from digest.intake.dates import is_calendar_word
from digest.intake.gazetteer import find_countries
from digest.intake.language import SMALL_WORDS
from digest.intake.lines import is_section

MAX_COUNTRIES = 6
MAX_NOUNS = 3
_WORD = re.compile(  # most words are letters alone: the quick way
    r"[^\W\d_]++(?![\w’'-])|[^\W\d_][\w’'-]*[^\W_]|[^\W\d_]"
)
_ARTICLES = frozenset(("a", "an", "the"))
_GOING = frozenset(
    ("go", "goes", "going", "gone", "went", "come", "comes", "came", "coming", "return", "returns", "back", "heads", "send", "sends",
     "sent", "moves", "moved", "taken", "takes", "close", "next", "thanks", "due")
)  # fmt: skip
_VERBAL = re.compile(r"(?:ing|ed|ly)$")


def find_topics(
    title: str,
    body: str,
    language: str,
    known: tuple[tuple[str, tuple[str, ...]], ...] = (),
    tags: tuple[str, ...] = (),
    stated: tuple[str, ...] = (),
    caption: str = "",
) -> tuple[str, ...]:
    """Topics of an article, the surest first; ``known`` are the site's own with their aliases.

    ``tags`` are a feed's or a page's, of which few are topics; ``stated`` ones are the author's own words.
    """
    text = f"{title}\n{body}"
    own = _find_known(title, text, known)
    countries = _find_countries(title, text, language, known)
    chosen = _unique([*own, *countries])
    if stated:
        return _unique([*(_name_tag(topic, known) for topic in stated), *chosen])
    tags = tuple(tag for tag in tags if not is_section(tag))
    tagged = [_name_tag(tag, known) for tag in tags]
    if own:
        return _unique(
            [*chosen, *(name for tag, name in zip(tags, tagged, strict=True) if name != tag)]
        )
    nouns = tagged[:MAX_NOUNS] or find_nouns(
        title, f"{body}\n{caption}", {fold_name(name) for name in chosen}, language
    )
    return _unique([*chosen, *nouns])


def find_nouns(title: str, body: str, taken: set[str], language: str = "en") -> list[str]:
    """Up to three nouns of a headline that the body comes back to."""
    folded = body.casefold()
    banned = {_stem(part) for name in taken for part in name.split()}
    small = SMALL_WORDS.get(language[:2], frozenset())
    german = language[:2] == "de"  # where all nouns have a capital
    scored: list[tuple[int, int, str]] = []
    words = _WORD.findall(title.replace("’s", "").replace("'s", ""))
    for at, word in enumerate(words):
        stem = _stem(word)
        plain = word.casefold()
        if (
            plain in _idle_words()
            or plain in small
            or len(plain) < 3
            or (_VERBAL.search(plain) and not _is_named(words, at))
            or stem in banned
            or is_calendar_word(word, language)
            or (german and word[0].islower())
            or _is_done(words, at)
        ):
            continue
        times = sum(_count_word(folded, form) for form in _forms(stem, plain))
        times += sum(_stem(other) == stem for other in words[at + 1 :])
        if times >= 1 and stem not in {_stem(each[2]) for each in scored}:
            owner = german and plain.endswith("s") and not _count_word(folded, plain)
            scored.append((-times, at, word[:-1] if owner else word))  # Hamburgs
    best = sorted(scored)[:MAX_NOUNS]
    strong = [each for each in best if -each[0] >= 2] or best[:1]
    shouted = title.isupper()
    return [
        word if word[0].isupper() and at and not shouted else _capital(word)
        for _, at, word in strong
    ]


def _is_done(words: list[str], at: int) -> bool:
    """“paid to dig": a verb behind "to", and not where somebody goes to court."""
    return words[at - 1 : at] == ["to"] and words[max(0, at - 2)].casefold() not in _GOING


def _is_named(words: list[str], at: int) -> bool:
    """“a wedding": a noun that ends like a form of a verb."""
    return at > 0 and words[at - 1].casefold() in _ARTICLES and words[at].endswith("ing")


def _count_word(text: str, word: str) -> int:
    """How often a word stands in a text, looked for where its letters are."""
    times = 0
    at = text.find(word)
    while at >= 0:
        end = text.find(" ", at)
        end = len(text) if end < 0 else end
        times += _WORD.findall(text, text.rfind(" ", 0, at) + 1, end).count(word)
        at = text.find(word, end)
    return times


def _find_known(title: str, text: str, known: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
    """The site's topics that a text names in its headline, or at least twice, by name or alias."""
    if not known:
        return []
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


@lru_cache(maxsize=1)
def _idle_words() -> frozenset[str]:
    text = (files("digest.intake") / "data" / "headline_words.txt").read_text("utf-8")
    return frozenset(" ".join(line for line in text.splitlines() if line[:1] != "#").split())


def _forms(stem: str, word: str) -> set[str]:
    """The spellings under which a noun comes back: itself, its plural, its singular."""
    return {
        word,
        stem,
        f"{stem}s",
        f"{stem}es",
        f"{stem}e",
        f"{stem.removesuffix('y')}ies",
        f"{word}’s",
    }


@lru_cache(maxsize=20_000)
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
