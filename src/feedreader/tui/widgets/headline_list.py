"""The headline list: 100,000 articles open as fast as 100, because only ids are held, rows are
read a window at a time and strips are kept."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from feedreader.model.article import ArticleId, Headline
from feedreader.tui.cells import cell_len, clip, fill, wrap
from feedreader.tui.format import under_headline
from feedreader.tui.widgets.line_view import LineView
from feedreader.tui.widgets.matches import split_matches

WINDOW = 64
KEPT_ROWS = 2048
RELAXED, COMPACT = 3, 1


class HeadlineList(LineView):
    """Headlines with a cursor. `fetch_rows` gives the rows of some ids, quickly."""

    has_heading = True
    COMPONENT_CLASSES = {
        "headlines--unread",
        "headlines--read",
        "headlines--meta",
        "headlines--mark",
        "headlines--star",
        "headlines--match",
        "headlines--more",
        "headlines--empty",
    }

    class Opened(Message):
        """The person opens an article."""

        def __init__(self, article_id: ArticleId) -> None:
            super().__init__()
            self.article_id = article_id

    class Moved(Message):
        """The cursor stands on another article."""

        def __init__(self, article_id: ArticleId) -> None:
            super().__init__()
            self.article_id = article_id

    class MoreWanted(Message):
        """The person opens the last row, Show More."""

    def __init__(
        self, fetch_rows: Callable[[Sequence[int]], list[Headline]], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._fetch = fetch_rows
        self.ids: array[int] = array("q")
        self.cursor = 0
        self.row_height = RELAXED
        self.more = ""
        """Text of the last row, empty when nothing older can be had."""
        self.title = ""
        self.empty = ""
        """What an empty list says."""
        self.words: tuple[str, ...] = ()
        """Searched words, shown in the headlines."""
        self.show_feed = True
        self.now: Callable[[], int] = lambda: 0
        """Epoch seconds, for ages."""
        self._rows: dict[int, Headline] = {}
        self._strips: dict[tuple[int, bool], list[Strip]] = {}

    # --- content

    def show(self, ids: array[int], *, title: str, cursor: int = 0) -> None:
        """Another list: its ids in order."""
        self.ids, self.title = ids, title
        self.cursor = max(0, min(cursor, len(ids) - 1))
        self._rows.clear()
        self._strips.clear()
        self.top = 0
        self._reveal(centre=True)
        self.refresh()

    def merge(self, ids: array[int]) -> None:
        """The same list with articles come and gone: the cursor stays on its article, and that
        article stays on its screen line."""
        current = self.current_id
        offset = self.cursor * self.row_height - self.top
        self.ids = ids
        if current is not None:
            try:
                self.cursor = ids.index(current)
            except ValueError:
                self.cursor = max(0, min(self.cursor, len(ids) - 1))
        self.top = max(0, min(self.cursor * self.row_height - offset, self.last_top))
        self._rows.clear()
        self._strips.clear()
        self.refresh()

    def change(self, ids: Sequence[int], *, read: bool | None = None, starred: bool | None = None) -> None:
        """Shows a change of state at once, before the library has it."""
        for article_id in ids:
            row = self._rows.get(article_id)
            if row is None:
                continue
            self._rows[article_id] = replace(
                row,
                read=row.read if read is None else read,
                starred=row.starred if starred is None else starred,
            )
            self._strips.pop((article_id, True), None)
            self._strips.pop((article_id, False), None)
        if len(ids) == 1 and ids[0] == self.current_id:
            self._redraw_row(self.cursor)
        else:
            self.refresh()

    def set_title(self, title: str) -> None:
        """The numbers over the list changed: that line is drawn again, no other."""
        if title != self.title:
            self.title = title
            self.refresh(Region(0, 0, self.size.width, max(1, self.heading_height)))

    def reread(self) -> None:
        """Rows are read from the library again."""
        self._rows.clear()
        self._strips.clear()
        self.refresh()

    def tick(self) -> None:
        """A minute went by: ages are worded anew."""
        self._strips.clear()
        self.refresh()

    @property
    def current_id(self) -> ArticleId | None:
        """The article under the cursor; None on Show More and in an empty list."""
        return ArticleId(self.ids[self.cursor]) if 0 <= self.cursor < len(self.ids) else None

    def row(self, article_id: int) -> Headline | None:
        """The row of an article, read with its neighbours when it is not at hand."""
        found = self._rows.get(article_id)
        if found is None:
            self._load_around(article_id)
            found = self._rows.get(article_id)
        return found

    def _load_around(self, article_id: int) -> None:
        first = max(0, self.top // self.row_height - WINDOW // 4)
        wanted: Sequence[int] = self.ids[first : first + WINDOW]
        if article_id not in wanted:
            wanted = [article_id]
        if len(self._rows) > KEPT_ROWS:
            self._rows.clear()
            self._strips.clear()
        for row in self._fetch([key for key in wanted if key not in self._rows]):
            self._rows[row.id] = row

    # --- drawing

    def heading(self) -> str:
        """The place, the filter and the number of articles."""
        return self.title

    def drop_caches(self) -> None:
        """See LineView."""
        self._strips.clear()

    def line_count(self) -> int:
        """Lines of all rows, Show More included."""
        if not self.ids:
            return len(self._empty_lines(self.line_width)) + bool(self.more)
        return len(self.ids) * self.row_height + bool(self.more)

    def make_line(self, index: int, width: int) -> Strip:
        """One line of a row."""
        if not self.ids and index < len(said := self._empty_lines(width)):
            return Strip([Segment(fill("  " + said[index], width), self.style("headlines--empty"))], width)
        number, part = divmod(index, self.row_height)
        if number >= len(self.ids) or not self.ids:
            return self._more_strip(width)
        selected = number == self.cursor
        key = (self.ids[number], selected)
        strips = self._strips.get(key)
        if strips is None:
            if len(self._strips) > KEPT_ROWS:
                self._strips.clear()
            strips = self._strips[key] = self._make_row(self.ids[number], selected, width)
        return strips[part]

    def _empty_lines(self, width: int) -> list[str]:
        return wrap(self.empty, max(4, width - 3)) or [""]

    def _more_strip(self, width: int) -> Strip:
        style = self.style("headlines--more")
        if self.cursor >= len(self.ids):
            style += self._cursor_style()
        return Strip([Segment(fill(clip(" ▾ " + self.more, width), width), style)], width)

    def _cursor_style(self) -> Style:
        return self.style("line--cursor" if self.has_focus else "line--cursor-idle")

    def _make_row(self, article_id: int, selected: bool, width: int) -> list[Strip]:
        row = self.row(article_id)
        if row is None:
            blank = Strip([Segment(fill("   …", width), self.style("headlines--meta"))], width)
            return [blank] * self.row_height
        maker = self._compact_row if self.row_height == COMPACT else self._relaxed_row
        lines = maker(row, width)
        if selected:
            # The cursor's colours lie over the row's own, whatever those are.
            over = self._cursor_style()
            return [Strip(list(Segment.apply_style(line, post_style=over)), width) for line in lines]
        return lines

    def _mark(self, row: Headline) -> Segment:
        if row.starred:
            return Segment("★ ", self.style("headlines--star"))
        return Segment("● " if not row.read else "  ", self.style("headlines--mark"))

    def _title_segments(self, text: str, row: Headline) -> list[Segment]:
        base = self.style("headlines--read" if row.read else "headlines--unread")
        if not self.words:
            return [Segment(text, base)]
        match = base + self.style("headlines--match")
        return [Segment(part, match if hit else base) for part, hit in split_matches(text, self.words)]

    def _relaxed_row(self, row: Headline, width: int) -> list[Strip]:
        room = max(4, width - 4)
        titles = wrap(row.title, room, limit=2)
        meta_style = self.style("headlines--meta")
        lines = []
        for number, title in enumerate(titles):
            lead = self._mark(row) if number == 0 else Segment("  ", meta_style)
            pad = " " * (width - 3 - cell_len(title))
            lines.append(
                Strip(
                    [
                        Segment(" ", meta_style),
                        lead,
                        *self._title_segments(title, row),
                        Segment(pad, meta_style),
                    ],
                    width,
                )
            )
        saved = " ⤓" if row.saved else ""
        meta = under_headline(row, self.now(), room - len(saved), feed=self.show_feed)
        text = fill("   " + meta, width - 1 - len(saved)) + saved + " "
        lines.append(Strip([Segment(text, meta_style)], width))
        while len(lines) < RELAXED:
            lines.append(Strip([Segment(" " * width, meta_style)], width))
        return lines

    def _compact_row(self, row: Headline, width: int) -> list[Strip]:
        meta_style = self.style("headlines--meta")
        age = under_headline(replace(row, byline=""), self.now(), 20, feed=False)
        feed = clip(row.feed_title, max(0, width // 5)) if self.show_feed and width >= 60 else ""
        right = "  ".join(part for part in (feed, age) if part) if width >= 40 else ""
        room = max(4, width - 4 - (cell_len(right) + 1 if right else 0))
        title = clip(row.title, room)
        pad = " " * max(1, width - 3 - cell_len(title) - cell_len(right) - 1)
        segments = [
            Segment(" ", meta_style),
            self._mark(row),
            *self._title_segments(title, row),
            Segment(pad + right + " ", meta_style),
        ]
        return [Strip(segments).adjust_cell_length(width, meta_style)]

    # --- cursor

    def _last_row(self) -> int:
        return len(self.ids) - 1 + bool(self.more)

    def _redraw_row(self, number: int) -> None:
        self.redraw_lines(number * self.row_height, (number + 1) * self.row_height - 1)

    def move_to(self, number: int) -> None:
        """Puts the cursor on row `number`."""
        number = max(0, min(number, self._last_row()))
        if number == self.cursor:
            return
        before, self.cursor = self.cursor, number
        if not self._reveal():
            self._redraw_row(before)
            self._redraw_row(number)
        if (current := self.current_id) is not None:
            self.post_message(self.Moved(current))

    def move_to_id(self, article_id: int) -> bool:
        """Puts the cursor on an article; False when the list does not hold it."""
        try:
            self.move_to(self.ids.index(article_id))
        except ValueError:
            return False
        return True

    def _reveal(self, *, centre: bool = False) -> bool:
        """Brings the cursor's row into view; True when the view jumped."""
        first = self.cursor * self.row_height
        last = first + self.row_height - 1
        if self.top <= first and last < self.top + self.page:
            return False
        if centre:
            return self.scroll_to_line(first - self.page // 2)
        third = max(self.row_height, self.page // 3)
        if first < self.top:
            return self.scroll_to_line(min(first, last - self.page + 1 + 2 * third))
        return self.scroll_to_line(max(last - self.page + 1, first - 2 * third))

    def set_row_height(self, height: int) -> None:
        """RELAXED or COMPACT rows."""
        if height == self.row_height:
            return
        self.row_height = height
        self._strips.clear()
        self.top = max(0, min(self.cursor * height - self.page // 3, self.last_top))
        self._reveal()
        self.refresh()

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        super().on_resize()
        self._reveal()

    def line_clicked(self, index: int, x: int) -> None:
        """A click opens."""
        self.move_to(index // self.row_height)
        self.action_enter()

    def action_move_down(self) -> None:
        """Next headline."""
        self.move_to(self.cursor + 1)

    def action_move_up(self) -> None:
        """Previous headline."""
        self.move_to(self.cursor - 1)

    def action_half_down(self) -> None:
        """Half a page of headlines down."""
        self.move_to(self.cursor + max(1, self.page // self.row_height // 2))

    def action_half_up(self) -> None:
        """Half a page of headlines up."""
        self.move_to(self.cursor - max(1, self.page // self.row_height // 2))

    def action_move_top(self) -> None:
        """First headline."""
        self.move_to(0)

    def action_move_bottom(self) -> None:
        """Last headline."""
        self.move_to(self._last_row())

    def action_enter(self) -> None:
        """Opens the article, or brings older ones."""
        current = self.current_id
        if current is not None:
            self.post_message(self.Opened(current))
        elif self.more:
            self.post_message(self.MoreWanted())
