"""Which language a text is in, by its smallest words; enough for the languages of news agencies."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from digest.manuscript.addresses import TAG

_SMALL = {
    "en": "the of and to in that is was for it with as on by at be this have from has had are were said will would which who not but they his her their its an says than when what after",
    "fr": "le la les de des du et en un une que qui dans pour pas sur au aux est avec il elle ce cette sont par plus ne se ses leur ont mais ou nous sa son été être selon",
    "es": "el la los las de del y en un una que por con para no se su al es lo como más pero sus le ha fue son este esta entre cuando muy sin sobre también según hay",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder aber vor zur bis",
    "pt": "o a os as de do da dos das e em um uma que por com para não se no na ao é mais mas foi são seu sua pelo pela nos nas como entre também disse está",
    "it": "il lo la i gli le di del della dei e in un una che per con non si da al è sono più ma anche nel alla dal come ha delle degli questo questa suo sua",
    "nl": "de het een en van in is dat op te zijn met voor die niet aan er om ook als maar bij of uit door naar dan wordt was heeft over zij ze hun werd",
    "nb": "og i det er på til som en av for at å med de har den ikke om et var seg fra han kan vil men ble skal sier hun etter eller ved mot",
    "sv": "och i att det som en på är av för med den till de har inte om ett var sig från han kan men säger hon efter eller vid också ska",
    "da": "og i det er på til som en af for at med de har den ikke om et var sig fra han kan vil men blev skal siger hun efter eller ved også",
    "pl": "i w na z do że się nie to jest o jak po co za od przez dla przy ale są był jego tym który już oraz czy",
    "fi": "ja on ei että se hän oli ovat mutta kun myös sekä joka mukaan sanoo ole tai niin jo",
    "cs": "a v se na je že to s z do o ve pro jako za by ale jsou od po jeho který také podle",
    "tr": "ve bir bu da de için ile olarak daha çok gibi olan dedi kadar sonra en ama",
}
SMALL_WORDS = {name: frozenset(words.split()) for name, words in _SMALL.items()}
_LANGUAGES_OF = {
    word.encode(): tuple(code for code, words in SMALL_WORDS.items() if word in words)
    for word in frozenset().union(*SMALL_WORDS.values())
}
_SAMPLE = 1000  # characters, about twice as many as are needed
_ASCII = bytes(range(128))
_SPACED = bytes(sign if sign > 127 or chr(sign).isalpha() else ord(" ") for sign in range(256))
_FOREIGN = re.compile(
    rb"[\xce-\xe1\xe3-\xed]"
)  # with which letters of the scripts below begin in UTF-8
_SCRIPTS = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)


def read_tag(told: str) -> str:
    """The two letters that a language tag (BCP 47) begins with; none where it is no tag."""
    tag = told.strip().replace("_", "-")
    return tag[:2].lower() if TAG.fullmatch(tag) else ""


def find_language(text: str, fallback: str = "en") -> str:
    """The ISO 639-1 code of a text's language; the fallback when too little tells it, or tells two alike."""
    sample = text[:_SAMPLE]
    signs = sample.encode(errors="replace")  # bytes are quicker to look through than characters
    if _FOREIGN.search(signs.translate(None, _ASCII)):
        letters = sum(map(str.isalpha, sample)) or 1
        for code, script in _SCRIPTS:
            if len(script.findall(sample)) > 0.3 * letters:
                return code
    words = signs.lower().translate(_SPACED).split()
    scores = Counter(chain.from_iterable(filter(None, map(_LANGUAGES_OF.get, words))))
    best = max(SMALL_WORDS, key=lambda code: (scores[code], code == fallback))
    return best if scores[best] >= 3 else fallback
