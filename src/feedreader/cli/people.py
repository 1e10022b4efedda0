"""The command `author`: a profile with its history, and the newest stories."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from feedreader.cli.plain import SORTABLE, joined, when
from feedreader.cli.reading import tell_headline
from feedreader.cli.session import Session
from feedreader.errors import NotFoundError
from feedreader.model.author import AuthorId
from feedreader.text import clean, dates, spelling
from feedreader.text.counts import plural

if TYPE_CHECKING:
    from feedreader.cli.output import Object
    from feedreader.library import Library
    from feedreader.model.article import Headline
    from feedreader.model.author import Fact, Profile

STORIES = 20
"""Stories of an author that are shown."""
MOST_AUTHORS = 50


def author(given: Namespace, session: Session) -> int:
    """The profile of the author of a name or number, with the newest stories. Several who match
    are listed with their numbers (exit code 1); as JSON they come whole."""
    name = " ".join(given.name)
    with session.library() as library:
        found = _meant(library, name)
        stories = [library.authors.articles(each.author.id, STORIES) for each in found]
    if not found:
        raise NotFoundError(f"No author is called “{clean.line(name, 100)}”; a part of the name is enough.")
    if given.json:
        from feedreader.cli import output

        told = [_object(each, rows) for each, rows in zip(found, stories, strict=True)]
        output.write(session.out, {"authors": told})
        return 0
    if len(found) > 1:
        return _tell_choices(session, name, found)
    _tell(session, found[0], stories[0])
    return 0


def _meant(library: Library, name: str) -> tuple[Profile, ...]:
    """By number; else those one of whose spellings it is; else those whose name holds it."""
    if name.isascii() and name.isdigit() and len(name) < 19:
        return (library.authors.profile(AuthorId(int(name))),)
    found = tuple(library.authors.profile(each.id) for each in library.authors.find(name)[:MOST_AUTHORS])
    words = spelling.words(name)
    whole = tuple(each for each in found if any(spelling.words(said) == words for said in each.names))
    return whole or found


def _tell_choices(session: Session, name: str, found: Sequence[Profile]) -> int:
    for each in found:
        known = each.author
        facts = (
            known.profile.role,
            known.profile.organisation,
            known.site,
            plural(known.articles, "article"),
        )
        if session.out.width:
            session.out.flow(joined((known.profile.name, *facts)), f"{known.id:>6}  ", " " * 8)
        else:
            session.out.row(known.id, known.profile.name, *facts)
    session.err.flow(
        f"{len(found)} authors match “{clean.line(name, 100)}”; give the number, or more of the name."
    )
    return 1


def _tell(session: Session, profile: Profile, rows: Sequence[Headline]) -> None:
    from feedreader.library import profiles

    stored, out = profile.author, session.out
    known = stored.profile
    settings = session.settings()
    pattern = settings.date_format if out.width else SORTABLE
    out.strong(known.name)
    facts = joined((known.role, known.organisation, stored.site, "followed" * stored.followed))
    if facts:
        out.flow(facts)
    if profile.earlier_roles and (told := profiles.role_words(profile)) != known.role:
        out.flow(told)
    if len(profile.names) > 1:
        out.flow(f"Also written {', '.join(profile.names[1:])}")
    for address in dict.fromkeys(filter(None, (known.url, *known.links))):
        out.flow(address)
    if known.bio:
        out.say()
        out.body(known.bio, settings.measure)
    out.say()
    out.flow(_counts(profile, pattern))
    for row in rows:
        tell_headline(session, row, pattern)


def _counts(profile: Profile, pattern: str) -> str:
    stored = profile.author
    told = f"{plural(stored.articles, 'article')}, {stored.unread:,} unread"
    if not stored.first_seen:
        return told
    first, last = (when(dates.from_epoch(each), pattern) for each in (stored.first_seen, stored.last_seen))
    return f"{told}, {first}" if first == last else f"{told}, {first} to {last}"


def _object(profile: Profile, rows: Sequence[Headline]) -> Object:
    from feedreader.cli import output

    stored = profile.author
    return output.known(
        {
            "id": stored.id,
            **output.profile(stored.profile),
            "kind": stored.profile.kind.value,
            "site": stored.site,
            "followed": stored.followed,
            "notify": stored.notify or None,
            "articles": stored.articles,
            "unread": stored.unread,
            "first_seen": _moment(stored.first_seen),
            "last_seen": _moment(stored.last_seen),
            "names": list(profile.names),
            "roles": [
                {"role": each.role, "since": _moment(each.since), "until": _moment(each.until)}
                for each in profile.roles
            ],
            "sources": [_source(fact) for fact in profile.facts],
            "merged": [{"id": each.id, "name": each.name, "site": each.site} for each in profile.merged],
            "stories": [_story(row) for row in rows],
        }
    )


def _source(fact: Fact) -> Object:
    return {
        "field": fact.field,
        "source": fact.source,
        "first_seen": _moment(fact.first_seen),
        "last_seen": _moment(fact.last_seen),
    }


def _story(row: Headline) -> Object:
    from feedreader.cli import output

    return output.known(
        {
            "id": str(row.id),
            "title": row.title,
            "feed_id": row.feed_id,
            "feed_title": row.feed_title,
            "date": _moment(row.published),
            "reading_minutes": row.minutes,
            "read": row.read,
            "starred": row.starred,
            "saved": row.saved,
        }
    )


def _moment(seconds: int) -> str | None:
    from feedreader.cli import output

    return output.moment(dates.from_epoch(seconds)) if seconds else None
