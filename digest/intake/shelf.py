"""What has been imported before, and what an import does about it: the editor's work is safe.

For every article ``content/.imports/SLUG.md`` keeps the text as it was imported. The article is
untouched when it still equals it; otherwise it is the base of a three-way merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import msgspec

from digest.base.errors import DigestError
from digest.base.slugs import fold_name, make_slug
from digest.intake.doubles import are_versions, body_of
from digest.intake.merge import Merged, merge
from digest.intake.records import Draft
from digest.manuscript.anchors import name_comments, renew_anchors
from digest.manuscript.manuscript import parse_manuscript
from digest.manuscript.rewrite import drop_key, set_list
from digest.model.urls import RESERVED

ANCHORS = "anchors"
AGAIN = "again: its article had been deleted"
Action = Literal["imported", "updated", "merged", "replaced", "skipped", "deleted", "clash"]
_FIELD = re.compile(
    r"^(?P<indent> *)(?P<key>title|slug|file|sha256|url|source|photo): ?(?P<value>.*)$",
    re.MULTILINE,
)
_RECORD = re.compile(r"^  sha256: .*$", re.MULTILINE)


class Held(NamedTuple):
    """An article of the site: its file's text, the text that was imported, and its source."""

    slug: str
    text: str | None  # None: the article is gone
    note: str | None  # None: nothing is known of its import
    title: str = ""
    file: str = ""
    sha256: str = ""
    url: str = ""
    former: str = ""  # the name under which its note still lies, where an editor renamed it

    @property
    def address(self) -> str:
        """The slug that it is published under: its file's name, unless its front matter has one."""
        return (read_fields(self.text or "").get("slug") if self.text else "") or self.slug

    def is_version(self, title: str, text: str) -> bool:
        """Whether a draft's article file is this story, as it was imported or as it was edited."""
        new = (title, body_of(text))
        known = [each for each in (self.note, self.text) if each]
        return any(
            are_versions(new, (read_fields(each).get("title", ""), body_of(each))) for each in known
        )


class Step(NamedTuple):
    """What is to be done for one draft; ``text`` and ``note`` are what to write, if anything.

    ``aside`` is an edited article that ``text`` replaces, and which is kept beside its note.
    ``former`` is the name of a renamed article's note, which ``note`` replaces.
    """

    action: Action
    slug: str
    text: str | None = None
    note: str | None = None
    reason: str = ""
    clashes: tuple[tuple[str, str], ...] = ()
    aside: str = ""
    former: str = ""


class Shelf:
    """The articles of a site by slug and by source; grows as drafts are placed."""

    def __init__(self, articles: Mapping[str, str], notes: Mapping[str, str]) -> None:
        """Index the article files and the notes on their import, both slug -> text."""
        self._held: dict[str, Held] = {}
        self._by_source: dict[str, list[str]] = {}
        self._addresses: dict[str, str] = {}  # address -> slug
        self._placed: set[str] = set()  # by this run: a source may have two stories of one title
        former = {now: was for was, now in _renamed(articles, notes).items()}
        for slug in sorted(articles):
            was = former.get(slug, "")
            self._index(_hold(slug, articles[slug], notes.get(was or slug), was))
        for slug in sorted(notes.keys() - articles.keys() - set(former.values())):
            gone = _hold(slug, None, notes[slug])
            if not self._is_superseded(gone):
                self._index(gone)

    def _is_superseded(self, gone: Held) -> bool:
        """Whether an article that is there has a note of the same story: it was renamed once."""
        return any(
            held.note is not None and fold_name(held.title) == fold_name(gone.title)
            for held in map(self._held.__getitem__, self._by_source.get(gone.file or gone.url, ()))
            if held.text is not None
        )

    def is_known(self, file: str, sha256: str) -> bool:
        """Tell whether a source has been imported as it is, and its articles are still there."""
        held = [self._held[slug] for slug in self._by_source.get(file, ())]
        return bool(held) and all(each.sha256 == sha256 and each.text is not None for each in held)

    def held_of(self, file: str) -> tuple[Held, ...]:
        """The articles that came from a source, those that are gone last."""
        return tuple(self._held[slug] for slug in self._by_source.get(file, ()))

    def find(self, draft: Draft, text: str, alone: bool) -> Held | None:
        """The article that a draft was imported as before; ``alone``: its source has no other."""
        held = [each for each in self.held_of(_key(draft)) if each.slug not in self._placed]
        wanted = fold_name(draft.title)
        for each in held:
            if fold_name(each.title) == wanted:
                return each
        rest = [each for each in held if each.text is not None] or held
        return next((one for one in rest if alone and one.is_version(draft.title, text)), None)

    def free_slug(self, title: str, language: str) -> str:
        """A slug that no article has."""
        base = make_slug(title, language=language)
        if base in RESERVED:
            base = f"{base}-story"
        slug, number = base, 2
        while slug in self._held or slug in self._addresses:
            slug, number = f"{base}-{number}", number + 1
        return slug

    def settle_address(self, draft: Draft, text: str, alone: bool) -> Draft:
        """The draft without the slug that its source states, where another article has it."""
        stated = draft.stated.get("slug", "")
        holder = self._addresses.get(stated.casefold())
        if holder is None or ((held := self.find(draft, text, alone)) and held.slug == holder):
            return draft
        kept = {key: value for key, value in draft.stated.items() if key != "slug"}
        note = f"its slug {stated!r} is that of {holder}.md: it has an address of its own"
        return msgspec.structs.replace(draft, stated=kept, notes=(*draft.notes, note))

    def claim(self, slug: str) -> None:
        """Keep an article for the draft that it was found for."""
        self._placed.add(slug)

    def put(self, draft: Draft, slug: str, text: str) -> None:
        """Remember that a draft has this slug now."""
        self.claim(slug)
        self._index(
            Held(slug, text, text, draft.title, _key(draft), draft.source.sha256, draft.url)
        )

    def text_of(self, slug: str) -> str:
        """The article as it is now; empty where there is none."""
        held = self._held.get(slug)
        return (held.text or "") if held else ""

    def texts(self) -> Iterable[tuple[str, str]]:
        """Slug and text of every article."""
        return ((slug, held.text) for slug, held in sorted(self._held.items()) if held.text)

    def _index(self, held: Held) -> None:
        self._held[held.slug] = held
        if held.text is not None:
            self._addresses[held.address.casefold()] = held.slug
        for key in {held.file or held.url} - {""}:
            slugs = self._by_source.setdefault(key, [])
            if held.slug not in slugs:
                slugs.append(held.slug)


def plan_step(
    draft: Draft, text: str, shelf: Shelf, *, alone: bool, overwrite: bool, mark_clashes: bool
) -> Step:
    """Decide what becomes of a draft whose article file would be ``text``."""
    held = shelf.find(draft, text, alone)
    if held is None:
        before = [each.slug for each in shelf.held_of(_key(draft)) if alone and each.text]
        reason = f"the source held another story before: {', '.join(before)}" if before else ""
        return Step("imported", shelf.free_slug(draft.title, draft.language), text, text, reason)
    shelf.claim(held.slug)
    if held.text is None:
        return _plan_deleted(held, text, wanted=overwrite or not draft.source.walked)
    if overwrite and drop_key(text, ANCHORS) != drop_key(held.text, ANCHORS):
        step = _replace(held, text)
    else:
        step = _plan_again(held, text, mark_clashes=mark_clashes)
    return step._replace(former=held.former)


def _plan_deleted(held: Held, text: str, *, wanted: bool) -> Step:
    """An article that an editor deleted comes back only when it is asked for."""
    if not wanted:
        return Step("deleted", held.slug)
    text = keep_anchors(text, held.note or "")
    return Step("imported", held.slug, text, text, AGAIN)


def _replace(held: Held, text: str) -> Step:
    """Take the source's words; what an editor wrote is put aside, never lost."""
    before = held.text or ""
    untouched = held.note is not None and drop_key(held.note, ANCHORS) == drop_key(before, ANCHORS)
    text = keep_anchors(text, before)
    return Step("replaced", held.slug, text, text, aside="" if untouched else before)


def keep_anchors(text: str, before: str) -> str:
    """The text with its comments' numbers written down: those that they had in ``before``, if there."""
    old, new = parse_manuscript(before, "")[0], parse_manuscript(text, "")[0]
    if old is None or new is None:
        return text
    anchors = old.front.anchors or name_comments(old.comments)
    renewed = renew_anchors(name_comments(new.comments), anchors)
    return set_list(text, ANCHORS, renewed) if renewed != new.front.anchors else text


def _plan_again(held: Held, text: str, *, mark_clashes: bool) -> Step:
    """Decide about an article that is there, and may have been edited; its anchors are no edit."""
    bare, note, ours = (drop_key(each or "", ANCHORS) for each in (text, held.note, held.text))
    if ours == bare:
        new_note = None if note == bare else text
        return Step("skipped", held.slug, None, new_note, "the article is as the source has it")
    if held.note is None:
        unknown = Merged("", ((ours, bare),))
        return _clash(held, unknown, text, mark=False, reason="nothing is known of its import")
    if note == bare:
        return Step("skipped", held.slug, reason="the source says nothing new; it was edited here")
    if ours == note:
        text = keep_anchors(text, held.text or "")
        return Step("updated", held.slug, text, text)
    record = read_fields(bare).get("sha256", "")
    merged = merge(_with_record(note, record), _with_record(ours, record), bare)
    if merged.clashes:
        reason = "edited here and changed in the source"
        return _clash(held, merged, text, mark=mark_clashes, reason=reason)
    return Step(
        "merged", held.slug, keep_anchors(merged.text, held.text or ""), text, "the edits were kept"
    )


def _with_record(text: str, sha256: str) -> str:
    """A text with this hash of its source: the record of an import is nobody's edit."""
    return _RECORD.sub(f"  sha256: {sha256}", text, count=1) if sha256 else text


def _clash(held: Held, merged: Merged, text: str, *, mark: bool, reason: str) -> Step:
    written = _with_anchors_of(held.text or "", merged.text) if mark else None
    return Step("clash", held.slug, written, text if mark else None, reason, merged.clashes)


def _with_anchors_of(before: str, text: str) -> str:
    """A text with clash marks in it cannot be read; it keeps the list that its editor had."""
    old = parse_manuscript(before, "")[0]
    anchors = (old.front.anchors or name_comments(old.comments)) if old else ()
    try:
        return set_list(text, ANCHORS, anchors) if anchors else text
    except DigestError:
        return text  # the clash is in the front matter


def _key(draft: Draft) -> str:
    return draft.source.file or draft.url or draft.source.name


def _hold(slug: str, article: str | None, note: str | None, former: str = "") -> Held:
    fields = read_fields(note or article or "")
    return Held(
        slug,
        article,
        note,
        fields.get("title", ""),
        fields.get("file", ""),
        fields.get("sha256", ""),
        fields.get("url", ""),
        former,
    )


def _renamed(articles: Mapping[str, str], notes: Mapping[str, str]) -> dict[str, str]:
    """Notes whose article was renamed by its editor: old slug -> new, told by the source's hash."""
    lost = {slug: read_fields(note) for slug, note in notes.items() if slug not in articles}
    if not lost:
        return {}
    strangers: dict[tuple[str, str], dict[str, str]] = {}  # of one source: slug -> title
    for slug, text in articles.items():
        if slug not in notes and (told := read_fields(text)).get("sha256"):
            strangers.setdefault(_source_of(told), {})[slug] = told.get("title", "")
    found: dict[str, str] = {}
    for slug, fields in sorted(lost.items()):
        same = strangers.get(_source_of(fields), {})
        exact = [now for now, title in same.items() if title == fields.get("title", "")]
        if exact or len(same) == 1:
            found[slug] = (exact or [*same])[0]
            del same[found[slug]]
    return found


def _source_of(fields: Mapping[str, str]) -> tuple[str, str]:
    return fields.get("sha256", ""), fields.get("file", "")


def read_fields(text: str) -> dict[str, str]:
    """Title and source of an article file, read without a YAML parser: the file is ours."""
    front = text[4:].partition("\n---\n")[0] if text.startswith("---\n") else ""
    fields: dict[str, str] = {}
    group = ""
    for found in _FIELD.finditer(front):
        key, value = found["key"], _unquote(found["value"])
        if not found["indent"]:
            group = key
        if (key in {"title", "slug"} and not found["indent"]) or (
            group == "source" and key in {"file", "sha256", "url"}
        ):
            fields.setdefault(key, value)
    return fields


def _unquote(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return value
