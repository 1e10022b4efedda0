"""What a stranger's feed may carry: control sequences, markup, bidi, in every field there is."""

from __future__ import annotations

import json
import re
from html import escape

ESC, BEL, C1_OSC, C1_CSI = "\x1b", "\x07", "\x9d", "\x9b"

SEQUENCES = (
    f"{ESC}]52;c;aGFja2Vk{BEL}",
    f"{ESC}]0;owned{BEL}",
    f"{ESC}]8;;http://evil.example{ESC}\\click{ESC}]8;;{ESC}\\",
    f"{ESC}[2J{ESC}[H",
    f"{ESC}[6n",
    f"{ESC}[?1049l",
    f"{ESC}P+q544e{ESC}\\",
    f"{ESC}_Gf=100;AAAA{ESC}\\",
    f"{ESC}^pm{ESC}\\",
    f"{C1_OSC}52;c;aGFja2Vk\x9c",
    f"{C1_CSI}2J",
    "\x00\x08\x0b\x0c\x0e\x7f",
    "\u202e\u2066\u202d\u200f\u061c\ufeff",
    "\U000e0041\U000e0042",
)
MARKUP = (
    "[/",
    "[/x]",
    "[@click=app.quit]x[/]",
    "[IMPORTANT]",
    "[b",
    "[type=x, v={'a[0]'}]",
    "[bold]no[/bold]",
    "\\[",
)

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""What must stand in no text that is drawn or printed (tab and newline are the program's own)."""


def dirty(word: str) -> str:
    """A word with every sequence inside it and markup behind it."""
    return word + "".join(SEQUENCES) + " " + " ".join(MARKUP)


def _ref(text: str) -> str:
    """XML text whose forbidden characters are references, as broken generators write them."""
    return "".join(
        f"&#{ord(char)};" if ord(char) < 32 or 127 <= ord(char) < 160 else escape(char) for char in text
    )


def rss() -> bytes:
    """An RSS feed with `dirty` in every field."""
    d = {
        name: _ref(dirty(name))
        for name in ("feed", "about", "title", "author", "tag", "alt", "caption", "code", "body")
    }
    link = "https://lantern.example/a?q=" + _ref(SEQUENCES[0] + "\u202e")
    html = escape(
        f"<p>{d['body']} <a href='javascript:alert(1)'>bad</a> <a href='{link}'>good</a></p>"
        f"<figure><img src='{link}' alt='{d['alt']}'><figcaption>{d['caption']}</figcaption></figure>"
        f"<pre><code class='language-python'>{d['code']}</code></pre><table><tr><th>{d['tag']}</th></tr></table>"
        f"<h2 onclick='x'>{d['title']}</h2><blockquote>{d['body']}</blockquote><script>alert(1)</script>"
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>{d["feed"]}</title><link>https://lantern.example/</link><description>{d["about"]}</description>
<item><title>{d["title"]}</title><link>{link}</link><guid>one{_ref(SEQUENCES[0])}</guid>
<dc:creator>{d["author"]}</dc:creator><category>{d["tag"]}</category>
<enclosure url="https://lantern.example/{_ref(SEQUENCES[1])}../../etc/passwd.mp3" type="{_ref(dirty("audio/mpeg"))}" length="1"/>
<pubDate>Tue, 20 Oct 2026 10:00:00 GMT</pubDate><description>{html}</description></item>
<item><title>[/x]</title><description>[@click=app.quit]x[/]</description></item>
</channel></rss>""".encode()


def json_feed() -> bytes:
    """A JSON Feed with `dirty` in every field, raw and as \\u escapes."""
    author = {
        "name": dirty("author"),
        "url": "javascript:alert(1)",
        "avatar": "https://a.example/" + SEQUENCES[0],
    }
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": dirty("feed"),
            "description": dirty("about"),
            "language": dirty("en"),
            "home_page_url": "file:///etc/passwd",
            "authors": [author],
            "items": [
                {
                    "id": "1" + SEQUENCES[0],
                    "url": "https://lantern.example/b" + SEQUENCES[3],
                    "title": dirty("title"),
                    "summary": dirty("summary"),
                    "content_html": f"<p>{escape(dirty('body'))}</p><img src='file:///x' alt='{escape(dirty('alt'))}'>",
                    "authors": [author],
                    "tags": [dirty("tag")],
                    "date_published": "2026-10-20T10:00:00Z",
                    "attachments": [
                        {"url": "https://a.example/x", "mime_type": dirty("m"), "title": dirty("t")}
                    ],
                },
                {"id": "2", "title": "[/", "content_text": dirty("plain text")},
            ],
        }
    ).encode()


FEEDS = (("nasty.xml", "application/rss+xml", rss()), ("nasty.json", "application/feed+json", json_feed()))
