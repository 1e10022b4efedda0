"""Strips of pixels that go through the layout as text."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.strip import Strip

from feedreader.media.kitty import PLACEHOLDER
from feedreader.tui.pixels import Cell, Pixels


def test_a_whole_run_becomes_its_strip_where_it_stands() -> None:
    pixels = Pixels()
    first, second = pixels.text(4, b"<one>"), pixels.text(4, b"<two>")
    assert (len(first), len(second)) == (4, 4)
    # Blanks first, which take away what was there; the cursor ends behind them.
    one, two = (f"    \x1b7\x1b[4D<{name}>\x1b8" for name in ("one", "two"))
    assert pixels.laid(f"\x1b[2;5H\x1b[40m{first}\x1b[0mword{second}") == (
        f"\x1b[2;5H\x1b[40m{one}\x1b[0mword{two}"
    )
    # Two strips side by side are two.
    assert pixels.laid(first + second) == one + two


@pytest.mark.parametrize("cuts", [(3, 20), (8, 20), (12, 20), (14, 20), (5, 9, 20)])
def test_what_is_covered_is_blank(cuts: tuple[int, ...]) -> None:
    pixels = Pixels()
    strip = Strip([Segment("head  "), Segment(pixels.text(8, b"<strip>")), Segment("  tail")], 20)
    written = "\x1b[1;1H".join(part.text for part in strip.divide(cuts))
    whole = not any(6 < cut < 14 for cut in cuts)
    assert ("<strip>" in pixels.laid(written)) is whole
    assert pixels.laid(written).replace("\x1b[1;1H", "").startswith("head  " + " " * 8)
    # Cropped, as a pane that stands half outside is.
    assert pixels.laid(strip.crop(2, 10).text) == "ad      "


def test_what_is_not_shown_or_forgotten_is_blank() -> None:
    pixels = Pixels()
    text, other = pixels.text(5, b"<strip>"), pixels.text(5, b"<other>")
    assert pixels.laid(f"[{text}]", shown=lambda: False) == "[     ]"
    pixels.forget(text)
    assert pixels.laid(f"[{text}]") == "[     ]"
    assert "<other>" in pixels.laid(other)
    pixels.forget("words")
    pixels.forget("")


def test_strangers_characters_stay() -> None:
    pixels = Pixels()
    feeds = f"{PLACEHOLDER}\U000f0001\ue000\U0010fffd words"
    assert pixels.laid(feeds + "\U00100000") == feeds + "\U00100000"
    pixels.text(3, b"<strip>")
    assert pixels.laid(feeds) == feeds


def test_marks_are_used_again_in_the_end() -> None:
    pixels = Pixels()
    texts = {pixels.text(1, b"<%d>" % number) for number in range(70_000)}
    assert len(texts) == 61_166
    assert all(len(text) == 1 and text < PLACEHOLDER for text in texts)
    assert "<69999>" in pixels.laid(pixels.text(1, b"<69999>"))


def test_a_cell_follows_the_letters() -> None:
    kernels = [(8, 16)]
    # On a fine display the terminal counts twice as many pixels as the kernel knows of.
    cell = Cell((16, 33), lambda: kernels[-1])
    assert not cell.changed()
    kernels.append((12, 24))
    assert cell.changed()
    assert cell.size == (24, 50)
    assert not cell.changed()
    kernels.append((0, 0))
    assert not cell.changed()
    assert cell.size == (24, 50)
    kernels.append((8, 16))
    assert cell.changed()
    assert cell.size == (16, 33)


def test_a_cell_nobody_knows_stays() -> None:
    cell = Cell((10, 20), lambda: (0, 0))
    assert not cell.changed()
    assert cell.size == (10, 20)
