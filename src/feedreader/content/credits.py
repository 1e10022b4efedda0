"""Whose words and whose pictures: a byline is a line of clauses, each behind a label ("Text:",
"Photos by"), with dates and addresses behind them. Pure."""

from __future__ import annotations

import re

from feedreader.content.vocabulary import any_of

_WORK = any_of(
    """
    written posted published reported reporting submitted contributed authored story words text
    article opinion analysis review commentary comment perspective essay column interview feature
    report exclusive dispatch letter blog
    geschrieben verfasst erstellt
    recueilli écrit rédigé publié reportage chronique tribune entretien
    escrito publicado artículo texto entrevista reportaje escrita
    scritto pubblicato articolo
    geschreven skrevet skriven publisert napisane napisany przygotowane przygotowany
    """,
    ("guest post", "guest essay", "guest column", "propos recueillis", "a cura"),
)
"""What somebody wrote, or that they did, before "by"."""
_GERMAN_WORK = r"\w{0,20}" + any_of(
    "beitrag kommentar kolumne interview analyse essay reportage bericht artikel glosse rezension kritik"
    " porträt protokoll"
)
"""The same as the end of a compound: "Gastbeitrag von"."""
_OF = any_of("by von vom par por di door af av przez від от")
_ARTICLE = any_of("a an the ein eine un une una een en et")
_LABELS = any_of(
    """
    text texte texto testo tekst teksti words
    author authors autor autor/in autorin autoren autorinnen autora autores autorka autorzy autori
    auteur auteurs autrice autore автор автори авторы авторка
    текст redacción por by von haber yazan yazar hazırlayan
    opracował opracowała opracowali przygotował przygotowała przygotowali napisał napisała napisali
    írta recherche bericht kirjoittanut 作者 著者 執筆 文 撰文 글
    """
)
"""What stands before who wrote, with a colon."""
LEAD = re.compile(
    rf"""^\W{{0,5}}(?:
        (?:{_ARTICLE}\s+)?(?:{_WORK}|{_GERMAN_WORK})\s+(?:{_OF}|de)\s*[:：]?\s+  # A guest essay by Ann Lee
        | {any_of("by par por door av af przez")}\s*[:：]?\s+   # By Ann Lee
        | {_LABELS}\s*[:：]\s*                                  # Text: Ann Lee
        | {_OF}\s*[:：]?\s+(?=\S+\s+\S)                         # Di Anna Rossi; no "Di Rossi"
        | {_OF}\s*[:：]?\s+(?=(?-i:[a-z]{{2,5}}\b|[A-Z]{{2,5}}\b))  # Von dpa
        | (?-i:vo[nm]|di|от|від)\s+(?=\S)                       # von Lee, in small letters
        | {any_of("text author autor autorin auteur autore автор")}\s+(?=\S+\s+\S)  # Автор Иван Петров
        | oprac\.\s*                                            # oprac. Jan Kowalski
        | dal\s+nostr[oa]\s+\w{{4,20}}\s+                       # dal nostro inviato Marco Bianchi
        | (?:取材・)?文\s*[・=＝/／]\s*                         # 文・山田太郎
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What is said before the names of those who wrote. "Von" and "Di" also begin names, so that two
words must follow, or an agency's letters."""
_HELPED = any_of(
    """
    reporting contribution contributions contributing research picture pictures image images graphic
    graphics artwork video audio edited editing reviewed checked produced production directed narrated
    curated compiled powered sponsored presented supported
    foto fotos foto's fotografiert bilder illustrationen übersetzt traduit traducido tradotto
    """
)
_HELPED_SOMEHOW = r"(?:photo\w{0,10}|illustrat\w{1,5}|translat\w{2,4})"
_HOW = any_of("additional with further medically clinically scientifically technically expert and mit")
_PICTURES = any_of(
    """
    foto fotos foto's fotografie fotografía fotograf fotografin photo photos photographs photography
    photographer picture pictures image images bild bilder illustration illustrations illustrationen
    graphic graphics grafik infografik video kamera schnitt übersetzung translation traducción traduction
    zdjęcia fot fot. фото фотографии фотограф переклад перевод redigering bilde kuva kuvat 写真 撮影 사진
    """
)
_OTHERS = rf"""(?:
    (?:(?:{_HOW}|fact[- ]?)\s*){{0,2}}(?:{_HELPED}|{_HELPED_SOMEHOW})\s+{_OF}\b  # Medically reviewed by
    | as\s+told\s+to\b                              # Ann Lee, as told to Bob Roe
    | translat\w{{2,4}}\s+from\b | aus\s+dem\s+\w{{4,20}}\s+von\b  # aus dem Englischen von Bob Roe
    | {_PICTURES}\s*[:：・=＝/／]                   # Fotos: Bob Roe
    | (?-i:{any_of("Foto Fotos Photo Photos Bilder Illustration Illustrationen Grafik Zdjęcia Фото")}
        \s+(?=[A-ZÀ-ÞА-Я]\w))                       # Text Ann Lee Fotos Bob Roe
)"""
_LABEL = re.compile(
    rf"""
    (?:(?<=\s)|(?<=[,;|(/–—-]))(?P<own>
        {any_of("written words story text reported")}\s+by\s+           # ... Story by Ann Lee
        | {any_of("text texte texto tekst autor autorin автор by von par por")}\s*[:：]\s*  # ... Text: Ann Lee
        | (?<=[|·•;–—-]\s){any_of("by von par por")}\s+                 # Reuters | By Ann Lee
    )
    | (?:^|(?<=[\s,;|(/–—-]))(?P<others>{_OTHERS})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TRANSLATED = any_of(
    """
    translated translation übersetzt übersetzung traduit traduction traducido traducción tradotto
    traduzione vertaling vertaald tłumaczenie переклад перевод
    """
)
TRANSLATES = re.compile(rf"\W{{0,3}}{_TRANSLATED}\b", re.IGNORECASE)
"""How a line begins that may name who translated."""
TRANSLATION = re.compile(
    rf"""^\W{{0,3}}{_TRANSLATED}
    (?:\s+{any_of("and und et y e en i")}\s+\w{{5,20}})?\s*           # Translated and edited ...
    (?:\s+(?:from\s+(?:the\s+)?\w{{4,20}}\s+)?{_OF}\b\s*[:：]?|[:：])\s*  # ... from the Italian by Ann Lee
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What is said before the names of those who translated."""
DATED = re.compile(
    r"\s?[,|·–—-]?\s?\b(?:(?:am|on|le|el|il|den|vom|updated|published|posted|aktualisiert|ver\u00f6ffentlicht)\s+)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d]{1,20}\.?,?\s+\d{4}|[^\W\d]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,\s+\d{4}"
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
    # Runs of blanks, as addresses leave them, would be gone through once from each of their places.
    text = " ".join(text.split())
    kept: list[str] = []
    start, mine = 0, True
    for label in _LABEL.finditer(text):
        if mine:
            kept.append(text[start : label.start()])
        start, mine = label.end(), label["own"] is not None
    if mine:
        kept.append(text[start:])
    return "; ".join(_SINCE.sub("", DATED.sub("", clause)) for clause in kept if clause.strip(" ,;|(/–—-"))
