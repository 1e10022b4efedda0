"""The engine's log: a file that stays small, with lines that are safe to print."""

from __future__ import annotations

import logging
import os
import sys
from logging.handlers import RotatingFileHandler

SIZE = 1024 * 1024
KEPT = 2


class CleanLines(logging.Formatter):
    """Formats a record as clean text: what strangers wrote may be in it."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's lines without a control character but the line breaks."""
        from feedreader.text import clean

        return clean.block(super().format(record))


def start(path: str) -> None:
    """Logs warnings and errors to the file at `path`, which is the person's alone; to nowhere
    when `path` is empty or cannot be written."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    handler: logging.Handler = logging.NullHandler()
    if path:
        try:
            os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)
            handler = RotatingFileHandler(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True)
        except OSError as error:
            print(f"the log cannot be written: {error}", file=sys.stderr)
    handler.setFormatter(CleanLines("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
