"""What the terminal answers while the reader starts, and what a person types meanwhile."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feedreader.cli import opening as opening_module
from feedreader.cli.opening import Opening
from feedreader.media.detect import finished, parse_answers, query_bytes
from feedreader.media.records import CellSize

ANSWERS = b"\x1bP>|XTerm(379)\x1b\\\x1b[?63;1;2;4;6;9;15;16;22;28c"


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, Callable[[], Opening]]]:
    """The terminal's end of a pseudo-terminal of 100 x 40 cells of 7 x 14 pixels, which never
    blocks, and what begins at the other end."""
    ours, programs = pty.openpty()
    os.set_blocking(ours, False)
    fcntl.ioctl(programs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 702, 564))
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    with os.fdopen(programs, "r+b", buffering=0) as file:

        def begin() -> Opening:
            # Not before the test runs: pytest sets its own streams at the end of every phase.
            monkeypatch.setattr("sys.stdin", file)
            monkeypatch.setattr("sys.stdout", file)
            opening = Opening(tmp_path / "frame", query_bytes())
            opening.begin()
            return opening

        yield ours, begin
    os.close(ours)


def test_answers_and_keys_are_told_apart(terminal: tuple[int, Callable[[], Opening]]) -> None:
    ours, begin = terminal
    opening = begin()
    assert query_bytes() in os.read(ours, 4096)
    os.write(ours, b"jj" + ANSWERS + b"\x1b[A")
    answers, typed = opening.answers(finished)
    assert typed == "jj\x1b[A"
    # xterm says nothing of sizes; the kernel knows, its few pixels of margin too.
    ability = parse_answers(answers, {"TERM": "xterm-256color"}, opening.cell())
    assert ability.cell == CellSize(7, 14)
    assert ability.protocols[0] == "sixel"
    opening.give_up()


def test_a_terminal_far_away_may_take_longer(
    terminal: tuple[int, Callable[[], Opening]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, begin = terminal
    monkeypatch.setattr(opening_module, "PATIENCE", 0.0)
    monkeypatch.setattr(opening_module, "PATIENCE_FAR", 30.0)
    opening = begin()
    answers, _ = opening.answers(finished)
    assert not finished(answers), "one that is near is not waited for"
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    later = threading.Timer(0.2, os.write, (ours, ANSWERS))
    later.start()
    answers, typed = opening.answers(finished)
    later.join()
    assert finished(answers)
    assert typed == ""
    opening.give_up()
