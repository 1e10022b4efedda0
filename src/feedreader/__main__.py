"""`python -m feedreader`: the same as the command `feedreader`."""

from __future__ import annotations

import sys

from feedreader.cli import main

if __name__ == "__main__":
    sys.exit(main())
