"""One thread beside the screen that does what may take longer than a frame: whole lists,
searches, counts, and every change of state. It has a library connection of its own.

Jobs run in order. A job in a `group` replaces one of the same group that has not begun, so
that a search typed quickly runs for the last letter only.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual.message import Message

from feedreader.errors import FeedreaderError
from feedreader.library import Library

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job(Generic[T]):
    work: Callable[[Library], T]
    then: Callable[[T], None] | None
    group: str


class DeskDone(Message):
    """A job is done: the app calls `then(result)` in its own thread."""

    bubble = False

    def __init__(self, then: Callable[[Any], None], result: object) -> None:
        super().__init__()
        self.then = then
        self.result = result


class DeskFailed(Message):
    """A job failed: one sentence for the person."""

    bubble = False

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Desk:
    """Runs jobs against the library. `post` must be thread-safe (Textual's `post_message`)."""

    def __init__(self, open_library: Callable[[], Library], post: Callable[[Message], object]) -> None:
        self._open = open_library
        self._post = post
        self._jobs: deque[_Job[Any]] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._busy = False
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)
        self._thread.start()

    def do(
        self, work: Callable[[Library], T], then: Callable[[T], None] | None = None, *, group: str = ""
    ) -> None:
        """Queues `work`; `then` is called with its result in the app's thread."""
        with self._wake:
            if group:
                self._jobs = deque(job for job in self._jobs if job.group != group)
            self._jobs.append(_Job(work, then, group))
            self._wake.notify()

    @property
    def idle(self) -> bool:
        """Nothing is queued or running."""
        with self._wake:
            return not self._jobs and not self._busy

    def close(self, timeout: float = 2.0) -> None:
        """Finishes what changes state, drops the rest, and waits at most `timeout` seconds."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(timeout)

    def _run(self) -> None:
        library: Library | None = None
        while True:
            with self._wake:
                self._busy = False
                while not self._jobs and not self._closing:
                    self._wake.wait()
                if not self._jobs:
                    break
                job = self._jobs.popleft()
                self._busy = True
                if self._closing and job.group:
                    continue
            try:
                if library is None:
                    library = self._open()
                result = job.work(library)
            except FeedreaderError as error:
                self._post(DeskFailed(str(error)))
            except Exception:
                logging.getLogger(__name__).exception("a job of the desk failed")
                self._post(DeskFailed("Something went wrong; the log has the details."))
            else:
                if job.then is not None:
                    self._post(DeskDone(job.then, result))
        if library is not None:
            library.store.close()
