"""Writing lists, and reading back what was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedreader import opml
from feedreader.opml import Outline, Subscriptions
from feedreader.text import clean


def test_the_document() -> None:
    listed = Subscriptions(
        'Mine & "yours"',
        (
            Outline(
                "https://a.example/?x=1&y=2", "A <b>", "https://a.example/", "World / Europe", ("one", "two")
            ),
            Outline("https://b.example/", ""),
        ),
    )
    assert opml.write(listed).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<opml version="2.0">\n'
        "  <head><title>Mine &amp; &quot;yours&quot;</title></head>\n"
        "  <body>\n"
        '    <outline text="World" title="World">\n'
        '      <outline text="Europe" title="Europe">\n'
        '        <outline type="rss" text="A &lt;b&gt;" title="A &lt;b&gt;" xmlUrl="https://a.example/?x=1&amp;y=2"'
        ' htmlUrl="https://a.example/" category="one,two"/>\n'
        "      </outline>\n"
        "    </outline>\n"
        '    <outline type="rss" text="https://b.example/" xmlUrl="https://b.example/"/>\n'
        "  </body>\n"
        "</opml>\n"
    )


def test_credentials_stay_at_home() -> None:
    written = opml.write(Subscriptions("", (Outline("https://me:secret@a.example/feed", "A"),)))
    assert b"secret" not in written
    assert b'xmlUrl="https://a.example/feed"' in written


def test_what_acts_on_a_terminal_goes() -> None:
    nasty = "a\x1b]52;c;AAAA\x07\x9d\u202eb"
    written = opml.write(
        Subscriptions(nasty, (Outline("https://a.example/", nasty, "", nasty, (nasty,)),))
    ).decode()
    assert not any(char in written for char in "\x1b\x07\x9d\u202e")


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(clean.line)
plain = names.filter(lambda name: name and "/" not in name and "," not in name)
outlines = st.builds(
    Outline,
    url=st.sampled_from(["https://a.example/", "http://b.example/feed?x=1&y='2'", "http://localhost:81/"]),
    title=names,
    site_url=st.sampled_from(["", "https://a.example/"]),
    folder=st.lists(plain, max_size=3).map(" / ".join),
    tags=st.lists(plain, max_size=3, unique=True).map(tuple),
)


@given(st.lists(outlines, max_size=6))
def test_what_is_written_is_read(listed: list[Outline]) -> None:
    again = opml.read(opml.write(Subscriptions("Mine", tuple(listed))))
    assert again.title == "Mine"
    assert again.refused == ()
    assert sorted(again.outlines, key=repr) == sorted(listed, key=repr)
