"""The words by which pages name a picture's maker, as parts of patterns that ignore case."""

from __future__ import annotations

LABEL = (
    r"(?:photos?|photographs?|photography|pictures?|images?|illustrations?|graphics?|video|screenshots?|credits?"
    r"|courtesy|copyright|sources?|fotos?|fotografie|bild(?:er)?|bildquelle|bildnachweis|abbildung|grafik|quelle"
    r"|crédits?|crédit photo|imagen|imágen|créditos?|fuente|immagine|foto di|fonte|фото|источник|иллюстрация|коллаж|колаж|фотограф|image credit|photo credit|foto-?credits?|bildautor"
    r"|beeld|bron|zdjęcie|źródło|kuva|fotó|fotoğraf|fotografía|fotografia|photographie|snímek|φωτογραφία|写真|撮影|提供|画像|出典|사진|제공|图源|圖源|图片来源)"
)
"""What is made, before its maker."""
BY = (
    r"(?:\s*(?:credits?|courtesy|quelle)?\s*(?:[:：＝=]|\.{3}|…)\s*|\s*/\s*"
    r"|\s+(?:by|von|via|courtesy(?:\s+of)?|de|par|di|af|av|door)\s+(?:[:：]\s*)?)"
)
"""What joins the two."""
AGENCIES = (
    r"(?:getty(?: images)?|reuters|afp|ap|ap photo|associated press|dpa|epa|shutterstock|alamy|istock|unsplash"
    r"|flickr|wikimedia(?: commons)?|bloomberg|xinhua|ansa|efe|tass|upi|imago|picture alliance|pexels|pixabay"
    r"|nasa|noaa|esa|adobe stock|zuma|keystone|apa|ritzau|scanpix|belga|anp|lusa|pap|tt|ntb"
    r"|anadolu(?: ajansı| agency)?|dha|iha|тасс|риа новости|укринформ|共同(?:通信社?)?|時事(?:通信社?)?|ロイター|新华社|中新社|연합뉴스|뉴시스|뉴스1"
    r"|cc by[a-z0-9 .-]*)"
)
"""Houses that need no word before them."""
SIGN = r"(?:©|ⓒ|[(（][cCｃＣ][)）]|fot\.(?=\s))"
"""What stands before a maker's name as it is."""
RIGHTS = (
    r"(?:all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados"
    r"|tutti i diritti riservati|todos os direitos reservados)"
)
"""Reservations, which name the owner behind them."""
