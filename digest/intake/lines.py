"""What a line of a source is when it is no part of the article, in several languages.

Bylines, datelines, and the junk that surrounds articles.
"""

from __future__ import annotations

import re
from importlib.resources import files

from digest.intake.dates import MONTHS, date_line_rest, fold

_OPENING = re.compile(  # the mark first: a set alone is looked for at once
    r"[“„«‹\"‘'‚「『»](?:(?<=\A.)|(?<=[\s(\[—–:-].))(?=\s?[\w\[(¿¡…])"
)
_DIALOGUE = re.compile(r"[—–―]\s?[^\s—–―][^\n]*?\s[—–―]\s?[a-zß-ÿ]")  # —Vengo —dijo ella.
_ANY_MARK = re.compile("[“”„«»\"‘’'‹›「」『』]")
_BULLET = re.compile(r"^\s*(?:[-–*•▪‣◦·●■□►▸>]|\d{1,2}[.)]|—(?=\s+[“„«\"‘]))\s+(?=\S)")
_RULE = re.compile(r"^\s*(?:[-=_*~#•·—–+]\s*){3,}$")

# What such a line begins with, in lower case, so that what begins otherwise is passed over at once.
_JUNK_DATA = (files("digest.intake") / "data" / "junk.txt").read_text("utf-8")
_JUNK = re.compile("|".join(_JUNK_DATA.splitlines()[1:]))
_INITIALS = re.compile(r"[a-zé]{2,4}(?:[/-][a-zé]{2,4}){1,4}$")
_URL_LINE = re.compile(r"^(?:\S{0,40}:\s*)?<?(?:https?://|www\.)\S+>?$", re.IGNORECASE)

_BYLINE = re.compile(
    r"^(?:by|par|por|von|di|door|av|af|text(?:e|o)?\s*:|words?\s*:|words\s+(?:and\s+\w+\s+)?by|un[ea]?\s+(?:texte|article|reportage|enquête|texto|reportaje)\s+de|story\s*:|story\s+by|author\s*:|written\s+by|reported\s+by"
    r"|from\s+(?:our|a)\s+(?:own\s+)?(?:\w+\s+)?correspondents?|de\s+(?:nuestro|notre)\s+\w*\s*correspons\w+"
    r"|de\s+notre\s+correspondant\w*|von\s+unserem\s+\w*\s*korrespondenten|de\s+nuestra?\s+corresponsal"
    r"|autore?\s*:|autor(?:a|in)?\s*:|auteure?\s*:|redacci[oó]n|redaktion)(?:\b|(?<=:))\s*",
    re.IGNORECASE,
)
_NOTE = r"(?:is (?:an?|the|our|based)|was (?:an?|the)|writes|reports|reported|covers|has (?:been|covered|written)|works|lives|joined|can be (?:reached|found)|contributed|est |es |ist |schreibt|escribe|écrit)\b"
_FILED = r"(?:(?:also )?(?:reported|contributed|wrote) (?:from|to)|reporting from|a (?:informé|contribué)|reportó desde|berichtete aus)\b"
_STAFF = re.compile(
    r"\b(?:staff(?: writer| reporter)?|correspondent|reporter|editor|special to|contributor|bureau"
    r"|correspondante?|corresponsal|korrespondent(?:in)?|redacci[oó]n|rédaction)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-ÞŁŚŻŠŽČĐŞİØÅÆÞ][\w'’.-]*", re.UNICODE)
_NAMES = r"[A-ZÀ-ÞŁŚŻŠŽČĐŞİ][\w'’.-]*(?: (?:(?:de|van|von|da|di|del|al|el|bin) ){0,2}[A-ZÀ-ÞŁŚŻŠŽČĐŞİ][\w'’.-]*)"
_BARE_NAMES = re.compile(
    rf"{_NAMES}{{1,3}}(?:(?:,| and| &| e| et| y| und| og| och) {_NAMES}{{1,3}}| (?:and|with|et|avec|y|con|und|mit) (?:agencies|agences|agencias|Agenturen|[A-Z]{2, 5})|(?:,| in| for)(?: the| The)? [A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*){{0,2}})?"
)
_OURS = re.compile(
    r"(?:von|door|por|par|by|av|af|di|da)\s+(?:unser\w*|onze|nuestr\w+|nos|notre|our|nostr\w+|noss\w+|vår|vores)\s+(?:[\w-]+\s+){1,3}(?-i:[A-ZÀ-Þ])[\w-]+(?:\s(?-i:[A-ZÀ-Þ])[\w-]+)*$"
    r"|(?:by|from)\s+(?:our|a|an|the)\s+(?:[\w-]+\s+){0,3}(?:correspondents?|reporters?|staff|editors?|newsroom|desk|team|writers?)\b[^.]{0,40}$",
    re.IGNORECASE,
)

_MENU = re.compile(r"\s*[|·•]\s*|\s+[>›»]\s+")
_STAMPED = re.compile(r"\s+[|·•—–-]\s+|\s*[|;]\s*")  # what parts a date from whose text it is
_NO_STAMP = re.compile(
    r"[.!?](?<![ap]\.m\.)$|\b(?:photo|pic|picture|image|foto|bild|credit|crédit)s?\b", re.IGNORECASE
)
_TELEPHONE = re.compile(
    r"\b(?:tel|t[eé]l[eé]f\w*|t[eé]l[eé]ph\w*|phone|mobile|mob|cell|fax|whatsapp|hotline|(?:press|media|news)\s(?:line|desk|office)|call)\b"
    r"[^“”\"]{0,30}?\+?\(?\d[\d\s()/.-]{6,}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AGENCY = re.compile(r"\s*\([A-Za-z]{2,6}\)")  # Halden, 3. Juni 2024 (nda)
_READING_TIME = re.compile(
    r"\s*[·•|]\s*\d+[\s-]min(?:ute)?s?(?:\s(?:read|listen))?$", re.IGNORECASE
)

_SECTIONS = """
world|world news|news|politics|business|economy|markets|africa|europe|asia|asia pacific|americas|middle east
climate|environment|science|health|technology|tech|sport|sports|culture|arts|opinion|analysis|exclusive
breaking|breaking news|update|explainer|explained|feature|features|international|national|local|travel|energy
top stories|monde|economie|politique|societe|planete|sciences|mundo|internacional|economia|politica|sociedad
cultura|ciencia|actualidad|welt|politik|wirtschaft|ausland|inland|panorama|wissen|kultur|gesellschaft|general
uncategorized|homepage|featured|latest
"""
SECTIONS = frozenset(n for line in _SECTIONS.strip().splitlines() for n in line.split("|"))

# "posted by admin 27/11/2026 SHARE TWEET": what a site's own machinery writes under a headline
_BUTTONS = re.compile(
    r"\b(?:share|tweet|e-?mail|print|pin|save|like|follow|facebook|twitter|whatsapp|linkedin|telegram|reddit"
    r"|\d+ (?:comments?|shares?|views?|likes?)|no comments|leave a comment)\b|\bin [A-Z]\w+$",
    re.IGNORECASE,
)
_POSTER = re.compile(
    r"(?:(?:posted|published|written|submitted|uploaded|added|created|publié|publicado|veröffentlicht|geschrieben|pubblicato|geplaatst)\s+)?"
    r"(?:by|par|por|von|da|door|av)\s+[\w.@-]+(?:\s+[\w.@-]+){0,2}$",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"(?:posted|published|written|submitted|uploaded|added|publié|publicado|veröffentlicht|pubblicato|geplaatst)\s+(?:by|par|por|von|da|door)\s",
    re.IGNORECASE,
)

_CITY = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+(?:[ /-](?:[A-ZÀ-Þ.'’\-]+|de|del|la|le|of|am|an der))*)"
_PLACE = r"(?:[A-ZÀ-Þ][\w.'’\-]+(?:[ /-](?:[A-ZÀ-Þ][\w.'’\-]+|de|del|la|of|am))*)"
_SOURCE = r"(?:(?:\s*\([^()\n]{2,45}\)){1,2}|\s+(?:CNN|AP|AFP|BBC|Reuters|REUTERS|dpa|EFE|UPI))"
_DASH = r"\s*(?:[.]?\s?[-–—―_]{1,2}|\.-|:)\s+"
_LABEL = r"(?:UPDATE|WATCH|EXCLUSIVE|ANALYSIS|OPINION|BREAKING|VIDEO|PHOTOS?|EXPLAINER|CORRECTION|NOTE|WARNING|LIVE|FACT|Q|A)\b"
_DAY = r"\d{1,2}[./-]\d{1,2}[./-]\d{4}"
_DATELINES = (
    # WASHINGTON, Sept 7 (Reuters) -   DHAKA, Bangladesh (AP) —   Madrid, 3 mar (EFE).-
    re.compile(
        rf"^(?:{_CITY}|{_PLACE})(?:,\s*[^()\n—–]{{2,40}}?)?{_SOURCE}\s*(?:{_DASH}(?:{_DAY}\s*{_DASH})?|\.\s+)"
    ),
    # Sunday 22 November 2026 |
    re.compile(
        r"^(?:[^\W\d_]{3,10},?\s+)?\d{1,2}\.?\s+(?:de )?[^\W\d_]{3,10}\.?\s+(?:de )?\d{4}\s*\|\s+"
    ),
    # Halden, 22.11.2026 –
    re.compile(rf"^{_PLACE},\s+{_DAY}(?:{_DASH}|[.:]\s+)"),
    # KYIV, Ukraine —   BERLIN –
    re.compile(rf"^{_CITY}(?:,\s*[^()\n—–“”\"]{{2,40}}?)?\s+[-–—―]{{1,2}}\s+(?=[^\W\d_“\"«„])"),
    # ISLAMABAD: Some 1,900 kilns
    re.compile(rf"^(?!{_LABEL}){_CITY}(?:,\s*[^()\n—–“”\":]{{2,30}}?)?:\s+(?=[A-ZÀ-Þ0-9])"),
    # (Reuters) -
    re.compile(rf"^\((?:Reuters|AP|AFP|dpa|EFE|ANSA|UPI|PTI|Xinhua)\)\s*{_DASH}"),
    # Paris, le 3 mars —   Berlin, 3. März –
    re.compile(
        rf"^{_PLACE}(?:,\s{_PLACE})?,\s+(?:le |den |el )?\d{{1,2}}\.?\s+(?:de )?[^\W\d_]{{3,10}}\.?(?:\s+(?:de )?\d{{4}})?\s*[.]?[-–—―]{{1,2}}\s+"
    ),
    # Oslo, 3 March 2026.   Oslo, March 3, 2026 –
    re.compile(
        rf"^{_PLACE}(?:,\s{_PLACE})?,\s+(?:le |den |el )?(?:\d{{1,2}}\.?\s+(?:de )?[^\W\d_]{{3,10}}\.?|[^\W\d_]{{3,10}}\.?\s+\d{{1,2}},)\s+(?:de )?\d{{4}}(?:[.:]\s?[-–—]?|\s*[-–—―]{{1,2}})\s+"
    ),
)


def has_mark(text: str) -> bool:
    """Tell whether a text has any quotation mark (or an apostrophe that looks like one)."""
    return bool(_ANY_MARK.search(text))


def has_quotation(text: str) -> bool:
    """Tell whether a text opens a quotation somewhere."""
    return bool(_OPENING.search(text) or _DIALOGUE.match(text) or "``" in text)


def is_section(text: str) -> bool:
    """The name of a newspaper's section, as it stands above headlines and among tags."""
    return fold(text).strip(" :|/·-") in SECTIONS


def is_subhead(text: str) -> bool:
    """A short line without an end mark, between paragraphs."""
    return (
        len(text.split()) <= 8
        and text[:1].isupper()
        and not re.search(r"[.!?…:;,”\"»’')\d]$", text)
    )


def is_rule(text: str) -> bool:
    """A line of dashes, stars or equals signs."""
    return bool(_RULE.match(text))


def cut_bullet(text: str) -> tuple[str, bool]:
    """A list item's words, and whether there was a bullet."""
    found = _BULLET.match(text)
    if not found or _opens_with_date(text):
        return text, False
    return text[found.end() :].strip(), True


def _opens_with_date(text: str) -> bool:
    """The "8." of "8. März 2024" numbers a day, not an item."""
    day = re.match(r"\s*\d{1,2}\.\s+([^\W\d_]{3,12})\.?\s", text)
    return bool(day) and fold(day[1] if day else "") in MONTHS


def is_junk(text: str) -> bool:
    """What surrounds articles: sharing, signing up, reading more, rights, cookies."""
    words = len(text.split())
    if words > 45:
        return False
    text = text.strip().strip("*_>»›→·•|♦◆■●▶️ ").strip()
    if text[:1] + text[-1:] in {"()", "[]"}:
        text = text[1:-1].strip()
    if (
        has_quotation(text)
        and words > 8
        and not re.match(r"(?:read|lire|leer|related)", text, re.IGNORECASE)
    ):
        return False
    if _JUNK.match(text.lower()) or _INITIALS.match(text) or _URL_LINE.match(text):
        return True
    return _is_menu(text) or _is_contact(text, words)


def _is_menu(text: str) -> bool:
    """Links in a row: "Home | Archive | Who are we?"."""
    pieces = _MENU.split(text) if sum(map(text.count, "|·•>›»")) > 1 else []
    return len(pieces) > 2 and all(0 < len(piece.split()) <= 4 for piece in pieces)


def _is_contact(text: str, words: int) -> bool:
    """Where a press office is reached: "Ada Holm, adviser, tel. +99 555 0177"."""
    if words <= 20 and text[-1:] not in ".!?" and (any(map(str.isdigit, text)) or "@" in text):
        return bool(_TELEPHONE.search(text)) or (words <= 12 and bool(_ADDRESS.search(text)))
    return False


def is_byline(text: str) -> bool:
    """A line like "By Ida Kronborg and Paulo Serrão", "Von Jan Weiß, Berlin", "FARHANA AKHTER, staff writer"."""
    words = text.strip().strip("*_").split()
    if not words or len(words) > 16 or re.search(r"[“”\"«»?!]", text):
        return False
    line = " ".join(words)
    if len(words) <= 8:
        posted = " ".join(_BUTTONS.sub(" ", line).split())
        if _POSTED.match(posted) and _POSTER.match(posted):
            return True
    if len(words) <= 10 and _OURS.match(line):
        return True
    label = _BYLINE.match(line)
    if label:
        rest = line[label.end() :].strip(" :")
        if re.match(r"(?:from|de|von)\s", line, re.IGNORECASE) and "orr" in line.casefold():
            return True
        return bool(_NAME.match(rest)) and _mostly_names(rest) and not re.search(r"\w{3,}\.$", rest)
    return (
        bool(_STAFF.search(line))
        and _mostly_names(line)
        and len(words) <= 8
        and not line.endswith(".")
    )


def is_place(text: str) -> bool:
    """A line of one to three words with capitals, such as stands below a byline: "Évora"."""
    return len(text.split()) <= 3 and "/" not in text and bool(re.fullmatch(_PLACE, text))


def tell_above(text: str) -> str:
    """What a lone line above a byline or a date is: a name in capitals above its bearer's job, a standfirst, or ""."""
    words = len(text.split())
    if words <= 3 and re.fullmatch(r"[A-ZÀ-Þ.'’ -]{3,}|[A-ZÀ-Þ][\w-]+", text):
        return "byline"
    ended = re.search(r"[.!?…:;,”\"»)][*_]*$", text)
    return "standfirst" if 4 <= words <= 30 and not ended else ""


def is_bare_name(text: str) -> bool:
    """Two to four names, perhaps with a place or a paper, as a byline without "By" is."""
    line = _READING_TIME.sub("", text.strip("*_ "))
    return bool(_BARE_NAMES.fullmatch(line)) and not text.isupper()


def is_author_note(text: str, byline: str) -> bool:
    """A line about the article's own author: "Ada Quill is a correspondent who …"."""
    if not byline or len(text.split()) > 45:
        return False
    names = re.split(
        r",| and | et | y | und | & ",
        _BYLINE.sub("", byline),
    )
    forms = [form for name in names if " " in name.strip() for form in _forms(name.strip())]
    return any(
        _may_begin(text, form) and re.match(rf"{re.escape(form)},? {note}", text, re.IGNORECASE)
        for form, note in forms
    ) and not has_mark(text.replace("’", "").replace("'", ""))


def _forms(name: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """How a note begins: with the full name and much else, with the surname and from where they reported."""
    return (name, _NOTE), (name.rpartition(" ")[2], _FILED)


def _may_begin(text: str, name: str) -> bool:
    """Whether a text can begin with a name in any case; saves making a pattern of most names."""
    pairs = zip(text, name, strict=False)
    return all(a.lower() == b.lower() for a, b in pairs if a.isascii() and b.isascii())


def is_date_line(text: str, language: str) -> bool:
    """A line that has a date and next to nothing else, or a date with a byline or a place."""
    read = date_line_rest(_AGENCY.sub("", text.strip().strip("*_")), language)
    if read is None:
        return False
    rest = " ".join(_BUTTONS.sub(" ", read[1]).split())
    rest = re.sub(r"^in\s+(?=[A-ZÀ-Þ])", "", rest)  # Published in Quay Post
    if not rest or is_byline(rest):
        return True
    if _POSTER.match(rest) and not text.rstrip().endswith((".", "!", "?")):
        return True
    words = rest.split()
    if not re.search(r"[A-Za-zÀ-ÿ]", rest) and len(words) <= 3:  # labels in another script
        return True
    named = all(word[0].isupper() or word == "&" for word in words)
    ended = text.rstrip().endswith((".", "!", "?"))
    return (len(words) <= 4 and named and len(text) <= 90 and not ended) or _is_stamped(
        text.strip().strip("*_"), language
    )


def _is_stamped(text: str, language: str) -> bool:
    """A date between strokes, and few words about whose text it is: "Ada Holm, editor | Published 3 May 2024"."""
    pieces = [piece for piece in _STAMPED.split(text) if piece]
    if len(pieces) < 2:
        return False
    rests = [(piece, date_line_rest(piece, language)) for piece in pieces]
    dated = any(read is not None and not read[1] for _, read in rests)
    others = [piece for piece, read in rests if read is None or read[1]]
    return dated and all(
        _ADDRESS.fullmatch(piece)
        or (len(piece.split()) <= 8 and piece[0].isupper() and not _NO_STAMP.search(piece))
        for piece in others
    )


def cut_dateline(text: str) -> tuple[str, str]:
    """A paragraph without its dateline, and the dateline."""
    for pattern in _DATELINES:
        found = pattern.match(text[:140])
        if found and len(found[0]) < 90 and len(text) > found.end():
            return text[found.end() :].lstrip(), found[0].strip()
    return text, ""


def _mostly_names(text: str) -> bool:
    small = {"by", "words", "pictures", "photos", "photographs", "photography", "and", "et", "y", "und", "e", "en", "og", "och", "de", "da", "van", "von", "der", "la", "le", "del", "in", "for",
             "the", "of", "staff", "writer", "special", "to", "our", "reporter", "correspondent", "editor", "with", "à", "a",
             "correspondant", "correspondante", "corresponsal", "bureau", "chief", "at", "i", "bin", "al", "den", "di", "dos", "envoyé", "envoyée", "spécial", "spéciale", "für", "senior", "political", "diplomatic", "news", "science", "business"}  # fmt: skip
    words = re.findall(r"[^\W_][\w'’.-]*", text)
    return all(
        word[0].isupper()
        or word.casefold() in small
        or word[0].isdigit()
        or word[:2] in {"d'", "d’", "l'", "l’"}
        for word in words
    )
