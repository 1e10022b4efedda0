"""Pictures as terminals show them: the demo's first story with its lead picture, scrolled, covered."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image
from tests.media.pictures import opened
from tests.media.test_media_symbols import distance
from tests.terminal.pictured import Kind, PictureScreen

TRUE = {"COLORTERM": "truecolor", "TERM_PROGRAM": ""}
KINDS = {
    "kitty": Kind(
        TRUE | {"TERM": "xterm-kitty"},
        b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.42.1)\x1b\\\x1b[6;20;9t\x1b[?62;c",
        (9, 20),
    ),
    # As Debian's xterm answers: not a word about sizes, which the kernel knows.
    "xterm": Kind(
        {"TERM": "xterm-256color", "COLORTERM": ""},
        b"\x1bP>|XTerm(379)\x1b\\\x1b[?63;1;2;4;6;9;15;16;22;28c",
        (6, 13),
        in_kernel=True,
    ),
    "iterm2": Kind(
        TRUE | {"TERM": "xterm-256color"},
        b"\x1b_Gi=31;OK\x1b\\\x1bP>|iTerm2 3.6.1\x1b\\\x1b[6;16;8t\x1b[?62;4c",
        (8, 16),
    ),
}


def source(columns: int, rows: int, cell: tuple[int, int]) -> Image.Image:
    """The ferry as it ought to look in so many cells."""
    ferry = opened((files("feedreader.demo") / "pictures" / "ferry.png").read_bytes()).convert("RGB")
    return ferry.resize((columns * cell[0], rows * cell[1]), Image.Resampling.LANCZOS)


@pytest.mark.parametrize("name", KINDS)
def test_the_lead_picture_scrolls_with_the_story_and_is_covered_as_text_is(name: str, tmp_path: Path) -> None:
    kind = KINDS[name]
    wide, high = kind.cell
    with PictureScreen(kind, tmp_path, "--demo", columns=120, rows=36) as screen:
        # The newest first, then the ferry: once both are here nothing comes between them.
        screen.until("A reader asks", limit=40)
        screen.until("After eleven winters")
        screen.press("g", "j", "\r")
        screen.until("By Oda Hale")
        screen.until(lambda _: len(screen.shown()) > 400)
        screen.press("")
        (top, left, rows, columns), picture = screen.picture()
        # In the right proportions, to a cell; between the byline and the caption; in its own pane.
        ferry = source(columns, rows, kind.cell)
        assert abs(columns * wide / (rows * high) - 960 / 640) < 0.1
        lines = screen.text.splitlines()
        assert "By Oda Hale" in lines[top - 2]
        assert "The Skerrin leaves" in lines[top + rows]
        assert left > lines[1].index("The Lantern")
        assert distance(picture, ferry) < 12
        assert set(screen.shown()) == {
            (y, x) for y in range(top, top + rows) for x in range(left, left + columns)
        }

        # Seven lines down: what is left of it stands higher, and nothing stays behind.
        screen.press(*"jjjjjjj")
        (above, left_now, rows_now, columns_now), lower = screen.picture()
        gone = max(0, 2 + 7 - top)
        assert (above, left_now, rows_now, columns_now) == (max(2, top - 7), left, rows - gone, columns)
        assert gone > 0
        assert distance(lower, ferry.crop((0, gone * high, columns * wide, rows * high))) < 12
        assert len(screen.shown()) == rows_now * columns

        # Help dims the page, which pixels cannot be; a page further down there is
        # nothing of it (a related story may show its own).
        screen.press("?")
        screen.until("Next line or headline")
        assert not screen.shown()
        screen.press("\x1b")
        screen.until(lambda _: len(screen.shown()) == rows_now * columns)
        screen.press(" ")
        assert not screen.shown() or screen.picture()[0][3] < columns

        # As large as the screen, never on its last line, where a terminal would scroll.
        screen.press("P")
        screen.until(lambda _: len(screen.shown()) > rows * columns)
        screen.press("")
        (_, _, most, across), large = screen.picture()
        assert distance(large, source(across, most, kind.cell)) < 12
        assert max(y for y, _ in screen.shown()) < 35
        screen.press("\x1b", "q")
        assert screen.end() == 0
        assert not screen.shown()
