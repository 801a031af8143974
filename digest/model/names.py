"""Names of people: the family name under which an index lists them, and their initials."""

from __future__ import annotations

import re
from functools import lru_cache

# Families whose bearers are usually written family name first; a speaker's own file may say `sort`.
_FAMILY_FIRST = frozenset(
    ["kim", "park", "choi", "jung", "jeong", "kang", "cho", "yoon", "jang", "lim", "nguyen", "tran", "pham", "hoang", "phan", "vo", "dang", "bui", "do", "ngo", "duong", "ban"]
)  # fmt: skip
_CHINESE = frozenset(
    ["bai", "cai", "cao", "chen", "cheng", "cui", "dai", "deng", "ding", "dong", "du", "fan", "fang", "feng", "fu", "gao", "gong", "gu", "guo", "han", "hao", "he", "hou", "hu", "huang", "jia", "jiang", "jin", "kong", "lei", "li", "liang", "liao", "lin", "liu", "lu", "luo", "ma", "mao", "meng", "pan", "peng", "qian", "qin", "qiu", "ren", "shao", "shen", "shi", "song", "su", "sun", "tan", "tang", "tian", "wan", "wang", "wei", "wu", "xi", "xia", "xiao", "xie", "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yin", "yu", "yuan", "zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu", "zou"]
)  # fmt: skip
# One or two syllables of Hanyu Pinyin, such as a Chinese given name has: Meiling, Jianming, Ping.
_PINYIN = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?a(?:ng?|i|o)?|[iu]?e(?:ng?|i|r)?|i(?:ng?|u|ong)?|ong?|ou|u(?:ng?|o|i)?|ü)[’'-]?){1,2}",
    re.IGNORECASE,
)
_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+")  # Ying-jeou, Joong-ki
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "des",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "lo",
        "ter",
        "ten",
        "te",
        "zu",
        "zum",
        "zur",
        "bin",
        "ibn",
        "ben",
        "al",
        "el",
        "abu",
        "bint",
        "st",
        "saint",
        "san",
        "santa",
        "mac",
        "af",
        "av",
        "y",
        "e",
    ]
)
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)[-‑](?=\w{2})", re.IGNORECASE)
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "md"])
_ORGANISATION = frozenset(
    ["tribunal", "alliance", "coalition", "league", "college", "school", "chamber", "congress", "church", "fund", "airlines", "airport", "ltd", "inc", "llc", "plc", "gmbh", "ministry", "department", "office", "council", "committee", "commission", "union", "agency", "authority", "association", "institute", "university", "bank", "company", "group", "party", "government", "court", "police", "board", "federation", "society", "foundation", "trust", "museum", "bureau", "centre", "center", "service", "services", "network", "organisation", "organization", "campaign", "embassy", "parliament", "senate", "army", "navy", "force", "secretariat", "observatory", "hospital", "museums", "ministère", "ministerio", "ministerium"]
)  # fmt: skip


# What may stand before a name and is no part of it; a word that is left alone behind it is.
_HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "hon",
        "honourable",
        "honorable",
        "rev",
        "reverend",
        "señor",
        "señora",
        "don",
        "doña",
        "monsieur",
        "madame",
        "mme",
        "mlle",
        "herr",
        "frau",
        "president",
        "vice",
        "prime",
        "minister",
        "chancellor",
        "senator",
        "sen",
        "representative",
        "rep",
        "congressman",
        "congresswoman",
        "governor",
        "gov",
        "mayor",
        "ambassador",
        "secretary",
        "general",
        "gen",
        "brigadier",
        "major",
        "maj",
        "colonel",
        "col",
        "captain",
        "capt",
        "lieutenant",
        "lt",
        "commander",
        "cmdr",
        "admiral",
        "adm",
        "sergeant",
        "sgt",
        "corporal",
        "private",
        "marshal",
        "judge",
        "justice",
        "king",
        "queen",
        "prince",
        "princess",
        "sheikh",
        "sheik",
        "imam",
        "ayatollah",
        "archbishop",
        "bishop",
        "cardinal",
        "pastor",
        "rabbi",
        "father",
        "sister",
        "brother",
        "inspector",
        "detective",
        "chief",
        "superintendent",
        "constable",
        "officer",
    ]
)


@lru_cache(maxsize=100_000)
def bare_name(name: str) -> str:
    """A name without honorifics and ranks before it, when two words of it stay: Dr. Ana Ruiz."""
    words = name.split()
    at = 0
    while len(words) - at > 2 and words[at].casefold().rstrip(".") in _HONORIFICS:
        at += 1
    if len(words) - at == 2 and words[-1].casefold().rstrip(".") in _SUFFIXES:
        at = 0  # Prince Charles III
    return " ".join(words[at:]) if at else name


@lru_cache(maxsize=100_000)
def sort_name(name: str) -> str:
    """Family name first, as an index has it: "Ryder, Pat"; an organisation as it is written.

    What a peer is lord of stays behind the name (Okri of Peckham, Lord); an Arabic article goes behind it.
    """
    words = name.split()
    if len(words) < 2 or is_organisation(name):
        return name.removeprefix("The ").removeprefix("the ")
    suffix = ""
    if words[-1].casefold().strip(",") in _SUFFIXES and len(words) > 2:
        suffix = f" {words.pop()}"
        words[-1] = words[-1].rstrip(",")
    if _is_family_first(words):
        return f"{words[0]}, {' '.join(words[1:])}{suffix}"
    last = words.index("of") - 1 if "of" in words[2:-1] else len(words) - 1
    if article := _ARTICLE.match(words[last]):
        family = " ".join([words[last][article.end() :], *words[last + 1 :]])
        return f"{family}, {' '.join(words[:last])} {article[0]}{suffix}"
    at = last
    while at > 1 and words[at - 1].casefold().rstrip(".") in _PARTICLES:
        at -= 1
    return f"{' '.join(words[at:])}, {' '.join(words[:at])}{suffix}"


def _is_family_first(words: list[str]) -> bool:
    first, given = words[0].casefold(), words[1:]
    if len(words) > 3:
        return False
    if first in _FAMILY_FIRST | _CHINESE and _HYPHENED.fullmatch(words[-1]):
        return True
    if first in _FAMILY_FIRST:
        return len(words[-1]) <= 6
    return first in _CHINESE and all(_PINYIN.fullmatch(word) for word in given)


def is_organisation(name: str) -> bool:
    """Tell whether a name is an organisation's, by its words."""
    words = name.casefold().replace("’s", "").split()
    return words[:1] == ["the"] or any(word in _ORGANISATION for word in words)


@lru_cache(maxsize=100_000)
def initials(name: str) -> str:
    """One or two letters that stand for a name in a disc."""
    words = [w for w in name.replace("-", " ").split() if w[:1].isalpha()]
    words = [w for w in words if w.casefold() not in _PARTICLES] or words
    picked = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0].upper() for word in picked) or "?"
