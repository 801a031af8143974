"""A source reader: the minutes of a council, in which each line is "NAME (ROLE): words"."""

import datetime as dt
import re

from digest import Attribution, Block, Comment, Reader, Source, Story, hookimpl

HEAD = re.compile(rb"MINUTES of (\d{4}-\d\d-\d\d): ([^\r\n]+)")
SAID = re.compile(r"(?P<name>[^(:]+) \((?P<role>[^)]+)\): (?P<words>.+)")


def claims(data: bytes, name: str) -> bool:
    """Tell minutes from any other document."""
    return HEAD.match(data) is not None


def read(source: Source) -> list[Story]:
    """One story: what is no saying is the text, every saying a key comment."""
    text = source.data.decode("utf-8")
    head = HEAD.match(source.data)
    blocks, said = [], []
    for number, line in enumerate(text.splitlines()[1:], 2):
        if found := SAID.fullmatch(line):
            speaker = Attribution(found["name"], found["role"])
            said.append(Comment(paragraphs=(f"“{found['words']}”",), speakers=(speaker,)))
        elif line.strip():
            blocks.append(Block("text", line, number))
    date = dt.date.fromisoformat(head[1].decode())
    title = head[2].decode("utf-8")
    return [Story(blocks=tuple(blocks), title=title, date=date, said=tuple(said))]


@hookimpl
def digest_readers() -> dict[str, Reader]:
    """What Digest calls."""
    return {"minutes": Reader(claims, read)}
