"""What bootstrap builds works together: paths, library, engine, and the demo newsroom."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from queue import Queue

import pytest
from tests.engine.newsroom import Newsroom, Reply, rss

from feedreader import bootstrap
from feedreader.config import Settings
from feedreader.engine.messages import Event, Refresh, RoundEnded


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment whose folders are the test's own."""
    return {**os.environ, "FEEDREADER_HOME": str(tmp_path)}


def refreshed(queue: Queue[Event]) -> RoundEnded:
    while True:
        event = queue.get(timeout=60)
        if isinstance(event, RoundEnded):
            return event


def test_the_library_s_feeds_are_refreshed_by_the_engine(home: dict[str, str], newsroom: Newsroom) -> None:
    newsroom.routes["/feed"] = Reply(rss("Alpha"))
    paths = bootstrap.paths(home)
    library = bootstrap.open_library(paths)
    try:
        feed = library.feeds.subscribe(newsroom.url("/feed"))
        events: Queue[Event] = Queue()
        client = bootstrap.engine_client(paths, Settings(), home, on_event=events.put)
        client.send(Refresh())
        assert refreshed(events).summary.new == 3
        client.close()
        assert library.feeds.get(feed.id).unread == 3
    finally:
        library.store.close()
    agent = newsroom.asked[0].headers["user-agent"]
    assert agent.startswith("feedreader/")
    assert "https://" in agent


def test_the_person_s_contact_stands_in_the_requests() -> None:
    agent = bootstrap.user_agent(Settings(user_agent_contact="mail@example.com"))
    assert agent.endswith("(+mail@example.com)")


def test_the_demo_starts_is_read_and_ends(home: dict[str, str]) -> None:
    demo = bootstrap.demo(home)
    try:
        library = bootstrap.open_library(demo.paths)
        events: Queue[Event] = Queue()
        client = bootstrap.engine_client(
            demo.paths,
            bootstrap.settings(demo.paths).settings,
            home,
            trusted=demo.trusted,
            on_event=events.put,
        )
        client.send(Refresh())
        summary = refreshed(events).summary
        client.close()
        feeds = library.feeds.all()
        library.store.close()
    finally:
        demo.close()
    assert summary.asked == summary.fetched == len(feeds) > 0
    assert all(feed.unread for feed in feeds)
    assert demo.process.returncode is not None
    assert bootstrap.paths(home).library != demo.paths.library


def test_importing_it_imports_nothing_else() -> None:
    script = (
        "import sys; before = set(sys.modules); import feedreader.bootstrap; "
        "print(sorted(m for m in set(sys.modules) - before if m.startswith('feedreader')))"
    )
    out = subprocess.run(
        [sys.executable, "-c", script],
        env=bootstrap.child_environ(os.environ),
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.stdout.strip() == "['feedreader', 'feedreader.bootstrap']"


def test_the_client_imports_nothing_heavy() -> None:
    script = (
        "import sys; import feedreader.engine.client; "
        "heavy = {'asyncio', 'httpx', 'sqlite3', 'subprocess', 'lxml', 'feedparser'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    out = subprocess.run(
        [sys.executable, "-c", script],
        env=bootstrap.child_environ(os.environ),
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.stdout.strip() == "[]"


def test_a_checkout_s_package_is_found_by_children_and_site_packages_is_not_put_first() -> None:
    environ = bootstrap.child_environ({"PYTHONPATH": "/elsewhere"})
    first, second = environ["PYTHONPATH"].split(os.pathsep)
    assert (Path(first) / "feedreader" / "bootstrap.py").exists()
    assert second == "/elsewhere"
