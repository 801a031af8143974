"""Who said the words of a paragraph that somebody is known to have said, though no verb tells it."""

from __future__ import annotations

from bisect import bisect_left

from digest.quotes.mention import looks_like_role
from digest.quotes.people import Cast
from digest.quotes.resolve import resolve, speaking_mention
from digest.quotes.scene import Scene
from digest.quotes.utterances import Choice

_GUESSED = 0.3  # how sure that is


def find_tellers(scene: Scene, cast: Cast, choices: list[Choice], told_from: int) -> None:
    """Whoever is likeliest for the longest words of each paragraph in which nobody was found to speak."""
    waiting: dict[int, Choice] = {}
    answered = set()
    stretches = scene.stretches
    for choice in choices:
        stretch = stretches[choice.number]
        if choice.mention >= 0:
            answered.add(stretch.paragraph)
        elif stretch.outer_start >= told_from:
            longest = waiting.setdefault(stretch.paragraph, choice)
            other = stretches[longest.number]
            if stretch.end - stretch.start > other.end - other.start:
                waiting[stretch.paragraph] = choice
    for paragraph, choice in waiting.items():
        if paragraph not in answered:
            _tell(scene, cast, choice, _teller(scene, choice.number))


def _tell(scene: Scene, cast: Cast, choice: Choice, mention: int) -> None:
    choice.told, choice.mention, choice.confidence = True, mention, _GUESSED
    if mention >= 0:
        choice.mention = speaking_mention(scene, mention)
        choice.reference = resolve(scene, cast, choice.mention, None)
        choice.person = choice.reference.person


def _teller(scene: Scene, number: int) -> int:
    """Who may have said words of which no verb tells: whoever the paragraph names first, or -1."""
    row = scene.row
    paragraph = row.paragraphs[row.places[number]]
    at = bisect_left(scene.firsts, row.begins[paragraph])
    found = -1
    while at < len(scene.mentions) and row.paragraphs[scene.firsts[at]] == paragraph:
        mention = scene.mentions[at]
        alone = not (mention.possessor or mention.inside) and scene.links[at].pattern != "inner"
        if mention.kind == "name" and alone:
            return at
        if found < 0 and _may_tell(scene, at):
            found = at
        at += 1
    return found


def _may_tell(scene: Scene, at: int) -> bool:
    """A pronoun, a body, or a phrase for people, as a subject."""
    mention, tables = scene.mentions[at], scene.tables
    if mention.possessor or mention.inside or scene.links[at].pattern in ("prep", "obj"):
        return False
    if mention.kind == "pronoun":
        return tables.pronouns.get(mention.head) in ("male", "female", "plural")
    if mention.kind in ("definite", "indefinite", "bare"):
        return looks_like_role(mention.head, tables) or mention.head in tables.impersonal
    return mention.kind == "org"
