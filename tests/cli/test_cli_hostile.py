"""What strangers write does not act on the terminal: every command's output, into a pipe and on
a pseudo-terminal, holds no control characters but the program's own."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from tests.cli.conftest import Run
from tests.cli.feed_checker import faults
from tests.cli.shelf import NOW, put, story
from tests.cli.terminal import environ, in_terminal, strange

from feedreader.library import Library
from feedreader.model.article import Enclosure, LeadImage
from feedreader.model.author import Author
from feedreader.model.document import CodeBlock, Document, Paragraph, Span
from feedreader.store import Store

NASTY = (
    "\x1b]52;c;cm0gLXJm\x07 \x1b]0;title\x1b\\ \x1b[2J\x1b[31m \x9b31m \x9d0;x\x9c \x00\x08\x7f \x90q\x9c "
    "\u202egnp.exe\u202c \u2066x\u2069 [/] [@click=app.quit]x[/] [IMPORTANT] end"
)
COMMANDS = [
    ["list"],
    ["list", "is:unread"],
    ["list", "--json"],
    ["list", NASTY],
    ["feeds"],
    ["feeds", "--json"],
    ["show", "1"],
    ["show", "1", "--format", "markdown"],
    ["show", "1", "--format", "html"],
    ["show", "1", "--json"],
    ["show", NASTY],
    ["author", "end"],
    ["author", "end", "--json"],
    ["author", NASTY],
    ["remove", NASTY],
    ["refresh", NASTY],
    ["add", NASTY],
    ["add", "https://example.invalid/" + NASTY, "--pick", NASTY],
    ["inspect", NASTY],
    ["inspect", "./" + NASTY],
    ["inspect", "./nasty.xml"],
    ["inspect", "./nasty.xml", "--json"],
    ["inspect", "./nasty.xml", "--url", NASTY],
    ["import", NASTY],
    ["import", "nasty.opml"],
    ["export"],
    ["export", "no\x1b[31m/such\x07"],
    ["paths"],
    ["paths", "--json"],
    ["doctor"],
    ["doctor", "--json"],
    ["--debug", "show", NASTY],
    [NASTY],
    ["list", "--" + NASTY],
    ["list", "--limit", NASTY],
    ["show", "1", "--format", NASTY],
]


def entity(text: str) -> str:
    """As a feed smuggles it past an XML parser: references to characters that XML forbids are
    what feedparser hands through."""
    return "".join(f"&#{ord(char)};" if not char.isprintable() else escape(char) for char in text)


def feed() -> bytes:
    """An RSS feed with the nasty list in every text of it."""
    nasty = entity(NASTY)
    return (
        f'<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{nasty}</title><link>https://bay.example/{nasty}</link><description>{nasty}</description>"
        f"<item><title>{nasty}</title><link>https://bay.example/{nasty}</link><guid>{nasty}</guid>"
        f"<dc:creator>{nasty}</dc:creator><category>{nasty}</category>"
        f'<enclosure url="https://bay.example/a{nasty}" type="{nasty}" length="1"/>'
        f"<description>&lt;p title='{nasty}'&gt;{nasty}&lt;/p&gt;&lt;pre&gt;{nasty}&lt;/pre&gt;</description>"
        f"</item></channel></rss>"
    ).encode()


@pytest.fixture
def nasty_home(tmp_path: Path) -> Path:
    """A home whose own path is nasty, with a library that holds what should never have got in."""
    home = tmp_path / "ho\x1b]0;x\x07me\u202e"
    data = home / "data"
    data.mkdir(parents=True)
    person = Author(NASTY, role=NASTY, bio=NASTY, organisation=NASTY)
    with Store.open(data / "library.db") as store:
        library = Library(store, lambda: NOW)
        lantern = library.feeds.subscribe("https://lantern.example/", NASTY, NASTY, (NASTY,))
        article = story(
            1,
            NASTY,
            summary=NASTY,
            document=Document((Paragraph((Span(NASTY),)), CodeBlock(NASTY))),
            authors=(person,),
            tags=(NASTY,),
            lead=LeadImage("https://lantern.example/1.jpg", NASTY, NASTY, NASTY),
            enclosures=(Enclosure("https://lantern.example/1.mp3", NASTY, 1, NASTY),),
        )
        put(store, lantern.id, [article])
    (home / "nasty.xml").write_bytes(feed())
    (home / "nasty.opml").write_text(
        f'<opml><body><outline text="{entity(NASTY)}" xmlUrl="exec:{entity(NASTY)}"/>'
        f'<outline text="{entity(NASTY)}" xmlUrl="https://two.example/{entity(NASTY)}"/></body></opml>'
    )
    return home


def runnable(arguments: list[str]) -> list[str]:
    """A real argv cannot hold NUL."""
    return [argument.replace("\0", "") for argument in arguments]


@pytest.mark.parametrize(
    "arguments", COMMANDS, ids=lambda each: " ".join(each)[:24].encode("unicode_escape").decode()
)
def test_into_a_pipe(
    run: Run, nasty_home: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("FEEDREADER_HOME", str(nasty_home))
    monkeypatch.chdir(nasty_home)
    told = run(*arguments)
    assert told.code in (0, 1, 2)
    assert told.out or told.err
    assert strange(told.out) == []
    assert strange(told.err) == []
    if "--json" in arguments and told.out:
        document = json.loads(told.out)
        assert "items" not in document or faults(document, stored="inspect" not in arguments) == []


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}], ids=["colour", "NO_COLOR"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["feeds"],
        ["show", "1"],
        ["author", "end"],
        ["inspect", "./nasty.xml"],
        ["show", NASTY],
        ["doctor"],
    ],
    ids=lambda each: each[0],
)
def test_on_a_terminal(
    nasty_home: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], variables: dict[str, str]
) -> None:
    monkeypatch.chdir(nasty_home)
    _, written = in_terminal(runnable(arguments), environ(nasty_home, **variables), columns=60)
    assert len(written) > 10
    assert strange(written, terminal=True) == []
    if variables:
        assert "\x1b" not in written


class _Nasty(BaseHTTPRequestHandler):
    """A feed, and an address whose reason phrase is hostile."""

    body: ClassVar[bytes] = feed()

    def do_GET(self) -> None:
        if self.path.startswith("/feed"):
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(self.body)))
            self.end_headers()
            self.wfile.write(self.body)
        else:
            self.send_response(500, "\x1b]0;reason\x07\x1b[31m")
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def nasty_server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Nasty)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_over_the_network(run: Run, nasty_server: str, home: Path) -> None:
    """From a hostile server through the engine and the library to every output."""
    told = [run("add", nasty_server + "feed"), run("add", nasty_server + "broken")]
    told += [run("inspect", nasty_server + "feed"), run("inspect", nasty_server + "broken")]
    with Store.open(home / "data" / "library.db") as store:
        Library(store, lambda: NOW).feeds.subscribe(nasty_server + "broken", "Broken")
    told += [run("refresh", "--force"), run("refresh", "--force", "--json")]
    told += [
        run(*each) for each in (["list"], ["feeds"], ["show", "1"], ["list", "--json"], ["author", "end"])
    ]
    for each in told:
        assert each.out or each.err
        assert strange(each.out) == []
        assert strange(each.err) == []
    code, written = in_terminal(["refresh", "--force"], environ(home))
    assert code == 1
    assert strange(written, terminal=True) == []


def test_a_path_in_json_is_exact(run: Run, nasty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Escaped, and so both harmless and usable; also bytes that are no UTF-8."""
    monkeypatch.setenv("FEEDREADER_HOME", os.fsdecode(os.fsencode(nasty_home) + b"/\xff"))
    told = run("paths", "--json")
    assert told.code == 0
    assert strange(told.out) == []
    assert json.loads(told.out)["data"] == os.fsdecode(os.fsencode(nasty_home) + b"/\xff") + "/data"
