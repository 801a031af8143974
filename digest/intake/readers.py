"""Source -> stories: finds out what kind a document is and gives it to its reader."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

import msgspec

from digest.base.collector import held_off
from digest.base.errors import DigestError
from digest.intake.archive import read_archive
from digest.intake.decode import check_bytes, check_length, decode, refuse
from digest.intake.draft import make_draft
from digest.intake.kinds import find_kind, is_table, name_format, sniff_bytes
from digest.intake.plaintext import parse_text
from digest.intake.records import Draft, Settings, Source, Story
from digest.model.plugin import Plugin
from digest.plugins.faults import blame
from digest.plugins.opening import open_toolbox


class Reading(NamedTuple):
    """What came of a source: drafts, and the stories in it that are none, with the reason."""

    drafts: tuple[Draft, ...]
    refusals: tuple[DigestError, ...] = ()


def read_source(source: Source, settings: Settings) -> Reading:
    """Understand a document; nothing is raised, so that one source never stops the others."""
    try:
        with held_off():
            return _read(source, settings)
    except DigestError as error:
        return Reading((), (error,))
    except Exception as error:  # noqa: BLE001 - a worker's rim: a fault of ours, told as such
        told = blame(error, settings.plugins, f"it was reading {source.name}")
        if told is not None:
            theirs = refuse(source.name, "plugin", f"{told.message} ({told.place})", told.hint)
            return Reading((), (theirs,))
        fault = (
            f"digest stumbled over it, which is a bug ({type(error).__name__}: {str(error)[:120]})"
        )
        return Reading((), (refuse(source.name, "bug", fault, "please report it with the source"),))


def _read(source: Source, settings: Settings) -> Reading:
    stories = _read_added(source, settings.plugins) or read_stories(source)
    drafts: list[Draft] = []
    refusals: list[DigestError] = []
    for number, story in enumerate(stories, 1):
        try:
            drafts.append(make_draft(story, source, settings, number))
        except DigestError as error:
            refusals.append(error)
    return Reading(tuple(drafts), tuple(refusals))


def _read_added(source: Source, plugins: tuple[Plugin, ...]) -> tuple[Story, ...]:
    """The stories that a plugin's reader makes of a source; none when no reader claims it."""
    kit = open_toolbox(plugins)
    claims = [name for name, one in kit.readers.items() if one.claims(source.data, source.name)]
    if not claims:
        return ()
    if len(claims) > 1:
        both = " and ".join(f"{name!r} of {kit.owner('readers', name)}" for name in claims)
        hint = "switch one off in digest.toml: [plugins] off"
        raise refuse(source.name, "plugin", f"two readers claim it: {both}", hint)
    stories = tuple(kit.readers[claims[0]].read(source))
    if not stories or not all(isinstance(story, Story) for story in stories):
        owner = kit.owner("readers", claims[0])
        raise refuse(source.name, "plugin", f"{owner} claims it and makes no Story of it", "")
    return stories


def unpack(source: Source) -> tuple[list[Source], list[DigestError]]:
    """A source itself, or the members of an archive; archives in archives are not opened."""
    if sniff_bytes(source.data) != "zip" or name_format(source.data):
        return [source], []
    members, problems = read_archive(source.data, source.name)
    inner = [
        msgspec.structs.replace(
            source, name=name, data=data, sha256=sha256(data).hexdigest(), file=""
        )
        for name, data in members
    ]
    if not inner and not problems:
        problems.append(refuse(source.name, "empty", "the archive is empty", "pack some sources"))
    return inner, problems


def read_stories(source: Source) -> tuple[Story, ...]:
    """The stories of a document."""
    name, data = source.name, source.data
    check_bytes(data, name)
    if told := name_format(data):
        raise refuse(name, "format", f"this is {told}", "save the article as text or HTML")
    match sniff_bytes(data):
        case "zip":
            raise refuse(
                name, "zip", "an archive inside an archive is not opened", "unpack it yourself"
            )
        case "binary":
            raise refuse(
                name,
                "binary",
                "it is a binary file, not text",
                "export the article as text or HTML",
            )
        case "unknown":
            pass
    text = decode(data, name)
    story_kind = find_kind(text.text)
    if story_kind not in {
        "feed",
        "html",
        "mail",
        "wire",
        "json",
    }:  # these are more than their words
        check_length(text.text, name)
    if story_kind == "text" and is_table(text.text):
        raise refuse(name, "format", "this is a table, such as CSV", "write the article as text")
    stories = _read_kind(story_kind, text.text, source)
    if not text.notes:
        return stories
    return tuple(msgspec.structs.replace(s, notes=(*s.notes, *text.notes)) for s in stories)


def _read_kind(kind: str, text: str, source: Source) -> tuple[Story, ...]:
    # The readers of marked-up sources load slowly, and most sources are plain text.
    match kind:
        case "feed":
            from digest.intake.feeds import parse_feed  # noqa: PLC0415

            return parse_feed(text, source.name)
        case "wire":
            from digest.intake.wires import parse_wire  # noqa: PLC0415

            return parse_wire(text, source.name)
        case "json":
            from digest.intake.wires import parse_ninjs  # noqa: PLC0415

            return parse_ninjs(text, source.name)
        case "xml":
            message = "this is XML, and neither a feed nor NITF or NewsML-G2"
            raise refuse(source.name, "format", message, "save the article as text or HTML")
        case "html":
            from digest.intake.webpage import parse_page  # noqa: PLC0415

            return (parse_page(text, source.name, source.url),)
        case "mail":
            from digest.intake.mail import parse_mail  # noqa: PLC0415

            return parse_mail(source.data, source.name)
        case "markdown":
            from digest.intake.marked import parse_marked  # noqa: PLC0415

            return (parse_marked(text, source.name, source.url),)
        case _:
            return (parse_text(text),)
