"""Pages that hold no story, and the sentence that says so to the person."""

from __future__ import annotations

from feedreader.content.extract import source

EMPTY = "This page is empty."
TOO_LARGE = "This page is too large to be read as a story."


def refused(body: bytes, content_type: str) -> str:
    """Why a body is not even looked at; empty where it is."""
    if len(body) > source.LARGEST:
        return TOO_LARGE
    return "" if body.strip() else EMPTY
