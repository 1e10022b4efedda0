"""The size of a cell as the kernel knows it."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import termios
from pathlib import Path

import pytest

from feedreader.media import window


@pytest.mark.parametrize(
    ("rows", "columns", "width", "height", "cell"),
    [
        (40, 150, 1204, 644, (8, 16)),
        (40, 150, 0, 0, (0, 0)),
        (40, 150, 1204, 0, (0, 0)),
        (0, 0, 1204, 644, (0, 0)),
    ],
)
def test_a_terminals_cell(rows: int, columns: int, width: int, height: int, cell: tuple[int, int]) -> None:
    ours, programs = pty.openpty()
    try:
        fcntl.ioctl(programs, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, width, height))
        assert window.cell(programs) == cell
    finally:
        os.close(ours)
        os.close(programs)


def test_what_is_no_terminal_has_no_cell(tmp_path: Path) -> None:
    assert window.cell(-1) == (0, 0)
    with (tmp_path / "file").open("w") as file:
        assert window.cell(file.fileno()) == (0, 0)
