"""newsboat's urls file."""

from __future__ import annotations

import pytest

from feedreader import opml
from feedreader.opml import Outline

URLS = r"""# my feeds

https://lantern.example/feed "news" "two words" "~The Lantern"
http://harbour.example/rss.xml news "!" "~Say \"hi\" \\ there"
   https://plain.example
"query:Unread Articles:unread = \"yes\""
exec:~/bin/make-feed.sh "tools"
"filter:~/bin/filter.pl:https://e.example/feed" "~Filtered"
file:///x/feed.xml
nonsense
"""


def test_a_whole_file() -> None:
    listed = opml.read_newsboat(URLS)
    assert listed.outlines == (
        Outline("https://lantern.example/feed", "The Lantern", folder="news", tags=("news", "two words")),
        Outline("http://harbour.example/rss.xml", 'Say "hi" \\ there', folder="news", tags=("news",)),
        Outline("https://plain.example/", ""),
    )
    assert listed.refused == (
        "“Unread Articles” was left out: it is a search inside newsboat; search for it here instead.",
        "“~/bin/make-feed.sh” was left out: its address is a command, and commands are not run.",
        "“Filtered” was left out: its address is a command, and commands are not run.",
        "“file:///x/feed.xml” was left out: its address begins with file: and only http and https are read.",
        "“nonsense” was left out: “nonsense” is not a web address.",
    )


@pytest.mark.parametrize(
    "text",
    [
        URLS,
        "\ufeffhttps://e.example/\r\n",
        '"query:x:y"\nhttps://e.example/',
        "example.org/feed\n",
        "# only\nhttps://e.example/ ~Title",
    ],
)
def test_reading_tells_it_from_opml(text: str) -> None:
    assert opml.read(text.encode()) == opml.read_newsboat(text.lstrip("\ufeff"))
    assert opml.read(text.encode()).outlines


def test_what_acts_on_a_terminal_goes() -> None:
    (outline,) = opml.read_newsboat('https://e.example/\x1b[31m "t\x1b]0;x\x07ag" "~Ti\u202etle"').outlines
    assert outline == Outline("https://e.example/%1B[31m", "Title", folder="tag", tags=("tag",))


def test_a_hostile_line_is_read() -> None:
    assert (
        opml.read_newsboat('https://e.example/ "' + '\\"' * 500_000).outlines[0].url == "https://e.example/"
    )
    assert opml.read_newsboat("https://e.example/\n" * 100_001).refused == (
        "The list goes on behind 100,000 lines: the rest was left out.",
    )
