"""Panes side by side at every width."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedreader.tui.panes import ARTICLE_LEAST, ORDER, Form, Layout, Pane, arrange, form


@pytest.mark.parametrize("width", range(20, 320, 7))
@pytest.mark.parametrize("active", list(Pane))
@pytest.mark.parametrize("hidden", [True, False])
def test_widths_add_up_and_the_active_pane_is_shown(width: int, active: Pane, hidden: bool) -> None:
    layout = Layout(feeds_shown=not hidden, author_shown=not hidden)
    shown = arrange(width, layout, active)
    assert active in shown
    assert sum(shown.values()) == width
    assert list(shown) == [pane for pane in ORDER if pane in shown]
    assert all(size > 0 for size in shown.values())


def test_forms() -> None:
    assert [form(width) for width in (40, 99, 100, 149, 150)] == [
        Form.NARROW,
        Form.NARROW,
        Form.MEDIUM,
        Form.MEDIUM,
        Form.WIDE,
    ]
    assert list(arrange(160, Layout(), Pane.HEADLINES)) == list(ORDER)
    assert list(arrange(120, Layout(), Pane.HEADLINES)) == [Pane.HEADLINES, Pane.ARTICLE]
    assert list(arrange(80, Layout(), Pane.ARTICLE)) == [Pane.ARTICLE]
    assert list(arrange(160, Layout(zoomed=True), Pane.ARTICLE)) == [Pane.ARTICLE]


def test_the_article_keeps_room() -> None:
    greedy = Layout(feeds_width=48, headlines_width=90, author_width=60)
    for width in range(150, 300, 10):
        assert arrange(width, greedy, Pane.ARTICLE)[Pane.ARTICLE] >= ARTICLE_LEAST


def test_resizing_stays_within_reason() -> None:
    layout = Layout()
    for _ in range(100):
        layout = layout.resized(Pane.FEEDS, 4)
    assert layout.feeds_width == 48
    # The article is what is left: wider means a narrower list.
    assert layout.resized(Pane.ARTICLE, 4).headlines_width == layout.headlines_width - 4
    assert replace(layout, feeds_width=9999).resized(Pane.FEEDS, 0).feeds_width == 48
