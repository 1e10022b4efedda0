"""Everything that means something to the converter, inside itself as often as a stranger likes."""

from __future__ import annotations

import pytest

from feedreader import content
from feedreader.content import convert, flow, tree
from feedreader.content.collect import walk
from feedreader.model.document import Document, ListBlock, Paragraph, Span

BASE = "https://lantern.example/story"
NAMES = sorted(
    tree.names(
        "gallery slideshow carousel image-grid tiled-gallery caption wp-caption legend figure image photo credit media"
        " highlight highlighttable math katex katex-display arithmatex MathJax MathJax_Display latex embed instagram-media"
        " kg-bookmark-card wp-embedded-content related read-more teaser promo footnotes recommended"
    )
)
HOLDERS = sorted(tree.names("div figure p section ul li span aside table blockquote figcaption"))
MIXED = [
    ["figure.gallery", "figcaption."],
    ["div.gallery", "div.caption", "figure."],
    ["ul.", "li.", "dl.", "dd."],
    ["table.", "tr.", "td.", "th."],
    ["div.related", "a.", "h2."],
    ["div.image", "p.caption", "blockquote.", "cite."],
    ["details.", "summary.", "aside.", "header."],
    ["figure.", "div.credit", "noscript.", "picture.", "source."],
]


def combinations() -> list[list[str]]:
    """Each element that has a handler, each class that has a rule in a container, each of them in some
    more elements, and what stands in each other."""
    found = [[f"{tag}."] for tag in sorted(convert.HANDLERS)]
    found += [[f"div.{name}"] for name in NAMES]
    found += [[f"{tag}.{name}"] for tag in HOLDERS for name in ("gallery", "caption", "related", "image")]
    return found + MIXED


def nested(parts: list[str], depth: int, inner: str = "") -> str:
    opened, closed = "", ""
    for level in range(depth):
        tag, _dot, name = parts[level % len(parts)].partition(".")
        opened += f'<{tag} class="{name}">{inner}' if name else f"<{tag}>{inner}"
        closed = f"</{tag}>" + closed
    return f"<p>before</p>{opened}kept{closed}<p>after</p>"


def read(html: str) -> str:
    document = content.from_html(html, BASE)
    assert len(list(walk(document.blocks))) < 5_000
    return content.plain(document) + content.markdown(document) + content.html(document)


@pytest.mark.parametrize("depth", [20, 99, 250, 1_000])
def test_nothing_nested_fails_or_loses_its_words(depth: int) -> None:
    for parts in combinations():
        assert "after" not in read(nested(parts, 1)) or "after" in read(nested(parts, depth)), parts
        assert "kept" not in read(nested(parts, len(parts))) or "kept" in read(nested(parts, depth)), parts


@pytest.mark.parametrize(
    "inner", ["<img src=a.jpg>", "<img src=a.jpg><i hidden>x</i>", "<hr><a href=/b>b</a>"]
)
def test_nothing_nested_with_something_on_each_level_fails(inner: str) -> None:
    for parts in combinations():
        document = content.from_html(nested(parts, 99, inner), BASE)
        assert "before" in content.plain(document), parts


@pytest.mark.parametrize("parts", [["div.gallery"], ["figure."], ["blockquote."], ["b."], *MIXED], ids=str)
def test_a_hundred_thousand_of_it_keep_the_words(parts: list[str]) -> None:
    assert "kept" in read(nested(parts, 100_000))


def test_no_tree_is_deeper_than_the_limit() -> None:
    """Also where the source is so long that libxml2's own limits are off."""
    for padding in ("", "<p>" + "word " * 2_000_000 + "</p>"):
        body, _language = tree.fragment(padding + "<div>" * 1_000 + "deep")
        assert body is not None
        last = [element for element in body.iter() if "deep" in (element.text or "")]
        assert len(list(last[0].iterancestors())) < tree.DEEPEST


def test_what_is_nested_within_reason_keeps_its_structure() -> None:
    html = "<div><section>" * 40 + "<ul><li>one</li></ul>" + "</section></div>" * 40
    assert content.from_html(html, BASE) == content.from_html("<ul><li>one</li></ul>", BASE)
    inner = "<div class=image><div class=media><div class=photo>"
    assert content.from_html(f"{inner}<ul><li>one</ul>", BASE).blocks == (
        ListBlock(((Paragraph((Span("one"),)),),)),
    )


def visits(html: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many elements a conversion takes in, each as often as it does."""
    states: list[flow.Context] = []
    make = convert.context

    def kept(base: str, elements: int) -> flow.Context:
        states.append(make(base, elements))
        return states[-1]

    monkeypatch.setattr(convert, "context", kept)
    content.from_html(html, BASE)
    monkeypatch.undo()
    return states[0].visits


def test_what_is_tried_and_read_again_stays_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    for parts in combinations():
        for inner in ("<img src=a.jpg>", "<img src=a.jpg><i hidden>x</i>"):
            html = nested(parts, 30, inner)
            assert visits(html, monkeypatch) <= 20 * (html.count("<") + 2), parts


def test_more_visits_than_any_body_needs_leave_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "_VISITS", 0)
    made = content.from_html("<div>one <b>two</b><p>three<br>four</p><script>x</script></div>five", BASE)
    assert made == Document(
        (
            Paragraph((Span("one two"),)),
            Paragraph((Span("three\nfour"),)),
            Paragraph((Span("five"),)),
        )
    )


def test_a_stack_that_overflows_leaves_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_given: object) -> None:
        raise RecursionError

    monkeypatch.setitem(convert.HANDLERS, "figure", endless)
    made = content.from_html("<p>one</p><figure>two</figure>", BASE)
    assert content.plain(made) == "one\n\ntwo"
