"""The people of a site: who is quoted how often and as what, who may be one, and joining two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec
from rapidfuzz import fuzz, process

from digest.base.errors import DigestError, Place, UsageError
from digest.base.files import read_bytes, remove, write_atomic
from digest.base.slugs import fold_name, make_slug
from digest.check.desk import Desk
from digest.check.doubles import Double, find_doubles
from digest.check.people import Utterance, Voices, find_people
from digest.manuscript.frontmatter import format_front_matter
from digest.manuscript.rewrite import add_to_list, set_text
from digest.model import urls
from digest.model.registry import Term
from digest.plan.registry import name_key, plan_registry


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker in the table; days are YYYY-MM-DD, ``roles`` newest first."""

    slug: str
    name: str
    comments: int
    articles: int
    first: str
    last: str
    roles: tuple[str, ...]
    spellings: tuple[str, ...]
    file: str


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """Who is quoted, counted by speaker in each group; ``single_source`` and ``unattributed`` name files."""

    comments: int
    speakers: int
    topics: dict[str, dict[str, int]]
    sources: dict[str, dict[str, int]]
    months: dict[str, dict[str, int]]
    single_source: tuple[str, ...]
    unattributed: tuple[str, ...]


SPELT = 80  # per cent of likeness from which two words may be spellings of one


class Merged(NamedTuple):
    """What joining two people did, and how to take it back."""

    path: str
    name: str  # of the one who stays
    aliases: tuple[str, ...]
    removed: str  # a file that is part of the other now, "" for none
    undo: str


def list_people(voices: Voices) -> list[Row]:
    """Every speaker, the most quoted first."""
    rows = []
    for slug, term in voices.registry.terms.items():
        said = voices.said[slug]
        days = [u.story.outline.day for u in said]
        rows.append(
            Row(
                slug=slug,
                name=term.ref.name,
                comments=len(said),
                articles=len({u.story.path for u in said}),
                first=min(days, default=""),
                last=max(days, default=""),
                roles=tuple(dict.fromkeys(u.spoke.role for u in said if u.spoke.role)),
                spellings=term.spellings,
                file=term.page.path if term.page else "",
            )
        )
    return sorted(rows, key=lambda row: (-row.comments, row.name, row.slug))


def list_doubles(voices: Voices) -> list[Double]:
    """Probable doubles, most probable first."""
    return find_doubles(find_people(voices))


def count_voices(voices: Voices, desk: Desk) -> Stats:
    """Who is quoted, by topic, source and month, and what rests on one voice or on none with a name."""
    name_of = _name_topics(voices, desk)
    topics: dict[str, Counter[str]] = {}
    sources: dict[str, Counter[str]] = {}
    months: dict[str, Counter[str]] = {}
    speakers_of: dict[str, set[str]] = {}
    named: list[tuple[str, Utterance]] = [
        (voices.registry.terms[slug].ref.name, u)
        for slug, said in voices.said.items()
        for u in said
    ]
    for name, one in named:
        outline = one.story.outline
        speakers_of.setdefault(one.story.path, set()).add(name)
        for topic in dict.fromkeys(map(name_of, outline.topics)):
            topics.setdefault(topic, Counter())[name] += 1
        sources.setdefault(_source_of(one), Counter())[name] += 1
        months.setdefault(outline.day[:7], Counter())[name] += 1
    for one in voices.unnamed:
        speakers_of.setdefault(one.story.path, set()).add(f"{one.spoke.number} {one.spoke.role}")
    unattributed = sorted(f"{one.story.path}#comment-{one.spoke.number}" for one in voices.unnamed)
    return Stats(
        comments=len(named) + len(voices.unnamed),
        speakers=sum(bool(said) for said in voices.said.values()),
        topics=_ordered(topics),
        sources=_ordered(sources),
        months={month: _ranked(months[month]) for month in sorted(months)},
        single_source=tuple(sorted(path for path, who in speakers_of.items() if len(who) == 1)),
        unattributed=tuple(unattributed),
    )


def _name_topics(voices: Voices, desk: Desk) -> Callable[[str], str]:
    """A topic's name as the site shows it, whatever an article calls it."""
    said = [*chain.from_iterable(voices.said.values()), *voices.unnamed]
    names = ((topic, "") for one in reversed(said) for topic in one.story.outline.topics)
    registry, _ = plan_registry(names, desk.topics, urls.of_topic)
    return lambda topic: registry.terms[registry.by_name[name_key(topic, "")]].ref.name


def _source_of(one: Utterance) -> str:
    source = one.story.text.source
    if source is None or not (source.name or source.url):
        return "unknown"
    return source.name or urlsplit(source.url).netloc.removeprefix("www.") or source.url


def _ordered(groups: dict[str, Counter[str]]) -> dict[str, dict[str, int]]:
    ordered = sorted(groups, key=lambda name: (-groups[name].total(), name))
    return {name: _ranked(groups[name]) for name in ordered}


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def find_unlike(voices: Voices, one: str, other: str) -> tuple[str, str] | None:
    """Both names, when none that the two are known by have a word in common, however it is spelt."""
    gone, kept = _find(voices, one), _find(voices, other)
    pairs = [(a, b) for a in _spelt(gone) for b in _spelt(kept)]
    alike = any(
        any(fuzz.ratio(x, y) >= SPELT for x in a for y in b if min(len(x), len(y)) > 1)
        or "".join(word[0] for word in a) in b
        or "".join(word[0] for word in b) in a  # ABC for Abbey Building Company
        for a, b in pairs
    )
    return None if alike else (gone.ref.name, kept.ref.name)


def _spelt(term: Term) -> list[list[str]]:
    """The words of each of a speaker's names, in our letters."""
    names = (term.ref.name, *term.spellings, *(term.page.aliases if term.page else ()))
    return [make_slug(name).split("-") for name in dict.fromkeys(names)]


def merge_people(folder: Path, voices: Voices, one: str, other: str) -> Merged:
    """Make ``one`` a name of ``other``: the other's page stays, and the first one's leads to it."""
    gone, kept = _find(voices, one), _find(voices, other)
    if gone.ref.slug == kept.ref.slug:
        own = {fold_name(kept.ref.name), kept.ref.slug}
        alias = next((name for name in (one, other) if fold_name(name) not in own), "")
        told = f"{alias!r} is a name of" if alias else f"{one!r} and {other!r} are"
        raise UsageError(
            f"{told} {kept.ref.name} already: there is nothing to merge",
            hint="name two speakers: digest speakers lists them",
        )
    if gone.page and kept.page:
        raise DigestError(
            f"both have a file: {gone.page.path} and {kept.page.path}",
            at=Place(gone.page.path),
            code="merge",
            hint=f"move what you want to keep into {kept.page.path}, remove the other file, and merge again",
        )
    names = _names_of(gone, kept)
    slugs = {make_slug(name) for name in names}
    former = tuple(
        s for s in (gone.ref.slug, *gone.former) if s not in slugs and s != kept.ref.slug
    )
    path = kept.page.path if kept.page else f"content/speakers/{kept.ref.slug}.md"
    if kept.page or gone.page:
        origin = kept.page.path if kept.page else gone.page.path if gone.page else path
        text = read_bytes(folder / origin).decode("utf-8")
        text = set_text(text, "name", kept.ref.name)
        text = add_to_list(add_to_list(text, "aliases", names), "former", former)
    else:
        values: dict[str, Any] = {"name": kept.ref.name, "aliases": names, "former": former}
        text = format_front_matter({key: value for key, value in values.items() if value})
    write_atomic(folder / path, text.encode())
    removed = ""
    if gone.page and gone.page.path != path:
        removed = gone.page.path
        remove(folder / removed)
    if removed:
        undo = f"rename {path} to {removed}, and take out what is new in it"
    elif kept.page:
        undo = f"take {', '.join((*names, *former))} out of {path}"
    else:
        undo = f"remove {path}"
    return Merged(path, kept.ref.name, names, removed, undo)


def _names_of(gone: Term, kept: Term) -> tuple[str, ...]:
    known = {fold_name(kept.ref.name)} | {
        fold_name(a) for a in (kept.page.aliases if kept.page else ())
    }
    names = {gone.ref.name: None} | dict.fromkeys(
        (*(gone.page.aliases if gone.page else ()), *gone.spellings)
    )
    found: dict[str, str] = {}
    for name in names:
        if fold_name(name) not in known:
            found.setdefault(fold_name(name), name)
    return tuple(found.values())


def _find(voices: Voices, wanted: str) -> Term:
    """A speaker by slug, by name or by any spelling."""
    terms = voices.registry.terms
    if wanted in terms:
        return terms[wanted]
    folded = fold_name(wanted)
    fitting = [
        t for t in terms.values() if folded in {fold_name(n) for n in (t.ref.name, *t.spellings)}
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        slugs = ", ".join(term.ref.slug for term in fitting)
        raise UsageError(f"{wanted!r} is the name of several people", hint=f"say which: {slugs}")
    names = {term.ref.name: slug for slug, term in terms.items()}
    near = process.extractOne(wanted, names.keys(), score_cutoff=60)
    hint = f"did you mean {near[0]!r} ({names[near[0]]})?" if near else "digest speakers lists them"
    raise UsageError(f"nobody of this site is called {wanted!r}", hint=hint)
