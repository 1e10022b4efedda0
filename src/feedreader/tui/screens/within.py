"""The part for what one does within an article: find, contents, selecting, saving."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

from textual.app import SuspendNotSupported

from feedreader.errors import FeedreaderError
from feedreader.model.article import StoredArticle
from feedreader.text.urls import link
from feedreader.tui.panes import Pane
from feedreader.tui.saving import file_name, html_page, markdown_page, typed_path, write_out
from feedreader.tui.screens.linking import LinkPart


class WithinPart(LinkPart):
    """Inside one article."""

    # --- find, contents

    def action_find(self) -> None:
        """Finds words in the open article."""
        from feedreader.tui.screens.find import FindScreen

        if self.open_article is None:
            self.say("Open an article first.")
            return
        self.show_pane(Pane.ARTICLE)
        view = self.article_view

        def find(text: str, by: int) -> tuple[int, int]:
            start = None if by == 0 else view.found_line + by
            return view.find(text, start, by or 1)

        def done(_: None) -> None:
            view.find("")

        self.app.push_screen(FindScreen(find), done)

    def action_contents(self) -> None:
        """The headings, to jump to one."""
        from feedreader.tui.screens.choose import ContentsScreen

        headings = self.article_view.headings() if self.open_article else []
        if not headings:
            self.say("This article has no headings.")
            return

        def chosen(index: int | None) -> None:
            if index is not None:
                self.show_pane(Pane.ARTICLE)
                self.article_view.scroll_to_line(headings[index][0])

        self.app.push_screen(ContentsScreen([(level, text) for _, level, text in headings]), chosen)

    # --- selecting

    def action_select_lines(self) -> None:
        """Begins to select lines with the keys, or ends it."""
        view = self.article_view
        if self.open_article is None:
            self.say("Open an article first.")
        elif view.marked is None:
            self.show_pane(Pane.ARTICLE)
            view.mark_lines(range(view.first_seen, view.first_seen + 1))
            self.update_status(note="Selecting: j/k more or less, y copies, esc ends")
        else:
            self.end_selecting()

    def end_selecting(self) -> bool:
        """Ends selecting; False when it was not on."""
        if self.article_view.marked is None:
            return False
        self.article_view.mark_lines(None)
        self.update_status(note="")
        return True

    def action_copy_link(self) -> None:
        """What is selected, by keys or mouse, else the chosen link, else the article's address."""
        view = self.article_view
        if view.marked is not None:
            self._copy(view.text_of(view.marked))
            self.end_selecting()
        elif selected := self.get_selected_text():
            self._copy(selected)
            self.clear_selection()
        elif self.memory.pane is Pane.ARTICLE and view.chosen is not None and link(view.chosen.url):
            self.copy_address(view.chosen.url)
        else:
            super().action_copy_link()

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        rows = text.count("\n") + 1
        self.say(f"Copied {rows} {'line' if rows == 1 else 'lines'}.")

    # --- out of the program

    def action_save(self) -> None:
        """As Markdown or HTML, by the file's ending."""
        from feedreader.tui.screens.prompt import Field, PromptScreen

        stored = self.chosen_article
        if stored is None:
            self.say("Open an article first.")
            return
        name = str(Path("~") / file_name(stored.article.title, ".md"))
        fields = (Field("file", "File, ending in .md or .html", "~/story.md", name),)

        def given(values: dict[str, str] | None) -> None:
            if values and values["file"].strip():
                self._save(stored, values["file"])

        self.app.push_screen(PromptScreen("Save the article", fields), given)

    def _save(self, stored: StoredArticle, typed: str) -> None:
        try:
            path = typed_path(typed)
            as_html = path.suffix.lower() in (".html", ".htm", ".xhtml")
            page = html_page if as_html else markdown_page
            write_out(path, page(stored, self.services.look.date_format))
        except FeedreaderError as error:
            self.say(str(error), bad=True)
        else:
            self.say(f"Saved as {path}.")

    def action_pipe(self) -> None:
        """The article as Markdown into a command; the reader steps aside for it."""
        from feedreader.tui.screens.prompt import Field, PromptScreen

        stored = self.chosen_article
        if stored is None:
            self.say("Open an article first.")
            return

        def given(values: dict[str, str] | None) -> None:
            if values and values["command"].strip():
                self._pipe(stored, values["command"].strip())

        self.app.push_screen(
            PromptScreen("Pipe the article to", (Field("command", "Command", "less"),)), given
        )

    def _pipe(self, stored: StoredArticle, command: str) -> None:
        try:
            with self.app.suspend():
                # The person's own command line, as they would type it; nothing of the article is
                # in it, that comes on standard input.
                text = markdown_page(stored, self.services.look.date_format)
                done = subprocess.run(["/bin/sh", "-c", command], input=text.encode(), check=False)
                input("\n[enter goes back to feedreader] ")
        except SuspendNotSupported:
            self.say("This terminal cannot step aside for a command.", bad=True)
        except (OSError, EOFError) as error:
            self.say(f"The command could not be run: {error}.", bad=True)
        else:
            self.say("Done." if done.returncode == 0 else f"The command ended with {done.returncode}.")

    # --- how it is set

    def action_spacing(self) -> None:
        """Lines close together or apart."""
        airy = not self.memory.airy
        self.remember(airy=airy)
        self.set_page()

    def dress_page(self) -> None:
        """The page's setting: room for pictures, space between lines."""
        setting = replace(self.article_view.wording.setting, airy=self.memory.airy, room=self.picture_room)
        self.article_view.wording = replace(self.article_view.wording, setting=setting)
        self.author_panel.setting = setting

    def set_page(self) -> None:
        """The page's setting changed: it is laid out anew, the place kept."""
        self.dress_page()
        if self.open_article is not None:
            self.article_view.show_changed(self.open_article)
            self.author_changed()

    def picture_room(self, picture: object, columns: int) -> tuple[int, int]:
        """See StoryPart."""
        raise NotImplementedError
