"""An entry that reading falls over costs its own layout, never the feed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from feedreader import content, normalise
from feedreader.model.document import Document

URL = "https://feeds.example/site.xml"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BODY = (
    "<rss version='2.0'><channel><title>S</title>"
    "<item><guid>1</guid><title>One</title><description>&lt;p&gt;First words&lt;/p&gt;</description></item>"
    "<item><guid>2</guid><title>Two</title><description>&lt;p&gt;Bad &lt;b&gt;words&lt;/b&gt; &amp;amp; more&lt;/p&gt;"
    "</description><link>https://site.example/two</link></item>"
    "<item><guid>3</guid><title>Three</title><description>&lt;p&gt;Last words&lt;/p&gt;</description></item>"
    "</channel></rss>"
)


def falling(problem: Exception) -> Callable[..., Document]:
    read = content.from_html

    def made(html: str, base: str, *, title: str = "") -> Document:
        if "Bad" in html:
            raise problem
        return read(html, base, title=title)

    return made


@pytest.mark.parametrize(
    "problem", [RecursionError(), IndexError(), KeyError("x"), ValueError(), TypeError(), AssertionError()]
)
def test_only_the_layout_of_one_article_is_lost(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    sound = normalise.parse_feed(BODY.encode(), "", URL, NOW)
    monkeypatch.setattr(content, "from_html", falling(problem))
    parsed = normalise.parse_feed(BODY.encode(), "", URL, NOW)
    assert [each.text for each in parsed.made] == ["First words", "Bad words & more", "Last words"]
    assert [each.whole for each in parsed.made] == [True, False, True]
    assert [each.title for each in parsed.articles] == ["One", "Two", "Three"]
    assert parsed.articles[1].url == "https://site.example/two"
    assert parsed.articles[1].identity == sound.articles[1].identity
    assert parsed.info.warnings == (normalise.PLAIN,)
    assert sound.info.warnings == ()


def test_a_fault_is_in_the_log_with_its_traceback(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    normalise.parse_feed(BODY.encode(), "", URL, NOW)
    assert not caplog.records
    monkeypatch.setattr(content, "from_html", falling(IndexError("by\x9b31m accident")))
    normalise.parse_feed(BODY.encode(), "", URL, NOW)
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    said = record.getMessage()
    assert said.startswith("a text is shown plain: https://site.example/two\nTraceback")
    assert "IndexError: by accident" in said  # without the sequence that a terminal would obey


def test_of_an_endless_call_the_log_has_the_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def there(*_given: object, **_named: object) -> Document:
        return back()

    def back() -> Document:
        return there()

    monkeypatch.setattr(content, "from_html", there)
    normalise.parse_feed(BODY.encode(), "", URL, NOW)
    assert len(caplog.records) == 3  # one for each entry
    assert all("RecursionError" in each.getMessage() for each in caplog.records)
    assert max(len(each.getMessage()) for each in caplog.records) < 5000  # 100,000 with all of it


def test_an_article_of_nested_boxes_leaves_the_others() -> None:
    nested = "&lt;div class='gallery'&gt;" * 99 + "&lt;img src='/a.jpg'&gt;" * 2 + "deep"
    body = BODY.replace("Bad &lt;b&gt;words", f"{nested} words &lt;b&gt;")
    parsed = normalise.parse_feed(body.encode(), "", URL, NOW)
    assert [each.text.split()[0] for each in parsed.made] == ["First", "deep", "Last"]
    assert parsed.info.warnings == ()
