"""Story -> arrangement: which block is headline, photo, byline, date, body, key comment or junk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from digest.base.slugs import fold_name
from digest.intake.boilerplate import find_boilerplate
from digest.intake.dates import is_yearless_line
from digest.intake.days import Days
from digest.intake.headline import (
    find_title,
    is_no_title,
    plain_words,
    repeats,
    same_words,
    shorten,
)
from digest.intake.keysection import find_key_section, find_signature, sign_below
from digest.intake.language import find_language
from digest.intake.lines import (
    cut_dateline,
    has_mark,
    has_quotation,
    is_author_note,
    is_bare_name,
    is_byline,
    is_date_line,
    is_junk,
    is_place,
    is_subhead,
    tell_above,
)
from digest.intake.photos import (
    may_be_caption,
    parse_caption,
    parse_credit_line,
    parse_headed,
    tidy_credit,
)
from digest.intake.records import Arrangement, Block, LeftOut, Story
from digest.model.article import Photo

_ENDS = tuple('.!?…:;,”"»)')
_WORD = re.compile(r"\w")
_FRAMES = frozenset({"rule", "caption", "credit", "byline", "date", "dek"})
_NUMBER_END = re.compile(r"[.!?…”\"»’'):;]$")


def arrange(story: Story, language: str = "", site_language: str = "en") -> Arrangement:
    """Tell the blocks of a story apart; where its words do not tell their language, it is the site's."""
    lang = language or story.language
    lang = lang or find_language(" ".join(b.text for b in story.blocks), site_language[:2])
    table = _Table(story, lang)
    title, blocks = _take_title(story, table)
    ends = find_boilerplate(blocks)
    below, blocks = blocks[ends:], blocks[:ends]
    key_at, end = find_key_section(blocks)
    words = "\n".join(b.text for b in story.blocks)
    for block in blocks[: key_at if key_at >= 0 else len(blocks)]:
        table.place_in_body(block)
    if key_at >= 0:
        table.key_heading = blocks[key_at].text
        for block in sign_below(blocks[key_at + 1 : end], words, lang):
            table.place_in_key(block)
        for block in blocks[end:]:
            table.place_after(block)
    table.sweep_tail()
    for block in below:
        table.drop("below the article", block)
    return table.close(title)


class _Table:
    """The piles onto which blocks are sorted; lives for one call of ``arrange``."""

    def __init__(self, story: Story, language: str) -> None:
        self.story, self.language = story, language
        self.photo: Photo | None = story.photo
        self.photo_is_open = not (story.photo and story.photo.credit)  # the text may still fill it
        self.caption_at = 0  # the line where the caption of a credit that came first is awaited
        self.days = Days(story.date, language)
        self.dateline = ""
        self.byline = story.byline
        self.byline_at = -1  # the line of the text's own
        self.body: list[Block] = []
        self.in_head = True  # no block of the body ends a sentence yet
        self.key: list[Block] = []
        self.key_heading = ""
        self.left_out: list[LeftOut] = list(story.left_out)
        self.notes: list[str] = list(story.notes)

    def drop(self, reason: str, block: Block) -> None:
        if block.text and block.kind != "rule":
            self.days.read_rest(block.text)
            self.left_out.append(LeftOut(reason, block.text))

    def place_in_body(self, block: Block) -> None:
        framed = self.place_frame(block, head=self.in_head)
        if framed or (block.kind == "heading" and not block.text):
            return
        if not self.body and block.kind in {"text", "item"}:
            text, dateline = cut_dateline(block.text)
            if dateline:
                self.drop("dateline", block._replace(text=dateline))
                self.days.read_beside(dateline)
                self.dateline = self.dateline or dateline
                before, _, markdown = block.markdown.partition(dateline)
                block = Block(block.kind, text, block.line, "" if before else markdown.lstrip())
        if self.body and block.kind == "text" and is_subhead(block.text):
            block = block._replace(kind="heading")
        self.body.append(block)
        self.in_head = self.in_head and not block.text.rstrip("*_").endswith(_ENDS)

    def place_in_key(self, block: Block) -> None:
        said = find_signature(block, self.key[-1]) if self.key else ""
        if (
            has_quotation(block.text)
            and block.kind not in _FRAMES
            and not (said and not has_mark(block.text))
        ):
            self.key.append(block)
        elif self.key and said:
            last = self.key.pop()
            self.key.append(last._replace(text=f"{last.text} — {said}", markdown=""))
        elif not self.place_frame(block, head=False):
            short = len(block.text.split()) < 20 and not _NUMBER_END.search(block.text)
            if short and not block.text.startswith(("—", "–", "--")):
                self.drop("after the key comments", block)
            else:
                self.key.append(block)

    def place_after(self, block: Block) -> None:
        if self.place_frame(block, head=False):
            return
        short = len(block.text.split()) < 25 and not re.search(r"[.!?”\"»]$", block.text)
        if short and block.kind != "heading":
            self.drop("after the article", block)
        else:
            self.body.append(block)

    def sweep_tail(self) -> None:
        """Headings that were left with nothing under them."""
        while self.body and self.body[-1].kind == "heading":
            self.drop("heading with nothing under it", self.body.pop())

    def close(self, title: str) -> Arrangement:
        return Arrangement(
            title=title,
            date=self.days.found,
            dateline=self.dateline,
            language=self.language,
            photo=self.photo,
            byline=self.byline,
            body=tuple(self.body),
            key=tuple(self.key),
            key_heading=self.key_heading,
            left_out=tuple(self.left_out),
            notes=(*self.notes, *self.days.doubts),
        )

    def place_frame(self, block: Block, *, head: bool) -> bool:
        """Put what is round an article where it belongs; False for what is the article itself."""
        match block.kind:
            case "rule":
                return True
            case "caption" | "credit":
                return self._take_photo(block)
            case "byline":
                self._take_byline(block)
                return True
            case "date":
                return self._take_date(block)
            case "dek":
                self.drop("standfirst", block)
                return True
            case "heading":
                return self._place_heading(block)
            case "text" | "item" | "quote":
                return self._place_line(block, head=head)

    def _place_heading(self, block: Block) -> bool:
        if is_junk(block.text):
            self.drop("junk", block)
            return True
        return not block.text.strip()

    def _place_line(self, block: Block, *, head: bool) -> bool:
        text = block.text
        words = len(text.split())
        if not _WORD.search(text):
            return True
        if words <= 24 and is_date_line(text, self.language) and (head or words <= 8):
            return self._take_date(block)
        if head and not self.dateline and is_yearless_line(text):
            self.dateline = text
            self.drop("date line", block)
            return True
        place = block.line == self.byline_at + 1 and is_place(text)
        named = is_byline(text) or (head and (place or is_bare_name(text)))
        if named and (head or words <= 8):
            self._take_byline(block)
            return True
        if is_junk(text):
            self.drop("junk", block)
            return True
        if is_author_note(text, self.byline):
            self.drop("about the author", block)
            return True
        if not may_be_caption(text) and not self.caption_at:
            return False
        if self._take_caption(block):
            return True
        if head and self.photo is None and (photo := parse_headed(text)):
            self.photo = photo
            return True
        return False

    def _take_caption(self, block: Block) -> bool:
        if block.kind == "item" or len(block.text.split()) > 80:
            return False
        near = {block.line, block.line - 1}  # markup has no lines: all are 0
        adjacent = len(self.body) == 1 and self.body[0].line in near
        if self.photo is None and (credit := parse_credit_line(block.text, after=adjacent)):
            self._open_photo(credit, block.line)
            return True
        if self.caption_at and block.line == self.caption_at and not cut_dateline(block.text)[1]:
            self.caption_at = 0
            return self._take_photo(block)
        photo = self.photo if self.photo_is_open else None
        if photo and not photo.credit and (credit := parse_credit_line(block.text, lacking=True)):
            self.photo = replace(photo, credit=credit)
            return True
        caption = parse_caption(block.text)
        if (
            caption is None
            or not caption.sure
            or (has_quotation(block.text) and not caption.photo.credit)
        ):
            return False
        return self._take_photo(block)

    def _open_photo(self, credit: str, line: int) -> None:
        """A credit on a line of its own: its caption is the line before, or the one after."""
        last = self.body[0] if len(self.body) == 1 else None
        words = len(last.text.split()) if last else 0
        if last and words <= (60 if 0 < last.line == line - 1 else 30):
            self._take_back()
            self.photo = Photo(caption=last.text, credit=credit)
        else:
            self.photo = Photo(credit=credit)
            self.caption_at = line + 1

    def _take_photo(self, block: Block) -> bool:
        found = parse_caption(block.text, known=True)
        credit = parse_credit_line(block.text)
        if credit and self.photo and not self.photo.credit:
            self.photo = replace(self.photo, credit=credit)
            return True
        if block.kind == "credit" and not (self.photo and self.photo.credit):
            self.photo = replace(self.photo or Photo(), credit=credit or tidy_credit(block.text))
            return True
        if found is None:
            return True
        self.drop("rights in the photo", block._replace(text=found.rights))
        if self.photo is None or (self.photo_is_open and not self.photo.caption):
            kept = self.photo.credit if self.photo else ""
            self.photo = Photo(
                caption=found.photo.caption,
                credit=found.photo.credit or kept,
                file_photo=found.photo.file_photo,
            )
        elif fold_name(found.photo.caption) != fold_name(self.photo.caption):
            self.drop("further photo", block)
        return True

    def _take_back(self) -> Block:
        """The only block of the body, which turned out to be none of the article's."""
        self.in_head = True
        return self.body.pop()

    def _drop_above(self) -> None:
        if len(self.body) == 1 and (what := tell_above(self.body[0].text)):
            self.drop(what, self._take_back())

    def _take_byline(self, block: Block) -> None:
        self._drop_above()
        self.byline_at = block.line
        self.days.read_beside(block.text)
        self.byline = self.byline or block.text
        self.drop("byline", block)

    def _take_date(self, block: Block) -> bool:
        self._drop_above()
        self.days.read_line(block.text)
        self.drop("date line", block)
        return True


def _take_title(story: Story, table: _Table) -> tuple[str, list[Block]]:
    """The headline, and the blocks that follow it; what stood before it is not the article's."""
    blocks = list(story.blocks)
    title = story.title
    if title:
        at = next((i for i, b in enumerate(blocks[:25]) if same_words(b.text, title)), -1)
        if at >= 0:
            _drop_preamble(blocks[:at], table)
            blocks = blocks[at + 1 :]
    else:
        at = find_title(story, table.language)
        if at < 0:
            return "", blocks
        _drop_preamble(blocks[:at], table)
        title, blocks = blocks[at].text, blocks[at + 1 :]
    whole = plain_words(title)
    blocks = [b for i, b in enumerate(blocks) if not (i < 6 and repeats(b.text, title, whole))]
    title, end = shorten(title.strip().strip("*_").strip() or title.strip())
    if end:
        table.left_out.append(LeftOut("end of a long headline", end))
        table.notes.append(f"the headline had {len(title) + len(end):,} characters and was cut")
    return title, blocks


def _drop_preamble(blocks: Sequence[Block], table: _Table) -> None:
    for block in blocks:
        if block.kind in {"caption", "credit", "date", "byline"} or is_no_title(
            block, table.language
        ):
            table.place_frame(block, head=True)
        else:
            table.drop("before the headline", block)
