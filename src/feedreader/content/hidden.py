"""What a browser would not show, or shows only as decoration: left out."""

from __future__ import annotations

import re

from feedreader.content.tree import Element, short_text

DECORATION = 80
"""Characters up to which an element kept from screen readers counts as decoration; some sites mark
whole stories so while a banner is open."""
_BLANKS = 2_000
"""The same with the blanks that lay out the source."""

_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|screen-reader(?:-text|-only)?|visually-?hidden|visuallyhidden|a11y-hidden|u-hidden"
    r"|sharedaddy|sd-sharing\S*|feedflare|addtoany_\S+|share-buttons?|social-share|jp-relatedposts|jp-post-flair"
    r"|MathJax_Preview|headerlink|heading-?anchor|anchor-?link|header-anchor|mw-editsection|noprint"
    r"|wp-block-jetpack-subscriptions|subscription-widget\S*|subscribe-widget|button-wrapper"
    r"|copy-button|code-copy|linenos|lineno|line-numbers-rows|gutter)(?:\s|$)"
)
_UNDRESSED = ("math", "img", "picture", "figure", "video", "iframe")


def is_hidden(element: Element, keys: list[str]) -> bool:
    """Whether an element with these attribute names is not for reading."""
    if "hidden" in keys and element.get("hidden") != "until-found":
        return True
    if "style" in keys and _STYLE.search(element.get("style") or "") and not _is_math(element):
        return True
    if "class" in keys and _CLASS.search(element.get("class") or ""):
        return True
    return (
        "aria-hidden" in keys and (element.get("aria-hidden") or "").lower() == "true" and _decorates(element)
    )


def _is_math(element: Element) -> bool:
    """Wikipedia hides the MathML and shows a picture of it; we read the MathML."""
    return "mwe-math" in (element.get("class") or "")


def _decorates(element: Element) -> bool:
    if next(element.iter(*_UNDRESSED), None) is not None:
        return "katex-html" in (element.get("class") or "")
    text = short_text(element, _BLANKS)
    return (text is not None and len(text.strip()) <= DECORATION) or "katex" in (element.get("class") or "")
