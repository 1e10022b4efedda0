"""The registry and the person's own keys."""

from __future__ import annotations

import pytest

from feedreader.tui.actions import ACTIONS, Scope
from feedreader.tui.app import FeedreaderApp
from feedreader.tui.keymap import build, normal_key
from feedreader.tui.screens.help import help_lines
from feedreader.tui.screens.reader import ReaderScreen
from feedreader.tui.widgets.line_view import LineView

OWNERS = {Scope.APP: FeedreaderApp, Scope.READER: ReaderScreen, Scope.LINES: LineView}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_handler_a_key_and_a_sentence(action) -> None:  # type: ignore[no-untyped-def]
    assert hasattr(OWNERS[action.scope], f"action_{action.handler}")
    assert action.help.endswith(".")
    assert action.label
    assert all(normal_key(key) == key for key in action.keys.split(","))


def test_ids_and_keys_are_unique() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    keys = [key for action in ACTIONS for key in action.keys.split(",")]
    assert len(set(keys)) == len(keys)
    assert build({}).problems == ()


def test_help_names_every_action_and_key() -> None:
    text = "\n".join(made.text for made in help_lines(build({"find.search": "f5"}).keys, 90))
    for action in ACTIONS:
        assert action.help in text, action.id
    assert "f5" in text
    assert "channel" not in text.lower()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("/", "slash"),
        ("ctrl+d", "ctrl+d"),
        ("f5", "f5"),
        ("?", "question_mark"),
        ("A", "A"),
        ("nonsense", None),
    ],
)
def test_keys_as_written(written: str, name: str | None) -> None:
    assert normal_key(written) == name


def test_own_keys_win_and_problems_are_told() -> None:
    keymap = build({"mark.star": "n", "mark.sta": "x", "find.search": "hyperspace+q"})
    assert keymap.keys["mark.star"] == "n"
    assert keymap.keys["read.next_unread"] == ""
    told = " ".join(keymap.problems)
    assert "did you mean “mark.star”" in told
    assert "hyperspace+q" in told
    assert "read.next_unread has no key now" in told


def test_quit_and_help_stay_reachable() -> None:
    keymap = build({"mark.star": "q", "find.search": "?"})
    assert "q" in keymap.keys["app.quit"].split(",")
    assert "question_mark" in keymap.keys["app.help"].split(",")
