"""Speaker pages: every comment that somebody made, the roles held, the company kept."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from digest.base.slugs import fold_name
from digest.model import urls
from digest.model.names import collation_key, initials, is_organisation, letter_of, sort_name
from digest.model.plan import Page
from digest.model.registry import Term
from digest.model.views import Count, Ref, RoleSpan, SpeakerView
from digest.plan.feeds import plan_feed, plan_former
from digest.plan.stand import Stand, paged
from digest.plan.subjects import count_refs, view_months

RECENT_DAYS = 10  # newest days with comments that "most quoted lately" looks at


class Said(NamedTuple):
    """One comment of a speaker's: which article, which comment, in which role."""

    at: int
    number: int
    role: str


def plan_speakers(stand: Stand, pages: list[Page], facts: dict[str, object]) -> None:
    """A list, a feed and a view for each speaker; an index from A to Z."""
    said: dict[str, list[Said]] = {slug: [] for slug in stand.speakers.terms}
    for at, (outline, refs) in enumerate(zip(stand.outlines, stand.refs, strict=True)):
        for spoke, ref in zip(outline.spoke, refs.voices, strict=True):
            if ref is not None:
                said[ref.slug].append(Said(at, spoke.number, spoke.role))
    views: list[SpeakerView] = []
    for slug in sorted(said):
        term = stand.speakers.terms[slug]
        view = _view_speaker(stand, term, said[slug])
        views.append(view)
        facts[f"speaker:{slug}"] = view
        items = tuple(dict.fromkeys(f"{stand.outlines[s.at].slug}#{s.number}" for s in said[slug]))
        pages.extend(paged(term.ref.url, "speaker", slug, items))
        pages.extend(plan_feed(term.ref.url, f"speaker:{slug}", items))
        pages.extend(plan_former(term, f"speaker:{slug}", items))
    facts["index:speakers"] = _group_by_letter(views)
    facts["recent:speakers"] = _most_quoted_lately(stand)
    pages.append(Page(urls.SPEAKERS, "speakers"))


def _view_speaker(stand: Stand, term: Term, said: list[Said]) -> SpeakerView:
    topics: Counter[Ref] = Counter()
    company: Counter[Ref] = Counter()
    articles = dict.fromkeys(s.at for s in said)
    for at in articles:
        topics.update(stand.refs[at].topics)
        company.update({ref for ref in stand.refs[at].voices if ref is not None})
    company.pop(term.ref, None)
    days = [stand.outlines[s.at].day for s in said]
    roles = _roles_through_time(stand, said)
    name, page = term.ref.name, term.page
    ordered = (page.sort if page else "") or sort_name(name)
    kind = (page.kind if page else "") or ("organisation" if is_organisation(name) else "person")
    return SpeakerView(
        ref=term.ref,
        sort_name=ordered,
        letter=letter_of(ordered),
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
    )


def _roles_through_time(stand: Stand, said: list[Said]) -> tuple[RoleSpan, ...]:
    """Each role with its first and last day; spellings that differ by an article or case are one."""
    spans: dict[str, RoleSpan] = {}
    for one in reversed(said):
        if not one.role:
            continue
        day = stand.outlines[one.at].day
        key = fold_name(one.role).removeprefix("the ").removeprefix("a ").removeprefix("an ")
        span = spans.get(key)
        spans[key] = (
            RoleSpan(one.role, day, day, 1)
            if span is None
            else RoleSpan(span.role, span.first, day, span.count + 1)
        )
    return tuple(sorted(spans.values(), key=lambda span: (span.last, span.first, span.role)))


def _group_by_letter(views: list[SpeakerView]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups: dict[str, list[str]] = {}
    for view in sorted(views, key=lambda view: (collation_key(view.sort_name), view.ref.slug)):
        groups.setdefault(view.letter, []).append(view.ref.slug)
    letters = sorted(groups, key=lambda letter: (letter == "#", collation_key(letter)))
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
