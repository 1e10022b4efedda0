"""The headline as the page shows it, in the markups of many kinds of sites."""

from __future__ import annotations

import pytest

from feedreader.content import plain
from feedreader.content.extract import story

ADDRESS = "https://gull.example/2031/quay"
TEXT = (
    "<p>"
    + "The harbour council has voted to rebuild the old market, which burned down last winter. " * 3
    + "</p>"
)
TITLE = "Council votes to rebuild the burned fish market"


def declared(headline: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{headline}"}}</script>'


def social(headline: str) -> str:
    return f"<meta property='og:title' content='{headline}'>"


def title_of(head: str, body: str) -> str:
    return story(f"<html><head>{head}</head><body>{body}</body></html>".encode(), ADDRESS).title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param(
            f"<title>{TITLE} | The Gull</title>",
            f"<header><h1>The Gull</h1></header><article><h2>{TITLE}</h2>{TEXT}</article>",
            id="the site's name as h1",
        ),
        pytest.param(
            f"<title>{TITLE} | The Gull</title>{social(TITLE)}",
            f"<h1 class=logo><a href='/'>The Gull Daily</a></h1><div class='article-title'>{TITLE}</div>{TEXT}",
            id="the logo as h1 and the headline in a box",
        ),
        pytest.param(
            f"<title>{TITLE} - Gull</title>",
            f"<h1><a href='https://gull.example/'>Gull</a></h1><main><h2>{TITLE}</h2>{TEXT}</main>",
            id="an h1 that links to the front page",
        ),
        pytest.param(
            f"<title>Market rebuild vote | Gull</title>{social('Market rebuild vote: all about it')}{declared(TITLE)}",
            "<nav><ol><li><a href='/'>Home</a><li><h1>Market rebuild vote: all about it</h1></ol></nav>"
            f"<article><hgroup><h2>{TITLE}</h2></hgroup>{TEXT}</article>",
            id="the h1 ends a trail of links",
        ),
        pytest.param(
            f"<title>{TITLE}</title>",
            f"<h1 class='sr-only'>{TITLE}</h1><article><p class='headline'>{TITLE}</p>{TEXT}</article>",
            id="the h1 is not to be seen",
        ),
        pytest.param(
            f"<title>{TITLE}: live</title>{declared(TITLE)}",
            f"<h1>{TITLE}</h1>{TEXT}<h1>10:32 Firefighters leave</h1>{TEXT}<h1>09:10 First pictures</h1>{TEXT}",
            id="a live blog with an h1 an entry",
        ),
        pytest.param(
            social("Something else about fish"),
            f"<h1><span class='article__kicker'>Harbour</span> <span class='headline'>{TITLE}</span></h1>{TEXT}",
            id="a kicker by name",
        ),
        pytest.param(
            social(TITLE),
            f"<h1><span>Harbour</span><span>{TITLE}</span></h1>{TEXT}",
            id="a kicker without a name",
        ),
        pytest.param(social(TITLE), f"<h1>Harbour: {TITLE}</h1>{TEXT}", id="a kicker with a colon"),
        pytest.param(
            f"<title>x</title>{declared(TITLE)}{social(f'Harbour fire in the North: {TITLE} | Town news')}",
            f"<h1>{TITLE}</h1>{TEXT}",
            id="a kicker only for sharing",
        ),
        pytest.param(
            "<title>Fish</title>" + social("You will not believe what they did"),
            f"<h1>{TITLE}</h1>{TEXT}",
            id="another headline for sharing",
        ),
        pytest.param(
            f"<title>{TITLE}</title>",
            f"<h1 class='blog--title'><a href='#top'>{TITLE}</a></h1>{TEXT}",
            id="named after a blog",
        ),
        pytest.param(f"<title>{TITLE}</title>", f"<h1>{TITLE.upper()}</h1>{TEXT}", id="cried"),
        pytest.param(
            f"<title>{TITLE}</title>",
            f"<h1>{TITLE}<a class=headerlink href='#x'>¶</a></h1>{TEXT}",
            id="permalink",
        ),
        pytest.param(
            "<title>x</title>",
            f"<h1>{TITLE}<small class=subtitle>What it costs</small></h1>{TEXT}",
            id="subtitle",
        ),
        pytest.param(
            f"<title>{TITLE}</title>{declared(TITLE)}",
            "".join(f"<h3 class='teaser-title'>Story {number}</h3>" for number in range(90))
            + f"<h1>{TITLE}</h1>{TEXT}",
            id="behind a hundred teasers",
        ),
        pytest.param(
            f"<title>{TITLE}</title><meta name='application-name' content='{TITLE}'>",
            f"<h2>More from us</h2><h1>{TITLE}</h1>{TEXT}",
            id="the title declared as the site's name",
        ),
        pytest.param(
            f"<title>{TITLE} » Gull Daily</title>", f"<div>{TITLE}</div>{TEXT}", id="the host names the site"
        ),
        pytest.param(
            "<title>x</title>",
            f"<h1>Council&nbsp;votes to re&shy;build<br>the burned fish&#8239;market</h1>{TEXT}",
            id="other blanks and soft hyphens",
        ),
    ],
)
def test_headline_as_shown(head: str, body: str) -> None:
    assert title_of(head, body) == TITLE


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (social('"Never again": market burns'), "“Never again”: market burns"),
        (
            social('"Never again": market burns') + declared("Market burns down"),
            '"Never again": market burns',
        ),
    ],
)
def test_marks_are_as_shown_unless_a_newsroom_writes_them_otherwise(head: str, title: str) -> None:
    assert title_of(head, f"<h1>“Never again”: market burns</h1>{TEXT}") == title


def test_a_newsroom_mends_the_headline_shown_but_does_not_replace_it() -> None:
    shown = f"<h1>Joburg has failed its fishmongers: what the city needs to do</h1>{TEXT}"
    mended = "Johannesburg has failed its fishmongers: what the city needs to do"
    assert title_of(declared(mended) + social(mended), shown) == mended
    assert title_of(social(mended), shown) == "Joburg has failed its fishmongers: what the city needs to do"
    assert title_of(declared("Fish") + social("The city and its fish"), shown).startswith("Joburg has failed")


def test_a_kicker_that_is_declared_stays_with_the_mark_behind_it() -> None:
    shown = f"<h1><span class=kicker>Harbour</span> <span>{TITLE}</span></h1>{TEXT}"
    assert title_of(social(f"Harbour: {TITLE}"), shown) == f"Harbour: {TITLE}"


def test_a_teaser_of_the_story_itself_is_not_its_headline() -> None:
    teaser = f"<div><img src='/i/small-teaser.jpg' width=150><h3 class='entry-title'><a href='/x'>{TITLE}</a></h3></div>"
    page = f"<head>{declared(TITLE)}</head>{teaser}<article><h1>{TITLE}</h1><img src='/i/large-one.jpg'>{TEXT}</article>"
    found = story(page.encode(), ADDRESS)
    assert (found.title, found.lead and found.lead.url) == (TITLE, "https://gull.example/i/large-one.jpg")


def test_a_headline_in_the_middle_does_not_take_what_stands_before() -> None:
    later = TEXT.replace("old", "new")
    page = (
        f"<head>{declared(TITLE)}</head><article><h1>The latest</h1>{TEXT}<h2>{TITLE}</h2>{later}</article>"
    )
    text = plain(story(page.encode(), ADDRESS).document)
    assert text.index("old market") < text.index(TITLE) < text.index("new market")
