"""Spellings -> identities: which names in the articles mean one topic, or one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from digest.base.errors import Place, Problem
from digest.base.slugs import fold_name, make_slug
from digest.model.library import TermPage
from digest.model.registry import Registry, Term
from digest.model.views import Ref


def plan_registry(
    names: Iterable[tuple[str, str]],
    pages: tuple[TermPage, ...],
    url_of: Callable[[str], str],
) -> tuple[Registry, list[Problem]]:
    """Group (spelling, slug given with it or "") into terms; a term's own file decides its name.

    Spellings that are equal but for case, accents and spaces are one term. Two files that claim
    one name are a problem that names both.
    """
    claims, problems = _claims_of(pages)
    by_page = {page.slug: page for page in pages}
    groups: dict[str, Counter[str]] = {}
    home: dict[tuple[str, str], str] = {}
    for name, slug in names:
        key = home.get((name, slug))
        if key is None:
            key = home[name, slug] = _key_of(name, slug, claims)
        groups.setdefault(key, Counter())[name] += 1
    for page in pages:
        groups.setdefault(f"={page.slug}", Counter())
    terms: dict[str, Term] = {}
    slug_of_key: dict[str, str] = {}
    for key in sorted(groups, key=lambda k: (not k.startswith("="), k)):
        spellings = groups[key]
        given = key.startswith("=")
        page = by_page.get(key[1:]) if given else None
        name = page.name if page else _best_spelling(spellings)
        slug = key[1:] if given else _free_slug(make_slug(name), terms)
        slug_of_key[key] = slug
        terms[slug] = Term(Ref(slug, name, url_of(slug)), page, tuple(sorted(spellings)))
    by_name = {name_key(name, slug): slug_of_key[key] for (name, slug), key in home.items()}
    return Registry(terms, by_name), problems


def name_key(name: str, slug: str) -> str:
    """How a spelling, with the slug that was given beside it, is looked up in a registry."""
    return f"{name}\x00{slug}" if slug else name


def _key_of(name: str, slug: str, claims: dict[str, str]) -> str:
    if slug:
        return f"={slug}"
    folded = fold_name(name)
    return f"={claims[folded]}" if folded in claims else folded


def _claims_of(pages: tuple[TermPage, ...]) -> tuple[dict[str, str], list[Problem]]:
    claims: dict[str, TermPage] = {}
    problems: list[Problem] = []
    for page in pages:
        for name in (page.name, *page.aliases):
            other = claims.setdefault(fold_name(name), page)
            if other.path != page.path:
                problems.append(
                    Problem(
                        Place(page.path, 1),
                        "double-name",
                        f"{name!r} is a name of {other.path} too",
                        "keep it in one of the two files",
                    )
                )
    return {name: page.slug for name, page in claims.items()}, problems


def _best_spelling(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


def _free_slug(slug: str, taken: dict[str, Term]) -> str:
    number, free = 2, slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free
