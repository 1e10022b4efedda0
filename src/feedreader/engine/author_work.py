"""What the children do with pages about authors: functions that a `Call` may name. Pure, but for
being slow and risky."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedreader.content.authorpage import AuthorPage
    from feedreader.model.author import Author


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote the story on a page. `api` is where WordPress's interface says more of the author,
    empty where the page offers none."""

    authors: tuple[Author, ...]
    api: str = ""


def who_wrote(html: bytes, url: str) -> Written:
    """The authors that a story's page names, with what the boxes on it say of them."""
    from feedreader.content import authorbox, extract, page, tree, wordpress

    found = extract.story(html, url).authors or page.page_authors(html, url)
    root = tree.page(html)
    if root is None:
        return Written(found)
    return Written(authorbox.all_completed(found, root, url), wordpress.offered(root, url))


def author_page(html: bytes, url: str, name: str) -> AuthorPage:
    """What the page of the author called `name` says."""
    from feedreader.content import authorpage

    return authorpage.read(html, url, name)


def wordpress_user(body: bytes, url: str, name: str) -> Author | None:
    """What an answer of WordPress's interface says of the author called `name`."""
    from feedreader.content import wordpress

    return wordpress.user(body, url, name)
