"""The words by which pages name a picture's maker, as parts of patterns that ignore case."""

from __future__ import annotations

from feedreader.content import vocabulary
from feedreader.content.vocabulary import any_of

LABEL = any_of(
    """
    photo photos photograph photographs photography picture pictures image images illustration
    illustrations graphic graphics video screenshot screenshots credit credits courtesy copyright
    source sources foto-credit foto-credits fotocredit fotocredits
    foto fotos fotografie bild bilder bildquelle bildnachweis abbildung grafik quelle bildautor
    crédit crédits imagen imágen crédito créditos fuente immagine fonte photographie
    фото источник иллюстрация коллаж колаж фотограф
    beeld bron zdjęcie źródło kuva fotó fotoğraf fotografía fotografia snímek φωτογραφία
    写真 撮影 提供 画像 出典 사진 제공 图源 圖源 图片来源
    """,
    ("crédit photo", "foto di", "image credit", "photo credit"),
)
"""What is made, before its maker."""
BY = (
    r"(?:\s*(?:credits?|courtesy|quelle)?\s*(?:[:：＝=]|\.{3}|…)\s*|\s*/\s*"
    r"|\s+(?:by|von|via|courtesy(?:\s+of)?|de|par|di|af|av|door)\s+(?:[:：]\s*)?)"
)
"""What joins the two."""
_HOUSES = any_of(
    vocabulary.NEWS_AGENCIES,
    """
    ap epa upi apa anp lusa pap tt ntb dha iha scanpix keystone
    getty shutterstock alamy istock unsplash flickr wikimedia imago pexels pixabay nasa noaa esa zuma
    тасс укринформ 共同 共同通信 共同通信社 時事 時事通信 時事通信社 ロイター 新华社 中新社 연합뉴스 뉴시스 뉴스1
    """,
    (
        "getty images",
        "ap photo",
        "wikimedia commons",
        "picture alliance",
        "adobe stock",
        "anadolu ajansı",
        "anadolu agency",
        "риа новости",
    ),
)
AGENCIES = rf"(?:{_HOUSES}|cc\s+by[a-z0-9\ .-]*)"
"""Houses that need no word before them."""
SIGN = r"(?:©|ⓒ|[(（][cCｃＣ][)）]|fot\.(?=\s))"
"""What stands before a maker's name as it is."""
RIGHTS = any_of(
    (
        "all rights reserved",
        "tous droits réservés",
        "alle rechte vorbehalten",
        "todos los derechos reservados",
        "tutti i diritti riservati",
        "todos os direitos reservados",
    )
)
"""Reservations, which name the owner behind them."""
