"""Photo captions: a line -> caption, credit and whether it is a file photo, in the agencies' styles."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.model.article import Photo

_FILE_LABEL = re.compile(
    r"(?:\(?FILE(?: PHOTO| PICTURE| IMAGE)?\)?|ARCHIVE?(?: PHOTO| PICTURE)?|PHOTOS? D['’]ARCHIVES?|ARCHIVES?"
    r"|(?:FOTO|IMAGEN|FOTOGRAFÍA) DE ARCHIVO|ARCHIVO|ARCHIVBILD|ARCHIVFOTO|SYMBOLBILD|FOTO DE ARQUIVO"
    r"|FOTO D['’]ARCHIVIO|ARCHIEFFOTO|ARKIVBILDE?|ARKIVFOTO)\s*(?::|[-–—](?=\s)|(?<=\))(?=\s))\s*|(?-i:FILE (?:PHOTO|PICTURE|IMAGE)|ARCHIVE PHOTO)\s+(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_PLAIN_LABEL = re.compile(
    r"(?:(?:LEAD |TOP |MAIN |COVER |SUPPLIED |HANDOUT |UNDATED |STOCK |AERIAL )?(?:PHOTO(?:GRAPH| ILLUSTRATION)?|PICTURE|IMAGE|PIC|ILLUSTRATION|GRAPHIC)S?|PICTURED|CAPTION|(?:PHOTO|PICTURE|IMAGE) CAPTION"
    r"|(?:PHOTO|IMAGE)? ?LÉGENDE|LÉGENDE|FOTO|FOTOGRAFÍA|IMAGEN|PIE DE FOTO|BILD|BILDUNTERSCHRIFT|IMMAGINE"
    r"|DIDASCALIA|IMAGEM|LEGENDA|BILDE|BILDTEXT|AFBEELDING|IN THE PICTURE|ABOVE)\s*(?::|(?<=MAGE CAPTION),)\s*",
    re.IGNORECASE,
)
_CREDIT_WORD = (
    r"(?:(?:photo(?:graph(?:er|ie|y)?)?s?|pictures?|images?|illustrations?|graphics?)(?: credits?| courtesy)?|pics?|credits?|crédits?(?: photo)?"
    r"|foto(?:graf(?:ie|ía|o|a)?)?s?|fotografías?|bild(?:nachweis|quelle)?|quelle|source|image source|imagen|créditos?|cortesía|infographic|©|\(c\))"
)
_CREDIT_LABEL = re.compile(
    rf"(?:(?:drone|aerial|staff|file|archive|contributed|submitted|stock) )?{_CREDIT_WORD}\s*(?:(?<=image source),|[:/©]|\.\.\.|…|\bby\b|\bpar\b|\bvon\b|\bpor\b|\bdi\b|\bde\b)\s*"
    r"|(?:foto|fot\.|zdj\.|bild)(?=\s(?-i:[A-ZÀ-Þ]))\s*",
    re.IGNORECASE,
)
_SHOUTED = re.compile(  # … on Monday.ADA HOLM (NORDFOTO)
    r"(?<=[^\W\d_A-Z]{2}[.!?”])\s?[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{3,40} \([A-ZÀ-Þ][A-ZÀ-Þ /-]{1,30}\)$"
)
_PARENTHESIS = re.compile(r"\s*[(\[](?P<credit>[^()\[\]]{2,120})[)\]]\s*\.?$")
_BREAK = re.compile(
    r"\s+[|/–—-]\s+|\s+/(?=[A-ZÀ-Þ]{2})|(?<=[^\W\d_A-Z]{2}[.!?”])(?=[A-ZÀ-Þ]{2,} |Credits?[:.…])|(?<=[.!?”\"»…)\]])\s+|\s+(?=[A-Z]{2,}[A-Za-z-]*/)|(?<=[a-zß-ÿ]\.)(?=[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,3}/[A-ZÀ-Þ])|\s+(?=©)"
    r"|\s+(?=(?:Photo|Foto|Picture|Image|Photograph|Credit|Crédit|Bild)s?(?: [Cc]redit)?\s?:\s)"
)
_BEFORE_CAPTION = re.compile(r"\s\|\s|[)\]]\s|(?<=[^\W\d_]{2})\.\s(?=[A-ZÀ-Þ])")
_INNER_BREAK = re.compile(r"(?<=\w\w[.!?])\s+(?=[^\W\d_]|[(\[–—|/©-])")
_AGENCY = re.compile(
    r"\b(?:REUTERS|Reuters|AP|AFP|EPA|EPA-EFE|EFE|DPA|dpa|ANSA|TASS|PA|Getty(?: Images)?|Shutterstock|iStock|Alamy|Bloomberg|Xinhua"
    r"|[Hh]andout|HANDOUT|Courtesy|courtesy|via|Pool|POOL|Unsplash|Wikimedia(?: Commons)?|Creative Commons|NTB|TT|Ritzau|Keystone|Imago|IMAGO"
    r"|picture alliance|NurPhoto|Anadolu|Sipa|Photo|Images|Press|News|Wire|Foto)\b"
)
_NAMES = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]*|de|da|van|von|der|la|le|del|bin|al-[\w-]+|and|et|y|und|&)(?:\s+(?:[A-ZÀ-Þ][\w'’.-]*|de|da|van|von|der|la|le|del|bin|al-[\w-]+|and|et|y|und|&)){0,5}$"
)
_HOUSE = re.compile(  # Ministry of Hills and Rivers
    r"[A-ZÀ-Þ][\w'’.&-]*(?:(?: (?:of|for|the|and|de|du|des|del|do|da|di|della|für))* [A-ZÀ-Þ][\w'’.&-]*){0,7}\.?"
)
_FILE_WORD = re.compile(
    r"\bfile (?:photo|picture|image)\b|/\s?(?:file|archivo|archives?)\b", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"(?:(?:Purchase|Acquire) Licensing Rights|opens new tab|THIS (?:IMAGE|PICTURE|PHOTO|VIDEO) |(?:NO|MANDATORY|EDITORIAL|ATTENTION)"
    r" (?:RESALES?|ARCHIVES?|SALES|CREDIT|USE ONLY|EDITORS)|REFILE|TPX IMAGES OF THE DAY).*$"
)
_COUNT = re.compile(r"\[\d+/\d+\]\s*")  # the first of three photos
MAX_WORDS = 75
_LONGEST_CREDIT = 140  # characters
_BARS = frozenset("/|")
_FILE_TAIL = re.compile(r"\s+[-–—|]\s*file (?:photo|picture|image)$", re.IGNORECASE)
_SHOUTED_NAME = re.compile(r"[A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ.'’-]+){1,3}")
NONE, WEAK, STRONG = 0, 1, 2
_FOR_A_PAPER = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]+ FOR [A-ZÀ-Þ.'’ -]+")


_SIGNS = ("/", "(", "|", "©", ":", "[", "dpa", "Getty", "Xinhua", "Shutterstock", "Alamy", "Handout", "ourtesy", "Photo", "Image",
          "Picture", "Press")  # fmt: skip
_CAPITALS = re.compile("[A-Z][A-Z]")
# What a credit has that its form alone tells, and that in small letters.
_STRONG_SIGNS = ("/", ")", "]", "©", "AP", "PA")
_STRONG_WORDS = (
    "photo", "pic", "image", "illustr", "graphic", "credit", "crédit", "foto", "fot.", "zdj.", "bild", "quelle", "source", "imagen",
    "cortes", "reuters", "afp", "efe", "epa", "dpa", "ansa", "getty", "shutterstock", "alamy", "xinhua", "via", "handout", "courtesy",
    "pool", "unsplash", "wikimedia", "press", "ntb",
)  # fmt: skip


def may_be_caption(text: str) -> bool:
    """Tell whether a paragraph has any sign of a caption; most have none, and need no closer look."""
    return (
        len(text) < 150 or any(map(text.__contains__, _SIGNS)) or _CAPITALS.search(text) is not None
    )


class Caption(NamedTuple):
    """A line read as a caption; ``sure`` when a label or an agency's credit says so."""

    photo: Photo
    sure: bool
    rights: str = ""  # an agency's terms, which are no part of the caption


def parse_caption(line: str, *, known: bool = False) -> Caption | None:
    """Read a line as a caption with its credit; ``known`` when its place says that it is one."""
    words = line.strip().strip("*_").split()
    if not words or (len(words) > MAX_WORDS and not known):
        return None
    text = _COUNT.sub("", " ".join(words))
    rights = _RIGHTS.search(text)
    text = _unwrap(text[: rights.start()].rstrip(" ,") if rights else text)
    if credited := _parse_credited(text):
        return Caption(credited, sure=True)
    rest, file_photo, labelled = _cut_label(text)
    caption, credit, strong = split_credit(rest, loose=labelled or known)
    if not (labelled or known or strong):
        return None
    file_photo = file_photo or bool(_FILE_WORD.search(credit))
    credit = _FILE_TAIL.sub("", credit)
    photo = Photo(caption=caption, credit=credit, file_photo=file_photo)
    return Caption(photo, labelled or strong, rights[0].strip(", ") if rights else "")


def _parse_credited(text: str) -> Photo | None:
    """“Photo by Ada Holm | A ferry in the ice": the credit before its caption."""
    bracket = text[:1] in "(["
    label = _CREDIT_LABEL.match(text, bracket)
    told = _BEFORE_CAPTION.search(text, label.end()) if label else None
    if label is None or told is None:
        return None
    credit, rest = text[label.end() : told.start()], text[told.end() :].strip()
    fits = bracket == (told[0][:1] in ")]") and _NAMES.fullmatch(credit) and len(rest.split()) >= 4
    if told[0][0] == "." and (" " not in credit or split_credit(rest)[1]):
        return None  # "Image: St. Olav’s bell … REUTERS/Ola Nord"
    return Photo(caption=rest, credit=credit) if fits else None


def parse_headed(line: str) -> Photo | None:
    """A caption that only its place above the article and the credit at its end betray."""
    text = _unwrap(line.strip().strip("*_").strip())
    if text.endswith((".", "!", "?", ":")) or len(text.split()) > MAX_WORDS:
        return None
    caption, credit, _ = split_credit(text, loose=True)
    fits = credit and len(caption.split()) >= 4 and caption.endswith((".", ")", "!", "?", "”", '"'))
    return Photo(caption=caption, credit=credit) if fits else None


def parse_credit_line(line: str, *, after: bool = False, lacking: bool = False) -> str:
    """The credit of a line that is nothing else ("Photo: A. Person/Agency", "REUTERS/X"), or "".

    ``after`` says that it stands right below another line, which may be its caption; ``lacking``
    that a caption has no credit yet.
    """
    text = _unwrap(line.strip().strip("*_").strip())
    if len(text.split()) > 12:
        return ""
    label = _CREDIT_LABEL.match(text)
    rest = text[label.end() :].strip() if label else ""
    if rest and (_rank_credit(rest) > NONE or (lacking and _HOUSE.fullmatch(rest))):
        return tidy_credit(rest)
    if after and _FOR_A_PAPER.fullmatch(text):
        return tidy_credit(text)
    named = "/" in text or (
        len(text.split()) <= 6 and _is_named_agency(text) and not text.endswith(".")
    )
    least = WEAK if (after or lacking) and "/" in text else STRONG
    return tidy_credit(text) if named and _rank_credit(text) >= least else ""


def split_credit(text: str, *, loose: bool = False) -> tuple[str, str, bool]:
    """A caption's words, its credit, and whether the credit's form alone makes it a caption."""
    if not (loose or _may_tell(text[-_LONGEST_CREDIT:])):
        return text.strip(), "", False
    if shouted := _SHOUTED.search(text):
        return text[: shouted.start()], shouted[0].strip(), True
    inside = _PARENTHESIS.search(text)
    if inside and (_is_credit(inside["credit"]) or (loose and _is_named(inside["credit"]))):
        head, credit, _ = split_credit(text[: inside.start()].rstrip(), loose=False)
        both = inside["credit"] if not credit else f"{credit} ({inside['credit']})"
        return head, tidy_credit(both), True
    best = NONE
    found: re.Match[str] | None = None
    for gap in _BREAK.finditer(text, max(0, len(text) - _LONGEST_CREDIT)):
        rank = _rank_credit(text[gap.end() :]) if gap.start() > 0 else NONE
        if rank < STRONG and gap[0].strip() in _BARS:
            rank = max(rank, _rank_behind_bar(text[gap.end() :]))
        if rank > best:
            best, found = rank, gap
    if found is None or (best == WEAK and not loose):
        return text.strip(), "", False
    return text[: found.start()].rstrip(" |–—-"), tidy_credit(text[found.end() :]), best == STRONG


def _may_tell(end: str) -> bool:
    """Whether the end of a line has any sign of a credit that needs no other to be one; most have none."""
    return any(map(end.__contains__, _STRONG_SIGNS)) or any(
        map(end.casefold().__contains__, _STRONG_WORDS)
    )


def _rank_behind_bar(tail: str) -> int:
    if _SHOUTED_NAME.fullmatch(tail):  # … on Saturday / ADA HOLM
        return STRONG
    return WEAK if _is_with_house(tail) else NONE


def _is_with_house(tail: str) -> bool:
    """“… at the pier / Ada Holm, Nordfoto": somebody and for whom, behind a bar."""
    pieces = tail.rstrip(". ").split(", ")
    return len(pieces) == 2 and all(_NAMES.fullmatch(each) for each in pieces)


def _is_named(words: str) -> bool:
    """Names alone, or a name and for whom: "Ada Holm for Quay Post"."""
    return all(
        _NAMES.match(part)
        for part in re.split(r" (?:for|pour|para|für) (?:the )?|, ", words, maxsplit=1)
    )


def _rank_credit(tail: str) -> int:
    """How surely the end of a line is a credit: by its label, an agency, a stroke, or names alone."""
    words = tail.split()
    label = _CREDIT_LABEL.match(tail)
    if not 0 < len(words) <= 12 or not _looks_like_credit(tail):
        return NONE
    if _INNER_BREAK.search(tail, label.end() if label else 0):
        return NONE
    if label or tail.startswith("©"):
        return STRONG
    core = tail.rstrip(". ")
    if "/" in core and len(words) <= 10 and not re.search(r"\d/|/\d|\s/\s\d", core):
        first = core.split("/")[0].strip()
        sure = bool(_AGENCY.search(core)) or (first.isupper() and len(first) > 1)
        return STRONG if sure else WEAK if _starts_well(core) else NONE
    if _AGENCY.search(core) and len(words) <= 9 and _starts_well(core):
        return STRONG if _is_named_agency(core) else WEAK
    return WEAK if len(words) <= 6 and _is_named(core) else NONE


def _starts_well(words: str) -> bool:
    return words[0].isupper() or bool(
        re.match(r"(?:dpa|via|courtesy|handout|picture alliance)\b", words)
    )


def _is_named_agency(words: str) -> bool:
    """An agency's own name, a handout, or a house whose name ends in Images, Press or News."""
    return bool(
        re.search(
            r"\b(?:REUTERS|AFP|EFE|EPA|DPA|dpa|ANSA|Getty|Shutterstock|Alamy|Xinhua|via|[Hh]andout|HANDOUT|[Cc]ourtesy|Pool|Unsplash|Wikimedia)\b",
            words,
        )
        or re.search(r"\b(?:AP|PA|Images|Photos?|Press|NTB|Foto)$", words)
        or re.match(r"AP\b", words)
    )


def tidy_credit(credit: str) -> str:
    """A credit without its label and outer marks: "Photo by X" is X, "AP Photo/X" stays."""
    text = re.sub(r"^File(?: photo)?: ?", "", credit.strip().strip("|/–—").strip())
    label = _CREDIT_LABEL.match(text)
    if label and not re.match(r"(?:AP|MW|[A-Z]{2,4}) ?Photo", text):
        text = text[label.end() :].strip()
    elif text.startswith("©"):
        text = text[1:].strip()
    return re.sub(r"(?<=[^A-Z.\s])\.$", "", text).strip(" ,;|")


def _cut_label(text: str) -> tuple[str, bool, bool]:
    for pattern, is_file in ((_FILE_LABEL, True), (_PLAIN_LABEL, False)):
        if label := pattern.match(text):
            rest = text[label.end() :]
            deeper, inner_file, _ = _cut_label(rest) if is_file else (rest, False, True)
            return deeper, is_file or inner_file, True
    return text, False, False


def _unwrap(text: str) -> str:
    """Without a pair of brackets round the whole."""
    if len(text) > 2 and text[0] in "([" and text[-1] in ")]" and text.count(text[0]) == 1:
        return text[1:-1].strip()
    return text


def _is_credit(words: str) -> bool:
    return (
        _looks_like_credit(words)
        and bool(
            _CREDIT_LABEL.match(words) or _AGENCY.search(words) or "©" in words or "/" in words
        )
        and len(words.split()) <= 14
    )


def _looks_like_credit(words: str) -> bool:
    words = words.strip()
    return 0 < len(words.split()) <= 12 and not re.search(r"[“”\"«»?!]", words)
