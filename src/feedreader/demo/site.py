"""What the newsroom answers to a path: pages, feeds, pictures. No sockets.

Harbour Wire changes between two polls: the first GET of its feed shows N stories; every later one
shows a story more, and one of the old ones corrected. `?state=0` and `?state=1` ask for either and
count for nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from feedreader.demo import feeds_json, feeds_xml, fronts, pages
from feedreader.demo.edition import Edition, edition, version
from feedreader.demo.newsroom import Newsroom, content
from feedreader.demo.records import Paper, Story

_HTML = "text/html; charset=utf-8"
_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "wav": "audio/wav",
}
_MOVED = {"/lantern/feed/": "/lantern/feed.xml", "/lantern/rss": "/lantern/feed.xml"}
_SPAN = timedelta(days=120)

_FEEDS: dict[str, tuple[str, Callable[[Edition, str], str]]] = {
    "lantern": ("application/rss+xml; charset=utf-8", feeds_xml.lantern),
    "harbour": ("application/atom+xml", feeds_xml.harbour),
    "orrery": ("application/rdf+xml; charset=utf-8", feeds_xml.orrery),
    "staple": ("application/feed+json", feeds_json.staple),
    "kite": ("text/xml; charset=utf-8", feeds_xml.kite),
    "tideline": ("application/json", feeds_json.tideline),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before HTTP: `tag` identifies the body, `modified` is None where it has no date,
    `moved` is the path that it now stands at (status 301)."""

    status: int
    content_type: str
    body: bytes
    tag: str
    modified: datetime | None = None
    moved: str = ""


class Site:
    """The newsroom under an address. Safe to ask from several threads."""

    def __init__(self, newsroom: Newsroom, root: str) -> None:
        self._newsroom = newsroom
        self._root = root
        self._lock = threading.Lock()
        self._polls = 0
        self._stories = {story.path: story for story in newsroom.stories}
        self._papers = {paper.feed: paper for paper in newsroom.papers}
        self._fronts = {paper.home: paper for paper in newsroom.papers}
        self._people = {person.path: person for person in newsroom.people}

    def answer(self, target: str, *, counts: bool = True) -> Reply:
        """The answer to a request's target. `counts`: whether it is a poll (HEAD is none)."""
        url = urlsplit(target)
        query = {name: values[-1] for name, values in parse_qs(url.query).items()}
        path = url.path
        if path in _MOVED:
            return _reply("moved", _HTML, None, status=301, moved=_MOVED[path])
        if f"{path}/" in self._stories or f"{path}/" in self._people or f"{path}/" in self._fronts:
            return _reply("moved", _HTML, None, status=301, moved=f"{path}/")
        try:
            if path in self._papers:
                return self._feed(self._papers[path], query, counts=counts)
            if path.startswith("/kite/archive/"):
                return self._archive(path)
            if path.startswith(("/pictures/", "/files/")):
                return self._file(path)
            return self._page(path)
        except LookupError:
            return _reply(fronts.missing(self._newsroom), _HTML, None, status=404)

    def _page(self, path: str) -> Reply:
        room, root = self._newsroom, self._root
        if path in self._stories:
            return self._story(self._stories[path])
        if path in self._people:
            return _reply(fronts.person(room, self._people[path], root), _HTML, room.now - _SPAN)
        if path in self._fronts:
            return _reply(fronts.front(room, self._fronts[path], root), _HTML, room.now)
        if path == "/people/":
            return _reply(fronts.people(room), _HTML, room.now - _SPAN)
        if path == "/":
            return _reply(fronts.start(room, root), _HTML, room.now)
        raise LookupError(path)

    def _story(self, story: Story) -> Reply:
        with self._lock:
            later = self._polls > 1
        shown = version(self._newsroom, story, later=later)
        text = pages.article(self._newsroom, shown, self._root)
        return _reply(text, _HTML, shown.updated or shown.order)

    def _feed(self, paper: Paper, query: dict[str, str], *, counts: bool) -> Reply:
        number = query.get("paged") or query.get("page") or "1"
        if not number.isdecimal():
            raise LookupError(number)
        later = True
        if paper.key == "harbour":
            later = self._poll(query.get("state", ""), counts=counts)
        shown = edition(self._newsroom, paper, int(number), later=later)
        kind, write = _FEEDS[paper.key]
        return _reply(write(shown, self._root), kind, shown.changed)

    def _poll(self, state: str, *, counts: bool) -> bool:
        if state in ("0", "1"):
            return state == "1"
        with self._lock:
            self._polls += counts
            return self._polls > 1

    def _archive(self, path: str) -> Reply:
        paper = self._newsroom.paper("kite")
        pages_in_all = edition(self._newsroom, paper).pages
        name = path.removeprefix("/kite/archive/").removesuffix(".xml")
        if not name.isdecimal() or not 1 <= int(name) < pages_in_all:
            raise LookupError(path)
        shown = edition(self._newsroom, paper, pages_in_all + 1 - int(name))
        kind, write = _FEEDS["kite"]
        return _reply(write(shown, self._root), kind, shown.changed)

    def _file(self, path: str) -> Reply:
        parts = path.strip("/").split("/")
        kind = _TYPES.get(parts[-1].rpartition(".")[2])
        # Names only of letters, digits and "-": nothing outside the package's folders.
        if kind is None or not all(part.replace("-", "").replace(".", "", 1).isalnum() for part in parts):
            raise LookupError(path)
        file = content().joinpath(*parts)
        if not file.is_file():
            raise LookupError(path)
        return _reply(file.read_bytes(), kind, self._newsroom.now - _SPAN)


def _reply(
    body: str | bytes, kind: str, modified: datetime | None, *, status: int = 200, moved: str = ""
) -> Reply:
    data = body.encode() if isinstance(body, str) else body
    return Reply(status, kind, data, sha256(data).hexdigest()[:20], modified, moved)
