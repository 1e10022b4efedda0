"""Pictures, captions, credits, galleries, embeds and related cards."""

from __future__ import annotations

import pytest

from feedreader import content
from feedreader.model.document import (
    Aside,
    Block,
    Card,
    Embed,
    EmbedKind,
    Figure,
    Paragraph,
    Picture,
    Quote,
    Span,
)

BASE = "https://lantern.example/2024/story"
AT = "https://lantern.example/2024/"


def read(html: str) -> tuple[Block, ...]:
    return content.from_html(html, BASE).blocks


def figure(html: str) -> Figure:
    (block,) = read(html)
    assert isinstance(block, Figure)
    return block


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ('<img src="a.jpg">', "a.jpg"),
        ('<img src="data:image/gif;base64,R0" data-src="a.jpg">', "a.jpg"),
        ('<img src="/spacer.gif" data-lazy-src="a.jpg">', "a.jpg"),
        ('<img src="s.jpg" srcset="s.jpg 300w, m.jpg 1280w, l.jpg 2400w">', "m.jpg"),
        ('<img src="s.jpg" srcset="s.jpg 300w, m.jpg 900w">', "m.jpg"),
        ('<img src="s.jpg" srcset="s.jpg, m.jpg 2x, l.jpg 4x">', "m.jpg"),
        ('<img srcset="w_300,h_2/a.jpg 300w,w_1200,h_2/a.jpg 1200w">', "w_1200,h_2/a.jpg"),
        ('<picture><source srcset="s.webp 300w, m.webp 1300w"><img src="s.jpg"></picture>', "m.webp"),
        ('<picture><source srcset="a.webp" type="image/webp"><img src="a.jpg"></picture>', "a.jpg"),
        (
            '<picture><source media="(max-width:600px)" srcset="s.jpg"><source srcset="l.jpg"><img></picture>',
            "l.jpg",
        ),
        ('<img src="data:image/svg+xml,x" class=lazy><noscript><img src="a.jpg"></noscript>', "a.jpg"),
        ('<img data-src="a-800x600.jpg"><noscript><img src="a.jpg"></noscript>', "a-800x600.jpg"),
        ('<amp-img src="a.jpg"></amp-img>', "a.jpg"),
    ],
)
def test_the_best_address(image: str, name: str) -> None:
    assert [picture.url for picture in figure(f"<p>{image}</p>").pictures] == [AT + name]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="t.gif" width=1 height=1>',
        '<img src="t.gif" style="width:1px;height:1px">',
        '<img src="t.gif" width="0">',
        '<img src="https://pixel.wp.com/b.gif?x=1">',
        '<img src="https://feeds.feedburner.com/~r/lantern/~4/abc">',
        '<img src="https://www.facebook.com/tr?id=1">',
        '<img src="javascript:x">',
        '<img src="file:///etc/passwd">',
        '<img src="data:image/png;base64,AAAA">',
        '<img src="a.jpg" style="display:none">',
        "<img>",
    ],
)
def test_trackers_and_spacers_go(image: str) -> None:
    assert read(f"<p>text {image}</p>") == (Paragraph((Span("text"),)),)


def test_sizes_alt_and_link() -> None:
    html = '<a href="/big.jpg"><img src="a.jpg" alt=" A  boat " width="800" height="600px"></a>'
    assert figure(html).pictures == (
        Picture(AT + "a.jpg", "A boat", 800, 600, "https://lantern.example/big.jpg"),
    )


def test_a_picture_in_a_sentence_stands_behind_it() -> None:
    assert read('<p>one <img src="a.jpg"> two</p>') == (
        Paragraph((Span("one two"),)),
        Figure((Picture(AT + "a.jpg"),)),
    )


def test_an_emoji_picture_is_its_character() -> None:
    assert read('<p>fine <img class="emoji" alt="🌊" src="e.png"></p>') == (Paragraph((Span("fine 🌊"),)),)


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("The quay. (Photo: Ida Holm/Harbour Wire)", "The quay.", "Ida Holm/Harbour Wire"),
        ("The quay (AP Photo/Ida Holm)", "The quay", "AP Photo/Ida Holm"),
        ("The quay. [Ida Holm/Reuters]", "The quay.", "Ida Holm/Reuters"),
        ("The quay. Photo by Ida Holm", "The quay.", "Photo by Ida Holm"),
        ("The quay. Photo: Ida Holm", "The quay.", "Ida Holm"),
        ("The quay | © Ida Holm", "The quay", "© Ida Holm"),
        ("Der Kai. Foto: Ida Holm/dpa", "Der Kai.", "Ida Holm/dpa"),
        ("Photo: Ida Holm", "", "Ida Holm"),
        ('The quay. <span class="credit">Ida Holm/AFP</span>', "The quay.", "Ida Holm/AFP"),
        (
            '<span class="image-caption">The quay.</span> <cite class="copyright">(© Ida Holm)</cite>',
            "The quay.",
            "© Ida Holm",
        ),
        ("The quay (built in 1911)", "The quay (built in 1911)", ""),
        ("The photo by the door", "The photo by the door", ""),
        ("Photos by Ida Holm show the quay.", "Photos by Ida Holm show the quay.", ""),
        ("Photo by Ida Holm.", "", "Photo by Ida Holm."),
        ("<em>Image: </em><a href=/x><em>Harbour Wire</em></a>", "", "Harbour Wire"),
        ("The quay. <span>Image credit: </span><span>Ida Holm</span>", "The quay.", "Ida Holm"),
    ],
)
def test_caption_and_credit_told_apart(caption: str, text: str, credit: str) -> None:
    found = figure(f"<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>")
    assert ("".join(span.text for span in found.caption), found.credit) == (text, credit)


def test_a_line_that_only_names_the_maker_is_the_credit_of_the_picture_before() -> None:
    assert figure("<p><img src=a.jpg></p><p>Photo: Ida Holm</p>").credit == "Ida Holm"
    for words in ("Photos by Ida Holm show the quay as it was before the fire.", "The quay"):
        document = content.from_html(f"<p><img src=a.jpg></p><p>{words}</p>", BASE)
        assert content.plain(document).endswith(words)
    assert len(content.from_html("<p>x</p><p>Photo: Ida Holm</p>", BASE).blocks) == 2


@pytest.mark.parametrize(
    "html",
    [
        '<div class="wp-caption"><a href=a.jpg><img src=a.jpg></a><p class="wp-caption-text">The quay</p></div>',
        '[caption id="a" align="left"]<img src=a.jpg> The quay[/caption]',
        '<div class="article-image"><img src=a.jpg><span class="image__caption">The quay</span></div>',
        '<p><img src=a.jpg></p><p class="caption">The quay</p>',
        '<p><img src=a.jpg></p>\n <p class="caption">The quay</p>',
        "<div><img src=a.jpg></div> <figcaption>The quay</figcaption>",
        '<div class="image"><img src=a.jpg><div class="image-caption">The quay</div><div class="caption">The quay</div></div>',
        "<figure><div><img src=a.jpg></div><figcaption>The quay</figcaption></figure>",
    ],
)
def test_captions_without_a_figcaption(html: str) -> None:
    assert figure(html).caption == (Span("The quay"),)


def test_what_is_said_twice_and_behind_a_picture() -> None:
    found = figure(
        "<figure><div class=photo-caption><figcaption>The quay. Photo: Ida Holm</figcaption></div><img src=a.jpg>"
        "<figcaption>The quay. Photo: Ida Holm</figcaption></figure>"
    )
    assert (found.caption, found.credit) == ((Span("The quay."),), "Ida Holm")
    found = figure('<img src=a.jpg> <p class="caption">The quay</p> <p class="photo-credit">Ida Holm</p>')
    assert (found.caption, found.credit) == ((Span("The quay"),), "Ida Holm")
    (text,) = read('<p class="caption">The quay</p>')
    assert text == Paragraph((Span("The quay"),))


def test_lines_between_the_pictures_of_a_gallery_are_captions() -> None:
    blocks = read(
        "<div class=gallery><p>Look:</p><img src=a.jpg><p>1 of 2</p><p>North. (Photo: Ida Holm)</p><img src=b.jpg><p>East</p></div>"
    )
    assert blocks[0] == Paragraph((Span("Look:"),))
    assert [(block.caption, block.credit) for block in blocks[1:] if isinstance(block, Figure)] == [
        ((Span("North."),), "Ida Holm"),
        ((Span("East"),), ""),
    ]


def test_galleries() -> None:
    assert (
        len(
            figure(
                '<figure class="wp-block-gallery"><figure><img src=a.jpg></figure><figure><img src=b.jpg></figure></figure>'
            ).pictures
        )
        == 2
    )
    assert len(figure('<ul class="gallery"><li><img src=a.jpg><li><img src=b.jpg></ul>').pictures) == 2
    apart = read(
        '<figure class="wp-block-gallery"><figure><img src=a.jpg><figcaption>A</figcaption></figure>'
        "<figure><img src=b.jpg><figcaption>B</figcaption></figure></figure>"
    )
    assert [block.caption for block in apart if isinstance(block, Figure)] == [(Span("A"),), (Span("B"),)]


@pytest.mark.parametrize(
    ("html", "embed"),
    [
        (
            '<iframe src="//www.youtube-nocookie.com/embed/abcdefghijk?rel=0" title="The tide"></iframe>',
            Embed(
                EmbedKind.VIDEO,
                "https://www.youtube.com/watch?v=abcdefghijk",
                "The tide",
                "https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg",
            ),
        ),
        (
            '<iframe src="https://player.vimeo.com/video/123?h=1"></iframe>',
            Embed(EmbedKind.VIDEO, "https://vimeo.com/123"),
        ),
        (
            '<iframe data-src="https://open.spotify.com/embed/x"></iframe>',
            Embed(EmbedKind.AUDIO, "https://open.spotify.com/embed/x"),
        ),
        (
            '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
            Embed(EmbedKind.MAP, "https://www.google.com/maps/embed?pb=1"),
        ),
        (
            '<iframe src="https://datawrapper.dwcdn.net/abc/1/"></iframe>',
            Embed(EmbedKind.INTERACTIVE, "https://datawrapper.dwcdn.net/abc/1/"),
        ),
        ('<iframe src="https://else.example/x"></iframe>', Embed(EmbedKind.PAGE, "https://else.example/x")),
        (
            '<video poster="p.jpg"><source src="v.mp4">Your browser is old</video>',
            Embed(EmbedKind.VIDEO, AT + "v.mp4", "", AT + "p.jpg"),
        ),
        ('<audio src="a.mp3" title="Foghorn"></audio>', Embed(EmbedKind.AUDIO, AT + "a.mp3", "Foghorn")),
        (
            '<figure><video src="v.mp4"></video><figcaption>The tide</figcaption></figure>',
            Embed(EmbedKind.VIDEO, AT + "v.mp4", "The tide"),
        ),
    ],
)
def test_embeds_are_named_as_what_they_are(html: str, embed: Embed) -> None:
    assert read(html) == (embed,)


@pytest.mark.parametrize("source", ["https://ad.doubleclick.net/x", "javascript:x", "data:text/html,x", ""])
def test_frames_of_advertising_go(source: str) -> None:
    assert read(f'<iframe src="{source}"></iframe>') == ()
    assert read('<iframe src="https://x.example/" width="1" height="1"></iframe>') == ()


def test_a_post_keeps_its_words() -> None:
    html = (
        '<blockquote class="twitter-tweet"><p>Low water at noon.</p>&mdash; Ida (@ida) '
        '<a href="https://twitter.com/ida/status/1">May 1</a></blockquote><script src="x.js"></script>'
    )
    (quote,) = read(html)
    assert isinstance(quote, Quote)
    assert quote.source == (Span("Ida (@ida) "), Span("May 1", href="https://twitter.com/ida/status/1"))


CARD = Card(
    "https://harbour.example/boats",
    "Boats return",
    "Forty came back.",
    "https://harbour.example/b.jpg",
    "Harbour Wire",
)


@pytest.mark.parametrize(
    ("html", "card"),
    [
        (
            '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://harbour.example/boats">'
            '<div class="kg-bookmark-content"><div class="kg-bookmark-title">Boats return</div><div class="kg-bookmark-description">'
            'Forty came back.</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="https://harbour.example/i.png">'
            '<span class="kg-bookmark-author">Ida</span><span class="kg-bookmark-publisher">Harbour Wire</span></div></div>'
            '<div class="kg-bookmark-thumbnail"><img src="https://harbour.example/b.jpg"></div></a></figure>',
            CARD,
        ),
        (
            '<blockquote class="wp-embedded-content"><a href="https://harbour.example/boats">Boats return</a></blockquote>'
            '<iframe class="wp-embedded-content" src="https://harbour.example/boats/embed/"></iframe>',
            Card(CARD.url, CARD.title),
        ),
        (
            '<aside class="related-story"><h4>Read also</h4><a href="https://harbour.example/boats"><img src="https://harbour.example/b.jpg">'
            "<h5>Boats return</h5></a><p>Forty came back.</p></aside>",
            Card(CARD.url, CARD.title, CARD.summary, CARD.image),
        ),
        (
            '<p><b>Read more:</b> <a href="https://harbour.example/boats">Boats return at dawn</a></p>',
            Card(CARD.url, "Boats return at dawn"),
        ),
        (
            '<p>Lire aussi : <a href="https://harbour.example/boats">Les bateaux reviennent</a>.</p>',
            Card(CARD.url, "Les bateaux reviennent"),
        ),
    ],
)
def test_related_cards(html: str, card: Card) -> None:
    assert read(html) == (card,)


def test_a_box_of_several_cards() -> None:
    html = (
        '<div class="related"><h3>More from the coast</h3><ul><li><a href="https://a.example/1">First story</a></li>'
        '<li><a href="https://a.example/2">Second story</a></li></ul></div>'
    )
    cards = (Card("https://a.example/1", "First story"), Card("https://a.example/2", "Second story"))
    assert content.cards(content.from_html(html, BASE)) == cards
    aside = read(html.replace("More from the coast", "The storm so far"))
    assert aside == (Aside(cards, "The storm so far"),)


def test_a_sentence_with_a_link_is_no_card() -> None:
    html = '<p>Read also <a href="https://a.example/1">what she wrote last year</a> about the storm.</p>'
    assert not content.cards(content.from_html(html, BASE))


def test_what_a_document_holds_each_once_and_at_any_depth() -> None:
    html = "<ul><li><img src=a.jpg><blockquote><img src=b.jpg><img src=a.jpg></blockquote></ul>"
    assert [picture.url for picture in content.pictures(content.from_html(html, BASE))] == [
        AT + "a.jpg",
        AT + "b.jpg",
    ]
