"""Where things are, and what the person set."""

from feedreader.config.paths import Paths, resolve
from feedreader.config.settings import Settings, load

__all__ = ["Paths", "Settings", "load", "resolve"]
