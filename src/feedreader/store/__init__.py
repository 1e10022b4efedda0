"""The library's file (SQLite); the only room that knows of it."""

from feedreader.store.store import Store

__all__ = ["Store"]
