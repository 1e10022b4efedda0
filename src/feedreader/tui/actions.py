"""The registry of actions: one row is binding, palette entry, help row and footer key at once.

An action `id` is what the settings' `[keys]` table names; its handler is `action_<name>` on the
owner of its scope (the app, the reader's screen, or every pane of lines).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Scope(StrEnum):
    """Who handles an action."""

    APP = "app"
    READER = "reader"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the person can do. `keys` are Textual key names, comma-separated. `label` is for
    the footer and the palette, `help` one sentence. `footer` puts it into the key bar."""

    id: str
    handler: str
    keys: str
    label: str
    help: str
    scope: Scope
    group: str
    footer: bool = False
    palette: bool = True

    def binding(self) -> Binding:
        """The Textual binding; its id is the action's, so that a keymap can name it."""
        return Binding(self.keys, self.handler, self.label, show=self.footer, id=self.id)


_A, _R, _L = Scope.APP, Scope.READER, Scope.LINES

# One row each: a table reads better than 500 lines.
# fmt: off
ACTIONS: tuple[Action, ...] = (
    # Moving
    Action("move.down", "move_down", "j,down", "Down", "Next line or headline.", _L, "Move", palette=False),
    Action("move.up", "move_up", "k,up", "Up", "Previous line or headline.", _L, "Move", palette=False),
    Action("move.half_down", "half_down", "ctrl+d,pagedown", "Page down", "Half a page down.", _L, "Move", palette=False),
    Action("move.half_up", "half_up", "ctrl+u,pageup", "Page up", "Half a page up.", _L, "Move", palette=False),
    Action("move.top", "move_top", "g,home", "Top", "To the first line.", _L, "Move", palette=False),
    Action("move.bottom", "move_bottom", "G,end", "Bottom", "To the last line.", _L, "Move", palette=False),
    Action("move.enter", "enter", "enter", "Read", "Open what the cursor is on.", _L, "Move", footer=True, palette=False),
    Action("pane.next", "next_pane", "l,right,tab", "Next pane", "To the pane on the right.", _R, "Move"),
    Action("pane.previous", "previous_pane", "h,left,shift+tab", "Previous pane", "To the pane on the left.", _R, "Move"),
    Action("pane.back", "back", "escape,backspace", "Back", "Back to where you came from; ends a search.", _R, "Move"),
    # Reading
    Action("read.next_unread", "next_unread", "n", "Next unread", "Open the next unread article.", _R, "Read", footer=True),
    Action("read.previous_unread", "previous_unread", "p", "Previous unread", "Open the previous unread article.", _R, "Read"),
    Action("read.page", "page", "space", "Page on", "Page through the article, then on to the next unread.", _R, "Read"),
    Action("read.next", "next_article", "J", "Next article", "Open the next article of the list.", _R, "Read"),
    Action("read.previous", "previous_article", "K", "Previous article", "Open the previous article of the list.", _R, "Read"),
    Action("read.links", "links", "f", "Links", "List the links of the article, to open or copy one.", _R, "Read", footer=True),
    Action("read.next_link", "next_link", "full_stop", "Next link", "To the next link or related story; enter opens it.", _R, "Read"),
    Action("read.previous_link", "previous_link", "comma", "Previous link", "To the link or related story before.", _R, "Read"),
    Action("read.footnote", "footnote", "asterisk", "Footnote", "To the footnote in sight, and back to where you were.", _R, "Read"),
    Action("read.table_right", "table_right", "right_square_bracket,shift+right", "More columns", "The columns right of what is seen of a wide table.", _R, "Read"),
    Action("read.table_left", "table_left", "left_square_bracket,shift+left", "Columns before", "The columns left of what is seen of a wide table.", _R, "Read"),
    Action("read.link_list", "link_list", "F", "List of links", "All links of the article with their hosts.", _R, "Read"),
    Action("read.author", "author", "a", "Author", "Show or hide the author panel.", _R, "Read", footer=True),
    Action("author.follow", "follow", "at", "Follow author", "Follow the author across feeds, or no longer.", _R, "Read"),
    Action("author.announce", "announce", "exclamation_mark", "Announce", "A toast when the followed author publishes, or none.", _R, "Read"),
    Action("author.merge", "merge_author", "ctrl+g", "Same author", "Say that two authors are one person.", _R, "Read"),
    Action("author.split", "split_author", "ctrl+y", "Not the same", "Part authors that were made one.", _R, "Read"),
    Action("read.browser", "open_browser", "o", "Open in browser", "Open the article in the browser.", _R, "Read"),
    Action("read.copy", "copy_link", "y", "Copy link", "Copy the article's address.", _R, "Read"),
    Action("read.full", "full_text", "w", "Full text", "The whole story from its page, or the feed's text again.", _R, "Read"),
    Action("read.keep", "keep", "d", "Keep offline", "Make the article whole on this disk, pictures and all.", _R, "Read"),
    Action("read.keep_list", "keep_list", "O", "Keep list offline", "Make every article of this list whole.", _R, "Read"),
    Action("read.find", "find", "ctrl+f", "Find", "Find words in this article.", _R, "Read"),
    Action("read.contents", "contents", "t", "Contents", "The article's headings, to jump to one.", _R, "Read"),
    Action("read.picture", "picture", "P", "Picture", "The picture in sight, as large as the screen.", _R, "Read"),
    Action("read.select", "select_lines", "V", "Select lines", "Select lines with the keys; y copies them.", _R, "Read"),
    Action("read.save", "save", "W", "Save as", "Save the article as Markdown or HTML.", _R, "Read"),
    Action("read.pipe", "pipe", "vertical_line", "Pipe", "Hand the article to a command.", _R, "Read"),
    # Marking
    Action("mark.read", "toggle_read", "N", "Read/unread", "Mark the article read or unread.", _R, "Mark"),
    Action("mark.star", "toggle_star", "s", "Star", "Star the article, or take the star away.", _R, "Mark", footer=True),
    Action("mark.list", "mark_list_read", "A", "Mark list read", "Mark every article of this list read.", _R, "Mark"),
    Action("mark.all", "mark_all_read", "C", "Mark everything read", "Mark every article of every feed read.", _R, "Mark"),
    Action("mark.undo", "undo", "u", "Undo", "Undo the last change.", _R, "Mark"),
    Action("mark.redo", "redo", "ctrl+r", "Redo", "Do again what was undone.", _R, "Mark"),
    # Finding
    Action("find.search", "search", "slash", "Search", "Search the whole library as you type.", _R, "Find", footer=True),
    Action("find.filter", "cycle_filter", "v", "Show all/unread/starred", "Change which articles the list shows.", _R, "Find"),
    Action("find.sort", "cycle_sort", "S", "Sort", "Newest, oldest, longest or shortest first.", _R, "Find"),
    # Feeds
    Action("feed.refresh_all", "refresh_all", "R", "Refresh", "Ask every feed for new articles.", _R, "Feeds", footer=True),
    Action("feed.refresh", "refresh_feed", "r", "Refresh feed", "Ask this feed, or this folder's feeds.", _R, "Feeds"),
    Action("feed.cancel", "cancel_refresh", "ctrl+x", "Cancel refresh", "Stop the refresh under way.", _R, "Feeds"),
    Action("feed.add", "add_feed", "plus", "Add feed", "Subscribe to a feed or a site.", _R, "Feeds"),
    Action("feed.catalogue", "catalogue", "c", "Catalogue", "Choose from good feeds by topic.", _R, "Feeds"),
    Action("feed.import", "import_feeds", "I", "Import", "Import OPML or a newsboat urls file.", _R, "Feeds"),
    Action("feed.edit", "edit_feed", "e", "Edit feed", "Rename the feed, move it to a folder, choose its text and pictures.", _R, "Feeds"),
    Action("feed.info", "feed_info", "i", "Feed health", "How the feed is doing, and when it is asked next.", _R, "Feeds"),
    Action("feed.remove", "remove_feed", "D", "Unsubscribe", "Remove the feed; undo brings it back.", _R, "Feeds"),
    Action("feed.next_unread", "next_unread_feed", "ctrl+n", "Next unread feed", "Open the next feed that has unread articles.", _R, "Feeds"),
    Action("feed.fold", "fold", "Z", "Fold folder", "Fold the folder, or the one its feed is in; again unfolds it.", _R, "Feeds"),
    Action("feed.unread_only", "unread_feeds", "H", "Hide read feeds", "List only feeds that have unread articles, or all.", _R, "Feeds"),
    # View
    Action("view.feeds", "toggle_feeds", "b", "Feeds pane", "Show or hide the feed list.", _R, "View"),
    Action("view.zoom", "zoom", "z", "Zoom", "The article alone, or all panes again.", _R, "View"),
    Action("view.compact", "compact", "x", "Compact list", "Headlines on one line or on three.", _R, "View"),
    Action("view.wider", "wider", "greater_than_sign", "Wider pane", "Make this pane wider.", _R, "View"),
    Action("view.narrower", "narrower", "less_than_sign", "Narrower pane", "Make this pane narrower.", _R, "View"),
    Action("view.measure_more", "measure_more", "equals_sign", "Longer lines", "Widen the article's text.", _R, "View"),
    Action("view.measure_less", "measure_less", "minus", "Shorter lines", "Narrow the article's text.", _R, "View"),
    Action("view.spacing", "spacing", "L", "Line spacing", "Lines of text close together or apart.", _R, "View"),
    Action("view.pictures", "pictures", "M", "Pictures", "Draw pictures, or tell them in words.", _R, "View"),
    Action("view.feed_pictures", "feed_pictures", "m", "Feed's pictures", "This feed's pictures: always, never, or as the settings say.", _R, "View"),
    Action("view.theme", "next_theme", "T", "Theme", "Dark, light, high contrast, the terminal's own.", _A, "View"),
    # Program
    Action("app.help", "help", "question_mark,f1", "Help", "All keys and what they do.", _A, "Program", footer=True),
    Action("app.palette", "command_palette", "colon,ctrl+p", "Palette", "Find an action by its name.", _A, "Program", palette=False),
    Action("app.quit", "quit", "q,ctrl+q", "Quit", "Leave; everything is kept.", _A, "Program", footer=True),
)
# fmt: on

BY_ID = {action.id: action for action in ACTIONS}


def bindings(scope: Scope) -> list[BindingType]:
    """The Textual bindings of one scope."""
    return [action.binding() for action in ACTIONS if action.scope is scope]


_KEY_SIGNS = {
    "slash": "/",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "colon": ":",
    "full_stop": ".",
    "comma": ",",
    "at": "@",
    "exclamation_mark": "!",
    "vertical_line": "|",
    "asterisk": "*",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "backspace": "bksp",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}


def shown_key(key: str) -> str:
    """A Textual key name as a person reads it: "slash" is "/", "ctrl+d" is "^d"."""
    prefix, _, last = key.rpartition("+")
    name = _KEY_SIGNS.get(last, last)
    return name if not prefix else f"^{name}" if prefix == "ctrl" else f"{prefix}+{name}"
