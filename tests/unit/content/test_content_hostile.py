"""Hostile HTML: bounded work, nothing that acts, no words lost."""

from __future__ import annotations

import re
import time

import pytest

from feedreader import content
from feedreader.content import page
from feedreader.content.collect import walk
from feedreader.model.document import Document

BASE = "https://lantern.example/story"
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff\U000e0000-\U000e007f]"
)


def strings(document: Document) -> str:
    return "\n".join(
        (
            repr(document.blocks).replace("\\n", ""),
            content.plain(document),
            content.markdown(document),
            content.html(document),
        )
    )


EVIL = "a\x1b]52;c;aGk=\x07b&#27;]0;x&#7;\x9b31mc&#x9b;d\u202ee\x07f\x08g\U000e0041h&#x202e;i\ud800"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{EVIL}</p>",
        f"<h2 id='{EVIL}'>{EVIL}</h2>",
        f"<pre class='language-{EVIL}'>{EVIL}</pre>",
        f"<img src=a.jpg alt='{EVIL}'>",
        f"<figure><img src=a.jpg><figcaption>{EVIL}<span class=credit>{EVIL}</span></figcaption></figure>",
        f"<table><tr><th>{EVIL}<th>{EVIL}</table>",
        f"<iframe src='https://v.example/{EVIL}' title='{EVIL}'></iframe>",
        f"<a href='https://v.example/{EVIL}'>{EVIL}</a>",
        f"<ruby>{EVIL}<rt>{EVIL}</rt></ruby><math><mi>{EVIL}</mi></math>",
        f"<aside class=related><a href='https://v.example/'>{EVIL}</a><p>{EVIL}</p></aside>",
        f"<details><summary>{EVIL}</summary>{EVIL}</details>",
        f"<p>x<sup><a href='#fn1'>{EVIL}</a></sup></p><ol><li id=fn1>{EVIL}</ol>",
    ],
)
def test_no_control_reaches_any_output(html: str) -> None:
    document = content.from_html(html, BASE)
    assert document.blocks
    assert not _ACTING.search(strings(document))
    assert "52;c" not in content.plain(document)
    strings(document).encode()


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p{x}</style>",
        "<p onclick='x()'></p>",
        "<form><input value=x><button>alert</button><select><option>x</select></form>",
        "<template><p>hidden</p></template>",
        "<div hidden>hidden</div><p style='display: none'>hidden</p><span aria-hidden=true>*</span>",
        "<span class='sr-only'>hidden</span>",
        "<svg><script>x</script><text>hidden</text></svg>",
        "<object data='javascript:x'></object><embed src='file:///x'>",
        "<noscript>Please enable scripts</noscript>",
        "<meta http-equiv=refresh content='0;url=x'><link rel=stylesheet href=x><base href='javascript:x'>",
    ],
)
def test_what_acts_or_hides_is_gone(html: str) -> None:
    assert content.from_html(f"<p>seen</p>{html}", BASE) == content.from_html("<p>seen</p>", BASE)


def test_html_out_holds_only_our_tags() -> None:
    html = "<p onclick=x style=y class=z>a <a href='https://b.example/\"onmouseover=x'>b</a> &lt;script&gt; <b>c</b></p>"
    assert content.html(content.from_html(html, BASE)) == (
        '<p>a <a href="https://b.example/%22onmouseover=x">b</a> &lt;script&gt; <strong>c</strong></p>'
    )


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("divs", "<div>" * 20_000 + "deep" + "</div>" * 20_000 + "<p>after</p>"),
        ("open divs", "<div>" * 20_000 + "deep<p>after"),
        ("spans", "<b><i>" * 10_000 + "deep" + "</i></b>" * 10_000 + "<p>after</p>"),
        ("quotations", "<blockquote>" * 1_500 + "deep" + "</blockquote>" * 1_500 + "after"),
        ("lists", "<ul><li>" * 5_000 + "deep" + "</ul>" * 5_000 + "after"),
        ("tables", "<table><tr><td>" * 3_000 + "deep" + "</table>" * 3_000 + "after"),
        ("boxes", "<aside class='related teaser image caption'>" * 400 + "deep" + "</aside>" * 400 + "after"),
        ("figures", "<figure class=gallery><figcaption>" * 400 + "deep" + "</figure>" * 400 + "after"),
    ],
)
def test_deep_nesting_loses_no_word(name: str, html: str) -> None:
    began = time.process_time()
    document = content.from_html(html, BASE)
    plain = content.plain(document) + content.markdown(document) + content.html(document)
    assert time.process_time() - began < 5
    assert "deep" in plain
    assert "after" in plain


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("one line", "word " * 200_000),
        ("one word", "x" * 1_000_000),
        ("spaces", "a" + " " * 1_000_000 + "b"),
        ("breaks", "a<br>" * 100_000),
        ("angle brackets", "<" * 300_000),
        ("open tags", "<html<body" * 50_000),
        ("captions", "[caption]" * 50_000),
        ("escaped", "&lt;p " * 100_000 + "&lt;/p&gt;"),
        ("attributes", "<p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">x</p>"),
        ("srcset", f"<img srcset='{'a.jpg 1w,' * 50_000}'>"),
        ("caption text", f"<figure><img src=a.jpg><figcaption>{'(Photo: ' * 50_000}</figcaption></figure>"),
        ("references", "".join(f"<a href='#fn{number}'>{number}</a>" for number in range(9_000))),
        ("links in a box", "<div class=related>" + "<a href='https://a.example/x'>y</a>" * 10_000),
        ("marks", "<p>" + "e" + "\u0301" * 300_000),
        ("entities", "&#27;" * 100_000),
        ("widths", f"<img src=a.jpg width='1{' ' * 200_000}x'>"),
        ("styles", f"<span style='{'text-decoration:' * 60_000}'>x</span>"),
        ("trackers", f"<img src='https://a.example/{'blogblog.com/' * 1_200}'>" * 500),
        ("stray items", "<p>a</p>" + "<li>x" * 60_000),
        ("empty stray items", "<li>x</li>" + "<li></li> " * 60_000),
        ("between items", "<ul><li>x</li>" + "<p>y</p><li></li>" * 100_000 + "</ul>"),
        ("without terms", "<dl><dt>x</dt><dd>y</dd>" + "<dt></dt><dd>y</dd>" * 100_000 + "</dl>"),
        ("lonely marks", "<p>" + "\u0301 " * 800_000 + "x"),
        ("hidden behind pictures", "x" + "<img src=a.jpg> <b><i hidden>y</i> </b>" * 50_000),
        ("lines of a heading", "<h2>" + "<div>x</div>" * 60_000 + "</h2>"),
        ("one note for many", "<a href='#fn1'>1</a>" * 1_900 + f"<p id=fn1>{'<b></b>' * 50_000}z</p>"),
        (
            "links in a note",
            "<a href='#fn1'>1</a><p id=fn1>z<sup>" + "<a href='#x'>y</a>" * 20_000 + "</sup>",
        ),
        ("pres", "<div class=highlight><table>" + "<pre>" * 200 + "x " * 200_000),
        ("labels far down", "<figure>" * 12 + "<div>" * 230 + "<figcaption>x</figcaption>" * 20_000),
        ("sources", "<picture>" + "<source srcset=a.jpg><img src=b.jpg></source>" * 10_000 + "</picture>"),
        (
            "one set for many",
            f"<picture><source srcset='{'a.jpg 9w,' * 2_000}'>" + "<img src=b.jpg>" * 4_000 + "</picture>",
        ),
        ("backticks", "<code>" + "`" * 300_000 + "</code>"),
    ],
)
def test_large_input_takes_linear_time(name: str, html: str) -> None:
    began = time.process_time()
    document = content.from_html(html, BASE)
    content.plain(document)
    content.markdown(document)
    # A quadratic step over these sizes takes minutes; the limit leaves room for a busy machine.
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "text", ["https://a.example/" + ")" * 300_000, "\n \n" * 100_000, "x" * 1_000_000, "http://" * 100_000]
)
def test_large_plain_text(text: str) -> None:
    began = time.process_time()
    content.from_text(text)
    assert time.process_time() - began < 5


def test_output_never_nests_deeper_than_a_recursive_reader_can_follow() -> None:
    document = content.from_html("<blockquote>" * 1_500 + "x", BASE)
    assert len(list(walk(document.blocks))) < 30


def test_cells_that_span_columns_and_rows_make_no_table_without_end() -> None:
    row = "<tr>" + "".join(f"<td colspan=100 rowspan=100>c{number}</td>" for number in range(50)) + "</tr>"
    document = content.from_html(f"<table><tr><th>head</th></tr>{row * 40}</table>", BASE)
    made = content.markdown(document)
    assert len(made) < 100_000
    assert [made.count(f"c{number}") for number in (0, 49)] == [40, 40]
    assert {line.count("|") for line in made.splitlines()} == {101}


def test_what_spans_columns_and_rows_is_left_empty() -> None:
    html = "<table><tr><th>a<th>b<th>c<tr><td rowspan=2 colspan=2>d<td>e<tr><td>f<tr><td>g</table>"
    assert content.markdown(content.from_html(html, BASE)).splitlines() == [
        "| a | b | c |",
        "| --- | --- | --- |",
        "| d |  | e |",
        "|  |  | f |",
        "| g |  |  |",
    ]


def test_pres_inside_each_other_are_read_once() -> None:
    document = content.from_html("<div class=highlight><table><tr><td>" + "<pre>a" * 30, BASE)
    assert content.plain(document).count("a") == 30


def test_a_page_of_rubbish_has_no_authors() -> None:
    for body in (
        b"",
        b"\x00\xff" * 500,
        b"<script type='application/ld+json'>" + b"[" * 100_000,
        b"<p>" * 10_000,
    ):
        assert page.page_authors(body, BASE) == ()
        assert page.feed_links(body, BASE) == ()
