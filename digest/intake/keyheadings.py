"""Which lines announce the key comments, in the words of many newsrooms and languages."""

from __future__ import annotations

import re

from digest.intake.dates import fold

_KEY_WORDS = """
key comments|key comment|key quotes|key quote|key remarks|key statements|key reactions|key voices|top quotes
notable quotes|notable comments|quotable|quotes|quotations|the quotes|in quotes|in their words|in their own words
what they're saying|what they are saying|what they said|what people are saying|what people said|what he's saying
what she's saying|what officials are saying|who said what|who's saying what|what was said|they said it|they said
reactions|reaction|key reaction|voices|comments|selected comments|selected quotes|main comments|main quotes
statements|remarks|what leaders are saying|what experts are saying|what experts say|quotes of the day|the reaction
reactions|reaction|les reactions|declarations cles|declarations|citations|citations cles|les citations
principales reactions|reactions principales|commentaires principaux|principales declarations|principales citations|les voix|voix|ce qui se dit|ils disent|ce qu'ils disent|ce qu'ils en disent|ce qu'ils ont dit|ils ont dit|ils l'ont dit|commentaires|commentaires cles
propos|verbatim|principaux commentaires|les commentaires|qui a dit quoi|phrases cles|paroles
comentarios clave|comentarios|declaraciones|declaraciones clave|citas|citas clave|frases|frases clave|reacciones
lo que dicen|que dicen|lo que dijeron|las reacciones|las frases|las declaraciones|quien dijo que|voces
principales citas|principales frases|principales reacciones|reacciones clave|que dijeron|lo que se dijo|quien dijo que|testimonios|principales comentarios|comentarios principales|comentarios destacados|citas destacadas
wichtige stimmen|stimmen|reaktionen|zitate|wichtige zitate|kommentare|wichtige kommentare|die stimmen
stimmen und reaktionen|reaktionen und stimmen|was sie sagen|das sagen sie|o-tone|o-ton|die wichtigsten stimmen
die wichtigsten reaktionen|wichtige reaktionen|wichtigste stimmen|wichtigste zitate|wichtige aussagen|aussagen|zitate des tages|was gesagt wurde|das wurde gesagt|die wichtigsten zitate|im wortlaut|wer was sagt|wer sagt was|schlusselzitate|kernaussagen|wortmeldungen
commenti|commenti chiave|commenti principali|i commenti|le frasi|dichiarazioni|le dichiarazioni|citazioni|le reazioni|reazioni|cosa dicono|le voci
comentarios-chave|comentarios chave|declaracoes|citacoes|reacoes|o que dizem|frases-chave|o que disseram
principais comentarios|comentarios principais|comentarios|citacoes principais|frases|vozes|declaracoes principais|quem disse o que|o que foi dito|principais reacoes|reacoes principais|principais citacoes|principais frases|principais declaracoes|as reacoes|o que eles dizem
reacties|citaten|wat ze zeggen|wat zij zeggen|belangrijkste citaten|belangrijkste reacties|quotes van de dag
kommentarer|viktige kommentarer|viktige sitater|sitater|reaksjoner|hva de sier|dette sier de|uttalelser
citat|citater|reaktioner|roster|viktiga kommentarer|vad de sager|vigtige kommentarer|hvad de siger
keskeiset kommentit|kommentit|sitaatit|reaktiot
komentarze|kluczowe komentarze|najwazniejsze komentarze|najwazniejsze wypowiedzi|cytaty|reakcje|co mowia|wypowiedzi
klicove komentare|komentare|reakce|citaty|onemli yorumlar|yorumlar|aciklamalar|tepkiler|ne dediler
ключевые комментарии|комментарии|ключевые цитаты|цитаты|реакции|что говорят|ключові коментарі|коментарі|цитати|реакції
βασικα σχολια|σχολια|δηλωσεις|αντιδρασεις|关键评论|主要评论|评论|各方反应|反应|主なコメント|コメント|反応|주요 발언|주요 코멘트|반응
"""
_KIND = r"(?:comments?|quotes?|quotations?|remarks?|reactions?|statements?|voices|responses?|lines|soundbites|testimon(?:y|ies))"
_KEY_PHRASE = re.compile(
    rf"(?:the )?(?:key|main|top|notable|selected|best|important|memorable|major) {_KIND}(?: (?:from|on|in|at|of|about|by) .+)?$"
    r"|what (?:\w+ ){1,4}(?:say|says|said|saying|think)$|quotes? of (?:the|note)\b.*|on the record$|word for word$|responses?$"
    r"|(?:das sagen|was sagen|lo que dicen|ce qu'en disent|ce que disent|cosa dicono|o que dizem)(?: [\w']+){1,3}$"
    r"|(?:roster|stimmen|reaktionen|voces|voix|voci|vozes|stemmen|stemmer|reacties|reaksjoner) (?:om|zum|zur|zu|sobre|sur|su|op|over|til) .+$"
    r"|repercuss(?:ao|oes)$"
    r"|(?:some|a few|other) (?:reactions|voices|quotes|comments|views)$"
    r"|(?:two|three|four|five|six|seven) (?:reactions|voices|quotes|views|opinions)$"
)
KEY_HEADINGS = frozenset(
    fold(phrase.strip()) for line in _KEY_WORDS.strip().splitlines() for phrase in line.split("|")
)


def is_key_heading(words: str) -> bool:
    """Tell whether a line's words announce the key comments, in any case, with any apostrophe."""
    text = " ".join(words.replace("’", "'").replace("‘", "'").split())
    text = fold(text).strip(" :：*_#-–—.!?¿¡►▸|“”\"'«»„‘’")
    if text in KEY_HEADINGS or (text.startswith("the ") and text[4:] in KEY_HEADINGS):
        return True
    return len(text) <= 60 and bool(_KEY_PHRASE.match(text))


def is_strong_key_heading(line: str) -> bool:
    """A key heading that is one beyond doubt: it ends with a colon, or says "key", "saying"."""
    if not is_key_heading(line):
        return False
    text = fold(line.replace("’", "'"))
    return line.rstrip("*_ ").endswith(":") or any(
        word in text
        for word in (
            "key",
            "saying",
            "said",
            "clave",
            "cles",
            "wichtig",
            "disent",
            "dicen",
            "sagen",
        )
    )
