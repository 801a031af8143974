"""Speakers over the whole site: who they are in the plan, probable doubles, roles that contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.base.slugs import fold_name
from digest.check.desk import Desk, Story
from digest.check.doubles import Person, find_doubles, group_doubles
from digest.check.findings import Finding, make_finding
from digest.model import urls
from digest.model.library import Spoke
from digest.model.registry import Registry
from digest.plan.registry import name_key, plan_registry

_WORD = re.compile(r"[^\W\d_]+")
_AND = re.compile(r" (?:and|und|et|y|e|en|og|och|&) ")
_LIGHT = frozenset(
    [
        "former",
        "with",
        "from",
        "that",
        "whose",
        "which",
        "their",
        "then",
        "now",
        "have",
        "been",
        "also",
    ]
)


class Utterance(NamedTuple):
    """A comment with one of its speakers."""

    story: Story
    spoke: Spoke


class Voices(NamedTuple):
    """Every speaker with what he or she said, newest first; ``unnamed`` are the anonymous ones."""

    registry: Registry
    said: dict[str, list[Utterance]]
    unnamed: list[Utterance]


def find_voices(desk: Desk, *, everything: bool = False) -> Voices:
    """Resolve who speaks, in what the site shows now or in all articles."""
    stories = [s for s in desk.stories if everything or s.outline.slug in desk.published]
    stories.sort(key=lambda story: (-story.outline.stamp, story.outline.slug))
    names = (
        (spoke.name, spoke.slug)
        for story in reversed(stories)
        for spoke in story.outline.spoke
        if spoke.name
    )
    pages = tuple(sorted(desk.speakers, key=lambda page: page.path))
    registry, _ = plan_registry(names, pages, urls.of_speaker, people=True)
    said: dict[str, list[Utterance]] = {slug: [] for slug in registry.terms}
    unnamed = []
    for story in stories:
        for spoke in story.outline.spoke:
            if spoke.name is None:
                unnamed.append(Utterance(story, spoke))
            else:
                slug = registry.by_name[name_key(spoke.name, spoke.slug)]
                said[slug].append(Utterance(story, spoke))
    return Voices(registry, said, unnamed)


def find_people(voices: Voices) -> list[Person]:
    """The speakers as far as comparing them goes."""
    people = []
    for slug, term in voices.registry.terms.items():
        roles = [u.spoke.role for u in voices.said[slug] if u.spoke.role]
        if term.page and term.page.role:
            roles.insert(0, term.page.role)
        unlike = term.page.unlike if term.page else ()
        name, count = term.ref.name, len(voices.said[slug])
        people.append(
            Person(slug, name, term.spellings, tuple(dict.fromkeys(roles)), count, unlike)
        )
    return people


def check_people(desk: Desk) -> Iterator[Finding]:
    """Probable doubles, and roles that contradict a speaker's own file."""
    voices = find_voices(desk)
    for group in group_doubles(find_doubles(find_people(voices))):
        double = group[0]
        other = voices.registry.terms[double.other]
        spoken = voices.said[double.other] or voices.said[double.one]
        if not spoken:
            continue
        story, spoke = spoken[0]
        place = desk.find_comment(story, spoke.number, spoke.name or "")
        names = " or ".join(voices.registry.terms[each.one].ref.name for each in group)
        sure = "may be" if len(group) > 1 else "is probably"
        message = f"{other.ref.name} {sure} {names}: {double.reason}"
        hint = f"join them: digest speakers merge {double.other} {double.one}; or write unlike: [{other.ref.name}] into content/speakers/{double.one}.md"
        yield make_finding(place, "double-speaker", message, hint)
    yield from _check_roles(desk, voices)
    yield from _check_joint(desk, voices)


def _check_joint(desk: Desk, voices: Voices) -> Iterator[Finding]:
    """“Ada Holm and Jon Vik” as one name, where one of them has spoken alone too."""
    known = {
        fold_name(n) for t in voices.registry.terms.values() for n in (t.ref.name, *t.spellings)
    }
    for slug, term in voices.registry.terms.items():
        pair = _AND.split(term.ref.name)
        if len(pair) != 2 or known.isdisjoint(map(fold_name, pair)) or not voices.said[slug]:
            continue
        story, spoke = voices.said[slug][0]
        place = desk.find_comment(story, spoke.number, spoke.name or "")
        message = f"{term.ref.name} is probably two people, who get a third one's page"
        hint = f"part their names by a semicolon: — {pair[0]}; {pair[1]}"
        yield make_finding(place, "joint-speaker", message, hint)


def _check_roles(desk: Desk, voices: Voices) -> Iterator[Finding]:
    for slug, term in voices.registry.terms.items():
        if term.page is None or not term.page.role:
            continue
        latest = next((u for u in voices.said[slug] if u.spoke.role), None)
        known = (term.page.role, *(held.role for held in term.page.held))
        if latest is None or any(_agree(role, latest.spoke.role) for role in known):
            continue
        place = desk.find_comment(latest.story, latest.spoke.number, latest.spoke.role)
        message = f"{term.ref.name} is {latest.spoke.role!r} here, but {term.page.role!r} in {term.page.path}"
        yield make_finding(
            place, "speaker-role", message, "put one of them right: the file says the role held now"
        )


def _agree(one: str, other: str) -> bool:
    """Roles agree when they share a word of weight, whatever its ending: auditor, who audits."""
    left, right = fold_name(one), fold_name(other)
    return left in right or right in left or not _stems(left).isdisjoint(_stems(right))


def _stems(role: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(role) if len(word) > 3 and word not in _LIGHT}
