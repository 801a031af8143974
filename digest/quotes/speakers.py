"""The mention chosen for a quotation -> its speaker: name, kind and role."""

from __future__ import annotations

import msgspec

from digest.quotes.antecedents import Reference
from digest.quotes.bodies import is_body, is_proper
from digest.quotes.joint import AND
from digest.quotes.leading import role_before, text_of
from digest.quotes.mention import NONE, Mention
from digest.quotes.people import Cast
from digest.quotes.phrases import long_phrase
from digest.quotes.records import Kind
from digest.quotes.rolewords import role_after
from digest.quotes.scene import Scene
from digest.quotes.signs import OWNING
from digest.quotes.wording import Wording, body_text

_LOOKED_THROUGH = 12  # mentions of a person that are searched for a role


class Who(msgspec.Struct, frozen=True):
    """A speaker as a digest names them: alone, or with those who speak too."""

    name: str | None
    kind: Kind
    role: str | None = None
    names: tuple[str, ...] = ()
    roles: tuple[str | None, ...] = ()
    named: bool = True


def speaker_of(
    scene: Scene,
    cast: Cast,
    index: int,
    reference: Reference,
    wording: Wording,
    members: list[int],
) -> Who:
    """Who the mention that was chosen for a quotation is, with a role."""
    if len(members) > 1:
        return _joint(scene, cast, members)
    if reference.person >= 0:
        person = cast.people[reference.person]
        if person.kind != "name":
            return Who(person.full, "organisation")
        paper = is_body(scene, scene.mentions[index])  # Lind’s letter said
        role = None if paper else wording.role
        role = role or _role_elsewhere(scene, cast, reference)
        return Who(person.full, "person", role)
    if reference.owner >= 0:
        phrase = scene.mentions[index if reference.phrase < 0 else reference.phrase]
        return Who(_owned_text(scene, cast, phrase, reference.owner), "organisation")
    body = body_text(scene, index)
    if body and reference.phrase >= 0:  # the campaign, for the Lind campaign
        phrase = scene.mentions[reference.phrase]
        body = text_of(scene, phrase.first, phrase.last)
        return Who(body, "organisation", named=is_proper(scene, phrase))
    if body:
        return Who(body, "organisation", named=is_proper(scene, scene.mentions[index]))
    role = wording.role
    if reference.phrase >= 0:
        phrase = scene.mentions[reference.phrase]
        role = long_phrase(scene, phrase, NONE)[0]
        if is_body(scene, phrase):
            return Who(role, "organisation", named=False)
    return Who(None, "anonymous", role)


def _owned_text(scene: Scene, cast: Cast, phrase: Mention, owner: int) -> str:
    """“Maja Lind’s campaign", whether the text has "Lind’s", "Ms. Lind’s" or "her"."""
    name, row = cast.people[owner].full, scene.row
    first = phrase.first + 1
    while (
        not row.signs[first - 1] & OWNING
        and scene.tables.pronouns.get(row.lower[first - 1]) is None
    ):
        first += 1
    mark = "’" if name.endswith("s") else "’s"
    return f"{name}{mark} {text_of(scene, first, phrase.last) or phrase.head}"


def _joint(scene: Scene, cast: Cast, members: list[int]) -> Who:
    names = tuple(_joint_name(scene, cast, members, at) for at in members)
    roles: list[str | None] = []
    for at in members:
        mention = scene.mentions[at]
        if mention.kind != "name":
            roles.append(None)
            continue
        roles.append(role_before(scene, at) or role_after(scene, at)[0])
    role = "; ".join(role for role in roles if role) or None
    return Who(" and ".join(names), "joint", role, names, tuple(roles))


def _joint_name(scene: Scene, cast: Cast, members: list[int], at: int) -> str:
    """The full name, also of the first in "Ada and Jon Berg"; the phrase for a body without one."""
    if scene.mentions[at].person < 0:
        phrase = scene.mentions[at]
        return text_of(scene, phrase.first, phrase.last) or phrase.head
    name, last = cast.people[scene.mentions[at].person].name, scene.mentions[members[-1]]
    bare = len(name) == 1 and at != members[-1] and len(last.name) == 2
    near = scene.row.lower[last.first - 1] in AND and last.first - scene.mentions[at].last == 1
    return " ".join((*name, last.name[-1]) if bare and near else name)


def _role_elsewhere(scene: Scene, cast: Cast, reference: Reference) -> str | None:
    """The role at the full mention, where the one beside the words has only a surname."""
    if reference.person < 0:
        return None
    for at in cast.people[reference.person].mentions[:_LOOKED_THROUGH]:
        role = role_before(scene, at) or role_after(scene, at)[0]
        if role:
            return role
    return None
