"""The command that looks at a feed without storing anything."""

from __future__ import annotations

import os
from argparse import Namespace

from feedreader.cli.plain import joined, when
from feedreader.cli.session import Session, read_capped, web_address
from feedreader.engine.messages import Inspect, Inspected, Refused
from feedreader.errors import FeedreaderError
from feedreader.text import clean, urls
from feedreader.text.counts import plural

LARGEST = 64_000_000
"""Bytes of a file."""
SHOWN = 10
"""Headlines of a summary."""


def inspect(given: Namespace, session: Session) -> int:
    """What the reader makes of a feed: a summary, or JSON Feed. A file is read here; an address is
    asked by the engine, as a refresh would."""
    base = web_address(given.url, " to start relative links from.") if given.url else ""
    match session.ask(_request(given.target, base)):
        case Inspected() as found:
            _tell(given, session, found)
            return 0
        case Refused(sentence=sentence):
            raise FeedreaderError(sentence)
        case _:
            raise FeedreaderError("It could not be looked at; try again.")


def _request(target: str, base: str) -> Inspect:
    name = clean.line(target, 500)
    if not (target == "-" or is_file(target)):
        web_address(target, ", and there is no such file.")
        return Inspect(target, base=base)
    body = read_capped(target, LARGEST)
    if len(body) > LARGEST:
        raise FeedreaderError(f"{name} is too large: {LARGEST // 1_000_000} MB are read at most.")
    return Inspect(name, body, base)


def is_file(target: str) -> bool:
    """Whether a file is meant: one is there, or the name can be nothing else."""
    if target.startswith(("/", "./", "../", "~")):
        return True
    return "://" not in target and "\0" not in target and os.path.lexists(target)


def _tell(given: Namespace, session: Session, found: Inspected) -> None:
    name = (
        urls.shown(found.url) if found.url else os.path.basename(given.target).strip("-") or "standard input"
    )
    if given.json:
        from feedreader.cli import output

        head = output.info_head(found.info, found.url, clean.line(name, 300))
        output.write_feed(session.out, head, (output.seen_article(each) for each in found.articles))
        return
    info, out = found.info, session.out
    out.strong(info.title or name)
    for label, value in (
        ("Format", info.format.value),
        ("Address", info.feed_url or found.url),
        ("Site", info.site_url),
        ("About", clean.line(info.description, 500)),
        ("Language", info.language),
        ("Authors", joined([author.name for author in info.authors])),
        ("Older articles", info.next_url),
        ("Articles", _count(found)),
    ):
        if value:
            out.flow(value, f"{label}: ")
    for warning in info.warnings:
        out.flow(warning, "Note: ")
    _tell_headlines(session, found)


def _count(found: Inspected) -> str:
    """How many there are, and what they bring."""
    every = found.articles
    dates = sorted(each.published for each in every if each.published)
    span = f"from {when(dates[0])} to {when(dates[-1])}" if dates else ""
    told = [
        (sum(1 for each in every if each.document.blocks), "with text"),
        (sum(1 for each in every if each.authors), "with authors"),
        (sum(1 for each in every if each.lead), "with a picture"),
        (sum(1 for each in every if each.enclosures), "with files"),
    ]
    return joined((f"{len(every):,}", span, *(f"{number:,} {what}" for number, what in told if number)))


def _tell_headlines(session: Session, found: Inspected) -> None:
    pattern = session.settings().date_format
    if found.articles:
        session.out.say()
    for article in found.articles[:SHOWN]:
        session.out.flow(article.title or "(no title)", "- ", "  ")
        byline = joined([author.name for author in article.authors])
        date = when(article.published, pattern) if article.published else "no date"
        session.out.faint(joined((byline, date, plural(article.words, "word"), article.url)), "  ")
    if len(found.articles) > SHOWN:
        session.out.say()
        session.out.flow(f"{len(found.articles) - SHOWN:,} more; --json shows all of them.")
