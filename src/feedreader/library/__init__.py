"""Use-cases on what is stored: lists, reading, marks, undo, organising. No network."""

from feedreader.library.feeds import Imported
from feedreader.library.library import Library
from feedreader.library.undo import Change
from feedreader.store.records import Counts
from feedreader.store.whole_records import PicturePolicy, TextPolicy

__all__ = ["Change", "Counts", "Imported", "Library", "PicturePolicy", "TextPolicy"]
