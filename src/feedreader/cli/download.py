"""The command that makes articles whole: progress on stderr, figures on stdout."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from feedreader import bootstrap
from feedreader.cli.plain import joined
from feedreader.cli.session import Session
from feedreader.engine.messages import Download, Downloaded, DownloadProgress, Event, Refused
from feedreader.errors import FeedreaderError
from feedreader.model.article import ArticleId
from feedreader.model.query import Query
from feedreader.text import clean
from feedreader.text.counts import plural

if TYPE_CHECKING:
    from feedreader.library.offline import Lacking

INTERRUPTED = 130
NAMED = 20
"""Articles of which is said what they lack."""
CANCELLED = "It was cancelled."


def download(given: Namespace, session: Session) -> int:
    """Makes the articles of a query whole, or those that the settings name; only these wait for a
    line that is not metered. Exit code 1 when some are not whole, 130 when Ctrl-C ended it."""
    articles = _chosen(given, session)
    if articles is not None and not articles:
        session.err.flow("No article matches, so nothing was downloaded.")
        if given.json:
            _write_json(session, Downloaded(0), (), 0.0)
        return 0
    settings = session.settings()
    if articles and not settings.download_on_metered and bootstrap.is_metered(settings):
        session.err.flow("The line is metered; these articles are fetched all the same, as you named them.")
    began = time.monotonic()
    with progress(session) as show:
        last = session.ask(Download(articles or ()), show)
    if isinstance(last, Refused):
        raise FeedreaderError(last.sentence)
    if not isinstance(last, Downloaded):
        raise FeedreaderError("The download did not end as it should; try again.")
    _tell(given, session, last, _lacking(session, articles), time.monotonic() - began)
    if last.reason == CANCELLED:
        return INTERRUPTED
    return 1 if last.failed or last.in_part or last.reason else 0


def _chosen(given: Namespace, session: Session) -> tuple[ArticleId, ...] | None:
    """The articles of the query; None where the settings are to name them."""
    from feedreader.cli.reading import searched

    typed = searched(given.query)
    with session.writable_library() as library:
        if not given.query:
            return None
        ids = library.lists.ids(Query(search=f"sort:newest {typed} "))
    return tuple(ArticleId(each) for each in ids)


def _lacking(session: Session, articles: tuple[ArticleId, ...] | None) -> tuple[Lacking, ...]:
    settings = session.settings()
    with session.library() as library:
        if articles is None:
            articles = library.offline.wanted(settings.download, settings.download_newest)
        return library.offline.lacking(articles)


def _tell(
    given: Namespace, session: Session, done: Downloaded, lacking: tuple[Lacking, ...], seconds: float
) -> None:
    for each in lacking[:NAMED]:
        session.err.flow(
            f"{each.title or '(no title)'}: {each.missing or 'Only what the feed gives is here.'}"
        )
    if len(lacking) > NAMED:
        session.err.flow(f"And {len(lacking) - NAMED:,} more.")
    if given.json:
        _write_json(session, done, lacking, seconds)
    else:
        session.out.flow(f"{sentence(done).rstrip('.')}; {seconds:.1f} s.")


def _write_json(session: Session, done: Downloaded, lacking: tuple[Lacking, ...], seconds: float) -> None:
    from feedreader.cli import output

    figures: output.Object = {
        "asked": done.asked,
        "whole": done.whole,
        "in_part": done.in_part,
        "failed": done.failed,
        "bytes": done.size,
        "seconds": round(seconds, 3),
        **({"reason": done.reason} if done.reason else {}),
    }
    articles = [
        output.known(
            {
                "id": str(each.id),
                "title": each.title,
                "wholeness": each.wholeness.value,
                "missing": each.missing,
            }
        )
        for each in lacking
    ]
    output.write(session.out, {**figures, "lacking": articles})


def sentence(done: Downloaded) -> str:
    """A download in one line."""
    counts = [(done.whole, "whole"), (done.in_part, "in part"), (done.failed, "as the feed gave them")]
    told = joined([f"{number:,} {what}" for number, what in counts if number]) or "nothing to do"
    why = f"{clean.line(done.reason)} " if done.reason else ""
    return f"{why}{plural(done.asked, 'article')}: {told}; {size(done.size)} fetched."


def size(number: int) -> str:
    """Bytes for a person: "820 kB", "1.4 MB"."""
    return f"{number / 1_000_000:,.1f} MB" if number >= 1_000_000 else f"{number // 1000:,} kB"


@contextmanager
def progress(session: Session) -> Iterator[Callable[[Event], None]]:
    """What to call with every event: draws a bar on a terminal, does nothing for a pipe."""
    if not session.err.terminal or session.environ.get("TERM", "dumb") == "dumb":
        yield lambda event: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("download", markup=False),
        MofNCompleteColumn(),
        BarColumn(bar_width=30),
        TextColumn("{task.fields[size]}", markup=False),
    )
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("download", total=None, size="")

        def show(event: Event) -> None:
            if isinstance(event, DownloadProgress):
                bar.update(task, completed=event.done, total=event.total, size=size(event.size))

        yield show
