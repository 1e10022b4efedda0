"""Whether a text is HTML, and what XHTML looks like as HTML."""

from __future__ import annotations

import pytest
from lxml import etree

from feedreader.parse import texts
from feedreader.parse.names import Element
from feedreader.parse.raw import RawText


def element(xml: str) -> Element:
    return etree.fromstring(xml.encode())


@pytest.mark.parametrize(
    ("text", "loose", "strict"),
    [
        ("plain", False, False),
        ("AT&T and 1 < 2", False, False),
        ("a &amp; b", True, True),
        ("it&#8217;s", True, True),
        ("&unheardof;", False, False),
        ("<b>bold</b>", True, True),
        ("line<br>line", True, True),
        ("How to use <b> well", True, False),
        ("List<String> and Map<K>", False, False),
        ("see <https://example.org/>", False, False),
        ("</nonsense>", False, False),
    ],
)
def test_html_is_told_from_text(text: str, loose: bool, strict: bool) -> None:
    assert texts.is_html(text, loose=True) is loose
    assert texts.is_html(text) is strict


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<t>a &lt;b&gt; c</t>", RawText("a <b> c", "text")),
        ("<t type='text'>&lt;p&gt;x&lt;/p&gt;</t>", RawText("<p>x</p>", "text")),
        ("<t type='html'>x</t>", RawText("x", "html")),
        ("<t type='HTML'>x</t>", RawText("x", "html")),
        ("<t type='text/html' mode='escaped'>x</t>", RawText("x", "html")),
        ("<t>&lt;p&gt;x&lt;/p&gt;</t>", RawText("<p>x</p>", "html")),
        ("<t type='text/markdown'>*x*</t>", RawText("*x*", "text")),
        ("<t type='text'>a <b>c</b></t>", RawText("a c", "text")),
        ("<t type='xhtml'><div><p>x</p> y</div></t>", RawText("<p>x</p> y", "html")),
        ("<t type='xhtml'><div>a</div><div>b</div></t>", RawText("<div>a</div><div>b</div>", "html")),
        ("<t type='xhtml'><p id='1'>a &lt; b</p></t>", RawText('<p id="1">a &lt; b</p>', "html")),
        ("<t type='application/octet-stream'>PGI+aGk8L2I+</t>", RawText("<b>hi</b>", "html")),
        ("<t type='application/octet-stream'>/////w==</t>", RawText("", "text")),
        ("<t type='application/json'>{}</t>", RawText("{}", "text")),
    ],
)
def test_atom_text_constructs(xml: str, expected: RawText) -> None:
    assert texts.value(element(xml), atom=True) == expected


def test_prefixes_go_from_markup() -> None:
    xml = '<t xmlns:h="http://www.w3.org/1999/xhtml"><h:p>a<h:br/>b <h:img src="x"/></h:p></t>'
    assert texts.markup(element(xml)) == '<p>a<br>b <img src="x"></p>'


@pytest.mark.parametrize("text", ["Crème brûlée", "naïve — “quoted”", "Паром", "港の新聞", "Ã", "plain"])
def test_real_text_is_not_repaired(text: str) -> None:
    assert texts.repaired(text) == text


@pytest.mark.parametrize("text", ["Crème brûlée", "L’été — “oui”", "Паром опоздал", "日本"])
def test_text_encoded_twice_is_repaired(text: str) -> None:
    assert texts.repaired(text.encode().decode("latin-1")) == text
    twice = "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes((byte,)).decode("cp1252")
        for byte in text.encode()
    )
    assert texts.repaired(twice) == text


def test_line_is_plain() -> None:
    assert texts.line(element("<t>Fish &amp;amp; &lt;b&gt;Chips&lt;/b&gt;</t>")) == "Fish & Chips"
    assert texts.line(element("<t>1 &lt; 2</t>")) == "1 < 2"
