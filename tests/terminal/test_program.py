"""The program as a person meets it: started in a terminal, keys pressed, the screen read."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.hostile.nasty import SEQUENCES
from tests.terminal.pseudo import SOURCE, Screen
from tests.tui.library_of import small

from feedreader.media.detect import query_bytes

# What Textual itself writes: CSI sequences, charset and keypad modes, the pointer's shape.
OWN = re.compile(rb"\x1b(?:\[[0-9;:?<>=]*[ $]?[@-~]|\][0-9]*;default(?:\x07|\x1b\\)?|[()][A-Z0-9]|[=>78cM])")


def test_the_demo_from_nothing_to_a_story_and_its_author(tmp_path: Path) -> None:
    with Screen(tmp_path, "--demo", columns=160, rows=45) as screen:
        # The newest first, then the ferry: once both are here nothing comes between them.
        screen.until("A reader asks", limit=40)
        screen.until("After eleven winters")
        assert "The Lantern" in screen.text
        screen.press("g", "j", "\r")
        screen.until("By Oda Hale")
        # The biography stands on the article's page only: the engine went and looked.
        screen.until("Senior correspondent", limit=20)
        screen.press("/", "b", "e", "e", "s", "\r")
        screen.until("Bees can count to four")
        began = time.monotonic()
        screen.press("q")
        assert screen.end() == 0
        assert time.monotonic() - began < 2
    assert not list(tmp_path.glob("data/library.db")), "the demo has a library of its own"


def test_a_first_start_welcomes_and_quits(tmp_path: Path) -> None:
    with Screen(tmp_path, columns=80, rows=24) as screen:
        screen.until("Welcome to feedreader")
        screen.press("q")
        assert screen.end() == 0


def test_nothing_a_feed_carries_acts_on_the_terminal(nasty_home: Path) -> None:
    with Screen(nasty_home, columns=160, rows=45) as screen:
        screen.until("[/x]")
        for keys in (("\r", "G"), ("f", "\x1b"), ("a", "a"), ("J", "J", "J"), ("h", "h", "G", "i", "\x1b")):
            screen.press(*keys)
        screen.press("q")
        assert screen.end() == 0
        written = OWN.sub(b"", screen.raw.replace(query_bytes(), b""))
        assert b"\x1b" not in written, written[max(0, written.index(b"\x1b") - 40) :][:160]
        # Leaving the alternate screen is the program's own last act; the rest is none of its words.
        assert b"Something went wrong" not in screen.raw
        for sequence in SEQUENCES[:9]:
            assert sequence.encode() not in screen.raw or "1049l" in sequence
        for single in (b"\xc2\x9d", b"\xc2\x9b", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\x00", b"\x07"):
            assert single not in written


@pytest.mark.parametrize(("columns", "rows"), [(160, 45), (80, 24), (50, 15), (20, 5)])
def test_every_size(tmp_path: Path, columns: int, rows: int) -> None:
    (tmp_path / "data").mkdir()
    small(tmp_path / "data" / "library.db")
    with Screen(tmp_path, columns=columns, rows=rows) as screen:
        screen.until("Story")
        screen.press("\r", "j", "\x1b", "q")
        assert screen.end() == 0


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"TERM": "xterm-16color"}, {"TERM": "linux"}])
def test_poor_terminals(tmp_path: Path, more: dict[str, str]) -> None:
    (tmp_path / "data").mkdir()
    small(tmp_path / "data" / "library.db")
    with Screen(tmp_path, columns=120, rows=36, **more) as screen:
        screen.until("● Story number 0")
        screen.press("q")
        assert screen.end() == 0


def test_a_kill_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    library = tmp_path / "data" / "library.db"
    small(library)
    with Screen(tmp_path) as screen:
        screen.until("Story number 0")
        screen.press("s", "j", "\r")
        screen.until("Paragraph of story 1")
    db = sqlite3.connect(library)
    assert db.execute("SELECT count(*) FROM articles WHERE starred").fetchone() == (1,)
    assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    db.close()


def test_a_library_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    library = tmp_path / "data" / "library.db"
    small(library)
    db = sqlite3.connect(library)
    db.execute("PRAGMA user_version = 999")
    db.commit()
    db.close()
    before = library.read_bytes()
    with Screen(tmp_path) as screen:
        assert screen.end(15) == 3
        assert "newer feedreader" in screen.text
        assert "Traceback" not in screen.text
    assert library.read_bytes() == before


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "feedreader"],
        env={**os.environ, "FEEDREADER_HOME": str(tmp_path), "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        timeout=30,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 2
    assert "terminal" in done.stderr
    assert not done.stdout


def test_the_screen_as_it_was_left_is_there_before_anything_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    small(tmp_path / "data" / "library.db")
    with Screen(tmp_path) as screen:
        screen.until("Story number 0")
        screen.press("q")
        assert screen.end() == 0
    library = tmp_path / "data" / "library.db"
    with Screen(tmp_path) as screen:
        screen.until("Story number 0")
        before, _, _ = screen.raw.partition(b"\x1b[?1000h")
        assert b"Story number 0" in before, "Textual was here first"
        os.write(screen._fd, b"s")
        screen.until(lambda text: "★" in text)
        screen.press("q")
        assert screen.end() == 0
    db = sqlite3.connect(library)
    assert db.execute("SELECT count(*) FROM articles WHERE starred").fetchone() == (1,), (
        "a key typed early was lost"
    )
    db.close()
    with Screen(tmp_path, columns=80, rows=24) as screen:
        screen.until("Story number 0")
        assert b"\x1b[?1000h" in screen.raw, "a frame of another size was painted"


def test_an_article_goes_through_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    small(tmp_path / "data" / "library.db")
    with Screen(tmp_path) as screen:
        screen.until("Story number 0")
        screen.press("\r", "|")
        screen.press(*f"head -1 > {tmp_path}/piped; echo it was said", "\r")
        screen.until("[enter goes back")
        screen.press("\r")
        screen.until("next unread")
        screen.until("Done.")
        screen.press("q")
        assert screen.end() == 0
    assert (tmp_path / "piped").read_text() == "# Story number 0\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_as_q_does(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "data").mkdir()
    small(tmp_path / "data" / "library.db")
    with Screen(tmp_path) as screen:
        screen.until("next unread")
        screen.press("s")
        os.kill(screen._pid, number)
        assert screen.end() == 0
        # The alternate screen and the mouse's reports are given back.
        assert b"\x1b[?1049l" in screen.raw
        assert b"\x1b[?1000l" in screen.raw
    db = sqlite3.connect(tmp_path / "data" / "library.db")
    assert db.execute("SELECT count(*) FROM articles WHERE starred").fetchone() == (1,)
    db.close()


def test_a_frame_that_was_tampered_with_is_not_painted(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    small(tmp_path / "data" / "library.db")
    with Screen(tmp_path) as screen:
        screen.until("next unread")
        screen.press("q")
        assert screen.end() == 0
    frame = tmp_path / "cache" / "frame"
    frame.write_bytes(frame.read_bytes() + b"\x1b]52;c;aGFja2Vk\x07")
    with Screen(tmp_path) as screen:
        screen.until("next unread")
        screen.press("q")
        assert screen.end() == 0
        assert b"]52;" not in screen.raw
