"""Library -> plan: every page of the site, and the facts that pages may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from functools import lru_cache, partial

from digest.base.dates import days_later, week_of
from digest.base.errors import Place, Problem
from digest.model import urls
from digest.model.library import Outline, PageText
from digest.model.plan import Apart, Around, Moment, Page, Plan
from digest.model.site import Config
from digest.model.views import Link, Ref
from digest.plan.added import plan_added
from digest.plan.data import plan_corrections, plan_data
from digest.plan.feeds import plan_feed, plan_feed_list
from digest.plan.hosts import plan_hosts
from digest.plan.people import plan_speakers
from digest.plan.photos import plan_photos
from digest.plan.related import plan_related
from digest.plan.sitemaps import plan_sitemaps
from digest.plan.stand import Content, Stand, paged, publish, resolve
from digest.plan.subjects import plan_topics

_OF_A_TIME = frozenset({"article", "home", "topic", "edition", "month"})


def plan_site(
    content: Content, config: Config, moment: Moment, apart: Apart = nullcontext
) -> tuple[Plan, list[Problem]]:
    """Plan every page; collisions are problems that name both culprits.

    Speakers are the largest part: ``apart`` may have them planned by somebody else meanwhile.
    """
    outlines, next_change = publish(content.outlines, moment)
    problems = check_slugs(outlines)
    if problems:
        return Plan((), {}, next_change), problems
    stand, problems = resolve(outlines, content, config.site.language, config.feeds.formats)
    if problems:
        return Plan((), {}, next_change), problems
    facts: dict[str, object] = {
        f"refs:{outline.slug}": refs
        for outline, refs in zip(stand.outlines, stand.refs, strict=True)
    }
    pages: list[Page] = []
    taken = frozenset(f"/{text.slug}/" for text in content.pages)
    if config.data.enabled:  # first, as its files take longest
        plan_data(stand, pages, facts, taken)
    with apart(partial(plan_speakers, stand)) as make_speakers:
        _plan_articles(stand, config, pages, facts)
        _plan_home(stand, config, pages, facts)
        plan_topics(stand, pages, facts)
        behind: list[Page] = []
        _plan_editions(stand, config, behind, facts)
        _plan_archive(stand, behind, facts)
        of_speakers, told = make_speakers()
    pages += of_speakers + behind
    facts.update(told)
    _plan_plain(content.pages, pages, facts)
    plan_corrections(stand, pages, facts, taken)
    added = plan_added(stand, config, pages, facts)
    _plan_rest(stand, config, pages, facts)
    robots = "robots.txt" not in content.static
    rolls = plan_sitemaps(stand, config, moment, pages, facts, added, robots=robots)
    _plan_redirects(stand, pages)
    plan_hosts(config, pages, facts, content.static)
    warnings, expiry = plan_photos(stand, config, moment, facts)
    next_change = min(filter(None, (next_change, rolls, expiry)), default=None)
    return Plan(_by_time(pages, stand), facts, next_change), _check_urls(pages) + warnings


def _by_time(pages: list[Page], stand: Stand) -> tuple[Page, ...]:
    """Articles and the lists of them by time, behind all else: what shows the same cards is made in a row."""
    place = {outline.slug: at for at, outline in enumerate(stand.outlines)}

    def newest(page: Page) -> int:
        if page.kind not in _OF_A_TIME:
            return -1
        return place.get(page.items[0] if page.items else page.key, -1)

    return tuple(sorted(pages, key=newest))


def check_slugs(outlines: Sequence[Outline]) -> list[Problem]:
    """Two articles of one slug: an error that names both."""
    seen: dict[str, Outline] = {}
    problems = []
    for outline in sorted(outlines, key=lambda o: o.path):
        other = seen.setdefault(outline.slug.casefold(), outline)
        if other is not outline:
            problems.append(
                Problem(
                    Place(outline.path, 1),
                    "double-slug",
                    f"the slug {outline.slug!r} is taken by {other.path}",
                    f"rename one file, or give it another slug, such as {outline.slug}-2",
                )
            )
    return problems


@lru_cache(maxsize=4096)
def edition_key(day: str, every: str) -> str:
    """The first day of the edition that a day belongs to."""
    return week_of(day) if every == "week" else day


@lru_cache(maxsize=4096)
def _edition_ref(key: str, every: str) -> Ref:
    """An edition; its name is the time that it spans (ISO 8601): a day, or FIRST/LAST."""
    name = f"{key}/{days_later(key, 6)}" if every == "week" else key
    return Ref(key, name, urls.of_edition(key))


@lru_cache(maxsize=4096)
def _month_ref(month: str) -> Ref:
    return Ref(month, month, urls.of_month(month))


def _plan_articles(
    stand: Stand, config: Config, pages: list[Page], facts: dict[str, object]
) -> None:
    outlines = stand.outlines
    slugs = [outline.slug for outline in outlines]
    topics = [tuple(ref.slug for ref in refs.topics) for refs in stand.refs]
    related = plan_related(topics, [outline.stamp for outline in outlines])
    every = config.editions.every
    for at, outline in enumerate(outlines):
        key = edition_key(outline.day, every)
        facts[f"around:{outline.slug}"] = Around(
            previous=slugs[at + 1] if at + 1 < len(slugs) else "",
            next=slugs[at - 1] if at else "",
            related=tuple([slugs[other] for other in related[at]]),
            edition=_edition_ref(key, every),
            month=_month_ref(outline.day[:7]),
        )
        pages.append(Page(urls.of_article(outline.slug), "article", outline.slug))
        if config.cards.enabled:
            numbers = dict.fromkeys(spoke.number for spoke in outline.spoke)
            pages += [
                Page(urls.of_share(outline.slug, n), "share", f"{outline.slug}#{n}")
                for n in numbers
            ]


def _plan_home(stand: Stand, config: Config, pages: list[Page], facts: dict[str, object]) -> None:
    slugs = tuple(outline.slug for outline in stand.outlines)
    pages.extend(paged(urls.HOME, "home", "", slugs))
    pages.extend(plan_feed(stand, urls.HOME, "", slugs))
    keys = dict.fromkeys(edition_key(o.day, config.editions.every) for o in stand.outlines)
    facts["editions"] = tuple(_edition_ref(key, config.editions.every) for key in keys)
    facts["latest"] = slugs[:10]


def _plan_editions(
    stand: Stand, config: Config, pages: list[Page], facts: dict[str, object]
) -> None:
    groups: dict[str, list[int]] = {}
    for at, outline in enumerate(stand.outlines):
        groups.setdefault(edition_key(outline.day, config.editions.every), []).append(at)
    keys = list(groups)
    refs = [_edition_ref(key, config.editions.every) for key in keys]
    for at, key in enumerate(keys):
        items = tuple(stand.outlines[n].slug for n in groups[key])
        counts: dict[Ref, int] = {}
        for n in groups[key]:
            for ref in stand.refs[n].voices:
                if ref is not None:
                    counts[ref] = counts.get(ref, 0) + 1
        last = refs[at].name.partition("/")[2] or key
        facts[f"edition:{key}"] = (
            last,
            tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0].name))),
            refs[at + 1] if at + 1 < len(refs) else None,
            refs[at - 1] if at else None,
        )
        pages.append(Page(urls.of_edition(key), "edition", key, items))
        if at < urls.PER_PAGE:
            facts[f"issue:{key}"] = items
    pages.append(Page(urls.EDITIONS, "editions"))
    pages.extend(plan_feed(stand, urls.EDITIONS, "editions", tuple(keys)))


def _plan_archive(stand: Stand, pages: list[Page], facts: dict[str, object]) -> None:
    groups: dict[str, list[str]] = {}
    for outline in stand.outlines:
        groups.setdefault(outline.day[:7], []).append(outline.slug)
    months = list(groups)
    facts["archive"] = tuple((m, len(groups[m]), urls.of_month(m)) for m in months)
    for at, month in enumerate(months):
        facts[f"month:{month}"] = (
            months[at + 1] if at + 1 < len(months) else "",
            months[at - 1] if at else "",
        )
        pages.append(Page(urls.of_month(month), "month", month, tuple(groups[month])))
    pages.append(Page(urls.ARCHIVE, "archive"))


def _plan_plain(texts: tuple[PageText, ...], pages: list[Page], facts: dict[str, object]) -> None:
    ordered = sorted(texts, key=lambda text: (text.order, text.title.casefold(), text.path))
    facts["menu"] = tuple(Link(text.title, f"/{text.slug}/") for text in ordered)
    for text in ordered:
        facts[f"plain:{text.slug}"] = text
        pages.append(Page(f"/{text.slug}/", "page", text.slug))


def _plan_rest(stand: Stand, config: Config, pages: list[Page], facts: dict[str, object]) -> None:
    if config.search.enabled:
        pages.append(Page(urls.SEARCH, "search"))
    pages.append(Page(urls.NOT_FOUND, "404"))
    plan_feed_list(stand, pages, facts)


def _plan_redirects(stand: Stand, pages: list[Page]) -> None:
    """Old addresses lead on, where nothing else is, in any case; one cannot lie below a file."""
    taken = {page.url.casefold() for page in pages}
    folders: set[str] = set()  # no page but these lies below a name that ends in .html
    for outline in stand.outlines:
        for alias in (*_former(outline), *outline.aliases):
            old = urls.of_alias(alias)
            folded = old.casefold()
            above = urls.above(folded)
            if folded not in taken and folded not in folders and taken.isdisjoint(above):
                taken.add(folded)
                folders.update(above)
                pages.append(Page(old, "redirect", urls.of_article(outline.slug)))


def _former(outline: Outline) -> tuple[str, ...]:
    """The address that an article had before it was given a slug of its own."""
    stem = outline.path.rpartition("/")[2].rpartition(".")[0]
    return (urls.of_article(stem),) if stem != outline.slug else ()


def _check_urls(pages: list[Page]) -> list[Problem]:
    seen: dict[str, Page] = {}
    problems = []
    for page in pages:
        other = seen.setdefault(page.url.casefold(), page)
        if other is not page:
            message = f"two pages want the address {page.url}: {other.kind} {other.key!r} and {page.kind} {page.key!r}"
            problems.append(Problem(Place("content"), "double-url", message, "rename one of them"))
    return problems
