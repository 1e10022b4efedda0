"""A terminal's window as the kernel knows it."""

from __future__ import annotations

import fcntl
import struct
import termios


def cell(fd: int) -> tuple[int, int]:
    """Width and height in pixels, rounded down, of a cell of the terminal at a descriptor; (0, 0)
    where the kernel does not know them, or there is no terminal."""
    try:
        packed = fcntl.ioctl(fd, termios.TIOCGWINSZ, bytes(8))
    except (OSError, ValueError):
        return 0, 0
    rows, columns, width, height = struct.unpack("4H", packed)
    return (width // columns, height // rows) if rows and columns and width and height else (0, 0)
