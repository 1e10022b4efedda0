"""Whose words and whose pictures: a byline is a line of clauses, each behind a label ("Text:",
"Photos by"), with dates and addresses behind them. Pure."""

from __future__ import annotations

import re

_WORK = (
    r"(?:written|posted|published|reported|reporting|submitted|contributed|authored|story|words|text|article"
    r"|opinion|analysis|review|commentary|comment|perspective|essay|column|interview|guest\s+(?:post|essay|column)"
    r"|feature|report|exclusive|dispatch|letter|blog"
    r"|geschrieben|verfasst|erstellt|\w{0,20}(?:beitrag|kommentar|kolumne|interview|analyse|essay|reportage|bericht|artikel"
    r"|glosse|rezension|kritik|porträt|protokoll)"
    r"|propos\s+recueillis|recueilli|écrit|rédigé|publié|article|reportage|chronique|tribune|entretien"
    r"|escrito|publicado|artículo|texto|entrevista|reportaje|escrita|scritto|pubblicato|articolo|a\s+cura"
    r"|geschreven|skrevet|skriven|publisert|napisan[ey]|przygotowan[ey])"
)
_OF = r"(?:by|von|vom|par|por|di|door|af|av|przez|від|от)"
_OWN_LABEL = (
    r"(?:text|texte|texto|testo|tekst|teksti|words|authors?|autor(?:in|en|innen|a|es|ka|zy|i)?|auteurs?|autrice|autore"
    r"|auteur|автор(?:и|ы|ка)?|текст|redacción|por|by|von|haber|yazan|yazar|hazırlayan|opracował[ai]?|przygotował[ai]?"
    r"|napisal[ai]?|írta|recherche|bericht|kirjoittanut|作者|著者|執筆|文|撰文|글)"
)
LEAD = re.compile(
    rf"^\W{{0,5}}(?:(?:(?:an?|the|ein|eine|une?|una?|een|en|et)\s+)?{_WORK}\s+(?:{_OF}|de)\s*[:：]?\s+"
    rf"|(?:by|par|por|door|av|af|przez)\s*[:：]?\s+|{_OWN_LABEL}\s*[:：]\s*"
    rf"|{_OF}\s*[:：]?\s+(?=\S+\s+\S|(?-i:[a-z]{{2,5}}\b|[A-Z]{{2,5}}\b))|(?-i:vo[nm]|di|от|від)\s+(?=\S)"
    r"|(?:text|author|autor(?:in)?|auteur|autore|автор)\s+(?=\S+\s+\S)"
    r"|oprac\.\s*|dal\s+nostr[oa]\s+\w{4,20}\s+|(?:取材・)?文\s*[・=＝/／]\s*)",
    re.IGNORECASE,
)
"""What is said before the names of those who wrote. "Von" and "Di" also begin names, so that two
words must follow, or an agency's letters."""
_OTHERS = (
    r"(?:(?:additional|with|further|medically|clinically|scientifically|technically|expert|fact[- ]?|and|mit)\s*){0,2}"
    r"(?:(?:reporting|contributions?|research|photo\w{0,10}|pictures?|images?|illustrat\w{1,5}|graphics?|artwork|video|audio"
    r"|translat\w{2,4}|edited|editing|reviewed|checked|produced|production|directed|narrated|curated|compiled"
    r"|powered|sponsored|presented|supported|fotos?|fotografiert|bilder|illustrationen|übersetzt|traduit|traducido"
    rf"|tradotto|foto's|foto)\s+{_OF}\b"
    r"|as\s+told\s+to\b|translat\w{2,4}\s+from\b|aus\s+dem\s+\w{4,20}\s+von\b"
    r"|(?:fotos?|foto's|fotografie|fotografía|fotograf(?:in)?|photos?|photograph(?:s|y|er)|pictures?|images?|bild(?:er)?"
    r"|illustrations?|illustration(?:en)?|graphics?|grafik|infografik|video|kamera|schnitt|übersetzung|translation|traducción|traduction"
    r"|zdjęcia|fot\.?|фото|фотографии|фотограф|переклад|перевод|redigering|bilde|kuva|kuvat|写真|撮影|사진)\s*[:：・=＝/／]"
    r"|(?-i:Fotos?|Photos?|Bilder|Illustration(?:en)?|Grafik|Zdjęcia|Фото)\s+(?=(?-i:[A-ZÀ-ÞА-Я])\w))"
)
_LABEL = re.compile(
    rf"(?:(?<=\s)|(?<=[,;|(/–—-]))(?P<own>(?:written|words|story|text|reported)\s+by\s+"
    rf"|(?:text|texte|texto|tekst|autor(?:in)?|автор|by|von|par|por)\s*[:：]\s*|(?<=[|·•;–—-]\s)(?:by|von|par|por)\s+)"
    rf"|(?:^|(?<=[\s,;|(/–—-]))(?P<others>{_OTHERS})",
    re.IGNORECASE,
)
_TRANSLATED = (
    r"(?:translat(?:ed|ion)|übersetzt|übersetzung|traduit|traduction|traducido|traducción|tradotto|traduzione|vertaling"
    r"|vertaald|tłumaczenie|переклад|перевод)"
)
TRANSLATES = re.compile(rf"\W{{0,3}}{_TRANSLATED}\b", re.IGNORECASE)
"""How a line begins that may name who translated."""
TRANSLATION = re.compile(
    rf"^\W{{0,3}}(?:{_TRANSLATED}"
    r"(?:\s+(?:and|und|et|y|e|en|i)\s+\w{5,20})?\s*"
    rf"(?:\s+(?:from\s+(?:the\s+)?\w{{4,20}}\s+)?{_OF}\b\s*[:：]?|[:：])\s*)",
    re.IGNORECASE,
)
"""What is said before the names of those who translated."""
DATED = re.compile(
    r"\s*[,|·–—-]?\s*\b(?:(?:am|on|le|el|il|den|vom|updated|published|posted|aktualisiert|ver\u00f6ffentlicht)\s+)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d]+\.?,?\s+\d{4}|[^\W\d]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,\s+\d{4}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})\b.*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A date behind a name, and whatever follows it."""
_SINCE = re.compile(
    r"\b(?:vor\s+|il y a\s+|hace\s+)?\d{1,3}\s*(?:-\s*)?(?:min|mins|minutes?|minuten?|hours?|hrs?|days?|weeks?|months?|years?|stunden?|tage?n?"
    r"|heures?|horas?|godzin\w?)\b.*$"
    r"|(?<=\s)(?:last\s+)?(?:updated|published|posted|aktualisiert|ver\u00f6ffentlicht|publi\u00e9|mis \u00e0 jour|publicado|actualizado"
    r"|pubblicato|aggiornato|опубликовано|обновлено|опубліковано|оновлено|g\u00fcncelleme)\b(?!\s+(?:by|von|par|por|da|di)\b).*$",
    re.IGNORECASE | re.MULTILINE,
)
MAIL = re.compile(r"[^\s<>()@,;]{1,100}@[^\s<>()@,;]{1,100}\.\w{2,20}")
_ADDRESS = re.compile(rf"[(<\[]?(?<![^\s(<\[])(?:(?<=\S\s)@\w[\w.]{{1,60}}|{MAIL.pattern})[)>\]]?")
_WEB = re.compile(r"[(<\[]?\bhttps?://[^\s<>()]{1,500}[)>\]]?")


def writers(text: str) -> str:
    """The clauses of a byline that name who wrote it, without labels, dates and addresses."""
    text = LEAD.sub("", text)
    if "@" in text and " " in text:
        text = _ADDRESS.sub(" ", text)
    if "//" in text:
        text = _WEB.sub(" ", text)
    kept: list[str] = []
    start, mine = 0, True
    for label in _LABEL.finditer(text):
        if mine:
            kept.append(text[start : label.start()])
        start, mine = label.end(), label["own"] is not None
    if mine:
        kept.append(text[start:])
    return "; ".join(_SINCE.sub("", DATED.sub("", clause)) for clause in kept if clause.strip(" ,;|(/–—-"))
