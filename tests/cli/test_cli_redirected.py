"""The reader with its streams sent elsewhere: `2>file` hides what goes wrong, never the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.terminal.pseudo import Screen

from feedreader.cli.reader import NO_TERMINAL


class Redirected(Screen):
    """The program as a shell starts it with a redirection behind it."""

    def __init__(self, home: Path, redirection: str, **more: str) -> None:
        super().__init__(home, columns=80, rows=24, **more)
        self._command = ["sh", "-c", f'exec "$@" {redirection}', "sh", *self._command]


@pytest.mark.parametrize("redirection", ["2>{log}", "2>>{log}", "2>/dev/null", "2>&-", "2>&1"])
def test_the_screen_is_drawn_wherever_stderr_goes(tmp_path: Path, redirection: str) -> None:
    log = tmp_path / "log"
    with Redirected(tmp_path / "home", redirection.format(log=log)) as screen:
        screen.until("Welcome to feedreader")
        screen.press("q")
        assert screen.end() == 0
    if "{log}" in redirection:
        assert log.read_bytes() == b""


def test_what_goes_wrong_goes_where_stderr_went(tmp_path: Path) -> None:
    data = tmp_path / "home" / "data"
    data.mkdir(parents=True)
    (data / "library.db").write_bytes(b"nothing of ours " * 1000)
    with Redirected(tmp_path / "home", f"2>{tmp_path}/log") as screen:
        assert screen.end(20) == 3
        assert "library.db" not in screen.text
    assert "doctor --mend" in (tmp_path / "log").read_text()


@pytest.mark.parametrize(
    "redirection", [">{out}", "<{out}", ">{out} 2>{log}", ">&-", "<&-", ">&- 2>&-", "<&- >&- 2>{log}"]
)
def test_without_a_terminal_for_keys_and_screen_it_says_so(tmp_path: Path, redirection: str) -> None:
    out, log = tmp_path / "out", tmp_path / "log"
    out.touch()
    with Redirected(tmp_path / "home", redirection.format(out=out, log=log)) as screen:
        assert screen.end(20) == 2
        said = log.read_text() if "{log}" in redirection else screen.text
    if redirection != ">&- 2>&-":
        assert "".join(said.split()) == "".join(f"feedreader: {NO_TERMINAL}".split())
    assert out.read_bytes() == b""
