"""Which headings announce the key comments, in many newsrooms' words: one list for importer and articles."""

from __future__ import annotations

import re
from functools import cache

from digest.base.slugs import fold_name

_LONGEST = 60
DEFAULT_HEADING = "Key comments"
HEADINGS = {  # by language; the first of each is the one that an import writes
    "en": """Key comments|Key comment|Key quotes|Key quote|Key remarks|Key statements|Key reactions|Key reaction|Key voices
        Top quotes|Notable quotes|Notable comments|Quotable|Quotes|Quotations|Citations|The quotes|In quotes|In their words
        In their own words|What they're saying|What they are saying|What they said|What people are saying|What people said
        What he's saying|What she's saying|What officials are saying|What leaders are saying|What experts are saying
        What experts say|Who said what|Who's saying what|What was said|They said it|They said|Reactions|Reaction|The reaction
        Voices|Comments|Selected comments|Selected quotes|Main comments|Main quotes|Statements|Remarks|Quotes of the day""",
    "de": """Wichtige Stimmen|Stimmen|Die Stimmen|Die wichtigsten Stimmen|Wichtigste Stimmen|Stimmen und Reaktionen
        Reaktionen|Reaktionen und Stimmen|Die wichtigsten Reaktionen|Wichtige Reaktionen|Zitate|Wichtige Zitate
        Wichtigste Zitate|Die wichtigsten Zitate|Kernzitate|Schlüsselzitate|Zitate des Tages|Kommentare|Wichtige Kommentare
        Schlüsselkommentare|Was sie sagen|Das sagen sie|O-Töne|O-Ton|Aussagen|Wichtige Aussagen|Wichtigste Aussagen
        Die wichtigsten Aussagen|Kernaussagen|Was gesagt wurde|Das wurde gesagt|Im Wortlaut|Wer was sagt|Wer sagt was
        Wortmeldungen""",
    "fr": """Citations clés|Déclarations clés|Réactions|Les réactions|Principales réactions|Réactions principales|Déclarations
        Principales déclarations|Citations|Les citations|Principales citations|Commentaires|Commentaires clés
        Les commentaires|Principaux commentaires|Commentaires principaux|Les voix|Voix|Ce qui se dit|Ils disent
        Ce qu'ils disent|Ce qu'ils en disent|Ce qu'ils ont dit|Ils ont dit|Ils l'ont dit|Propos|Verbatim|Qui a dit quoi
        Phrases clés|Paroles""",
    "es": """Comentarios clave|Declaraciones clave|Declaraciones|Las declaraciones|Comentarios|Principales comentarios
        Comentarios principales|Comentarios destacados|Citas|Citas clave|Citas destacadas|Principales citas|Frases
        Frases clave|Las frases|Principales frases|Reacciones|Las reacciones|Principales reacciones|Reacciones clave
        Lo que dicen|Qué dicen|Lo que dijeron|Qué dijeron|Lo que se dijo|Quién dijo qué|Voces|Testimonios""",
    "it": """Commenti chiave|Commenti|Commenti principali|I commenti|Le frasi|Dichiarazioni|Le dichiarazioni|Citazioni
        Le reazioni|Reazioni|Cosa dicono|Le voci""",
    "pt": """Comentários-chave|Comentários chave|Comentários|Principais comentários|Comentários principais|Declarações
        Declarações principais|Principais declarações|Citações|Citações principais|Principais citações|Reações|As reações
        Principais reações|Reações principais|Frases|Frases-chave|Principais frases|Vozes|O que dizem|O que eles dizem
        O que disseram|Quem disse o que|O que foi dito""",
    "nl": """Belangrijkste reacties|Reacties|Citaten|Wat ze zeggen|Wat zij zeggen|Belangrijkste citaten|Quotes van de dag""",
    "nb": """Viktige kommentarer|Kommentarer|Viktige sitater|Sitater|Reaksjoner|Hva de sier|Dette sier de|Uttalelser""",
    "sv": """Viktiga kommentarer|Citat|Reaktioner|Röster|Vad de säger""",
    "da": """Vigtige kommentarer|Citater|Reaktioner|Hvad de siger""",
    "fi": """Keskeiset kommentit|Kommentit|Sitaatit|Reaktiot""",
    "pl": """Kluczowe komentarze|Komentarze|Najważniejsze komentarze|Najważniejsze wypowiedzi|Cytaty|Reakcje|Co mówią
        Wypowiedzi""",
    "cs": """Klíčové komentáře|Komentáře|Reakce|Citáty""",
    "tr": """Önemli yorumlar|Yorumlar|Açıklamalar|Tepkiler|Ne dediler""",
    "ru": """Ключевые комментарии|Комментарии|Ключевые цитаты|Цитаты|Реакции|Что говорят""",
    "uk": """Ключові коментарі|Коментарі|Цитати|Реакції""",
    "el": """Βασικά σχόλια|Σχόλια|Δηλώσεις|Αντιδράσεις""",
    "zh": """关键评论|主要评论|评论|各方反应|反应""",
    "ja": """主なコメント|コメント|反応""",
    "ko": """주요 발언|주요 코멘트|반응""",
}  # fmt: skip
_KIND = r"(?:comments?|quotes?|quotations?|remarks?|reactions?|statements?|voices|responses?|lines|soundbites|testimon(?:y|ies))"
_KEY_PHRASE = (
    rf"(?:the )?(?:key|main|top|notable|selected|best|important|memorable|major) {_KIND}(?: (?:from|on|in|at|of|about|by) .+)?$"
    r"|what (?:\w+ ){1,4}(?:say|says|said|saying|think)$|quotes? of (?:the|note)\b.*|on the record$|word for word$|responses?$"
    r"|(?:das sagen|was sagen|lo que dicen|ce qu'en disent|ce que disent|cosa dicono|o que dizem)(?: [\w']+){1,3}$"
    r"|(?:roster|stimmen|reaktionen|voces|voix|voci|vozes|stemmen|stemmer|reacties|reaksjoner) (?:om|zum|zur|zu|sobre|sur|su|op|over|til) .+$"
    r"|repercuss(?:ao|oes)$"
    r"|(?:some|a few|other) (?:reactions|voices|quotes|comments|views)$"
    r"|(?:two|three|four|five|six|seven) (?:reactions|voices|quotes|views|opinions)$"
)
_STRONG = ["key", "saying", "said", "clave", "cles", "wichtig", "disent", "dicen", "sagen"]


def list_headings(language: str) -> list[str]:
    """The headings of a language, the one that an import writes first."""
    lines = HEADINGS.get(language[:2], "").splitlines()
    return [words.strip() for line in lines for words in line.split("|")]


def default_heading(language: str) -> str:
    """What stands over key comments in a language."""
    return next(iter(list_headings(language)), DEFAULT_HEADING)


def _fold(words: str) -> str:
    return fold_name(words).strip(" :：*_#-–—.!?¿¡►▸|“”\"'«»„‘’")


@cache  # most articles have a heading of ``_OPENING`` and need neither
def key_headings() -> frozenset[str]:
    """All headings of the list, folded."""
    return frozenset(_fold(words) for code in HEADINGS for words in list_headings(code))


# These open the section of an article whatever follows; the others where a comment does.
_OPENING = frozenset(
    {
        "key comments", "key quotes", "key comment", "what they're saying", "who said what",
        "comentarios clave", "declaraciones clave", "déclarations clés", "réactions",
        "wichtige stimmen", "stimmen", "schlüsselkommentare", "schlüsselzitate", "wichtige zitate",
        "citas clave", "frases clave", "citations clés", "commentaires clés",
    }
)  # fmt: skip


def is_key_heading(words: str) -> bool:
    """Tell whether a line's words announce the key comments, in any case, with any apostrophe."""
    if len(words) > 2 * _LONGEST:
        return False
    if is_opening(words):
        return True
    text = _fold(words)
    if text in key_headings() or text.removeprefix("the ") in key_headings():
        return True
    return len(text) <= _LONGEST and bool(re.match(_KEY_PHRASE, text))


def is_opening(words: str) -> bool:
    """Tell whether a heading opens the section of an article even where no comment follows."""
    return " ".join(words.replace("’", "'").split()).strip(" :*_").casefold() in _OPENING


def keep_heading(words: str, language: str) -> str:
    """What an import writes over the comments of a source that has this heading over them.

    A known one stays; of English ones only those stay that an article cannot mean otherwise.
    """
    words = words.strip(" :*_#").strip()
    kept = is_opening(words) or (language[:2] != "en" and _is_of(words, language))
    words = words.capitalize() if words.isupper() else words
    return words if words and kept else default_heading(language)


def _is_of(words: str, language: str) -> bool:
    return _fold(words) in map(_fold, list_headings(language))


def is_strong_key_heading(line: str) -> bool:
    """A key heading that is one beyond doubt: it ends with a colon, or says "key", "saying"."""
    if not is_key_heading(line):
        return False
    text = _fold(line)
    return line.rstrip("*_ ").endswith(":") or any(word in text for word in _STRONG)
