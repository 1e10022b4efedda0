"""`python -m feedreader.demo --port 0`: prints the newsroom's address and serves until stdin ends.

The address is one line on stdout, `http://127.0.0.1:PORT/`. End of stdin, SIGTERM and Ctrl-C end
it with exit code 0, so that it never outlives the program that started it.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from datetime import UTC, datetime

from feedreader.demo.server import Server


def main() -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m feedreader.demo", description="The demo newsroom on a loopback address."
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 (default) takes a free one")
    parser.add_argument("--now", type=_moment, help="the moment to count dates back from, ISO 8601")
    arguments = parser.parse_args()
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    try:
        server = Server(arguments.now, arguments.port)
    except OSError as error:
        print(f"The demo newsroom cannot listen on port {arguments.port}: {error.strerror}", file=sys.stderr)
        return 1
    with server:
        print(server.base_url, flush=True)
        threading.Thread(target=_watch_stdin, args=(ended,), daemon=True).start()
        ended.wait()
    return 0


def _moment(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _watch_stdin(ended: threading.Event) -> None:
    # By descriptor: a thread inside sys.stdin holds its lock, and an exit on SIGTERM would abort.
    if sys.stdin is not None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
    ended.set()


if __name__ == "__main__":
    raise SystemExit(main())
