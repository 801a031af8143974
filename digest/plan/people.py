"""Speaker pages: every comment that somebody made, the roles held, the company kept."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import NamedTuple

import msgspec

from digest.base.slugs import fold_name
from digest.model import urls
from digest.model.collation import letter_of
from digest.model.library import Held
from digest.model.names import initials, is_organisation, sort_name
from digest.model.plan import Page, Part
from digest.model.registry import Term
from digest.model.views import Count, Link, Ref, RoleSpan, SpeakerView
from digest.plan.feeds import plan_feed, plan_former
from digest.plan.stances import find_stances
from digest.plan.stand import Stand, paged
from digest.plan.subjects import count_refs, view_months

_PLACES = {"wikidata.org": "Wikidata", "wikipedia.org": "Wikipedia", "viaf.org": "VIAF", "orcid.org": "ORCID", "isni.org": "ISNI", "loc.gov": "Library of Congress", "d-nb.info": "GND", "imdb.com": "IMDb", "linkedin.com": "LinkedIn", "bsky.app": "Bluesky", "x.com": "X", "twitter.com": "X", "facebook.com": "Facebook", "instagram.com": "Instagram", "youtube.com": "YouTube", "github.com": "GitHub"}  # fmt: skip
RECENT_DAYS = 10  # newest days with comments that "most quoted lately" looks at


class Said(NamedTuple):
    """One comment of a speaker's: which article, which comment, in which role."""

    at: int
    number: int
    role: str


def plan_speakers(stand: Stand) -> Part:
    """A list, a feed and a view for each speaker; an index from A to Z."""
    pages: list[Page] = []
    facts: dict[str, object] = {}
    said: dict[str, list[Said]] = {slug: [] for slug in stand.speakers.terms}
    for at, (outline, refs) in enumerate(zip(stand.outlines, stand.refs, strict=True)):
        for spoke, ref in zip(outline.spoke, refs.voices, strict=True):
            if ref is not None:
                said[ref.slug].append(Said(at, spoke.number, spoke.role))
    present = [tuple(dict.fromkeys(filter(None, refs.voices))) for refs in stand.refs]
    views: list[SpeakerView] = []
    for slug in sorted(said):
        term = stand.speakers.terms[slug]
        view = _view_speaker(stand, term, said[slug], present)
        views.append(view)
        facts[f"speaker:{slug}"] = view
        if term.page and term.page.portrait:
            facts[f"portrait:{slug}"] = term.page.portrait
        if stances := find_stances(stand, reversed(said[slug])):
            facts[f"stances:{slug}"] = stances
        items = tuple(dict.fromkeys(f"{stand.outlines[s.at].slug}#{s.number}" for s in said[slug]))
        pages.extend(paged(term.ref.url, "speaker", slug, items))
        pages.extend(plan_feed(stand, term.ref.url, f"speaker:{slug}", items))
        pages.extend(plan_former(stand, term, f"speaker:{slug}", items))
    facts["index:speakers"] = _group_by_letter(stand, views)
    facts["recent:speakers"] = _most_quoted_lately(stand)
    pages.append(Page(urls.SPEAKERS, "speakers"))
    return pages, facts


def _view_speaker(
    stand: Stand, term: Term, said: list[Said], present: list[tuple[Ref, ...]]
) -> SpeakerView:
    articles = dict.fromkeys([s.at for s in said])
    topics = Counter(chain.from_iterable([stand.refs[at].topics for at in articles]))
    company = Counter(chain.from_iterable([present[at] for at in articles]))
    company.pop(term.ref, None)
    days = [stand.outlines[s.at].day for s in said]
    name, page = term.ref.name, term.page
    roles = trace_roles(
        page.held if page else (), [(s.role, stand.outlines[s.at].day) for s in reversed(said)]
    )
    ordered = (page.sort if page else "") or sort_name(name)
    kind = (page.kind if page else "") or ("organisation" if is_organisation(name) else "person")
    return SpeakerView(
        ref=term.ref,
        sort_name=ordered,
        letter=letter_of(ordered, stand.language),
        initials=initials(name),
        role=(page.role if page else "") or (roles[-1].role if roles else ""),
        count=len(said),
        articles=len(articles),
        biography=page.body if page else "",
        links=page.links if page else (),
        roles=roles,
        topics=count_refs(topics),
        company=count_refs(company),
        months=view_months(days),
        first=days[-1] if days else "",
        latest=days[0] if days else "",
        feed=urls.feed_of(term.ref.url),
        kind=kind,
        same_as=tuple(Link(label_of(url), url) for url in page.same_as) if page else (),
    )


def trace_roles(held: tuple[Held, ...], spoken: list[tuple[str, str]]) -> tuple[RoleSpan, ...]:
    """Each role with its days, oldest first: by the speaker's own file, and by the comments.

    ``spoken`` are roles and days, oldest first. Spellings that differ by an article or case are one;
    a role that says less than one that the file has for that day is the same too.
    """
    spans = {
        (fold_role(role.role), role.since): RoleSpan(role.role, "", "", 0, role.since, role.until)
        for role in held
    }
    days: dict[tuple[str, str], list[str]] = {}
    for role, day in spoken:
        if not role:
            continue
        folded = fold_role(role)
        key = (folded, "")
        if held:
            key = next((k for k, span in spans.items() if _is_held(folded, day, k[0], span)), key)
        if key not in spans:
            spans[key] = RoleSpan(role, "", "", 0)
        days.setdefault(key, []).append(day)
    for key, of_role in days.items():
        first, last, count = of_role[0], of_role[-1], len(of_role)
        spans[key] = msgspec.structs.replace(spans[key], first=first, last=last, count=count)
    return tuple(sorted(spans.values(), key=_when))


def _is_held(role: str, day: str, key: str, span: RoleSpan) -> bool:
    if not (span.since or span.until) or day < span.since:
        return False
    if span.until and day[: len(span.until)] > span.until:
        return False
    return role == key or f" {role} " in f" {key} " or f" {key} " in f" {role} "


def _when(span: RoleSpan) -> tuple[str, str, str]:
    last = span.until or ("9999" if span.since else span.last)
    return last, span.since or span.first, span.role


def fold_role(role: str) -> str:
    """A role without its case, accents and article."""
    return fold_name(role).removeprefix("the ").removeprefix("a ").removeprefix("an ")


def label_of(url: str) -> str:
    """What a link that means the same one is called: a well-known place, or its host."""
    host = (re.match(r"\w+://([^/:?#]+)", url) or [url, url])[1].lower().removeprefix("www.")
    known = (name for end, name in _PLACES.items() if host == end or host.endswith(f".{end}"))
    return next(known, host)


def _group_by_letter(
    stand: Stand, views: list[SpeakerView]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups: dict[str, list[str]] = {}
    for view in sorted(views, key=lambda view: (stand.place(view.sort_name), view.ref.slug)):
        groups.setdefault(view.letter, []).append(view.ref.slug)
    letters = sorted(groups, key=lambda letter: (letter == "#", stand.place(letter)))
    return tuple((letter, tuple(groups[letter])) for letter in letters)


def _most_quoted_lately(stand: Stand) -> tuple[Count, ...]:
    days: dict[str, None] = {}
    counts: Counter[Ref] = Counter()
    for outline, refs in zip(stand.outlines, stand.refs, strict=True):
        days[outline.day] = None
        if len(days) > RECENT_DAYS:
            break
        counts.update(ref for ref in refs.voices if ref is not None)
    return count_refs(counts)
