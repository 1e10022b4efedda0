"""An article and its plain text, which costs as much again to make: whoever needs both takes both."""

from __future__ import annotations

from dataclasses import dataclass

from feedreader.model.article import Article


@dataclass(frozen=True, slots=True)
class Made:
    """An entry made ours; `text` is the plain text of the article's document. Not `whole`: it could only
    be read as plain text."""

    article: Article
    text: str
    whole: bool = True
