"""Who said it: comments that name nobody, attribution lines that cannot be read, lost headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from digest.base.errors import Place, Problem
from digest.base.files import signature_of
from digest.base.slugs import fold_name
from digest.build.images import find_fault, hint_for
from digest.check.desk import Desk, Story
from digest.check.findings import Edit, Finding, make_finding
from digest.check.memory import Memory
from digest.manuscript.attribution import DASH, parse_attribution
from digest.manuscript.keyheadings import default_heading, key_headings
from digest.quotes.marks import find_stretches

_HYPHEN = re.compile(r"[-‐‑−][ \t]*(?=[^\W\d_])")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_SIGNED = re.compile(r"<blockquote>(?:(?!</blockquote>).)*?<p>\s*(?:—|–|--)\s*[^\W\d_]", re.DOTALL)
_CLOSED = frozenset('”»›’"')
_REMEDY = 'end it with a line "> — Name, role (context)", or "> — anonymous, role"'


def explain_attributions(problems: Iterable[Problem], desk: Desk) -> Iterator[Finding]:
    """Say of each comment that names nobody what is the matter with its last paragraph."""
    for problem in problems:
        yield _explain(problem.place, desk) if problem.code == "attribution" else Finding(problem)


def _explain(place: Place, desk: Desk) -> Finding:
    lines = desk.read(place.path).split("\n")
    quote = _blockquote(lines, place.line - 1)
    signed = [(at, text) for at, text in quote if DASH.match(text)]
    if signed:
        at, text = signed[-1]
        here = Place(place.path, at + 1, 1)
        if parse_attribution(text) is None:
            message = f"the attribution line names nobody: {text[:80]}"
            return make_finding(here, "attribution", message, _REMEDY)
        message = "words stand behind the attribution line of this comment"
        return make_finding(
            here,
            "attribution",
            message,
            "make it the last paragraph, and part two comments by an empty line",
        )
    last = quote[-1] if quote else (place.line - 1, "")
    if _HYPHEN.match(last[1]) and parse_attribution(_HYPHEN.sub("— ", last[1], count=1)):
        at, text = last
        here = Place(place.path, at + 1, 1)
        begin = here._replace(column=lines[at].rindex(text) + 1)
        edit = Edit(begin, text, _HYPHEN.sub("— ", text, count=1))
        message = "the attribution line begins with a hyphen, which makes a list"
        return make_finding(
            here, "attribution", message, "begin it with a dash (—), or with two hyphens", edit=edit
        )
    return make_finding(
        Place(place.path, place.line, 1), "comment-speaker", "the comment names no speaker", _REMEDY
    )


def _blockquote(lines: list[str], start: int) -> list[tuple[int, str]]:
    """The lines of a blockquote that say something: (position, text)."""
    found = []
    for at in range(start, len(lines)):
        if not lines[at].strip():
            break
        text = lines[at].lstrip().removeprefix(">").strip()
        if text:
            found.append((at, text))
    return found


def check_sections(desk: Desk) -> Iterator[Finding]:
    """Comments under no key-comments heading, headings with no comment, comments only proposed."""
    for story in desk.bodies:
        if story.text.proposed:
            yield _proposed(story, desk)
        if story.speech.heading and not story.card.comments:
            place = desk.find(story.path, story.speech.heading)
            message = f"there is no comment under {story.speech.heading!r}"
            yield make_finding(
                place,
                "comments-empty",
                message,
                "write one as a blockquote, or take the heading out",
            )
        body = story.text.body + story.text.after
        if "<blockquote>" in body and _SIGNED.search(body):
            yield _lost(story, desk)


def _proposed(story: Story, desk: Desk) -> Finding:
    place = desk.find(story.path, "proposed:", lambda text, at: text[:at].endswith("\n"))
    when = "are" if story.outline.slug in desk.published else "will be"
    message = f"its comments were proposed from the body, and {when} published as they are"
    hint = "read them and remove proposed: true"
    return make_finding(place, "proposed", message, hint)


def _lost(story: Story, desk: Desk) -> Finding:
    text = desk.read(story.path)
    headings = _HEADING.findall(text)
    folded = {fold_name(heading): heading for heading in headings}
    near = max(
        ((score, folded[heading]) for heading in folded
         for _, score, _ in process.extract(heading, key_headings(), scorer=fuzz.ratio, limit=1, score_cutoff=75)),
        default=None,
    )  # fmt: skip
    wanted = default_heading(story.card.lang or desk.config.site.language)
    hint = (
        f'write "{wanted}" instead of {near[1]!r}, above them'
        if near
        else f'put a line "## {wanted}" above them'
    )
    place = desk.find(story.path, near[1] if near else ">", _begins_line)
    message = "attributed quotations stand under no key-comments heading, so no speaker gets them"
    return make_finding(place, "comments-heading", message, hint)


def _begins_line(text: str, at: int) -> bool:
    """Whether only marks of a heading or of a blockquote stand before a place in its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip("#> ")


def check_marks(desk: Desk) -> Iterator[Finding]:
    """Comments whose last quotation mark opens and is never closed."""
    for story in desk.bodies:
        for comment in story.comments:
            words = comment.words.rstrip()
            if words[-1:] in _CLOSED or not (stretches := find_stretches(words).stretches):
                continue
            if not stretches[-1].closed:
                place = desk.find_comment(
                    story, comment.number, words[stretches[-1].outer_start :][:24]
                )
                message = "the quotation of this comment is never closed"
                hint = "put the closing mark where the words end"
                yield make_finding(place, "quotation-open", message, hint)


def check_photos(desk: Desk, memory: Memory) -> Iterator[Finding]:
    """Photos named in front matter that are not there, cannot be read, or that nobody described."""
    for story in desk.bodies:
        photo = story.card.photo
        if photo is None or not photo.file:
            continue
        yield from _check_file(desk, memory, story.path, photo.file)
        if not photo.alt.strip():
            place = desk.find(story.path, photo.file)
            message = f"the photo {photo.file} has no alternative text"
            yield make_finding(place, "alt-text", message, "say in photo.alt what it shows")
    for page in desk.speakers:
        if page.portrait and page.portrait.file:
            yield from _check_file(desk, memory, page.path, page.portrait.file)


def _check_file(desk: Desk, memory: Memory, path: str, file: str) -> Iterator[Finding]:
    """A photo is looked for where the build looks, and read once while its file stays."""
    if file.startswith(("http://", "https://")):
        message = f"the photo {file} is not of this site"
        hint = "a photo is a file: save it, and put it below content/static/"
        yield make_finding(desk.find(path, file), "image", message, hint)
        return
    name = file.strip().lstrip("/").removeprefix("./")
    beside = f"{path.rpartition('/')[0]}/{name}"
    inside = f"content/{name.removeprefix('content/')}"
    places = (f"content/static/{name}", beside, inside)
    if found := next((place for place in places if desk.has_file(place)), ""):
        full = f"{desk.folder}/{found}"
        facts = f"photo {path} {file} {found} {signature_of(full)}".encode()
        yield from memory.recall(facts, lambda: _read_photo(desk, path, file, full))
        return
    near = process.extractOne(f"/{name}", desk.statics, score_cutoff=60)
    elsewhere = "put it below content/static/, or beside the file that names it"
    hint = f"did you mean {near[0]}?" if near else elsewhere
    message = f"the photo {file} is not there"
    yield make_finding(desk.find(path, file), "image", message, hint)


def _read_photo(desk: Desk, path: str, file: str, full: str) -> Iterator[Finding]:
    if fault := find_fault(full):
        message = f"the photo {file} cannot be read: {fault}"
        yield make_finding(desk.find(path, file), "image", message, hint_for(fault))
