"""Topic pages: their lists and feeds, parents and children, who speaks on them, what stands beside."""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from itertools import chain

from digest.base.dates import months_between
from digest.model import urls
from digest.model.plan import Page
from digest.model.views import Count, Month, Ref, TopicView
from digest.plan.feeds import plan_feed, plan_former
from digest.plan.stand import Stand, paged

MOST = 12  # related topics, speakers of a topic, topics of a speaker


def plan_topics(stand: Stand, pages: list[Page], facts: dict[str, object]) -> None:
    """A list, a feed and a view for each topic; an index of all."""
    parents = find_parents(stand)
    members = _find_members(stand, parents)
    children: dict[str, list[Count]] = {}
    for slug, parent in parents.items():
        child = Count(stand.topics.terms[slug].ref, len(members[slug]))
        children.setdefault(parent, []).append(child)
    names = sorted(members, key=lambda slug: stand.place(stand.topics.terms[slug].ref.name))
    for slug in names:
        term = stand.topics.terms[slug]
        above = parents.get(slug)
        facts[f"topic:{slug}"] = _view_topic(
            stand,
            slug,
            members[slug],
            stand.topics.terms[above].ref if above else None,
            tuple(sorted(children.get(slug, ()), key=lambda child: stand.place(child.ref.name))),
        )
        items = tuple(stand.outlines[at].slug for at in members[slug])
        pages.extend(paged(term.ref.url, "topic", slug, items))
        pages.extend(plan_feed(stand, term.ref.url, f"topic:{slug}", items))
        pages.extend(plan_former(stand, term, f"topic:{slug}", items))
    facts["index:topics"] = tuple(names)
    pages.append(Page(urls.TOPICS, "topics"))


def _find_members(stand: Stand, parents: dict[str, str]) -> dict[str, list[int]]:
    """The places of each topic's articles, newest first; a topic has those of the topics within it too."""
    members: dict[str, list[int]] = {slug: [] for slug in stand.topics.terms}
    for at, refs in enumerate(stand.refs):
        for ref in refs.topics:
            members[ref.slug].append(at)
    wider: dict[str, set[int]] = {}
    for slug, parent in parents.items():
        above = parent
        while above:
            wider.setdefault(above, set(members[above])).update(members[slug])
            above = parents.get(above, "")
    return members | {slug: sorted(places) for slug, places in wider.items()}


def find_parents(stand: Stand) -> dict[str, str]:
    """Which topic stands under which; a circle is cut where it closes."""
    by_name = {term.ref.name: slug for slug, term in stand.topics.terms.items()}
    parents: dict[str, str] = {}
    for slug, term in sorted(stand.topics.terms.items()):
        wanted = term.page.parent if term.page else ""
        parent = wanted if wanted in stand.topics.terms else by_name.get(wanted, "")
        above = parent
        while above and above != slug:
            above = parents.get(above, "")
        if parent and above != slug:
            parents[slug] = parent
    return parents


def count_refs(refs: Counter[Ref]) -> tuple[Count, ...]:
    """The most frequent ones, then by name."""
    least = min(nlargest(MOST, refs.values()), default=0)
    often = [item for item in refs.items() if item[1] >= least]
    often.sort(key=lambda item: (-item[1], item[0].name))
    return tuple([Count(ref, number) for ref, number in often[:MOST]])


def view_months(days: list[str]) -> tuple[Month, ...]:
    """Every month from the first day to the last, with how many of the days lie in it."""
    if not days:
        return ()
    counts = Counter(day[:7] for day in days)
    return tuple(
        Month(month, counts[month], urls.of_month(month))
        for month in months_between(min(counts), max(counts))
    )


def _view_topic(
    stand: Stand, slug: str, members: list[int], parent: Ref | None, children: tuple[Count, ...]
) -> TopicView:
    term = stand.topics.terms[slug]
    beside = Counter(chain.from_iterable([stand.refs[at].topics for at in members]))
    voices = Counter(chain.from_iterable([stand.refs[at].voices for at in members]))
    speakers = Counter({ref: number for ref, number in voices.items() if ref is not None})
    for ref in (term.ref, *[child.ref for child in children]):
        beside.pop(ref, None)
    days = [stand.outlines[at].day for at in members]
    return TopicView(
        ref=term.ref,
        count=len(members),
        description=term.page.body if term.page else "",
        parent=parent,
        children=children,
        related=count_refs(beside),
        speakers=count_refs(speakers),
        months=view_months(days),
        feed=urls.feed_of(term.ref.url),
        latest=days[0] if days else "",
    )
