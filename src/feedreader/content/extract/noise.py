"""Which elements of a page are not the story, by what they are called.

Names of classes and ids are a language of their own: words joined by hyphens, underscores, capitals
or nothing. They are split into words first, so that "share" is found in `shareBar`, `share-bar` and
`c-share__bar`, but neither in `shareholder` nor in `has-share`.
"""

from __future__ import annotations

import re
from enum import Enum

from feedreader.content.hidden import is_hidden
from feedreader.content.tree import Element, names

_LONGEST = 300
"""Characters of a class attribute that are looked at."""

_LONGEST_ID = 3

_TAGS = names("nav footer dialog menu button form template")
_ROLES = names(
    "navigation complementary banner contentinfo search dialog alertdialog toolbar menu menubar tablist alert"
)

# Each alternative matches whole words of a name that was split: "-share-bar-".
_NOISE = re.compile(
    r"-(?:shar(?:e|es|ing|ed|er|ebar|ethis)(?=-)|sharedaddy|addthis|addtoany|a2a|social|socials|sociable|teilen|compartir|partager|whatsapp|follow-(?:us|me|button|bar)"
    r"|newsletters?|nl-(?:signup|box|form)|signup|sign-up|subscribe|subscription|subscriptions|abo|abobox|opt-?in|mailchimp|mc-embed"
    r"|ads?|adv|advert|adverts|advertisement|advertising|advertorial|adbox|adslot|ad-slot|adunit|adsense|adsbygoogle|gpt|dfp|banner|banners|werbung|anzeige|anzeigen"
    r"|publicidad|publicidade|pub|reklame?|reklama|annonse|taboola|outbrain|plista|teads|promo|promos|promobox|promotion|affiliate|commercial"
    r"|nav|navi|navbar|navigation|menu|menus|submenu|breadcrumbs?|breadcrump|brotkrumen?|pager|pagination|paginator|page-?numbers|prev-?next|post-?nav|nextprev|next-post|prev-post"
    r"|sidebar|side-?bar|aside-?bar|rightcol|right-?col(?:umn)?|leftcol|rail|right-rail|siderail|widget-?area|footer|foot|site-?header|site-?footer|masthead|topbar|top-bar|toolbar|tool-?bar|tools"
    r"|recommend|recommends|recommended|recommendations?|recirc|recirculation|mostread|most-(?:read|popular|viewed|recent|commented|shared)|meistgelesen|trending|trends|top-?stories|latest-?(?:news|posts|articles)|also-?like|you-may"
    r"|readmore|more-(?:news|stories|articles|posts|from|on|about)|next-(?:article|story)|onward|zergnet|linklist|link-?list"
    r"|tags|tag-?(?:list|cloud|links)|tagcloud|taglist|keywords|topics|topic-list|post-?tags|entry-?tags|article-?tags|hashtags|categories|cat-links|category-list|rubrics"
    r"|author-?(?:box|bio|info|card|details?|profile|about|block|section|description)|about-(?:the-)?author|authorbox|autor(?:en)?-?(?:box|bio|info|card|profil|kasten)|writer-?(?:profile|box|bio|info)|post-author|article-author|entry-author|byline|bylines|bio|biography|vcard|contributors?"
    r"|post-?meta|entry-?meta|article-?meta|meta-?(?:data|info|bar)|metadata|postmetadata|posted-on|dateline|timestamp|pub-?date|publish(?:ed)?-?(?:date|time)|post-?date|entry-?date|article-?date|date-?time|datetime|updated|reading-?time|read-time"
    r"|print-?(?:button|link|only|footer|header)|printfriendly|login|log-in|register|modal|popup|pop-up|overlay|lightbox|tooltip|dropdown|offcanvas|toast"
    r"|upsell|donate|donation|support-us|membership|cta\d*|call-to-action|app-?(?:banner|download|promo)"
    r"|rating|ratings|votes?|poll|polls|quiz-promo|feedback|like-button|likes|reactions?|emoji-reactions|report-(?:error|typo|abuse)"
    r"|search|search-?(?:form|box|bar)|skip-?(?:link|to|nav)|screen-reader|sr-only|visually-?hidden|accessibility|backtotop|back-to-top|scroll-top"
    r"|toc|table-of-contents|inhaltsverzeichnis|jump-?links?|copyright|imprint|impressum|language-?(?:switcher|selector)|lang-switch|weather|wetter|ticker|breaking-news"
    r"|audio-?player|player-?(?:controls|bar)|text-to-speech|tts|readspeaker|podcast-promo|noprint|no-print|hidden-print|print-hidden|mw-editsection|editsection|catlinks|navbox|portal|authority-control|sistersitebox|mbox)(?=-)"
)
_FOREIGN = re.compile(
    r"-(?:(?:fb)?comments?(?:module|widget|box|block|wrap\w*|container)?|comment-?(?:list|section|form|area)|commentlist|kommentare?|disqus|respond|replies|reply|discussion|trackbacks?|pingbacks?"
    r"|webmentions?|cookies?|cookiebar|consent|gdpr|cmp|onetrust|didomi|privacy-(?:banner|notice)|newsletters?|modal|popup|pop-up)(?=-)"
)
_RELATED = re.compile(
    r"-(?:related|related-?(?:articles?|posts?|stories|story|content|news|links?)|relatedposts|read-?(?:also|next|more)|also-?read|see-?also|teaser|teasers|teaser-?(?:list|box)|teaserbox|lire-aussi|leggi-anche|lea-tambien|more-on"
    r"|article-?(?:list|card|teaser|item-list)|story-?(?:card|list)|card-?(?:list|grid)|post-?(?:type-)?(?:list|grid|card)|news-?(?:list|item-list)|recirc|mehr-zum-thema)(?=-)"
)
_KEPT = re.compile(
    r"-(?:article-?(?:body|text|content|page|main|wrap|wrapper|container)|story-?(?:body|text|content)|post-?(?:body|content|text)|entry-?content|content-?body|main-?content"
    r"|body-?(?:text|content|copy)|articlebody|storybody|rich-?text|prose|paragraphs?|text-?block|page-?content)(?=-)"
)
_SOFT = re.compile(
    r"-(?:paywall|pay-wall|piano|regwall|premium|print|listen|speech|sponsors?|sponsored|popular|disclaimer|legal|infobox|hidden|audio|video-?player)(?=-)"
)
_INTRO = re.compile(
    r"-(?:stand-?first|sub-?(?:title|headline|heading|head)|dek|deck|intro|introduction|lead-?(?:text|in|paragraph)?|lede|vorspann|anrisstext|chapeau|chapo"
    r"|ingress|entradilla|bajada|sommario|occhiello|excerpt|abstract|summary|teaser-?text|kicker-text|preamble|manchet)-$"
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINTS = re.compile(r"[^0-9A-Za-z]+")
# What describes a page's state or layout rather than an element: "has-sidebar", "no-comments".
_STATES = re.compile(
    r"(?:^|\s)(?:has|have|is|no|not|with|without|hide|show|js|wp|lg|md|sm|xs|xl|u|col|grid|span)[-_:]\S*",
    re.IGNORECASE,
)


def split(name: str) -> str:
    """A class or id as lower-case words between hyphens, one hyphen at each end."""
    return "-" + _JOINTS.sub("-", _HUMP.sub("-", name)).lower().strip("-") + "-"


class Verdict(Enum):
    """What a name says: `RELATED` are stories beside the story, `KEPT` is the story's own."""

    NOTHING = 0
    KEPT = 1
    NOISE = 2
    RELATED = 3
    FOREIGN = 4
    """Never the story, however long: comments, consent banners."""
    SOFT = 5
    """Noise where it is short; a long one wraps the story."""
    INTRO = 6
    """A standfirst."""


class Names:
    """Judges names, remembering each: a page uses few classes on many elements."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[str, Verdict] = {}

    def verdict(self, element: Element) -> Verdict:
        """What an element's class and id say."""
        label = element.get("class") or ""
        number = element.get("id")
        # A long one is made from a heading's words.
        if number and number.count("-") + number.count("_") < _LONGEST_ID:
            label = f"{label} {number}"
        if not label:
            return Verdict.NOTHING
        label = label[:_LONGEST]
        known = self._known.get(label)
        if known is None:
            known = self._known[label] = _judged(label)
        return known


def _judged(label: str) -> Verdict:
    words = [split(word) for word in _STATES.sub(" ", label).split()]
    if any(_KEPT.search(word) for word in words) and not any(_related_first(word) for word in words):
        return Verdict.KEPT
    if any(_INTRO.search(word) for word in words):
        return Verdict.INTRO
    if any(_RELATED.search(word) for word in words):
        return Verdict.RELATED
    if any(_FOREIGN.search(word) for word in words):
        return Verdict.FOREIGN
    if any(_NOISE.search(word) for word in words):
        return Verdict.NOISE
    return Verdict.SOFT if any(_SOFT.search(word) for word in words) else Verdict.NOTHING


def _related_first(word: str) -> bool:
    return bool(
        _RELATED.search(word) or re.search(r"-(?:comments?|sidebar|footer|newsletter|ads?)(?=-)", word)
    )


def is_intro(label: str) -> bool:
    """Whether a class names a standfirst."""
    return bool(label) and any(_INTRO.search(split(word)) for word in label[:_LONGEST].split())


def by_tag(element: Element) -> bool:
    """Whether an element is no part of a story by its tag or role."""
    return element.tag in _TAGS or (element.get("role") or "").lower() in _ROLES


def hidden(element: Element) -> bool:
    """Whether a browser would not show an element."""
    keys = element.keys()
    return bool(keys) and is_hidden(element, keys)
