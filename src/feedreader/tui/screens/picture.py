"""A picture as large as the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from feedreader.media.fit import fit
from feedreader.media.records import CellSize
from feedreader.model.document import Picture
from feedreader.tui.article.figures import plate_line
from feedreader.tui.article.lines import Role, line
from feedreader.tui.cells import wrap
from feedreader.tui.pixels import Cell
from feedreader.tui.screens.box import OverScreen
from feedreader.tui.widgets.painter import COMPONENTS, Painter
from feedreader.tui.widgets.plate_pane import PlatePane
from feedreader.tui.widgets.plates import Wanted

if TYPE_CHECKING:
    from feedreader.tui.screens.picturing import PicturePart

ENLARGED = 4
"""Who asks for a picture large wants to see it: a small one is drawn up to that many times its
pixels, where a page draws it at twice."""


class PictureView(PlatePane):
    """One picture in the middle, its words below."""

    COMPONENT_CLASSES = COMPONENTS
    has_heading = True

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self._cell = cell
        self._painter = Painter(self.style)
        self._picture: Picture | None = None
        self.told = ""

    def show(self, picture: Picture, told: str) -> None:
        """Another picture."""
        self._picture, self.told = picture, told
        self._set()

    def _set(self) -> None:
        picture = self._picture
        if picture is None or not self.size.width:
            return
        cell, width = CellSize(*self._cell.size), self.line_width - 2
        words = wrap(picture.alt, width, limit=3)
        most = self.page - max(1, len(words))
        columns, rows = fit(picture.width, picture.height, width, most, cell, enlarged=ENLARGED)
        margin = max(0, (width - columns) // 2)
        self._lines = [plate_line(picture, columns, rows, row, margin) for row in range(rows)]
        self._lines += [line(text, Role.CAPTION) for text in words]
        self.refresh()
        self.look_for_pictures()

    def heading(self) -> str:
        """Which of how many."""
        return self.told

    def on_resize(self) -> None:
        """Another size, another drawing."""
        self._painter.forget()
        self._set()

    def drop_caches(self) -> None:
        """See LineView."""
        self._painter.forget()

    def line_count(self) -> int:
        """The picture's rows and its words."""
        return len(self._lines)

    def make_line(self, index: int, width: int) -> Strip:
        """A row."""
        made = self._lines[index]
        return self._painter.strip(made, 1, width, plate=self.plate_row(made))


class PictureScreen(OverScreen[None]):
    """One picture of an article after the other. Whoever opens it asks for them, so they are
    fetched also where pictures wait until they are asked for."""

    BINDINGS = [
        Binding("escape,q,enter,P", "close", "Close", show=False),
        Binding("n,right,l,space", "go(1)", show=False),
        Binding("p,left,h", "go(-1)", show=False),
        Binding("o", "outside", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, reader: PicturePart, pictures: Sequence[Picture], number: int) -> None:
        super().__init__()
        self._reader = reader
        self._pictures = list(pictures)
        self._number = number
        self._view = PictureView(reader.reader_app.cell)
        self._view.plates = reader.plates
        self._keys = Static("", id="picture-keys", markup=False)

    def compose(self) -> ComposeResult:
        """The picture, and what the keys do."""
        yield self._view
        yield self._keys

    def on_mount(self) -> None:
        """Keys go to the picture."""
        self._view.focus()
        self.call_after_refresh(self._show)

    @property
    def _picture(self) -> Picture:
        return self._pictures[self._number]

    def _show(self) -> None:
        self._tell_keys("browser")
        # Its size may be one that the page asked for already, but not to be fetched.
        self._reader.plates.again(self._picture.url)
        self._show_picture()
        self._look_whether_kept()

    def _show_picture(self) -> None:
        self._view.show(self._picture, f"Picture {self._number + 1} of {len(self._pictures)}")

    def _look_whether_kept(self) -> None:
        picture = self._picture

        def then(size: tuple[int, int] | None) -> None:
            if size is None or picture != self._picture:
                return
            self._tell_keys("your viewer")
            # A page often does not say how large its pictures are, or says how large it shows them.
            if size != (picture.width, picture.height):
                self._pictures[self._number] = replace(picture, width=size[0], height=size[1])
                self._show_picture()

        self._reader.at_desk(
            lambda library: library.offline.picture_size(picture.url), then, group="picture-kept"
        )

    def _tell_keys(self, opens: str) -> None:
        several = "n next  p back  " if len(self._pictures) > 1 else ""
        self._keys.update(Content(f" {several}o {opens}  y copy address  esc close"))

    def on_plate_pane_pictures_wanted(self, message: PlatePane.PicturesWanted) -> None:
        """The reader's screen knows how to ask."""
        for wanted in message.wanted:
            self._reader.draw(Wanted(*wanted), asked=True)

    def repaint(self, url: str) -> None:
        """The drawing came."""
        self._view.repaint_picture(url)
        self._look_whether_kept()

    def action_go(self, by: int) -> None:
        """Another picture of the article."""
        self._number = (self._number + by) % len(self._pictures)
        self._show()

    def action_outside(self) -> None:
        """In the person's own viewer; in the browser where it is not kept."""
        self._reader.open_picture(self._picture)

    def action_copy(self) -> None:
        """The picture's address."""
        self._reader.copy_address(self._picture.url)

    def action_close(self) -> None:
        """Back to the article."""
        self.dismiss(None)
