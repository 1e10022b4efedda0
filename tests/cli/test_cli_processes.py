"""The command as a real process: pipes that close, full disks, Ctrl-C, terminals; and that
nothing is left running."""

from __future__ import annotations

import html
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cli.feed_checker import faults
from tests.cli.shelf import NOW, put, story
from tests.cli.terminal import COMMAND, environ, in_terminal

from feedreader.demo.server import Server
from feedreader.library import Library
from feedreader.model.feed import FeedId
from feedreader.store import Store

PROCESSES = Path("/proc")
needs_proc = pytest.mark.skipif(not (PROCESSES / "self" / "environ").exists(), reason="needs Linux's /proc")


def processes(home: Path) -> list[str]:
    """Process ids of all that runs for a home: the command, its engine, the engine's children."""
    mark = b"FEEDREADER_HOME=" + os.fsencode(home)
    found = []
    for process in PROCESSES.glob("[0-9]*"):
        try:
            variables = (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if mark in variables:
            found.append(process.name)
    return found


def until(true: Callable[[], object], seconds: float = 10) -> None:
    """Waits for another process's doing."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not true():
        assert time.monotonic() < end
        pause.wait(0.02)


def run(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One run with pipes."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environ(home, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def long_library(home: Path) -> Path:
    """More headlines than a pipe holds."""
    path = home / "data" / "library.db"
    with Store.open(path) as store:
        feed = Library(store, lambda: NOW).feeds.subscribe("https://lantern.example/", "The Lantern")
        put(
            store,
            feed.id,
            [story(number, f"Story {number} " + "of many words " * 6) for number in range(1, 1500)],
        )
    return home


@pytest.mark.parametrize("arguments", [["list", "--limit", "0"], ["list", "--limit", "0", "--json"]])
def test_a_pipe_that_closes(long_library: Path, arguments: list[str]) -> None:
    """`feedreader list | head -1`"""
    process = subprocess.Popen(
        [*COMMAND, *arguments], env=environ(long_library), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) == 0
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["list"], ["export"], ["list", "--json"]])
def test_a_disk_that_is_full(library: Path, arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND, *arguments], env=environ(library.parents[1]), stdout=full, stderr=subprocess.PIPE,
            text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("feedreader: The output could not be written")
    assert done.stderr.count("\n") == 1


def test_a_locale_without_the_letters(library: Path) -> None:
    """What cannot be shown becomes "?"; JSON stays whole."""
    with Store.open(library) as store:
        put(
            store,
            Library(store, lambda: NOW).feeds.find("Lantern").id,
            [story(20, "Ночной паром “вернулся”")],
        )
    latin = {"PYTHONIOENCODING": "latin-1"}
    plain = run(library.parents[1], "list", **latin)
    assert plain.returncode == 0
    assert "??????" in plain.stdout
    done = run(library.parents[1], "list", "--json", **latin)
    document = json.loads(done.stdout)
    assert faults(document, stored=True) == []
    assert any(article["title"] == "Ночной паром “вернулся”" for article in document["items"])


@needs_proc
def test_nothing_is_left_running(home: Path, newsroom: Server) -> None:
    done = run(home, "add", newsroom.base_url + "lantern/feed.xml")
    assert done.returncode == 0
    until(lambda: not processes(home), 5)


class _Holding(BaseHTTPRequestHandler):
    """Answers when it is let go."""

    asked = threading.Event()
    go = threading.Event()

    def do_GET(self) -> None:
        self.asked.set()
        self.go.wait(20)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def holding() -> Iterator[str]:
    """A server that keeps everybody waiting."""
    _Holding.asked.clear()
    _Holding.go.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Holding)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    _Holding.go.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("arguments", "said"), [(["refresh"], "Cancelled"), (["add"], ""), (["refresh", "--json"], "{")]
)
@needs_proc
def test_ctrl_c(home: Path, holding: str, arguments: list[str], said: str) -> None:
    """In the middle of a request: 130 at once, no traceback, no engine left."""
    if arguments == ["add"]:
        arguments = ["add", holding]
    else:
        with Store.open(home / "data" / "library.db") as store:
            Library(store, lambda: NOW).feeds.subscribe(holding, "Slow")
    process = subprocess.Popen(
        [*COMMAND, *arguments], env=environ(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert _Holding.asked.wait(20)
    assert len(processes(home)) >= 2
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert out.startswith(said)
    assert "Traceback" not in err
    until(lambda: not processes(home), 5)


@needs_proc
def test_killed_in_the_middle(home: Path, holding: str) -> None:
    """The engine goes when its pipe ends, however that came."""
    process = subprocess.Popen([*COMMAND, "add", holding], env=environ(home), stderr=subprocess.DEVNULL)
    assert _Holding.asked.wait(20)
    assert len(processes(home)) >= 2
    process.kill()
    process.wait()
    until(lambda: not processes(home), 5)


def test_progress_on_a_terminal(home: Path, newsroom: Server) -> None:
    """A bar, which is gone in the end, and the figures."""
    with Store.open(home / "data" / "library.db") as store:
        Library(store, lambda: NOW).feeds.subscribe(newsroom.base_url + "lantern/feed.xml", "The Lantern")
    code, written = in_terminal(["refresh"], environ(home))
    assert code == 0
    assert "1/1" in written
    assert "1 feed: 1 fetched" in written
    _, dumb = in_terminal(["refresh", "--force"], environ(home, TERM="dumb"))
    assert "\x1b" not in dumb
    assert "1 feed: " in dumb


def test_a_list_on_a_terminal(library: Path) -> None:
    """Two lines a headline, wrapped to the width; the state in words, for ears too."""
    code, written = in_terminal(["list", "is:starred"], environ(library.parents[1], TZ="UTC"), columns=40)
    assert code == 0
    lines = [line for line in written.replace("\r", "").split("\n") if line]
    assert "Story number 4" in lines[0]
    assert "starred" in written
    assert "unread" in written
    code, written = in_terminal(
        ["list", "--limit", "2"], environ(library.parents[1], NO_COLOR="1"), columns=40
    )
    assert all(len(line) <= 40 for line in written.replace("\r", "").split("\n"))
    assert "2 of 6 articles" in written


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_every_width(library: Path, columns: int) -> None:
    """Nothing is wider than the terminal, down to 20 columns."""
    variables = environ(library.parents[1], NO_COLOR="1")
    for arguments in (["list"], ["feeds"], ["author", "Oda"], ["doctor"]):
        code, written = in_terminal(arguments, variables, columns=columns)
        assert code == 0
        wide = [
            line
            for line in written.replace("\r", "").split("\n")
            if len(line) > columns and " " in line.strip()
        ]
        assert wide == []


@pytest.mark.parametrize("columns", [20, 59])
def test_a_narrow_list_of_feeds_has_their_titles(library: Path, columns: int) -> None:
    variables = environ(library.parents[1], NO_COLOR="1")
    _, written = in_terminal(["feeds"], variables, columns=columns)
    told = " ".join(written.split())
    assert "1 The Lantern 3 of 4 unread, World, checked: " in told
    assert "2 Harbour Wire 2 of 2 unread, checked: " in told


def test_a_long_label_leaves_room_for_the_words_at_20_columns(home: Path) -> None:
    _, written = in_terminal(["doctor"], environ(home, NO_COLOR="1"), columns=20)
    lines = [line.rstrip() for line in written.replace("\r", "").split("\n")]
    assert lines[:3] == ["ok library There", "  is none yet; the", "  first start makes"]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_page_of_html_is_what_it_says_in_any_encoding(library: Path, encoding: str) -> None:
    with Store.open(library) as store:
        put(store, FeedId(1), [story(9, "Nächtliche Fähre – 夜")])
    told = subprocess.run(
        [*COMMAND, "show", "https://lantern.example/9", "--format", "html"],
        env=environ(library.parents[1], PYTHONIOENCODING=encoding),
        capture_output=True,
        timeout=60,
        check=True,
    )
    text = html.unescape(told.stdout.decode("utf-8"))
    assert '<meta charset="utf-8">' in text
    assert text.count("Nächtliche Fähre – 夜") == 2


def test_standard_input_that_is_closed(home: Path) -> None:
    for arguments in (["import", "-"], ["inspect", "-"]):
        told = subprocess.run(
            ["sh", "-c", 'exec "$@" <&-', "sh", *COMMAND, *arguments],
            env=environ(home),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (told.returncode, told.stderr) == (1, "feedreader: Standard input cannot be read.\n")


def test_the_reader_opens_and_ends(home: Path) -> None:
    """The first start in a real terminal, left by its key."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        COMMAND, stdin=theirs, stdout=theirs, stderr=theirs, env=environ(home), start_new_session=True
    )
    os.close(theirs)
    try:
        written = b""
        while b"Welcome" not in written:
            written += os.read(ours, 65536)
        os.write(ours, b"q")
        while True:
            try:
                written += os.read(ours, 65536) or b""
            except OSError:
                break
        assert process.wait(20) == 0
        assert b"Traceback" not in written
    finally:
        os.close(ours)
        process.kill()
        process.wait()
    until(lambda: not processes(home), 5)
