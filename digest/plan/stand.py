"""The published articles with their names resolved: what every part of the plan stands on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from digest.base.errors import Problem
from digest.model import urls
from digest.model.collation import collation_key
from digest.model.library import Outline, PageText, TermPage
from digest.model.plan import Moment, Page, Refs
from digest.model.registry import Registry
from digest.model.views import Pager
from digest.plan.registry import name_key, plan_registry


class Content(NamedTuple):
    """All that was read from content/, in no particular order."""

    outlines: tuple[Outline, ...]
    topics: tuple[TermPage, ...]
    speakers: tuple[TermPage, ...]
    pages: tuple[PageText, ...]
    static: frozenset[str] = frozenset()  # files of content/static that replace a page of ours


class Stand(NamedTuple):
    """The published articles, newest first, with their names resolved."""

    outlines: tuple[Outline, ...]
    refs: tuple[Refs, ...]
    topics: Registry
    speakers: Registry
    language: str = ""
    formats: tuple[str, ...] = ()  # of feeds, beside RSS

    def place(self, text: str) -> tuple[str, str]:
        """Where a text stands in an index of the site's language."""
        return collation_key(text, self.language)


def publish(outlines: Sequence[Outline], moment: Moment) -> tuple[tuple[Outline, ...], int | None]:
    """The published articles, newest first, and when the set next changes by itself."""
    chosen, changes = [], []
    for outline in outlines:
        if outline.draft and not moment.drafts:
            continue
        start = outline.publish if outline.publish is not None else outline.stamp
        if start > moment.now and not moment.future:
            changes.append(start)
        elif outline.expire is not None and outline.expire <= moment.now:
            continue
        else:
            chosen.append(outline)
            if outline.expire is not None:
                changes.append(outline.expire)
    chosen.sort(key=lambda outline: (-outline.stamp, outline.slug))
    return tuple(chosen), min(changes, default=None)


def resolve(
    outlines: tuple[Outline, ...],
    content: Content,
    language: str = "",
    formats: tuple[str, ...] = (),
) -> tuple[Stand, list[Problem]]:
    """Join spellings to topics and speakers, once for the whole site."""
    topics, topic_problems = plan_registry(
        ((name, "") for outline in reversed(outlines) for name in outline.topics),
        tuple(sorted(content.topics, key=lambda p: p.path)),
        urls.of_topic,
    )
    speakers, speaker_problems = plan_registry(
        ((s.name, s.slug) for outline in reversed(outlines) for s in outline.spoke if s.name),
        tuple(sorted(content.speakers, key=lambda p: p.path)),
        urls.of_speaker,
        people=True,
    )
    refs = tuple(_resolve_one(outline, topics, speakers) for outline in outlines)
    stand = Stand(outlines, refs, topics, speakers, language, formats)
    return stand, topic_problems + speaker_problems


def _resolve_one(outline: Outline, topics: Registry, speakers: Registry) -> Refs:
    named = dict.fromkeys(topics.by_name[name] for name in outline.topics)
    return Refs(
        tuple(topics.terms[slug].ref for slug in named),
        tuple(
            speakers.ref(name_key(s.name, s.slug)) if s.name is not None else None
            for s in outline.spoke
        ),
    )


def paged(first: str, kind: str, key: str, items: tuple[str, ...]) -> list[Page]:
    """The pages of a list, twenty items each; an empty list has one page."""
    total = max(1, -(-len(items) // urls.PER_PAGE))
    return [
        Page(
            urls.of_list_page(first, number),
            kind,
            key,
            items[(number - 1) * urls.PER_PAGE : number * urls.PER_PAGE],
            Pager(
                number,
                total,
                len(items),
                urls.of_list_page(first, number - 1) if number > 1 else "",
                urls.of_list_page(first, number + 1) if number < total else "",
                first,
            ),
        )
        for number in range(1, total + 1)
    ]
