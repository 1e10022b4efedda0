"""The command that runs a round: progress on stderr, figures on stdout."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from feedreader.cli.download import sentence as downloaded
from feedreader.cli.plain import joined
from feedreader.cli.session import Session
from feedreader.engine.messages import (
    Download,
    Downloaded,
    Event,
    FeedDone,
    Outcome,
    Refresh,
    Refused,
    RoundEnded,
    RoundStarted,
    Summary,
)
from feedreader.errors import FeedreaderError
from feedreader.text.counts import plural

INTERRUPTED = 130


def refresh(given: Namespace, session: Session) -> int:
    """One polite round. Exit code 1 when a feed failed, 130 when Ctrl-C ended it."""
    with session.writable_library() as library:
        chosen = tuple(dict.fromkeys(library.feeds.find(name).id for name in given.feeds))
        empty = not library.feeds.all()
    if empty and not given.json:
        session.err.flow("There are no feeds yet: `feedreader add` takes the address of a feed or a site.")
        return 0
    done: list[FeedDone] = []

    def told(event: Event) -> None:
        if isinstance(event, FeedDone):
            done.append(event)
        show(event)

    with _progress(session) as show:
        words = session.converse(
            Refresh(chosen, force=given.force), told, lambda last: _downloads(session, last)
        )
    last = words[0]
    if isinstance(last, Refused):
        raise FeedreaderError(last.sentence)
    if not isinstance(last, RoundEnded):
        raise FeedreaderError("The round did not end as it should; try again.")
    _tell(session, last.summary, done, named=bool(chosen), as_json=given.json)
    if len(words) > 1 and isinstance(words[1], Downloaded):
        session.err.flow(downloaded(words[1]))
    if last.summary.cancelled:
        return INTERRUPTED
    return 1 if last.summary.failed or last.summary.offline else 0


def _downloads(session: Session, last: Event) -> Download | None:
    """What the settings want after a round: the engine begins it by itself, and this waits for it."""
    if not isinstance(last, RoundEnded) or last.summary.cancelled or last.summary.offline:
        return None
    return Download() if session.settings().download != "off" else None


def _tell(session: Session, summary: Summary, done: list[FeedDone], *, named: bool, as_json: bool) -> None:
    for event in done:
        # Why one of 500 feeds waits is told by `feeds`; of those asked for by name, here.
        if event.outcome is Outcome.FAILED or (named and event.outcome is Outcome.SKIPPED):
            session.err.flow(f"{event.title}: {event.sentence or 'It failed.'}")
    if summary.offline:
        session.err.flow("There is no network, so nothing could be asked; what is stored is still there.")
    if as_json:
        _write_json(session, summary, done)
    else:
        session.out.flow(sentence(summary))


def sentence(summary: Summary) -> str:
    """A round in one line."""
    waited = "not asked" if summary.cancelled or summary.offline else "not due"
    counts = [
        (summary.fetched, "fetched"),
        (summary.unchanged, "unchanged"),
        (summary.skipped, waited),
        (summary.failed, "failed"),
    ]
    told = joined([f"{number:,} {what}" for number, what in counts if number]) or "nothing to do"
    changed = f"{summary.changed:,} changed" if summary.changed else ""
    came = joined((plural(summary.new, "new article") if summary.new else "no new articles", changed))
    begun = "Cancelled; " if summary.cancelled else ""
    return f"{begun}{plural(summary.asked, 'feed')}: {told}; {came}; {summary.seconds:.1f} s."


def _write_json(session: Session, summary: Summary, done: list[FeedDone]) -> None:
    from feedreader.cli import output

    figures: output.Object = {
        "asked": summary.asked,
        "fetched": summary.fetched,
        "unchanged": summary.unchanged,
        "failed": summary.failed,
        "skipped": summary.skipped,
        "new": summary.new,
        "changed": summary.changed,
        "seconds": round(summary.seconds, 3),
        "offline": summary.offline,
        "cancelled": summary.cancelled,
    }
    feeds = [
        output.known(
            {
                "id": event.feed_id,
                "title": event.title,
                "outcome": event.outcome.value,
                "new": event.new,
                "changed": event.changed,
                "sentence": event.sentence,
            }
        )
        for event in done
    ]
    output.write(session.out, {**figures, "feeds": feeds})


@contextmanager
def _progress(session: Session) -> Iterator[Callable[[Event], None]]:
    """What to call with every event: draws a bar on a terminal, does nothing for a pipe."""
    if not session.err.terminal or session.environ.get("TERM", "dumb") == "dumb":
        yield lambda event: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from feedreader.text import clean

    columns = (
        TextColumn("refresh", markup=False),
        MofNCompleteColumn(),
        BarColumn(bar_width=30),
        TextColumn("{task.fields[feed]}", markup=False),
    )
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("refresh", total=None, feed="")

        def show(event: Event) -> None:
            if isinstance(event, RoundStarted):
                bar.update(task, total=event.total)
            elif isinstance(event, FeedDone):
                bar.update(task, completed=event.done, total=event.total, feed=clean.line(event.title, 40))

        yield show
