"""A picture as large as the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.strip import Strip

from feedreader.media.fit import fit
from feedreader.media.records import CellSize
from feedreader.model.document import Picture
from feedreader.tui.article.lines import Line, Part, Plate, Role, line
from feedreader.tui.widgets.painter import COMPONENTS, Painter
from feedreader.tui.widgets.plate_pane import PlatePane
from feedreader.tui.widgets.plates import Wanted

if TYPE_CHECKING:
    from feedreader.tui.screens.stories import StoryPart


class PictureView(PlatePane):
    """One picture in the middle, its words below."""

    COMPONENT_CLASSES = COMPONENTS
    has_heading = True

    def __init__(self, cell: tuple[int, int]) -> None:
        super().__init__()
        self._cell = CellSize(*cell)
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
        columns, rows = fit(picture.width, picture.height, self.line_width - 2, self.page - 1, self._cell)
        before = (Part(" " * max(0, (self.line_width - 2 - columns) // 2), Role.BODY),)
        self._lines = [
            Line(before, plate=Plate(picture.url, columns, rows, n, picture.alt)) for n in range(rows)
        ]
        self._lines.append(line(picture.alt, Role.CAPTION))
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
        if made.plate is not None:
            return self._painter.plate(made, 1, width, self.plate_row(made))
        return self._painter.strip(made, 1, width)


class PictureScreen(ModalScreen[None]):
    """n and p go through the article's pictures, o opens one in the browser."""

    BINDINGS = [
        Binding("escape,q,enter,P", "close", "Close", show=False),
        Binding("n,right,l,space", "go(1)", show=False),
        Binding("p,left,h", "go(-1)", show=False),
        Binding("o", "outside", show=False),
    ]

    def __init__(self, reader: StoryPart, pictures: Sequence[Picture], number: int) -> None:
        super().__init__()
        self._reader = reader
        self._pictures = list(pictures)
        self._number = number
        self._view = PictureView(reader.services.cell)
        self._view.plates = reader.plates

    def compose(self) -> ComposeResult:
        """The picture."""
        yield self._view

    def on_mount(self) -> None:
        """Keys go to the picture."""
        self._view.focus()
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        of = len(self._pictures)
        self._view.show(
            self._pictures[self._number],
            f"Picture {self._number + 1} of {of} · n next · p back · o browser · esc",
        )

    def on_plate_pane_pictures_wanted(self, message: PlatePane.PicturesWanted) -> None:
        """The reader's screen knows how to ask."""
        for wanted in message.wanted:
            self._reader.draw(Wanted(*wanted))

    def repaint(self, url: str) -> None:
        """The drawing came."""
        self._view.repaint_picture(url)

    def action_go(self, by: int) -> None:
        """Another picture of the article."""
        self._number = (self._number + by) % len(self._pictures)
        self._show()

    def action_outside(self) -> None:
        """In the person's own viewer."""
        self._reader.open_address(self._pictures[self._number].url)

    def action_close(self) -> None:
        """Back to the article."""
        self.dismiss(None)
