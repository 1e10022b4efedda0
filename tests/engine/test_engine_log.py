"""The log takes what strangers wrote without its control characters."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from feedreader.engine import log


@pytest.fixture
def root() -> logging.Logger:
    return logging.getLogger()


def test_lines_are_clean(tmp_path: Path, root: logging.Logger) -> None:
    before = list(root.handlers)
    path = tmp_path / "cache" / "engine.log"
    try:
        log.start(str(path))
        try:
            raise ValueError("\x1b]52;c;aGk=\x07 from a feed")
        except ValueError:
            root.exception("title %s", "\x1b[31mred\x9b0m")
    finally:
        for handler in set(root.handlers) - set(before):
            handler.close()
            root.removeHandler(handler)
    text = path.read_text()
    assert "red" in text
    assert "from a feed" in text
    assert "Traceback" in text
    assert not any(each in text for each in "\x1b\x07\x9b")


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, root: logging.Logger) -> None:
    before = list(root.handlers)
    (tmp_path / "file").write_text("")
    try:
        log.start(str(tmp_path / "file" / "engine.log"))
        root.warning("nowhere")
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
