"""Footnotes of several writers: gathered at the end, without their links back."""

from __future__ import annotations

import re
from html import escape

import pytest

from feedreader import content
from feedreader.model.document import Footnote, Footnotes, Paragraph, Span

BASE = "https://lantern.example/story"
EXPECTED = (
    Paragraph((Span("Said"), Span("1", note="1"), Span(" so."))),
    Footnotes((Footnote("1", (Paragraph((Span("At length."),)),)),)),
)


@pytest.mark.parametrize(
    "html",
    [
        # Markdown converters (PHP Markdown Extra, GitHub, Pandoc)
        '<p>Said<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup> so.</p><div class="footnotes"><hr>'
        '<ol><li id="fn:1"><p>At length.&#160;<a href="#fnref:1" class="footnote-backref">&#8617;&#xFE0E;</a></p></li></ol></div>',
        '<p>Said<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref>1</a></sup> so.</p><section data-footnotes '
        'class="footnotes"><h2 class="sr-only">Footnotes</h2><ol><li id="user-content-fn-1"><p>At length. <a href="#user-content-fnref-1">↩</a></p></li></ol></section>',
        # with the story's whole address in front
        '<p>Said<sup><a href="https://lantern.example/story#fn1">1</a></sup> so.</p><ol><li id="fn1">At length. <a href="https://lantern.example/story#fnref1">↩</a></li></ol>',
        # Word
        '<p>Said<a href="#_ftn1" name="_ftnref1">[1]</a> so.</p><p><a href="#_ftnref1" name="_ftn1">[1]</a> At length.</p>',
        # Substack
        '<p>Said<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a> so.</p><div class="footnote"><a id="footnote-1" '
        'href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>At length.</p></div></div>',
    ],
)
def test_notes_and_references(html: str) -> None:
    assert content.from_html(html, BASE).blocks == EXPECTED


def test_two_references_to_one_note_share_its_label() -> None:
    html = '<p>a<sup><a href="#n1">1</a></sup> b<sup><a href="#n1">1</a></sup></p><ol><li id=n1>Note</ol>'
    document = content.from_html(html, BASE)
    assert [span.note for span in document.blocks[0].spans if span.note] == ["1", "1"]  # type: ignore[union-attr]
    assert content.plain(document) == "a[1] b[1]\n\n[1] Note"


def test_a_table_of_contents_is_none() -> None:
    html = '<ul><li><a href="#part-1">1. The storm</a></ul><h2 id="part-1">The storm</h2>'
    document = content.from_html(html, BASE)
    assert not any(isinstance(block, Footnotes) for block in document.blocks)
    assert content.links(document) == (BASE + "#part-1",)


@pytest.mark.parametrize("label", ["<script>alert(1)</script>", "`", "a|b", "&lt;b&gt;", "*a*", "a\\b"])
def test_a_label_means_nothing_in_markdown(label: str) -> None:
    made = content.from_html(
        f'<p>A<a role="doc-noteref" href="#n1">{escape(label)}</a> and <code>&lt;b&gt;</code></p>'
        '<aside role="doc-footnote" id="n1">A note.</aside>',
        "https://lantern.example/",
    )
    told = content.markdown(made)
    assert "[^" in told
    for reference in re.findall(r"\[\^([^\]]*)\]", told):
        assert not set("<>`|&*\\") & set(reference)
