"""Bodies as bytes and back."""

from __future__ import annotations

import pytest

from feedreader.errors import LibraryError
from feedreader.model import document as d
from feedreader.model.article import Article, Enclosure, LeadImage
from feedreader.store.codec import Body, decode, encode, pack, prepare, unpack

TEXT = (d.Span("Words, "), d.Span("strong", d.Mark.STRONG | d.Mark.EMPHASIS, "https://example.org/a"))
PARAGRAPH = d.Paragraph((*TEXT, d.Span("漢字", ruby="かんじ"), d.Span("1", note="n1")))
PICTURE = d.Picture("https://example.org/p.jpg", "A boat", 640, 480, "https://example.org/p")

EVERY_BLOCK: tuple[d.Block, ...] = (
    PARAGRAPH,
    d.Paragraph(()),
    d.Heading(2, TEXT),
    d.Heading(3, TEXT, "anchor"),
    d.Quote((PARAGRAPH, d.Quote((PARAGRAPH,)))),
    d.Quote((PARAGRAPH,), TEXT),
    d.ListBlock(((PARAGRAPH, d.ListBlock(((PARAGRAPH,), ()))), (d.Rule(),))),
    d.ListBlock(((PARAGRAPH,),), ordered=True),
    d.ListBlock(((PARAGRAPH,),), ordered=True, start=0),
    d.ListBlock(((PARAGRAPH,),), ordered=True, start=-3),
    d.DefinitionList((d.Definition((TEXT, ()), (PARAGRAPH,)), d.Definition((), ()))),
    d.CodeBlock("\tif x:\n\n  y\n", "python"),
    d.CodeBlock(""),
    d.Table(((d.Cell(TEXT, True, 2, 3, "right"), d.Cell(())), (d.Cell(TEXT, align="center"),)), TEXT),
    d.Table(()),
    d.Figure((PICTURE, d.Picture("https://example.org/q.png")), TEXT, "Credit"),
    d.Figure((), credit="Credit only"),
    d.Card("https://example.org/c", "Card"),
    d.Card("https://example.org/c", "", "Line", "https://example.org/i.jpg", "Site"),
    *(d.Embed(kind, "https://example.org/e", "Title", "https://example.org/i.jpg") for kind in d.EmbedKind),
    d.Embed(d.EmbedKind.PAGE, "https://example.org/e"),
    d.Aside((PARAGRAPH,), "Box"),
    d.Aside(()),
    d.Footnotes((d.Footnote("1", (PARAGRAPH,)), d.Footnote("", ()))),
    d.MathBlock("e^{i\\pi}"),
    d.Rule(),
)


@pytest.mark.parametrize("block", EVERY_BLOCK, ids=lambda block: type(block).__name__)
def test_every_block_comes_back_as_it_was(block: d.Block) -> None:
    document = d.Document((block,), "en-GB")
    assert decode(encode(document)) == document


def test_all_kinds_of_block_are_tried() -> None:
    assert {type(block) for block in EVERY_BLOCK} == set(d.Block.__args__)


def test_nothing_takes_no_room() -> None:
    assert encode(d.EMPTY_DOCUMENT) == b""
    assert decode(b"") == d.EMPTY_DOCUMENT


def test_what_belongs_to_a_body_comes_back() -> None:
    body = Body(
        d.Document((PARAGRAPH,)),
        "Words, strong",
        LeadImage("https://example.org/l.jpg", caption="A boat", credit=""),
        (
            Enclosure("https://example.org/e.mp3", "audio/mpeg", 2**40, "", 95),
            Enclosure("https://example.org/f"),
        ),
        "https://example.org/comments",
    )
    assert unpack(pack(body)) == body
    assert unpack(pack(Body(comments_url="https://example.org/c"))).comments_url == "https://example.org/c"
    assert unpack(pack(Body(lead=LeadImage("https://example.org/l.jpg")))).lead is not None


def test_deep_quotations_survive() -> None:
    block: d.Block = PARAGRAPH
    for _ in range(150):
        block = d.Quote((block,))
    assert decode(encode(d.Document((block,)))) == d.Document((block,))


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        (b"\x01\xff\xff\xff", "damaged"),
        (encode(d.Document((PARAGRAPH,)))[:-4], "damaged"),
        (b"\x01", "damaged"),
        (b"\x09rest", "newer feedreader"),
    ],
)
def test_a_damaged_body_is_a_sentence(stored: bytes, said: str) -> None:
    with pytest.raises(LibraryError, match=said):
        decode(stored)


def test_a_story_of_3_kb_takes_less_than_half_of_it() -> None:
    story = (
        "The minister said on Monday that the government would publish its plan before the end of the "
        "year, although several members of the committee had asked for more time. According to people "
        "who have seen a draft, most of the money is meant for schools and hospitals in the north. "
    )
    blocks = tuple(d.Paragraph((d.Span(f"{n}. {story}"),)) for n in range(1))
    assert len(encode(d.Document(blocks))) < len(story) * 0.5


def test_a_body_is_packed_the_same_whatever_was_packed_before() -> None:
    bodies = [Body(d.Document((d.Paragraph((d.Span(f"Story {n} " * 200),)),))) for n in range(3)]
    packed = [pack(body) for body in bodies]
    assert [pack(body) for body in reversed(bodies)] == packed[::-1]
    assert [unpack(each) for each in packed] == bodies


def test_prepared_articles_carry_their_body_once() -> None:
    article = Article("i", "d", "T", document=d.Document((PARAGRAPH,)), summary="Words", words=3)
    prepared = prepare(article, "Words 東京", "t")
    assert prepared.article.document == d.EMPTY_DOCUMENT
    assert unpack(prepared.document) == Body(article.document, "Words")
    assert prepared.search_text.split() == ["Words", "東京", "京"]
