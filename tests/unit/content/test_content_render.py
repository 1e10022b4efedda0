"""Plain text, Markdown and plain text in: exact forms."""

from __future__ import annotations

import pytest

from feedreader import content
from feedreader.model.document import Block, CodeBlock, Document, Paragraph, Span

BASE = "https://lantern.example/story"


def plain(html: str) -> str:
    return content.plain(content.from_html(html, BASE))


def markdown(html: str) -> str:
    return content.markdown(content.from_html(html, BASE))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>A</h2><p>b <a href=/x>c</a></p>", "A\n\nb c"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c"),
        ("<ol start=9><li>a<li><p>b<p>c</ol>", "9. a\n10. b\n    c"),
        ("<blockquote><p>a<p>b<footer>C</footer></blockquote>", "> a\n>\n> b\n>\n> — C"),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a | b\nc | d"),
        (
            "<figure><img src=a.jpg alt=x><figcaption>A boat. (Photo: I. Holm)</figcaption></figure>",
            "A boat. (I. Holm)",
        ),
        ("<img src=a.jpg alt='only a picture'>", "only a picture"),
        ("<p>he said <q>so</q></p>", "he said “so”"),
        ("<dl><dt>a<dd>b</dl>", "a\n    b"),
        ("<p>a</p><hr><p>b</p>", "a\n\n* * *\n\nb"),
        ("<iframe src='https://v.example/1'></iframe>", "https://v.example/1"),
    ],
)
def test_plain(html: str, text: str) -> None:
    assert plain(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h3>A #1</h3><h4>b</h4>", "## A #1\n\n### b"),
        ("<p># a<br>1. b<br>- c<br>&gt; d<br>+ e</p>", "\\# a\\\n1\\. b\\\n\\- c\\\n\\> d\\\n\\+ e"),
        (
            "<p>2*3 snake_case _x_ [y] &lt;z&gt; `t` \\</p>",
            "2\\*3 snake_case \\_x\\_ \\[y\\] \\<z> \\`t\\` \\\\",
        ),
        ("<p>a <b>bold </b>and <i>it</i>al</p>", "a **bold** and *it*al"),
        ("<p>a<b>(b)</b>c</p>", "a<strong>(b)</strong>c"),
        ("<p>x<sup>2</sup> <code>a`b</code></p>", "x<sup>2</sup> ``a`b``"),
        (
            "<p><a href='/x_(y)'>l</a>!<a href=/z>m</a></p>",
            "[l](<https://lantern.example/x_(y)>)\\![m](https://lantern.example/z)",
        ),
        ("<ul><li>a<li>b</ul><ul><li>c</ul>", "- a\n- b\n\n<!-- -->\n\n- c"),
        ("<ol><li>a<ul><li>b</ul></ol>", "1. a\n   - b"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
        (
            "<table><tr><th>a<th align=right>b|c<tr><td colspan=2>d<br>e</table>",
            "| a | b\\|c |\n| --- | ---: |\n| d<br>e |  |",
        ),
        (
            "<table><caption>t</caption><tr><td rowspan=2>a<td>b<tr><td>c</table>",
            "t\n\n|  |  |\n| --- | --- |\n| a | b |\n|  | c |",
        ),
        ("<pre class=language-md>```\nx\n```</pre>", "````md\n```\nx\n```\n````"),
        (
            "<a href=/b><img src=a.jpg alt='a [b]'></a>",
            "[![a \\[b\\]](https://lantern.example/a.jpg)](https://lantern.example/b)",
        ),
        (
            "<iframe src='https://vimeo.com/1' title='A *film*'></iframe>",
            "[Video: A \\*film\\*](https://vimeo.com/1)",
        ),
        ("<p>a<sup><a href=#fn1>1</a></sup></p><ol><li id=fn1>b</ol>", "a[^1]\n\n[^1]: b"),
        ("<span class=math>a_1*b</span>", "$`a_1*b`$"),
    ],
)
def test_markdown(html: str, text: str) -> None:
    assert markdown(html) == text


def test_a_fence_is_longer_than_those_inside() -> None:
    block: Block = CodeBlock("a ````` b")
    assert content.markdown(Document((block,))) == "``````\na ````` b\n``````"


def test_plain_text_in() -> None:
    text = "One  line\r\nand two.\n\n \nSee https://a.example/x_(y). And (https://b.example/z), ftp://c.example.\x1b[31m\n"
    assert content.from_text(text) == Document(
        (
            Paragraph((Span("One line\nand two."),)),
            Paragraph(
                (
                    Span("See "),
                    Span("https://a.example/x_(y)", href="https://a.example/x_(y)"),
                    Span(". And ("),
                    Span("https://b.example/z", href="https://b.example/z"),
                    Span("), ftp://c.example."),
                )
            ),
        )
    )
    assert content.from_text("  \n ") == Document()
