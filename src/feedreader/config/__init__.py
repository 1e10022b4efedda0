"""Where things are, and what the person set."""

from feedreader.config.paths import Paths, resolve
from feedreader.config.settings import Loaded, Settings, load

__all__ = ["Loaded", "Paths", "Settings", "load", "resolve"]
