"""Bytes to raw records: feeds in any format that news comes in.

`feed` is the whole of it. It reads no file and no address; it works on bytes alone, and on
hostile ones in bounded memory. (The caller gives it a process with a deadline besides.)
"""

from __future__ import annotations

from feedreader.parse import sniff
from feedreader.parse.raw import RawFeed
from feedreader.parse.refusal import NotAFeed

__all__ = ["NotAFeed", "feed"]


def feed(body: bytes, content_type: str = "", url: str = "") -> RawFeed:
    """The feed in `body`.

    `content_type` is the HTTP header's value and `url` the address that the body came from;
    both may be empty. Raises NotAFeed, with a sentence that says what the body is instead. A
    feed that is broken but can partly be read comes with `warnings`; a feed without entries is
    a feed.
    """
    from feedreader.parse import decode

    kind = sniff.kind(body, content_type)
    if kind is sniff.Kind.EMPTY:
        raise NotAFeed("The answer is empty.")
    if kind is sniff.Kind.BINARY:
        name = sniff.binary_name(body)
        raise NotAFeed(f"This is {name}, not a feed." if name else "This is a binary file, not a feed.")
    if kind is sniff.Kind.HTML:
        page = b"<" in body
        raise NotAFeed("This is a web page, not a feed." if page else "This is plain text, not a feed.")
    text, warning = decode.text(body, content_type)
    warnings = (warning,) if warning else ()
    if kind is sniff.Kind.JSON:
        from feedreader.parse import jsonfeed

        return jsonfeed.read(text, url, warnings)
    from feedreader.parse import xmlfeed

    return xmlfeed.read(text, url, warnings)
