"""Which panes stand side by side, and how wide: a pure function of the terminal's width and
what the person chose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Pane(StrEnum):
    """The panes, left to right."""

    FEEDS = "feeds"
    HEADLINES = "headlines"
    ARTICLE = "article"
    AUTHOR = "author"


class Form(StrEnum):
    """How much fits beside each other."""

    NARROW = "narrow"
    MEDIUM = "medium"
    WIDE = "wide"


ORDER = (Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE, Pane.AUTHOR)
MEDIUM_FROM, WIDE_FROM = 100, 150
ARTICLE_LEAST = 44
_LEAST = {Pane.FEEDS: 16, Pane.HEADLINES: 24, Pane.AUTHOR: 22}
_MOST = {Pane.FEEDS: 48, Pane.HEADLINES: 90, Pane.AUTHOR: 60}


@dataclass(frozen=True, slots=True)
class Layout:
    """What the person chose; remembered across restarts. Widths in columns."""

    feeds_shown: bool = True
    author_shown: bool = True
    zoomed: bool = False
    feeds_width: int = 24
    headlines_width: int = 40
    author_width: int = 30

    def width_of(self, pane: Pane) -> int:
        """The chosen width of a pane; the article takes what is left and has none."""
        return {
            Pane.FEEDS: self.feeds_width,
            Pane.HEADLINES: self.headlines_width,
            Pane.AUTHOR: self.author_width,
        }.get(pane, 0)

    def resized(self, pane: Pane, by: int) -> Layout:
        """With one pane wider or narrower, within reason."""
        if pane is Pane.ARTICLE:
            return self.resized(Pane.HEADLINES, -by)
        width = max(_LEAST[pane], min(_MOST[pane], self.width_of(pane) + by))
        if pane is Pane.FEEDS:
            return replace(self, feeds_width=width)
        if pane is Pane.HEADLINES:
            return replace(self, headlines_width=width)
        return replace(self, author_width=width)


def form(width: int) -> Form:
    """The form for a terminal of that many columns."""
    return Form.NARROW if width < MEDIUM_FROM else Form.MEDIUM if width < WIDE_FROM else Form.WIDE


def arrange(width: int, layout: Layout, active: Pane) -> dict[Pane, int]:
    """Shown panes with their widths in columns, left to right; they add up to `width`.

    Narrow shows the active pane alone. Medium shows headlines and article, and feeds or author
    slide in while they are active. Wide shows all that is not hidden; a hidden pane that is
    active is shown all the same, so that nothing is ever unreachable."""
    if form(width) is Form.NARROW or (layout.zoomed and active is Pane.ARTICLE):
        return {active: width}
    shown = [Pane.HEADLINES, Pane.ARTICLE]
    if form(width) is Form.WIDE:
        if layout.feeds_shown or active is Pane.FEEDS:
            shown.insert(0, Pane.FEEDS)
        if layout.author_shown or active is Pane.AUTHOR:
            shown.append(Pane.AUTHOR)
    elif active is Pane.FEEDS:
        shown = [Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE]
    elif active is Pane.AUTHOR:
        shown = [Pane.ARTICLE, Pane.AUTHOR]
    widths = {pane: layout.width_of(pane) for pane in shown}
    return _fit(width, widths, active)


def _fit(width: int, widths: dict[Pane, int], active: Pane) -> dict[Pane, int]:
    fixed = [pane for pane in widths if pane is not Pane.ARTICLE]
    spare = width - sum(widths[pane] for pane in fixed)
    if spare < ARTICLE_LEAST:
        for pane in sorted(fixed, key=lambda pane: widths[pane], reverse=True):
            give = min(widths[pane] - _LEAST[pane], ARTICLE_LEAST - spare)
            if give > 0:
                widths[pane] -= give
                spare += give
    if spare < ARTICLE_LEAST and active is Pane.FEEDS and Pane.HEADLINES in widths:
        spare += widths.pop(Pane.HEADLINES)
    widths[Pane.ARTICLE] = spare
    return widths
