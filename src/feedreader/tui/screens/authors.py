"""The part for who wrote it: the author panel, following, one person under two names."""

from __future__ import annotations

from datetime import UTC, datetime

from feedreader.engine.messages import AuthorPublished, Profile
from feedreader.errors import NotFoundError
from feedreader.library import Change, Library
from feedreader.model.article import StoredArticle
from feedreader.model.author import AuthorId, HeldRole, StoredAuthor
from feedreader.model.author import Profile as ProfileRecord
from feedreader.model.query import Place, Query
from feedreader.text.counts import plural
from feedreader.tui.article.author import AuthorPage
from feedreader.tui.format import sentence
from feedreader.tui.panes import Form, form
from feedreader.tui.screens.articles import ArticlePart
from feedreader.tui.widgets.page_view import PageView

STORIES = 30


class AuthorPart(ArticlePart):
    """The author beside the story."""

    def author_changed(self, *, ask: bool = False) -> None:
        """What is known about the author, beside the screen; then perhaps the article's page."""
        stored = self.open_article
        if stored is None:
            return
        number = self._author_number

        def then(page: AuthorPage) -> None:
            if self.open_article is not None and self.open_article.id == stored.id:
                self._show_author(page)

        self.at_desk(lambda lib: author_page(lib, stored, number), then, group="author")
        if ask or self._beside:
            self._ask_for_profile(stored)

    @property
    def _beside(self) -> bool:
        """The panel stands beside the article."""
        layout = self.memory.layout
        return form(self.size.width) is Form.WIDE and layout.author_shown and not layout.zoomed

    def _ask_for_profile(self, stored: StoredArticle) -> None:
        """The article's page says more of its authors; it is asked for once, and only where
        somebody looks at the author."""
        known = stored.authors and all(author.profile.bio for author in stored.authors)
        if stored.article.url and not known and stored.id not in self._asked:
            self._asked.add(stored.id)
            self.services.engine.send(Profile(stored.id))

    def on_page_view_scrolled(self, message: PageView.Scrolled) -> None:
        """The place is kept soon; at the end of the article stands the author's card."""
        self.keep_position_soon()
        stored = self.open_article
        if (
            stored is not None
            and not self._beside
            and stored.id not in self._asked
            and self.article_view.at_end
        ):
            self._ask_for_profile(stored)

    def _show_author(self, page: AuthorPage) -> None:
        now = self.epoch_now
        self.author_panel.show(page, now)
        self.article_view.show_card(None if self._beside or page.author is None else page, now)

    def next_author(self) -> bool:
        """To the next of several authors; False with one."""
        stored = self.open_article
        if stored is None or len(stored.authors) < 2:
            return False
        self._author_number = (self._author_number + 1) % len(stored.authors)
        self.author_changed()
        return True

    # --- following, one person under two names

    @property
    def shown_author(self) -> StoredAuthor | None:
        """The author that the panel shows."""
        return self.author_panel.content.author if self.open_article is not None else None

    def _with_author(self) -> StoredAuthor | None:
        author = self.shown_author
        if author is None:
            self.say("Open an article whose author is known first.")
        return author

    def action_follow(self) -> None:
        """Follows the author, or no longer."""
        author = self._with_author()
        if author is not None:
            wanted = not author.followed
            self.at_desk(lambda lib: lib.authors.follow(author.id, wanted), self._author_done)

    def action_announce(self) -> None:
        """A toast when a followed author publishes, or none."""
        author = self._with_author()
        if author is None:
            return
        if not author.followed:
            self.say("Follow the author first: @ does it.")
            return
        wanted = not author.notify
        self.at_desk(lambda lib: lib.authors.set_notify(author.id, wanted), self._author_done)

    def author_published(self, event: AuthorPublished) -> None:
        """A followed author has something new."""
        self.say(f"New by {event.name}: {event.title}")

    def _author_done(self, change: Change | None) -> None:
        if change is not None:
            self.say(f"{sentence(change.sentence)} Press u to undo.")
        if self.open_article is not None:
            self.open_article = self.library.articles.get(self.open_article.id)
        self.author_changed()
        self.counts_changed()
        self.headlines.reread()

    def action_merge_author(self) -> None:
        """Says that this author and another are one person."""
        from feedreader.tui.screens.prompt import Field, PromptScreen

        author = self._with_author()
        if author is None:
            return

        def given(values: dict[str, str] | None) -> None:
            if values and values["name"].strip():
                self._choose_other(author, values["name"].strip())

        title = f"{author.profile.name} also writes as"
        self.app.push_screen(PromptScreen(title, (Field("name", "The other name", ""),)), given)

    def _choose_other(self, author: StoredAuthor, name: str) -> None:
        from feedreader.tui.screens.choose import ChooseScreen

        others = [other for other in self.library.authors.find(name) if other.id != author.id]
        if not others:
            self.say(f"There is no other author called “{name}”.")
            return
        rows = [
            (f"{other.profile.name} · {plural(other.articles, 'story', 'stories')}", f"https://{other.site}/")
            for other in others
        ]

        def chosen(index: int | None) -> None:
            if index is not None:
                other = others[index].id
                self.at_desk(lambda lib: lib.authors.merge(author.id, other), self._author_done)

        self.app.push_screen(ChooseScreen("Which of them is the same person?", rows), chosen)

    def action_split_author(self) -> None:
        """Parts what was made one."""
        author = self._with_author()
        if author is not None:
            self.at_desk(lambda lib: lib.authors.split(author.id), self._author_done)


def role_history(profile: ProfileRecord) -> tuple[str, ...]:
    """When the role began, and those before it: "Since Mar 2026, before: News editor"."""
    if not profile.earlier_roles:
        return ()

    def month(seconds: int) -> str:
        return datetime.fromtimestamp(seconds, UTC).strftime("%b %Y")

    def span(held: HeldRole) -> str:
        begun, ended = month(held.since), month(held.until)
        return begun if begun == ended else f"{begun} to {ended}"

    told = [f"Since {month(profile.roles[0].since)}"]
    told += [f"before: {held.role} ({span(held)})" for held in profile.earlier_roles]
    return (", ".join(told[:2]), *told[2:])


def author_page(library: Library, stored: StoredArticle, number: int) -> AuthorPage:
    """What the panel shows: the author with other stories, or what is known about the feed."""
    authors = stored.authors
    if authors:
        profile = library.authors.profile(AuthorId(authors[number % len(authors)].id))
        author = profile.author
        stories = tuple(row for row in library.authors.articles(author.id, STORIES) if row.id != stored.id)
        return AuthorPage(
            author,
            stories,
            earlier=role_history(profile),
            spellings=tuple(name for name in profile.names if name != author.profile.name),
            number=number % len(authors) + 1,
            of=len(authors),
        )
    try:
        feed = library.feeds.get(stored.feed_id)
    except NotFoundError:  # removed, while its article stayed open
        return AuthorPage(None, ())
    ids = library.lists.ids(Query(Place.FEED, feed_id=feed.id), limit=STORIES)
    stories = tuple(row for row in library.lists.rows(ids) if row.id != stored.id)
    return AuthorPage(None, stories, feed=feed)
