"""The part for links: the link cursor, hints, footnotes and back; and wide tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from feedreader.text.urls import same_page, shown
from feedreader.tui.actions import BY_ID
from feedreader.tui.article.author import OPEN
from feedreader.tui.article.lines import BACK, NOTE
from feedreader.tui.article.places import Place, hint_labels
from feedreader.tui.panes import Pane
from feedreader.tui.screens.articles import ArticlePart
from feedreader.tui.widgets.article_view import ArticleView
from feedreader.tui.widgets.author_panel import AuthorPanel
from feedreader.tui.widgets.jumps import HEADING


class LinkPart(ArticlePart):
    """From one place to another."""

    def action_next_link(self) -> None:
        """The link cursor to the next link."""
        self._choose(1)

    def action_previous_link(self) -> None:
        """The link cursor to the link before."""
        self._choose(-1)

    def _choose(self, by: int) -> None:
        place = self.article_view.choose(by) if self.open_article else None
        if place is None:
            self.say("This article has no links.")
            return
        self.show_pane(Pane.ARTICLE)
        self.update_status(note=_where(place))

    def action_links(self) -> None:
        """Labels on the links in sight."""
        places = self.article_view.visible_places() if self.open_article else []
        if self.memory.pane is Pane.AUTHOR and (found := self.author_panel.addresses()):
            self._choose_by_hint(self.author_panel, {url: Place(0, 0, url, "") for url in found})
        elif not places or self.memory.pane is not Pane.ARTICLE:
            self.action_link_list()
        else:
            self._hint(places)

    def _hint(self, places: Sequence[Place]) -> None:
        """Labels on these; a target that stands twice has one label."""
        by_url: dict[str, Place] = {}
        for place in places:
            if place.card or place.url not in by_url:
                by_url[place.url] = place
        self._choose_by_hint(self.article_view, by_url)

    def _choose_by_hint(self, pane: ArticleView | AuthorPanel, places: Mapping[str, Place]) -> None:
        from feedreader.tui.screens.hints import HintScreen

        labels = dict(zip(hint_labels(len(places)), places, strict=True))
        pane.show_hints({url: label for label, url in labels.items()})

        def chosen(url: str | None) -> None:
            pane.show_hints({})
            if url is not None:
                self.enter_place(places[url])

        self.app.push_screen(HintScreen(labels), chosen)

    def enter_place(self, place: Place) -> None:
        """What is on this page is jumped to, a related story opens here; for any other link one
        sees where it goes, and decides."""
        from feedreader.tui.screens.hints import LinkScreen

        if self._jump(place):
            return
        if place.url.startswith(OPEN):
            self._target(place.url)
            return
        if place.card:
            self.read_page(place.url)
            return

        def chosen(what: str | None) -> None:
            if what == "open":
                self.open_address(place.url)
            elif what == "copy":
                self.copy_address(place.url)
            elif what == "read":
                self.read_page(place.url)

        self.app.push_screen(LinkScreen(place.url), chosen)

    def read_page(self, url: str) -> None:
        """See StoryPart."""
        raise NotImplementedError

    def _jump(self, place: Place) -> bool:
        """Follows a footnote, its way back, or a link to a heading of this very page."""
        view, stored = self.article_view, self.open_article
        if place.url.startswith((NOTE, BACK)):
            if not view.jump(place):
                self.say("That footnote is not in this text.")
            return True
        name = unquote(place.url.partition("#")[2])
        return (
            stored is not None
            and view.heading_named(name)
            and same_page(place.url, stored.article.url)
            and view.jump(place, HEADING + name)
        )

    def action_footnote(self) -> None:
        """To the footnote in sight; from there back. Where several are, labels stand on them."""
        view = self.article_view
        if self.open_article is None:
            self.say("Open an article first.")
            return
        self.show_pane(Pane.ARTICLE)
        if view.go_back():
            return
        if view.chosen is not None and view.chosen.url.startswith((NOTE, BACK)) and view.sees(view.chosen):
            self.enter_place(view.chosen)
            return
        seen = view.visible_places()
        notes = [place for place in seen if place.url.startswith(NOTE)]
        notes = notes or [place for place in seen if place.url.startswith(BACK)]
        if not notes:
            some = any(place.url.startswith(NOTE) for place in view.places())
            self.say("No footnote is in sight." if some else "This article has no footnotes.")
        elif len({place.url for place in notes}) == 1:
            self.enter_place(notes[0])
        else:
            self._hint(notes)

    # --- wide tables

    def action_table_right(self) -> None:
        """The next column of a wide table."""
        self._move_table(1)

    def action_table_left(self) -> None:
        """The column before."""
        self._move_table(-1)

    def _move_table(self, by: int) -> None:
        if not self.article_view.move_table(by) and not self.article_view.table_in_sight:
            self.say("No table that is wider than the page is in sight.")

    def on_table_page_sideways(self) -> None:
        """A wide table came into sight or left it, or was moved to an end."""
        self.show_table_keys()

    def show_table_keys(self) -> None:
        """The key bar names the keys of a wide table while one is in sight."""
        right, left = self.article_view.sideways if self.article_view.display else (False, False)
        wanted = {"read.table_right": right, "read.table_left": left}
        self.key_bar.show_also([BY_ID[name] for name, there in wanted.items() if there])


def _where(place: Place) -> str:
    """Where a link leads, for the status line."""
    if place.url.startswith(NOTE):
        return f"Footnote {place.url.removeprefix(NOTE)}"
    if place.url.startswith(BACK):
        return "Back to the text"
    where = "in your library" if place.url.startswith(OPEN) else shown(place.url)
    return ("Story · " if place.card else "") + where
