"""The reader reserves room, shows cells and asks its terminal, all without Pillow."""

from __future__ import annotations

import subprocess
import sys


def test_what_the_reader_needs_loads_no_decoder() -> None:
    rooms = (
        "records",
        "cells",
        "fit",
        "detect",
        "window",
        "kitty",
        "iterm2",
        "keep",
        "sniff",
        "limits",
        "glyphs",
        "check",
        "shrink",
    )
    code = "import sys\n" + "\n".join(f"import feedreader.media.{room}" for room in rooms)
    code += "\nprint({name.split('.')[0] for name in sys.modules} & {'PIL', 'resvg_py', 'numpy'} or 'none')"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "none\n"
