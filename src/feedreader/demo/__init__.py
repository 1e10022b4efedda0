"""The demo newsroom: six invented papers served over real HTTP on the loopback address.

People, places, papers and pictures are invented for this project and labelled so on every page
and in every feed. `python -m feedreader.demo --port 0` serves them from a process of their own;
`feedreader.demo.server.Server` does it on a thread, for tests.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LABEL", "DemoFeed", "feeds"]

LABEL = "Invented for the feedreader demo"
"""Stands in the footer of every page and in the description of every feed."""


@dataclass(frozen=True, slots=True)
class DemoFeed:
    """A feed of the newsroom: its absolute address, its title, and the folder to put it in."""

    url: str
    title: str
    folder: str


# Written out, so that asking for the feeds reads no file; a test holds it against papers.toml.
_FEEDS = (
    ("/lantern/feed.xml", "The Lantern", "World"),
    ("/harbour/feed.atom", "Harbour Wire", "World"),
    ("/tideline/api/stories", "Tideline", "World"),
    ("/orrery/index.rdf", "Orrery", "Science"),
    ("/staple/feed.json", "Stack & Staple", "Technology"),
    ("/kite/feed.xml", "Kite Quarterly", "Long reads"),
)


def feeds(base_url: str) -> tuple[DemoFeed, ...]:
    """The newsroom's feeds under `base_url` (`http://127.0.0.1:PORT/`), in the order to show."""
    root = base_url.rstrip("/")
    return tuple(DemoFeed(root + path, title, folder) for path, title, folder in _FEEDS)
