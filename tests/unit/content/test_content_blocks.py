"""Each kind of block, from the HTML that real feeds write."""

from __future__ import annotations

import pytest

from feedreader import content
from feedreader.model.document import (
    Aside,
    Block,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Heading,
    ListBlock,
    Mark,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)

BASE = "https://lantern.example/2024/10/story.html"


def read(html: str, title: str = "") -> tuple[Block, ...]:
    return content.from_html(html, BASE, title=title).blocks


def p(*spans: Span | str) -> Paragraph:
    return Paragraph(tuple(Span(span) if isinstance(span, str) else span for span in spans))


def test_white_space_collapses_across_spans() -> None:
    assert read("<p> One  <b> two </b>\n three&nbsp; four</p>") == (
        p("One ", Span("two ", Mark.STRONG), "three four"),
    )


def test_double_breaks_part_paragraphs_and_single_ones_stay() -> None:
    assert read("one<br>two<br /><br>\n three <br> &nbsp; <br><br>four<br>") == (
        p("one\ntwo"),
        p("three"),
        p("four"),
    )


def test_bare_text_and_containers() -> None:
    assert read("loose<div>in a div</div>behind<section><p>inside</p></section>") == (
        p("loose"),
        p("in a div"),
        p("behind"),
        p("inside"),
    )


@pytest.mark.parametrize(
    "empty",
    [
        "",
        "  ",
        "<p></p>",
        "<p>&nbsp;</p><div><br></div>",
        "<!-- x -->",
        "<ul><li></ul>",
        "<style>p{}</style>",
    ],
)
def test_nothing_gives_nothing(empty: str) -> None:
    assert content.from_html(empty, BASE) == Document()


def test_inline_marks() -> None:
    html = "<p><em>a</em><code>b</code><sup>c</sup><sub>d</sub><del>e</del><ins>f</ins><mark>g</mark><kbd>h</kbd><small>i</small><q>j</q></p>"
    marks = [Mark.EMPHASIS, Mark.CODE, Mark.SUPERSCRIPT, Mark.SUBSCRIPT, Mark.STRIKE, Mark.UNDERLINE]
    marks += [Mark.HIGHLIGHT, Mark.KEYBOARD, Mark.SMALL, Mark.QUOTE]
    assert read(html) == (p(*(Span(letter, mark) for letter, mark in zip("abcdefghij", marks, strict=True))),)


def test_css_says_what_tags_do_not() -> None:
    html = "<b style='font-weight:normal'><span style='font-weight: 700'>bold</span> not <span style='font-style:italic'>slanted</span></b>"
    assert read(html) == (p(Span("bold", Mark.STRONG), " not ", Span("slanted", Mark.EMPHASIS)),)


def test_links_are_absolute_and_without_trackers() -> None:
    html = "<p><a href='../x?utm_source=feed&id=1'>x</a> <a href='javascript:alert(1)'>y</a> <a href='#part'>z</a> <a href='mailto:a@b.example'>m</a></p>"
    assert content.links(content.from_html(html, BASE)) == (
        "https://lantern.example/2024/x?id=1",
        "https://lantern.example/2024/10/story.html#part",
        "mailto:a@b.example",
    )


def test_blocks_inside_a_link_keep_it() -> None:
    assert read("<a href='/x'><div>one</div><p>two</p></a>") == (
        p(Span("one", href="https://lantern.example/x")),
        p(Span("two", href="https://lantern.example/x")),
    )


def test_headings_are_relative_to_the_story() -> None:
    assert read("<h4 id=a>Top <a class=anchor href='#a'>#</a></h4><h5>Below<br>it</h5>") == (
        Heading(2, (Span("Top"),), "a"),
        Heading(3, (Span("Below it"),)),
    )


def test_a_headline_said_twice_is_dropped() -> None:
    assert read("<h1>The Boats — Return!</h1><p>x</p>", title="The boats return") == (p("x"),)
    assert len(read("<p>x</p><h1>The Boats Return</h1>", title="The boats return")) == 2


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("<blockquote><p>Q</p><cite>Ida Holm</cite></blockquote>", "Ida Holm"),
        ("<blockquote><p>Q</p><footer>— <cite>Ida Holm</cite></footer></blockquote>", "Ida Holm"),
        ("<figure><blockquote>Q</blockquote><figcaption>Ida Holm</figcaption></figure>", "Ida Holm"),
        ("<blockquote><p>Q</p><p>— Ida Holm</p></blockquote>", "Ida Holm"),
        ("<blockquote><p>Q<footer>Ida Holm</footer></blockquote>", "Ida Holm"),
        ("<blockquote><p>Q<br><cite>Ida Holm</cite></p></blockquote>", "Ida Holm"),
        ("<blockquote><p>Q</p></blockquote>", ""),
    ],
)
def test_quotations_know_who_is_quoted(html: str, source: str) -> None:
    (quote,) = read(html)
    assert isinstance(quote, Quote)
    assert quote.blocks == (p("Q"),)
    assert "".join(span.text for span in quote.source) == source


def test_a_cited_work_in_a_sentence_is_no_source() -> None:
    (quote,) = read("<blockquote><p>He read <cite>The Tide</cite> twice.</p></blockquote>")
    assert quote == Quote((p("He read ", Span("The Tide", Mark.EMPHASIS), " twice."),))


def test_lists_nest_and_need_no_end_tags() -> None:
    assert read("<ul><li>one<ol start=3><li>three<li>four</ol><li><p>two<p>more</ul>") == (
        ListBlock(
            (
                (p("one"), ListBlock(((p("three"),), (p("four"),)), ordered=True, start=3)),
                (p("two"), p("more")),
            )
        ),
    )


def test_text_between_items_without_a_list_is_kept() -> None:
    (shown,) = read("<table><tr><th>A<th>B<tr><td>x<td><li>a</li>b<br><li>c</li>d</table>")
    assert isinstance(shown, Table)
    assert shown.rows[1][1].spans[0].text == "• a\nb\n• c\nd"


def test_items_without_a_list_and_lists_between_items() -> None:
    assert read("<li>a<li>b") == (ListBlock(((p("a"),), (p("b"),))),)
    assert read("<ul><li>a</li><ul><li>b</li></ul></ul>") == (
        ListBlock(((p("a"), ListBlock(((p("b"),),))),)),
    )


def test_definitions() -> None:
    assert read("<dl><dt>Ebb<dt>Low tide<dd>Water going out</dl>") == (
        DefinitionList((Definition(((Span("Ebb"),), (Span("Low tide"),)), (p("Water going out"),)),)),
    )


@pytest.mark.parametrize(
    "html",
    [
        '<pre><code class="language-python">x = 1\n  y\n</code></pre>',
        '<div class="highlight highlight-source-python"><pre>\nx = 1\n  y</pre></div>',
        '<pre class="brush: python; gutter: true">x = 1<br>  y</pre>',
        '<div class="language-python highlighter-rouge"><div class="highlight"><pre class="highlight"><code>x = 1\n  y</code></pre></div></div>',
        '<pre data-lang="Python">x = 1\n  y</pre>',
        '<figure class="highlight python"><table><tr><td class="gutter"><pre>1\n2</pre></td><td class="code"><pre>x = 1<br>  y</pre></td></tr></table></figure>',
        '<table class="highlighttable"><tr><td class="linenos"><pre>1\n2</pre></td><td class="code"><div class="highlight"><pre><code class="language-python">x = 1\n  y</code></pre></div></td></tr></table>',
    ],
)
def test_code_knows_its_language(html: str) -> None:
    assert read(html) == (CodeBlock("x = 1\n  y", "python"),)


def test_what_stands_far_down_in_a_giant_table_is_told_row_by_row() -> None:
    rows = "".join(f"<tr><td>a{row}</td><td></td><td>b {row}</td></tr>" for row in range(7_000))
    table, *told = read(f"<table><tr><th>A</th><th>-</th><th>B</th></tr>{rows}</table><p>End</p>")
    assert isinstance(table, Table)
    assert sum(len(row) for row in table.rows) == 19_998
    assert told[0] == Paragraph((Span(f"a{len(table.rows) - 1} · b {len(table.rows) - 1}"),))
    assert told[-2:] == [Paragraph((Span("a6999 · b 6999"),)), Paragraph((Span("End"),))]
    assert len(table.rows) + len(told) == 7_002


def test_cells_are_counted_over_all_tables_of_a_story_and_before_a_row_is_read() -> None:
    one = f"<table><tr><th>A</th><th>B</th></tr><tr>{'<td>a' * 30_000}</tr></table>"
    table, *told = read(one)
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    assert len(told) == 300
    many = read("".join("<table>" + "<tr><th>a</th><td>b</td></tr>" * 4_000 + "</table>" for _ in range(5)))
    assert sum(len(row) for each in many if isinstance(each, Table) for row in each.rows) == 20_000
    assert sum(isinstance(each, Paragraph) for each in many) == 10_000


def test_a_table_of_data() -> None:
    html = """<table><caption>Tides</caption><thead><tr><th>Port<th style="text-align:right">Metres</thead>
        <tr><td rowspan=2>Skerry<td align=right>4.1<tr><td align=right>3.9<tr><td colspan="2">Both <b>low</b></table>"""
    assert read(html) == (
        Table(
            (
                (Cell((Span("Port"),), True), Cell((Span("Metres"),), True, align="right")),
                (Cell((Span("Skerry"),), rowspan=2), Cell((Span("4.1"),), align="right")),
                (Cell((Span("3.9"),), align="right"),),
                (Cell((Span("Both "), Span("low", Mark.STRONG)), colspan=2),),
            ),
            (Span("Tides"),),
        ),
    )


@pytest.mark.parametrize(
    "html",
    [
        "<table role=presentation><tr><th>one<th>two</table>",
        "<table><tr><td>one</td></tr><tr><td>two</td></tr></table>",
        "<table><tr><td><h3></h3><p>one</p></td><td>two</td></tr></table>",
        "<table><tr><td><table><tr><td>one</td></tr></table></td><td>two</td></tr></table>",
    ],
)
def test_layout_tables_are_dissolved(html: str) -> None:
    assert read(html) == (p("one"), p("two"))


def test_boxes_and_rules() -> None:
    assert read("<hr><p>a</p><hr><hr><details><summary>More</summary>b</details><hr>") == (
        p("a"),
        Rule(),
        Aside((p("b"),), "More"),
    )


@pytest.mark.parametrize(
    "html",
    [
        '<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">x2</span></span>',
        '<span class="MathJax_Preview">x2</span><span class="MathJax" id="m1">x2</span><script type="math/tex">x^2</script>',
        '<span class="math inline">\\(x^2\\)</span>',
        "<math><msup><mi>x</mi><mn>2</mn></msup></math>",
        '<span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display:none"><math alttext="{\\displaystyle x^2}"><mi>x</mi></math></span><img src="x.svg" alt="x^2"></span>',
        '<img class="latex" src="l.png" alt="$x^2$">',
    ],
)
def test_mathematics_once(html: str) -> None:
    assert read(f"<p>so {html} it is</p>") == (p("so ", Span("x^2", Mark.MATH), " it is"),)


def test_mathematics_apart() -> None:
    assert read('<math display="block"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>') == (MathBlock("a/b"),)


def test_ruby() -> None:
    html = "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>です</p>"
    assert read(html) == (p(Span("漢", ruby="かん"), Span("字", ruby="じ"), "です"),)
    assert content.plain(content.from_html(html, BASE)) == "漢(かん)字(じ)です"


def test_language_and_glued_pages() -> None:
    document = content.from_html(
        "<html lang=de-AT><body><p>eins</p></body></html><html><body><p>zwei</p></body></html>", BASE
    )
    assert document == Document((p("eins"), p("zwei")), "de-AT")


def test_html_escaped_once_too_often() -> None:
    assert read("&lt;p&gt;One &lt;em&gt;two&lt;/em&gt;&lt;/p&gt;") == (p("One ", Span("two", Mark.EMPHASIS)),)
    assert read("Write &lt;p&gt;x&lt;/p&gt; so") == (p("Write <p>x</p> so"),)


def test_an_unexpanded_shortcode_is_no_paragraph() -> None:
    assert read('<p>a</p><p>[gallery ids="1,2" size=”full”]</p><p>[sic] b=1</p>') == (p("a"), p("[sic] b=1"))
