"""Spellings -> identities: which names in the articles mean one topic, or one person.

A term's address never follows fashion: it is that of its own file, or of the spelling that was
written first. Addresses that its other spellings would have had lead to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable
from typing import NamedTuple

import msgspec

from digest.base.errors import Place, Problem
from digest.base.slugs import fold_name, is_too_long, make_slug
from digest.model.library import TermPage
from digest.model.names import bare_name
from digest.model.registry import Registry, Term
from digest.model.views import Ref
from digest.plan.identity import Identity, identity_of

_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_OWN = "\0"  # before a key that is a slug; no name has it
Spelling = tuple[str, str]  # a name, and the slug that was given with it or ""


def plan_registry(
    names: Iterable[Spelling],
    pages: tuple[TermPage, ...],
    url_of: Callable[[str], str],
    *,
    people: bool = False,
) -> tuple[Registry, list[Problem]]:
    """Group spellings into terms; ``names`` come oldest first. A term's own file decides its name.

    Spellings that are equal but for case, accents and spaces are one term, and for ``people`` also
    those that differ by a rank, an honorific or a middle initial that nobody else has.
    Two files that claim one name are a problem that names both.
    """
    counts = Counter(names)
    claims, problems = _claims_of(pages, people=people)
    key_of = _group(counts, claims, pages) if people else _fold(counts, claims)
    groups: dict[str, Counter[str]] = {}
    for (name, slug), count in counts.items():
        groups.setdefault(key_of[name, slug], Counter())[name] += count
    for page in pages:
        groups.setdefault(f"{_OWN}{page.slug}", Counter())
    by_page = {page.slug: page for page in pages}
    terms: dict[str, Term] = {}
    slug_of_key: dict[str, str] = {}
    for key in sorted(groups, key=lambda key: not key.startswith(_OWN)):  # stable: oldest first
        spellings = groups[key]
        own = by_page.get(key[1:]) if key.startswith(_OWN) else None
        name = own.name if own else _best_spelling(spellings, people=people)
        slug = (
            key[1:]
            if key.startswith(_OWN)
            else _free_slug(_first_slug(spellings, people=people), terms)
        )
        slug_of_key[key] = slug
        terms[slug] = Term(Ref(slug, name, url_of(slug)), own, tuple(sorted(spellings)))
    by_name = {name_key(name, slug): slug_of_key[key] for (name, slug), key in key_of.items()}
    return Registry(_with_former(terms, people=people), by_name), problems


def name_key(name: str, slug: str) -> str:
    """How a spelling, with the slug that was given beside it, is looked up in a registry."""
    return f"{name}\x00{slug}" if slug else name


def _fold(counts: Iterable[Spelling], claims: dict[str, str]) -> dict[Spelling, str]:
    keys = {}
    for name, slug in counts:
        folded = fold_name(name)
        keys[name, slug] = (
            f"{_OWN}{slug}" if slug else f"{_OWN}{claims[folded]}" if folded in claims else folded
        )
    return keys


def _group(
    counts: Iterable[Spelling], claims: dict[str, str], pages: tuple[TermPage, ...]
) -> dict[Spelling, str]:
    """The same for people: joined when it is surely one person."""
    spellings = list(counts)
    bearers = _find_bearers(spellings, pages)
    moved = {old: page.slug for page in pages for old in page.former}
    keys: dict[Spelling, str] = {}
    for name, slug in spellings:
        folded = fold_name(name)
        if slug:
            cleaned = _clean(slug)
            keys[name, slug] = f"{_OWN}{moved.get(cleaned, cleaned)}"
        elif folded in claims:
            keys[name, slug] = f"{_OWN}{claims[folded]}"
        else:
            keys[name, slug] = _key_of(identity_of(name), bearers)
    return keys


class _Bearers(NamedTuple):
    """Who bears a name's base: the initials that are known, and the slugs that files or editors gave."""

    initials: dict[str, set[str]]
    slugs: dict[str, dict[Identity, set[str]]]


def _find_bearers(spellings: Iterable[Spelling], pages: tuple[TermPage, ...]) -> _Bearers:
    found = _Bearers({}, {})

    def enter(identity: Identity, slug: str) -> None:
        if identity.initials:
            found.initials.setdefault(identity.base, set()).add(identity.initials)
        if slug:
            found.slugs.setdefault(identity.base, {}).setdefault(identity, set()).add(slug)

    for page in pages:
        for name in (page.name, *page.aliases):
            enter(identity_of(name), page.slug)
        enter(Identity(page.slug), page.slug)
    for name, slug in spellings:
        identity = identity_of(name)
        # Of namesakes told apart by slugs, the one whose slug is the plain name is meant without one.
        enter(identity, slug if slug == identity.base else "")
    return found


def _key_of(identity: Identity, bearers: _Bearers) -> str:
    base, named = identity.base, bearers.slugs.get(identity.base, {})
    if (
        len(bearers.initials.get(base, ())) > 1
    ):  # John F. and John A.: then John is neither for sure
        known = named.get(identity, set())
        other = f"{base} {identity.initials}"
    else:
        known = {slug for slugs in named.values() for slug in slugs}
        other = base
    if base in known:
        return f"{_OWN}{base}"
    return f"{_OWN}{next(iter(known))}" if len(known) == 1 else other


def _claims_of(
    pages: tuple[TermPage, ...], *, people: bool
) -> tuple[dict[str, str], list[Problem]]:
    claims: dict[str, TermPage] = {}
    problems: list[Problem] = []
    for page in pages:
        for name in (page.name, *page.aliases):
            folded = fold_name(name)
            other = claims.setdefault(folded, page)
            if other.path == page.path:
                continue
            if people and page.name == other.name == name and _are_namesakes(page, other):
                claims[folded] = page if page.slug == make_slug(name) else other
                continue
            problems.append(
                Problem(
                    Place(page.path, 1),
                    "double-name",
                    f"{name!r} is a name of {other.path} too",
                    "keep it in one of the two files",
                )
            )
    return {name: page.slug for name, page in claims.items()}, problems


def _are_namesakes(one: TermPage, other: TermPage) -> bool:
    """Two people of one name may both have a file, when one of the files bears the plain name."""
    return make_slug(one.name) in {one.slug, other.slug}


def _best_spelling(spellings: Counter[str], *, people: bool) -> str:
    """The most frequent one; of a person's, one without a rank, and with its accents, where there is one.

    Accents are lost on the way of a text, and nobody adds any: Katla Dögg is no misspelt Katla Dogg.
    """

    def rank(name: str) -> tuple[bool, int, int, str]:
        ranked = people and bare_name(name) != name
        accents = sum(sign.isalpha() and not sign.isascii() for sign in name) if people else 0
        return ranked, -accents, -spellings[name], name

    return min(spellings, key=rank)


def _first_slug(spellings: Counter[str], *, people: bool) -> str:
    """The slug of the spelling that was written first."""
    first = next(iter(spellings))
    return make_slug(bare_name(first) if people else first)


def _free_slug(slug: str, taken: Container[str]) -> str:
    number, free = 2, slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free


def _clean(slug: str) -> str:
    return slug if _SLUG.fullmatch(slug) and not is_too_long(slug) else make_slug(slug)


def _with_former(terms: dict[str, Term], *, people: bool) -> dict[str, Term]:
    """Every slug that another spelling would have had, or that the term's file says it had."""
    taken = {slug.casefold() for slug in terms}
    made = {}
    for slug, term in terms.items():
        page = term.page
        names = (*term.spellings, *((page.name, *page.aliases) if page else ()))
        wanted = [*(page.former if page else ()), *map(make_slug, names)]
        if people:
            wanted += [make_slug(bare) for name in names if (bare := bare_name(name)) != name]
        free = {old.casefold(): old for old in reversed(wanted) if old.casefold() not in taken}
        former = tuple(reversed(free.values()))
        taken.update(free)
        made[slug] = msgspec.structs.replace(term, former=former) if former else term
    return made
