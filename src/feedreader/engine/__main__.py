"""`python -m feedreader.engine`: an engine on its standard input and output."""

from __future__ import annotations

import sys

from feedreader.engine.process import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
