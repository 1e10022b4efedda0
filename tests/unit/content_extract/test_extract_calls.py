"""What a page asks of its reader, what stands behind a story, and how short a story can be."""

from __future__ import annotations

import pytest

from feedreader.content import plain
from feedreader.content.extract import StoryKind, story

ADDRESS = "https://gull.example/2031/quay"
TEXT = (
    "The harbour council has voted to rebuild the old market, which burned down last winter, in stone. " * 3
)
FIRST, LAST = f"<p>{TEXT}</p>", f"<p>{TEXT.replace('old', 'new')}</p>"


def body_of(between: str, behind: str = "") -> str:
    page = f"<article><h1>Quay rebuilt</h1>{FIRST}{between}{LAST}{behind}</article>"
    return plain(story(page.encode(), ADDRESS).document)


BARE = body_of("")


@pytest.mark.parametrize(
    "box",
    [
        "<div><p>Sign up for our newsletter</p></div>",
        "<p>Subscribe to the <a href='/n'>Harbour Post newsletter</a></p>",
        "<aside><h3>Letters from the coast</h3><p>A free newsletter.</p><a href='/s'>Sign up here</a></aside>",
        "<div><h3>Newsletter: Am Hafen</h3><p>Jeden Montag das Beste von der Küste.</p>"
        "<p>Sie können sich jederzeit abmelden. Mehr in der Datenschutzerklärung.</p></div>",
        "<figure><a href='#x'>skip past this</a><aside class='newsletter'><p>Coast Letters, weekly. And so on, and on, and then once more, as such"
        " boxes do, with a line on what they may hold.</p></aside><p id=x>after this</p></figure>",
        "<div class='vc_cta3'><h2>Seminar</h2><p>Learn at our school how to build a quay.</p><a href='/s'>more</a></div>",
        "<div class='grid post-type-grid'><h2><a href='/o'>The other story</a></h2><p>It is about boats.</p></div>",
    ],
)
def test_invitations_are_left_out(box: str) -> None:
    assert body_of(box) == BARE


def test_a_list_of_nothing_but_a_link_leads_elsewhere() -> None:
    link = "<a href='/o'>The latest news of the harbour</a>"
    assert body_of(f"<ul><li>{link}</li></ul>") == BARE
    assert "The latest news" in body_of(f"<ul><li>{link} was read by many who had stalls there</li></ul>")


@pytest.mark.parametrize(
    "text",
    [
        "He wrote in his newsletter on Monday that whoever wanted to unsubscribe should do so at once.",
        "The newsletter, which has 400 readers, is sent by e-mail. Subscribers pay nothing for it.",
    ],
)
def test_sentences_about_newsletters_stay(text: str) -> None:
    assert text in body_of(f"<div><p>{text}</p></div>")


def test_a_short_paragraph_beside_a_box_stays() -> None:
    box = f"<aside class='comments'>{'Say what you think. ' * 15}</aside>"
    assert "Nobody was hurt." in body_of(f"<div><p>Nobody was hurt.</p>{box}</div>")
    assert "Tools" not in body_of(f"<div><span>Tools</span>{box}</div>")


@pytest.mark.parametrize(
    "behind",
    [
        "<p>Kontakt:</p><p>Nora Quill, Telefon 040 123</p>",
        "<h3>About the author</h3><p>Nora Quill writes on ports.</p><p>She lives by one.</p>",
        "<p>この記事を書いた人</p><dl><dt>山田太郎</dt><dd>港支局</dd></dl>",
        "<p>Weitere Infos unter www.quay.example.</p>",
        "<p><i>Do you want to hear of our actions? Sign up here</i></p>",
        "<p>Dieses Skript als PDF herunterladen</p>",
    ],
)
def test_what_stands_behind_a_story_is_left_out(behind: str) -> None:
    assert body_of("", behind) == BARE


def test_a_heading_about_the_author_within_a_story_stays() -> None:
    text = body_of(
        "<h3>About the author</h3>", f"{FIRST.replace('old', 'grey')}{FIRST.replace('old', 'red')}"
    )
    assert "About the author" in text


def test_a_letter_keeps_its_greeting() -> None:
    page = f"<head><meta name=author content='Nora Quill'></head><article><h1>T</h1>{FIRST}{LAST}<p>Yours, Nora Quill</p></article>"
    assert plain(story(page.encode(), ADDRESS).document).endswith("Yours, Nora Quill")


@pytest.mark.parametrize("text", ["Test", "Lovely weather here.", "はい"])
def test_a_page_of_a_few_words_is_those_words(text: str) -> None:
    page = f"<html><head><title>Note</title></head><body>{text}</body></html>"
    found = story(page.encode(), ADDRESS)
    assert (found.kind, plain(found.document)) == (StoryKind.ARTICLE, text)
    assert story(f"<html><body>{text}</body></html>".encode(), ADDRESS).kind is StoryKind.NOT_AN_ARTICLE


@pytest.mark.parametrize(
    "body",
    [
        "Loading…",
        "<h1>404</h1>",
        "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>",
        "Access denied",
        "Please wait",
        "Test<script src='/app.js'></script>",
        "<form><input type=password></form>Welcome",
        "<a href='/start'>Enter</a>",
        "Einen Moment<noscript>Bitte Skripte erlauben</noscript>",
        "<button>Accept</button> cookies",
    ],
)
def test_what_servers_and_scripts_say_is_no_story(body: str) -> None:
    found = story(f"<html><head><title>Gull</title></head><body>{body}</body></html>".encode(), ADDRESS)
    assert found.kind is not StoryKind.ARTICLE
    assert found.sentence
