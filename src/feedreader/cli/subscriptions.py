"""The commands that change and list subscriptions: add, remove, feeds, import, export."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from feedreader.cli.plain import joined, when
from feedreader.cli.session import Session, read_capped, web_address
from feedreader.errors import FeedreaderError
from feedreader.model.feed import Feed
from feedreader.text import clean
from feedreader.text.counts import plural
from feedreader.text.durations import age
from feedreader.text.urls import without_credentials

TABLE = 60
"""Columns from which a table has room for titles; under them each feed takes lines of its own."""


def add(given: Namespace, session: Session) -> int:
    """Subscribes to a feed or to a site's; several to choose from are listed, exit code 1."""
    from feedreader.engine.messages import Refused, Subscribe, SubscribeChoices, Subscribed

    web_address(given.url, "; give one like https://example.com/feed.")
    with session.writable_library():
        pass  # says now, and with its own exit code, what is wrong with the library
    request = Subscribe(given.url, clean.line(given.folder, 100), tuple(given.tag), given.pick)
    match session.ask(request):
        case Subscribed(feed_id, title, new, already):
            if already:
                session.out.flow(f"{title} is subscribed to already; it is feed {feed_id}.")
            else:
                session.out.flow(
                    f"Subscribed to {title} with {plural(new, 'article')}; it is feed {feed_id}."
                )
            return 0
        case SubscribeChoices(url, choices):
            for number, choice in enumerate(choices, 1):
                if session.out.width:
                    session.out.flow(joined((choice.title, choice.url)), f"{number:>3}  ")
                else:
                    session.out.row(number, choice.url, choice.title)
            session.err.flow(
                f"{clean.line(url, 200)} offers {len(choices)} feeds, and none was added: "
                "choose one with --pick N, or give its address."
            )
            return 1
        case Refused(sentence=sentence):
            raise FeedreaderError(sentence)
        case _:
            raise FeedreaderError("The feed could not be added; try again.")


def remove(given: Namespace, session: Session) -> int:
    """Unsubscribes; undo in the reader brings it back."""
    with session.writable_library() as library:
        feed = library.feeds.find(given.feed)
        library.feeds.unsubscribe(feed.id)
    session.out.flow(
        f"Removed {feed.title} with {plural(feed.articles, 'article')}; "
        "undo in the reader brings it back for 30 days."
    )
    return 0


def feeds(given: Namespace, session: Session) -> int:
    """Lists the feeds: as JSON, as a table, or with tabs for a pipe."""
    with session.library() as library:
        every = library.feeds.all()
        now = library.clock()
    if given.json:
        from feedreader.cli import output

        output.write(session.out, {"feeds": [output.subscription(feed) for feed in every]})
        return 0
    if not every:
        session.err.flow("There are no feeds yet: `feedreader add` takes the address of a feed or a site.")
    elif not session.out.width:
        for feed in every:
            session.out.row(
                feed.id,
                feed.unread,
                feed.articles,
                feed.title,
                feed.folder,
                without_credentials(feed.url),
                when(feed.health.last_checked) if feed.health.last_checked else "never",
                _trouble(feed),
            )
    else:
        _tell_table(session, every, now)
        _tell_troubles(session, every)
    return 0


def _tell_table(session: Session, every: tuple[Feed, ...], now: datetime) -> None:
    heads = ("Feed", "Unread", "Articles", "Title", "Folder", "Checked")
    rows = []
    for feed in every:
        checked = feed.health.last_checked
        ago = age(max(0, int((now - checked).total_seconds()))) if checked else "never"
        if feed.health.failure:
            ago += ", failed"
        rows.append((str(feed.id), f"{feed.unread:,}", f"{feed.articles:,}", feed.title, feed.folder, ago))
    if session.out.width >= TABLE:
        session.out.table(heads, rows, stretch=3, right=(0, 1, 2))
        return
    for number, unread, articles, title, folder, ago in rows:
        session.out.flow(title, f"{number:>6}  ", " " * 8)
        facts = (f"{unread} of {articles} unread", folder, f"checked: {ago}")
        session.out.faint(joined(facts), " " * 8)


def _tell_troubles(session: Session, every: tuple[Feed, ...]) -> None:
    troubled = [feed for feed in every if _trouble(feed)]
    if troubled:
        session.out.say()
    for feed in troubled:
        session.out.flow(f"{feed.title}: {_trouble(feed)}", f"{feed.id:>4}  ")


def _trouble(feed: Feed) -> str:
    return joined((feed.health.failure.sentence if feed.health.failure else "", *feed.health.warnings), " ")


def import_(given: Namespace, session: Session) -> int:
    """Subscribes to all of a list in one step of undo; exit code 1 when some was refused."""
    from feedreader import opml
    from feedreader.opml.lists import LARGEST

    read = opml.read(read_capped(given.file, LARGEST))
    with session.writable_library() as library:
        done = library.feeds.import_outlines(read.outlines)
    refused = (*read.refused, *(f"“{each}” was left out: it is not a web address." for each in done.refused))
    said = [f"Added {plural(done.added, 'feed')}"]
    if done.already:
        said.append(f"{plural(done.already, 'was', 'were')} there already")
    if refused:
        said.append(f"{len(refused):,} left out")
    session.out.flow("; ".join(said) + ".")
    for sentence in refused:
        session.err.flow(sentence)
    if done.added:
        session.err.flow("`feedreader refresh` fetches their articles.")
    return 1 if refused else 0


def export(given: Namespace, session: Session) -> int:
    """Writes OPML to standard output or, whole or not at all, to a file."""
    from feedreader import opml

    with session.library() as library:
        data = opml.write(library.feeds.export())
        count = len(library.feeds.all())
    if given.file == "-":
        session.out.bytes(data)
        return 0
    try:
        _replace(Path(given.file).expanduser(), data)
    except (OSError, ValueError, RuntimeError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise FeedreaderError(
            f"{clean.line(given.file, 200)} cannot be written: {clean.line(reason, 100)}."
        ) from error
    session.err.flow(f"Wrote {plural(count, 'feed')} to {clean.line(given.file, 200)}.")
    return 0


def _replace(target: Path, data: bytes) -> None:
    """The file with new content: at every moment it is there as it was, or as it will be."""
    import tempfile

    target = Path(os.path.realpath(target))
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        target.write_bytes(data)  # a device or a pipe is written, not replaced
        return
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    handle, name = tempfile.mkstemp(prefix=".feedreader-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


COMMANDS: Mapping[str, Callable[[Namespace, Session], int]] = {
    "add": add,
    "remove": remove,
    "feeds": feeds,
    "import": import_,
    "export": export,
}
"""By the word on the command line."""
