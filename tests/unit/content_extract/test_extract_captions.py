"""The lead picture's caption and credit, in the markups of many kinds of sites."""

from __future__ import annotations

import pytest

from feedreader.content.extract import Story, story
from feedreader.model.document import Figure, Paragraph

TEXT = (
    "<p>"
    + "The harbour council has voted to rebuild the old market, which burned down last winter. " * 3
    + "</p>"
)
IMAGE = "<img src='/i/harbour-quay-1.jpg' width=1200 height=800>"
URL = "https://gull.example/i/harbour-quay-1.jpg"


def read(body: str, head: str = "") -> Story:
    page = f"<html><head>{head}</head><body><main><h1>Quay rebuilt</h1>{body}</main></body></html>"
    return story(page.encode(), "https://gull.example/2031/quay")


def lead_of(body: str) -> tuple[str, str, str]:
    lead = read(body).lead
    assert lead is not None
    return lead.url, lead.caption, lead.credit


@pytest.mark.parametrize(
    "body",
    [
        f"<figure class='wp-block-image'>{IMAGE}<figcaption>The quay. Photo: Ida Holm</figcaption></figure>",
        f"<div class='post-thumbnail'>{IMAGE}<p class='wp-caption-text'>The quay. (Photo: Ida Holm)</p></div>",
        f"<figure>{IMAGE}<figcaption>The quay. </figcaption><footer>Ida Holm</footer></figure>",
        f"<figure>{IMAGE}<figcaption><span aria-hidden=true>The quay.</span> <cite aria-hidden=true>Ida Holm</cite>"
        "</figcaption></figure>",
        f"<figure>{IMAGE}<figcaption><span aria-hidden=true>The quay.</span><span><span>Credit...</span>"
        "<span><span>Ida Holm</span></span></span></figcaption></figure>",
        f"<figure>{IMAGE}<figcaption><span>The quay.</span><span class=copy>Bild: Ida Holm</span></figcaption></figure>",
        f"<figure><label>i</label><div class=caption><figcaption><b>The quay.</b> Photo: Ida Holm</figcaption></div>{IMAGE}"
        "<figcaption><b>The quay.</b> Photo: Ida Holm</figcaption></figure>",
        f"<picture>{IMAGE}</picture><figcaption><span>The quay., Foto: Ida Holm</span></figcaption><div class='share-bar'></div>",
        f"<x-image><figure>{IMAGE}<figcaption>The quay.</figcaption></figure></x-image>"
        "<x-html class='image-copyright'><div>Ida Holm</div></x-html>",
        f"<div class='blog--image'>{IMAGE}<p class='article--media--lead'>The quay.</p>"
        "<p class='image--author'>Foto: Ida Holm</p></div>",
        f"<figure><button><div class='image-embed'>{IMAGE}<span>View 6 images</span></div><figcaption>"
        "<p class='ImageCaption_caption-title'>The quay.<cite>(Image: Ida Holm)</cite></p></figcaption></button></figure>",
        f"<div><figure>{IMAGE}<div class='figure-content'><div class='figure-caption' aria-hidden=true>The quay.</div>"
        "<div class='figure-credit'>(Ida Holm)</div></div></figure></div>",
    ],
)
def test_caption_and_credit_wherever_they_stand(body: str) -> None:
    assert lead_of(f"{body}<div class='article-body'>{TEXT}{TEXT}</div>") == (URL, "The quay.", "Ida Holm")


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        (
            "朝の港＝2031年3月4日、東京都港区、山田太郎撮影",
            "朝の港＝2031年3月4日、東京都港区",
            "山田太郎撮影",
        ),
        ("朝の港＝4日、東京都港区（共同）", "朝の港＝4日、東京都港区", "共同"),
        ("港の（左から）西田、石川（Ｃ）共同通信社", "港の（左から）西田、石川", "共同通信社"),
        ("朝の港【時事通信社】", "朝の港", "時事通信社"),
        ("写真＝朝の港にて", "", "朝の港にて"),
        ("새벽의 항구. [사진=연합뉴스]", "새벽의 항구.", "연합뉴스"),
        ("새벽의 항구에 있다. 뉴시스", "새벽의 항구에 있다.", "뉴시스"),
        ("黎明的港口。新华社记者 王明 摄", "黎明的港口。", "新华社记者 王明 摄"),
        ("Port o świcie | fot. Ida Holm / PAP", "Port o świcie", "Ida Holm / PAP"),
        ("Uostas / I. Holm / Kopos nuotr.", "Uostas", "I. Holm / Kopos nuotr."),
        ("Порт на рассвете. Фото: Ида Холм / ТАСС", "Порт на рассвете.", "Ида Холм / ТАСС"),
        ("The quay at dawn. (Ida Holm for The Gull)", "The quay at dawn.", "Ida Holm for The Gull"),
        ("<span>The quay at dawn. </span><span>IDA HOLM (EFE)</span>", "The quay at dawn.", "IDA HOLM (EFE)"),
        (
            "<i class=copyright>Alle Rechte vorbehalten</i> <i class=credit>Ida Holm</i>",
            "",
            "Alle Rechte vorbehalten Ida Holm",
        ),
        ("The ward of the hospital / picture alliance", "The ward of the hospital", "picture alliance"),
        ("The quay (built in 1911)", "The quay (built in 1911)", ""),
        ("The quay at dawn. Nobody came.", "The quay at dawn. Nobody came.", ""),
        ("Members of the harbour / market alliance", "Members of the harbour / market alliance", ""),
        ("Workers of the ESA at the quay", "Workers of the ESA at the quay", ""),
        (
            "The fire (1911) and the rebuilding for Harbour Day",
            "The fire (1911) and the rebuilding for Harbour Day",
            "",
        ),
    ],
)
def test_captions_in_other_languages_and_traps(caption: str, text: str, credit: str) -> None:
    body = f"<figure>{IMAGE}<figcaption>{caption}</figcaption></figure>{TEXT}{TEXT}"
    assert lead_of(body) == (URL, text, credit)


def test_a_line_that_only_names_the_agency_belongs_to_the_picture_before() -> None:
    found = read(
        f"<article><div><div>{IMAGE}</div><div class='absolute'>AFP / Reuters</div></div>{TEXT}{TEXT}</article>"
    )
    assert found.lead is not None
    assert found.lead.credit == "AFP / Reuters"
    assert all(isinstance(block, Paragraph) for block in found.document.blocks)


def test_a_sentence_that_begins_like_a_credit_stays_text() -> None:
    line = "Photo by photo, the old quay comes back to life in the archive."
    found = read(f"<article><figure>{IMAGE}</figure><p>{line}</p>{TEXT}{TEXT}</article>")
    assert line in str(found.document.blocks[0])
    assert found.lead is not None
    assert found.lead.credit == ""


def test_slides_keep_each_its_caption() -> None:
    slides = "".join(
        f"<div class='slide'><img data-flick-lazyload-srcset='/i/slide-{name}.jpg 1x' src='data:image/gif;base64,R0'>"
        f"<div><span>{number} of 3 |</span><p>At the {name} quay. (Photo: Ida Holm)</p></div></div>"
        for number, name in enumerate(("north", "east", "south"), 1)
    )
    found = read(
        f"<div class='page'><div class='carousel'>{slides}</div><article>{TEXT}{TEXT}</article></div>"
    )
    lead, blocks = found.lead, found.document.blocks
    figures = [block for block in blocks if isinstance(block, Figure)]
    shown = [("".join(span.text for span in figure.caption), figure.credit) for figure in figures]
    if lead is not None:
        shown.insert(0, (lead.caption, lead.credit))
    assert shown[0] == ("At the north quay.", "Ida Holm")
    assert not any("of 3" in str(block) for block in blocks)


@pytest.mark.parametrize(
    "face",
    [
        "<img src='/a/nora-quill.jpg' class='rounded-full'>",
        "<img src='/a/nora-quill.jpg' sizes='60px' srcset='/a/nora-quill-2.jpg 400w'>",
        "<img src='/a/nora-quill.jpg' width=60 height=60>",
    ],
)
def test_a_face_is_not_the_lead(face: str) -> None:
    body = f"<div>{face}<span>By Nora Quill</span></div><figure>{IMAGE}</figure>{TEXT}{TEXT}"
    assert lead_of(f"<article>{body}</article>")[0] == URL


def test_a_picture_sized_by_its_layout_is_no_tracker() -> None:
    image = "<img src='/i/harbour-quay-1.jpg' width=0 height=0 sizes='100vw'>"
    assert lead_of(f"<figure>{image}</figure>{TEXT}{TEXT}")[0] == URL
    assert read(f"<figure>{image.replace('sizes', 'class')}</figure>{TEXT}{TEXT}").lead is None


def test_what_all_addresses_of_a_service_share_does_not_make_pictures_one() -> None:
    service = "https://cdn.example/default/{}/2147483647/strip/true/resize/640x400/quality/90/?url={}"
    menu = f"<li class='menu-picture'><img src='{service.format('6e4b276', 'a/promo-of-the-day.png')}'></li>"
    wanted = service.format("f00f6bb", "b/quay-in-the-morning.png")
    page = f"<ul>{menu}</ul><article><h1>Quay rebuilt</h1><figure><img src='{wanted}'></figure>{TEXT}{TEXT}</article>"
    found = read(page, f"<meta property='og:image' content='{wanted}'>")
    assert found.lead is not None
    assert found.lead.url == wanted
