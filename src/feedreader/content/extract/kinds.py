"""Pages that hold no story or only its beginning, and the sentence that says so to the person."""

from __future__ import annotations

import re

from feedreader.content import jsonld
from feedreader.content.extract import source
from feedreader.content.extract.facts import Facts
from feedreader.content.extract.outline import Outline
from feedreader.content.extract.records import StoryKind
from feedreader.content.tree import Element, beginning

PLAIN = "This page could not be read as it is laid out; its text is shown plain."
EMPTY = "This page is empty."
TOO_LARGE = "This page is too large to be read as a story."
BINARY = "This address leads to a file, not to a page that can be read here."
FRAMES = "This page only shows other pages in frames."
NO_STORY = "No story was found on this page."
SCRIPTED = "This page shows its text only with scripts, which are not run here."
CONSENT = "This page asks for consent to cookies before it shows the story."
PAYWALLED = "This page shows only the beginning to readers without a subscription."

_FEW, _SOME = 40, 250
"""Words under which a page has no story, and under which a locked one has only a beginning."""
_SENTENCES = {
    StoryKind.PAYWALLED: PAYWALLED,
    StoryKind.SCRIPT_ONLY: SCRIPTED,
    StoryKind.CONSENT: CONSENT,
    StoryKind.NOT_AN_ARTICLE: NO_STORY,
}
_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x00\x00\x00",
    b"ID3",
    b"OggS",
    b"\x7fELF",
)
_TEXT_TYPES = re.compile(r"html|xml|^text/|^$|octet-stream|unknown", re.IGNORECASE)
_CONSENT = re.compile(
    r"consent|cookie|datenschutz|privacy|dsgvo|gdpr|zustimm|einwillig|accepter|accetta|aceptar|akzeptier|同意",
    re.IGNORECASE,
)
_LOCKED_CLASS = re.compile(
    r"(?:^|[\s_-])(?:paywall|pay-wall|regwall|piano|premium-?(?:box|offer|wall|teaser|content)|subscri(?:be|ption)-?(?:wall|box|gate|required)|paid-?content"
    r"|plus-?(?:box|teaser|offer)|locked|is-locked|gated|metered)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LOCKED_TEXT = re.compile(
    r"subscribe (?:now |today )?to (?:continue|read|keep)|already a subscriber|(?:this|the) (?:article|story|content) is (?:for|reserved for|only available to) (?:\w+ )?subscribers"
    r"|to continue reading|weiterlesen mit|jetzt (?:weiterlesen|abonnieren und)|mit (?:dem )?abo (?:weiter)?lesen|artikel (?:ist )?nur für abonnenten|réservé aux abonnés"
    r"|il vous reste [\d.,]+ ?% de cet article|contenido exclusivo para suscriptores|per continuare a leggere|この記事は有料|有料会員限定|残り\d+文字|als abonnee lees",
    re.IGNORECASE,
)
_MACHINERY = (
    "script",
    "noscript",
    "iframe",
    "frame",
    "form",
    "input",
    "button",
    "a",
    "object",
    "embed",
    "svg",
    "img",
)
_SERVER_TEXT = re.compile(
    r"\b(?:[1-5]\d\d|loading|redirect\w*|please wait|just a moment|not found|forbidden|denied|unauthori[sz]ed|unavailable|errors?|failed|invalid|maintenance|moved"
    r"|it works|nginx|apache|laden|lädt|fehler|nicht gefunden|wartung|chargement|erreur|cargando|errore|attendere)\b|読み込み|エラー",
    re.IGNORECASE,
)
_NEEDS_SCRIPT = re.compile(
    r"(?:enable|requires?|activate|turn on|need).{0,30}javascript|javascript.{0,60}(?:disabled|enable|required|aktivier|activ)",
    re.IGNORECASE,
)


def refused(body: bytes, content_type: str) -> str:
    """Why a body is not even looked at; empty where it is."""
    if len(body) > source.LARGEST:
        return TOO_LARGE
    start = body[:64].lstrip()
    if not body.strip():
        return EMPTY
    kind = content_type.partition(";")[0].strip()
    if start.startswith(_MAGIC) or not _TEXT_TYPES.search(kind):
        return BINARY
    return (
        BINARY
        if b"\x00\x00\x00\x00" in body[:2_000]
        and not body.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
        else ""
    )


def judged(root: Element, facts: Facts, plan: Outline, words: int, text: str) -> tuple[StoryKind, str]:
    """What a page is, by how many words were found on it and what it says of itself."""
    kind = _kind(root, facts, plan, words, text)
    if kind is StoryKind.NOT_AN_ARTICLE and next(root.iter("frameset", "frame"), None) is not None:
        return kind, FRAMES
    return kind, _SENTENCES.get(kind, "")


def _kind(root: Element, facts: Facts, plan: Outline, words: int, text: str) -> StoryKind:
    if words < _SOME and _is_locked(root, facts, text):
        return StoryKind.PAYWALLED
    told = _declared_words(facts)
    if told > 2 * words + 200 and _says_locked(facts):
        return StoryKind.PAYWALLED
    if words >= _FEW:
        return StoryKind.ARTICLE
    if _asks_consent(facts, plan, text):
        return StoryKind.CONSENT
    if _is_scripted(root, plan, words):
        return StoryKind.SCRIPT_ONLY
    if words >= 5 and (facts.story or facts.meta("og:type") == "article" or _is_plain(plan)):
        return StoryKind.ARTICLE
    return StoryKind.ARTICLE if words and _is_note(root, facts, text) else StoryKind.NOT_AN_ARTICLE


def _is_locked(root: Element, facts: Facts, text: str) -> bool:
    if _says_locked(facts) or _LOCKED_TEXT.search(text[-1_500:]):
        return True
    for element in root.iter("div", "section", "aside", "p"):
        name = element.get("class")
        if name and _LOCKED_CLASS.search(name[:300]) and _LOCKED_TEXT.search(beginning(element, 5_000)):
            return True
    return False


def _says_locked(facts: Facts) -> bool:
    """schema.org isAccessibleForFree, and the content tier that some sites put into a meta element."""
    for node in (
        facts.story,
        *(part for part in jsonld.listed(facts.story.get("hasPart")) if isinstance(part, dict)),
    ):
        if str(node.get("isAccessibleForFree")).lower().rpartition("/")[2] in {"false", "0", "no"}:
            return True
    return facts.meta("article:content_tier", "og:article:content_tier").lower() in {"locked", "premium"}


def _declared_words(facts: Facts) -> int:
    count = str(facts.story.get("wordCount") or "")
    return int(count) if count.isdecimal() and len(count) < 7 else 0


def _asks_consent(facts: Facts, plan: Outline, text: str) -> bool:
    said = f"{facts.page_title} {facts.url.partition('?')[0]} {text[:2_000]}"
    if len(_CONSENT.findall(said)) >= 2:
        return True
    named = sum(
        bool(_CONSENT.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300]))
        for element in plan.elements[:400]
    )
    return named >= 3 and plan.chars[0] < 6_000


def _is_scripted(root: Element, plan: Outline, words: int) -> bool:
    """Little text, and scripts that would bring it."""
    if next(root.iter("script"), None) is None:
        return False
    for element in root.iter("noscript"):
        if _NEEDS_SCRIPT.search(beginning(element, 2_000)):
            return True
    return plan.chars[0] < 600 and sum(1 for _script in root.iter("script")) > 1


def _is_note(root: Element, facts: Facts, text: str) -> bool:
    """A page that says what it is and holds a few words, no script, link or form: somebody wrote
    them. What servers write says what they could not do."""
    if not facts.metas and not facts.page_title:
        return False
    said = f"{facts.page_title} {text}"
    return next(root.iter(*_MACHINERY), None) is None and not _SERVER_TEXT.search(said)


def _is_plain(plan: Outline) -> bool:
    """A page with hardly any links is somebody's text, however short."""
    return 4 * plan.linked[0] < plan.chars[0]
