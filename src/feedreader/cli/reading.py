"""The commands that read what is stored: list, show."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from feedreader import bootstrap
from feedreader.cli.plain import SORTABLE, joined, when
from feedreader.cli.session import Session
from feedreader.errors import NotFoundError, UsageError
from feedreader.model.article import ArticleId, Headline
from feedreader.model.query import Query
from feedreader.text import clean, dates
from feedreader.text.counts import plural

if TYPE_CHECKING:
    from feedreader.cli.output import Object
    from feedreader.library import Library

CHUNK = 500
"""Headlines read at a time."""
NO_TITLE = "(no title)"
_AS_TEXT = re.compile(r'(?<![^\s])"[^"]*"?|(?<!\S)\w+:(?!\S)')
"""What stands in quotation marks, and a word with nothing behind its colon."""


def list_(given: Namespace, session: Session) -> int:
    """Headlines, newest first: as JSON Feed with bodies, two lines each, or with tabs for a pipe."""
    typed = searched(given.query)
    with session.library() as library:
        # The last sort: counts, so this one stands first; the blank behind says that the last
        # word is whole.
        query = Query(search=f"sort:newest {typed} ")
        ids = library.lists.ids(query, given.limit or None)
        if given.json:
            from feedreader.cli import output

            head: Object = {"title": f"feedreader: {clean.line(typed, 200) or 'all articles'}"}
            output.write_feed(session.out, head, _items(library, ids))
            return 0
        pattern = session.settings().date_format if session.out.width else SORTABLE
        for row in _headlines(library, ids):
            tell_headline(session, row, pattern)
        _tell_end(session, library, query, len(ids), typed)
    return 0


def words(query: Sequence[str]) -> str:
    """The query as one text. Of several arguments those with blanks had quotation marks that the
    shell took away: author:"O. Hale"."""
    if len(query) == 1:
        return str(query[0])
    quoted = []
    for word in query:
        field, colon, value = word.partition(":")
        if not any(char.isspace() for char in word) or '"' in word:
            quoted.append(word)
        else:
            quoted.append(f'{field}:"{value}"' if colon and field.isalpha() else f'"{word}"')
    return " ".join(quoted)


def searched(query: Sequence[str]) -> str:
    """The query as one text. Raises UsageError for a word that looks like a field's and is none:
    looked for as text it would find nothing, or something else. In quotation marks it is text."""
    from feedreader.library.query import unknown_field

    typed = words(query)
    if wrong := unknown_field(_AS_TEXT.sub(" ", typed), bootstrap.now()):
        raise UsageError(f"{wrong} In quotation marks of its own it is searched for as text.")
    return typed


def _items(library: Library, ids: Sequence[int]) -> Iterator[Object]:
    from feedreader.cli import output

    for each in ids:
        try:
            stored = library.articles.get(ArticleId(each))
        except NotFoundError:
            continue  # removed meanwhile
        yield output.stored_article(stored)


def _headlines(library: Library, ids: Sequence[int]) -> Iterator[Headline]:
    rest = iter(ids)
    while some := list(islice(rest, CHUNK)):
        yield from library.lists.rows(some)


def tell_headline(session: Session, row: Headline, pattern: str) -> None:
    """An article as it stands in a list: one line for a pipe, two on a terminal."""
    date = when(dates.from_epoch(row.published), pattern)
    states = ["read" if row.read else "unread", "starred" * row.starred, "saved" * row.saved]
    if not session.out.width:
        session.out.row(row.id, date, joined(states, ","), row.feed_title, row.byline, row.title or NO_TITLE)
        return
    tell = session.out.flow if row.read else session.out.strong
    tell(row.title or NO_TITLE, f"{row.id:>6}  ", " " * 8)
    facts = (row.feed_title, row.byline, date, f"{row.minutes} min", *states)
    session.out.faint(joined(facts), " " * 8)


def _tell_end(session: Session, library: Library, query: Query, shown: int, typed: str) -> None:
    """What a person wants to know behind the list; nothing for a pipe."""
    if not session.err.terminal and shown:
        return
    total = library.lists.count(query) if shown else 0
    if total > shown:
        session.err.flow(f"{shown:,} of {plural(total, 'article')}; --limit N shows more.")
    elif not shown and typed.strip():
        session.err.flow(f"No article matches “{clean.line(typed, 200)}”.")
    elif not shown:
        session.err.flow(
            "There are no articles yet: `feedreader add` subscribes, `feedreader refresh` fetches."
        )


def show(given: Namespace, session: Session) -> int:
    """One article as text, Markdown, HTML, or JSON Feed with one item."""
    opened = session.writable_library if given.mark_read else session.library
    with opened() as library:
        stored = library.articles.get(library.articles.find(given.article))
        if given.json:
            from feedreader.cli import output

            head = output.feed_head(library.feeds.get(stored.feed_id))
            output.write_feed(session.out, head, [output.stored_article(stored)])
        else:
            from feedreader.cli import whole

            settings = session.settings()
            whole.FORMATS[given.format](session.out, stored, settings.date_format, settings.measure)
        if given.mark_read:
            library.marks.set_read([stored.id], True)
    return 0


COMMANDS: Mapping[str, Callable[[Namespace, Session], int]] = {"list": list_, "show": show}
"""By the word on the command line."""
