"""A check rule: a headline that no list can show whole."""

from collections.abc import Iterator
from typing import Any

from digest import CheckRule, Flaw, hookimpl

LONGEST = 90


def find(desk: Any) -> Iterator[Flaw]:
    """Every article whose title is too long, with the place where it says so."""
    for story in desk.stories:
        length = len(story.card.title)
        if length > LONGEST:
            place = desk.find(story.path, "title:")
            yield Flaw(place, f"the headline has {length} letters", f"{LONGEST} fit a list")


@hookimpl
def digest_rules() -> dict[str, CheckRule]:
    """What Digest calls; [check] off = ["long-headline"] switches it off."""
    return {"long-headline": CheckRule("warning", "a headline that is too long", find)}
