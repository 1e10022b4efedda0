"""The steps of extraction one by one: encodings, names, headlines, pictures' addresses, bylines, dates."""

from __future__ import annotations

import pytest

from feedreader.content import captions
from feedreader.content.extract import dates, edges, facts, noise, people, sameness, source, story, titles
from feedreader.content.extract.noise import Verdict
from feedreader.content.tree import Element
from feedreader.model.document import Card, Heading, Paragraph, Span

JAPANESE = "<p>これは日本語の文章です。</p>"


def root_of(html: str) -> Element:
    found = source.root(html)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (JAPANESE.encode(), "text/html; charset=iso-8859-1"),
        (JAPANESE.encode("utf-8-sig"), ""),
        (JAPANESE.encode("utf-16"), ""),
        (JAPANESE.encode("utf-16-le"), ""),
        (b"<meta charset=shift_jis>" + JAPANESE.encode("cp932"), ""),
        (b"<meta charset='EUC-JP'>" + JAPANESE.encode("euc-jp"), "text/html; charset=ISO-8859-1"),
        (JAPANESE.encode("cp932"), "text/html; charset=Shift_JIS"),
        (b'<meta charset="iso-8859-1">' + JAPANESE.encode("cp932"), "text/html; charset=Shift_JIS"),
    ],
)
def test_text_in_any_encoding(body: bytes, content_type: str) -> None:
    assert "これは日本語の文章です。" in source.text(body, content_type)


def test_text_without_any_hint_is_windows_1252() -> None:
    assert source.text("Caf\u00e9 \u201ezu\u201c".encode("cp1252")) == "Caf\u00e9 \u201ezu\u201c"
    assert source.text("Café".encode("cp1252"), "text/html; charset=no-such-thing") == "Café"


def test_a_few_broken_bytes_do_not_undo_utf8() -> None:
    body = b"<meta charset=utf-8>" + "Grüße aus Köln, schöne Tage. ".encode() * 40 + b"\xe9 end"
    assert "Grüße aus Köln" in source.text(body)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("shareBar", Verdict.NOISE),
        ("c-share__bar", Verdict.NOISE),
        ("shareholder-report", Verdict.NOTHING),
        ("has-share-bar", Verdict.NOTHING),
        ("post-content", Verdict.KEPT),
        ("article__content has-comments", Verdict.KEPT),
        ("article-content-comments", Verdict.NOTHING),
        ("comment-list", Verdict.FOREIGN),
        ("onetrust-banner-sdk", Verdict.FOREIGN),
        ("related-posts", Verdict.RELATED),
        ("standfirst", Verdict.INTRO),
        ("paywall", Verdict.SOFT),
        ("", Verdict.NOTHING),
    ],
)
def test_what_a_name_says(name: str, verdict: Verdict) -> None:
    element = next(root_of(f'<div class="{name}">x</div>').iter("div"))
    if name == "article-content-comments":
        # Comments on the content, whatever else the name holds.
        assert noise.Names().verdict(element) is not Verdict.KEPT
    else:
        assert noise.Names().verdict(element) is verdict


def test_an_id_made_of_a_heading_says_nothing() -> None:
    element = next(root_of('<section id="sharing-with-a-single-developer">x</section>').iter("section"))
    assert noise.Names().verdict(element) is Verdict.NOTHING


@pytest.mark.parametrize(
    ("title", "site", "bare"),
    [
        ("Market rises | The Gull", "The Gull", "Market rises"),
        ("The Gull - Market rises", "The Gull", "Market rises"),
        ("魚市場、再建へ：港新聞", "港新聞", "魚市場、再建へ"),
        ("Market rises - for now", "The Gull", "Market rises - for now"),
        ("Market rises", "", "Market rises"),
    ],
)
def test_title_without_the_site(title: str, site: str, bare: str) -> None:
    assert titles.without_site(title, site) == bare


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Fish | Gull</title>", "<h1>Fish</h1>", "Fish"),
        (
            "<title>Fish market burns | Gull</title>",
            "<h1>Gull</h1><h2>Fish market burns</h2>",
            "Fish market burns",
        ),
        (
            "<meta property=og:title content='Fish market burns'>",
            "<h1>Report: Fish market burns</h1>",
            "Fish market burns",
        ),
        (
            "<meta property=og:title content='You will not believe this fire'>",
            "<h1>Fish market burns</h1>",
            "Fish market burns",
        ),
        ("<meta property=og:title content='Fish market burns'>", "<p>no heading</p>", "Fish market burns"),
        ("", "<p>nothing at all</p>", ""),
    ],
)
def test_headline(head: str, body: str, title: str) -> None:
    root = root_of(f"<html><head>{head}</head><body>{body}</body></html>")
    assert titles.find(root, facts.gather(root, "https://a.example/"))[0] == title


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/i/harbour-300x200.jpg", "https://b.example/i/harbour-1200x800.jpg", True),
        ("https://a.example/img/4711234/w=300/x.jpg", "https://a.example/img/4711234/w=900/y.webp", True),
        ("https://a.example/i/image.jpg", "https://b.example/j/image.jpg", False),
        ("https://a.example/i/harbour.jpg", "https://a.example/i/market.jpg", False),
    ],
)
def test_same_picture(one: str, other: str, same: bool) -> None:
    assert sameness.same(one, other) is same


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Nora Quill", ["Nora Quill"]),
        ("von Nora Quill und Odo Fenn", ["Nora Quill", "Odo Fenn"]),
        ("By the time the fire was out it was morning", []),
        ("Nora Quill", []),
        ("By Gull News", []),
    ],
)
def test_spoken_bylines(line: str, names: list[str]) -> None:
    assert [author.name for author in people.spoken([line])] == names


@pytest.mark.parametrize(
    ("text", "day"),
    [("4.3.2031", "2031-03-04"), ("Stand: 2031/03/04, 9 Uhr", "2031-03-04"), ("nothing here", None)],
)
def test_date_in_a_line(text: str, day: str | None) -> None:
    found = dates.in_text(text)
    assert (found.date().isoformat() if found else None) == day


def paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


LONG = "The harbour council has voted to rebuild the old fish market, which burned down."


def test_edges_are_trimmed() -> None:
    blocks = (
        paragraph("4 March 2031"),
        paragraph(LONG),
        paragraph("By Nora Quill"),
        paragraph(LONG + " Again."),
        paragraph("Share this"),
        Heading(2, (Span("More"),)),
        Card("https://a.example/", "Another story of the coast"),
    )
    assert edges.trimmed(blocks, "Title", ()) == (paragraph(LONG), paragraph(LONG + " Again."))


def test_a_refrain_stays() -> None:
    blocks = tuple(paragraph(text) for text in (LONG, "Verse one.", LONG, "Verse two.", LONG))
    assert edges.once(blocks) == blocks


def test_an_author_page_linked_under_the_headline_names_the_author() -> None:
    page = (
        b"<head><meta property=og:site_name content='Gull Gazette'><meta name=author content='Gull Gazette'></head>"
        b"<article><h1>Fish market burns</h1><a href='/reporter/quill/'>Nora Quill</a><a href='/reporter/'>All reporters</a>"
        b"<p>" + LONG.encode() + b"</p><p>" + LONG.encode() + b"</p></article>"
    )
    found = story(page, "https://a.example/x").authors
    assert [(author.name, author.url) for author in found] == [
        ("Nora Quill", "https://a.example/reporter/quill/")
    ]


def test_a_caption_without_its_picture_is_no_text() -> None:
    page = f"<article><h1>T</h1><div class='photo-caption'>The old market.</div><p>{LONG}</p><p>{LONG} So.</p></article>"
    found = story(page.encode(), "https://a.example/x")
    assert found.document.blocks == (paragraph(LONG), paragraph(LONG + " So."))


def test_a_form_takes_what_it_says_of_itself_with_it() -> None:
    form = "<div><h3>Letters from the coast</h3><p>Every morning, free.</p><input type=email></div>"
    page = f"<article><h1>T</h1><p>{LONG}</p>{form}<p>{LONG} So.</p></article>"
    found = story(page.encode(), "https://a.example/x")
    assert found.document.blocks == (paragraph(LONG), paragraph(LONG + " So."))


@pytest.mark.parametrize(
    ("caption", "rest", "credit"),
    [
        ("Arches in the snow. IMAGO/Ida Brandt", "Arches in the snow.", "IMAGO/Ida Brandt"),
        ("Arches in the snow, Photo: Ida Brandt", "Arches in the snow", "Ida Brandt"),
        ("Arches in the snow | Ida Brandt/dpa", "Arches in the snow", "Ida Brandt/dpa"),
        ("Getty Images", "", "Getty Images"),
        ("Arches in the snow.", "Arches in the snow.", ""),
    ],
)
def test_captions_and_credits_are_told_apart(caption: str, rest: str, credit: str) -> None:
    spans, found = captions.split((Span(caption),))
    assert ("".join(span.text for span in spans), found) == (rest, credit)
