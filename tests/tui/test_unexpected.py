"""An error that nobody expected: the screen stays, or the command line tells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.library_of import open_app, small

from feedreader.errors import UsageError


async def test_an_action_that_cannot_be_done_says_so_and_the_screen_stays(
    library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(library_path)
    app = open_app(library_path)

    def refuse(*given: object) -> None:
        raise UsageError("This cannot be [done].")

    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        monkeypatch.setattr(app.reader, "action_toggle_star", refuse)
        await pilot.press("s")
        await pilot.pause()
        assert [toast.message for toast in app._notifications] == ["This cannot be [done]."]
        await pilot.press("j")
        assert app.is_running


async def test_what_nobody_expected_is_left_to_the_command_line_to_tell(
    library_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small(library_path)
    app = open_app(library_path)

    def fall(*given: object) -> None:
        raise ZeroDivisionError("by accident")

    async def press() -> None:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            monkeypatch.setattr(app.reader, "action_toggle_star", fall)
            await pilot.press("s")
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await press()
    app._print_error_renderables()
    assert capsys.readouterr().err == ""
    assert isinstance(app.failure, ZeroDivisionError)
