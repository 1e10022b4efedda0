"""One article: finding it, showing it whole, remembering how far it was read."""

from __future__ import annotations

from feedreader.errors import NotFoundError
from feedreader.model.article import ArticleId, StoredArticle
from feedreader.store import Store
from feedreader.text import clean


class Reading:
    """Articles by id or address."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, article: ArticleId) -> StoredArticle:
        """A whole article with its body and authors. Raises `NotFoundError`."""
        found = self._store.articles.get(article)
        if found is None:
            raise NotFoundError(
                f"There is no article {article} in the library; `feedreader list` shows them."
            )
        return found

    def find(self, text: str) -> ArticleId:
        """The article that a person names: its id, or its address as copied from anywhere
        (tracking parameters, "www." and the like aside). Raises `NotFoundError`."""
        named = text.strip()
        if named.isascii() and named.isdigit() and len(named) < 19:
            return self.get(ArticleId(int(named))).id
        found = self._store.articles.by_url(named)
        if found is None:
            raise NotFoundError(
                f"No article is “{clean.line(named, 200)}”; give its number from `feedreader list`, "
                "or its address."
            )
        return found

    def set_position(self, article: ArticleId, fraction: float) -> None:
        """How far an article was read, 0.0 to 1.0. No change that undo would know."""
        self._store.articles.set_position(article, fraction)
