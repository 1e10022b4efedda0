"""The part for pictures: drawn, told in words, or fetched when asked for; one large; one outside."""

from __future__ import annotations

from feedreader.engine.messages import Draw, Drawn
from feedreader.media.fit import fit
from feedreader.media.records import CellSize, Protocol
from feedreader.model.article import ArticleId
from feedreader.model.document import Picture
from feedreader.model.feed import FeedId
from feedreader.tui.screens.within import WithinPart
from feedreader.tui.services import Pictures
from feedreader.tui.viewer import Viewer
from feedreader.tui.widgets.plate_pane import PlatePane
from feedreader.tui.widgets.plates import Plates, Wanted

TALLEST = 22


class PicturePart(WithinPart):
    """The pictures of stories and authors."""

    def start_pictures(self) -> None:
        """Drawings are shared by the panes."""
        self.plates = Plates(self.reader_app.pixels)
        self.viewer = Viewer()
        self._shown_anyway: set[ArticleId] = set()
        self._waiting: set[str] = set()
        """Pictures that a metered line keeps from being fetched."""
        self._rule_of: tuple[FeedId, Pictures] | None = None
        """The open article's feed and its rule: every picture of a page asks."""
        for pane in (self.article_view, self.author_panel):
            pane.plates = self.plates
        # What is see-through in a picture is drawn on the theme's own ground.
        self.app.theme_changed_signal.subscribe(self, lambda _: self.pictures_changed())

    # --- whether they are drawn

    @property
    def pictures(self) -> Pictures:
        """On, off, or only when asked for."""
        return self._rule(self.memory.pictures)

    def _rule(self, here: str) -> Pictures:
        """What was chosen here, else the feed's own rule, else the settings' word."""
        default = self.services.look.pictures
        if here or self.open_article is None:
            return Pictures(here or default)
        feed = self.open_article.feed_id
        if self._rule_of is None or self._rule_of[0] != feed:
            self._rule_of = feed, Pictures(self.library.offline.pictures_of(feed, default))
        return self._rule_of[1]

    @property
    def protocol(self) -> Protocol:
        """The finest way that this terminal has."""
        return self.services.protocol

    def picture_room(self, picture: object, columns: int) -> tuple[int, int]:
        """The cells that a picture gets: known before it is there, so that nothing jumps."""
        assert isinstance(picture, Picture)
        if self.pictures is Pictures.OFF or self.protocol is Protocol.NONE:
            return 0, 0
        most = max(4, min(TALLEST, self.article_view.page * 2 // 3))
        return fit(picture.width, picture.height, columns, most, CellSize(*self.reader_app.cell.size))

    def action_pictures(self) -> None:
        """Pictures drawn or told in words; where they wait to be asked for, this story's."""
        story = self.open_article
        if story is not None and any(picture.url in self._waiting for picture in self._pictures()):
            self._shown_anyway.add(story.id)
            self.say("Fetching this story's pictures.")
        else:
            to_off = self.pictures is not Pictures.OFF
            # The settings' own word where that will do: they may say "ask".
            suits = (self._rule("") is Pictures.OFF) == to_off
            self.remember(pictures="" if suits else Pictures.OFF.value if to_off else Pictures.ON.value)
            told = {
                Pictures.ON: "Pictures are drawn.",
                Pictures.OFF: "Pictures are told in words.",
                Pictures.ASK: "Pictures are drawn, but on a metered line not before you ask.",
            }
            self.say(told[self.pictures])
        self.pictures_changed()

    def pictures_changed(self) -> None:
        """See ReaderBase."""
        self.plates.forget()
        self._waiting.clear()
        self._rule_of = None
        self.set_page()

    # --- drawing

    def follow_cell(self) -> None:
        """The terminal's letters may have another size now: pictures are drawn anew."""
        if self.reader_app.cell.changed():
            self.pictures_changed()

    def on_plate_pane_pictures_wanted(self, message: PlatePane.PicturesWanted) -> None:
        """Pictures came into sight."""
        for wanted in message.wanted:
            self.draw(wanted)

    def draw(self, wanted: Wanted, *, asked: bool = False) -> None:
        """Asks the engine for a drawing; what the person `asked` for is fetched on any line."""
        story = self.open_article
        asked = asked or (story is not None and story.id in self._shown_anyway)
        self.services.engine.send(
            Draw(
                wanted.url,
                wanted.columns,
                wanted.rows,
                self.protocol.value,
                self.app.theme_variables.get("background", "#000000")[:7],
                self.reader_app.cell.size,
                unless_metered=not asked and self.pictures is Pictures.ASK,
            )
        )

    def drawn(self, event: Drawn) -> None:
        """A drawing is there, or never will be."""
        from feedreader.tui.screens.picture import PictureScreen

        wanted = Wanted(event.url, event.columns, event.rows)
        once = self.plates.take(wanted, event.path) if event.path else None
        if once is None:
            if event.waits:
                self._waiting.add(event.url)
            self.plates.sentences[event.url] = (
                self._how_to_ask(event.url) if event.waits else event.sentence or "not to be had"
            )
        else:
            self._waiting.discard(event.url)
            if once:
                self.reader_app.write_terminal(once)
            if event.url in self.plates.sentences:
                self.plates.again(event.url)
            self.picture_came()
        for pane in (self.article_view, self.author_panel):
            pane.repaint_picture(event.url)
            pane.look_for_pictures()
        if isinstance(self.app.screen, PictureScreen):
            self.app.screen.repaint(event.url)

    def picture_came(self) -> None:
        """See StoryPart."""
        raise NotImplementedError

    def _how_to_ask(self, url: str) -> str:
        """What stands in the room of a picture that waits; at the first one of a story, all of it."""
        story, feed = self.key_of("view.pictures"), self.key_of("view.feed_pictures")
        if url != self.article_view.first_picture():
            return f"{story} fetches it"
        return f"press {story} to fetch the pictures of this story, {feed} always those of this feed"

    # --- one of them

    def action_picture(self) -> None:
        """The picture in sight, as large as the screen."""
        from feedreader.tui.screens.picture import PictureScreen

        pictures = self._pictures()
        if not pictures:
            self.say("This article has no pictures.")
        elif self.protocol is Protocol.NONE:
            self.open_picture(pictures[0])
        else:
            self.app.push_screen(PictureScreen(self, pictures, self._in_sight(pictures)))

    def _pictures(self) -> list[Picture]:
        from feedreader.content import pictures

        if self.open_article is None:
            return []
        article = self.open_article.article
        lead = [Picture(article.lead.url, article.lead.alt)] if article.lead else []
        # A lead picture may stand in the text too, with its size.
        return list({picture.url: picture for picture in (*lead, *pictures(article.document))}.values())

    def _in_sight(self, pictures: list[Picture]) -> int:
        view = self.article_view
        seen = {line.plate.url for line in view.lines_in_sight() if line.plate is not None}
        return next((number for number, picture in enumerate(pictures) if picture.url in seen), 0)

    def open_picture(self, picture: Picture) -> None:
        """The kept file in the person's own viewer; one that is not kept, in the browser."""

        def then(shown: bool) -> None:
            if shown:
                self.say("Opening the picture in your viewer.")
            else:
                self.open_address(picture.url)

        self.at_desk(lambda library: self.viewer.open(library, picture.url), then)
