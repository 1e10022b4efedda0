"""Broken XML made well-formed."""

from __future__ import annotations

import pytest

from feedreader.parse import balance, mend


def mended(text: str) -> str:
    return mend.lightly(mend.prolog(text))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a>x & y</a>", "<a>x &amp; y</a>"),
        ("<a>?a=1&b=2&copy=3</a>", "<a>?a=1&amp;b=2&amp;copy=3</a>"),
        ("<a>&nbsp;&eacute;&lt;&unknown;</a>", "<a>\xa0é&lt;&amp;unknown;</a>"),
        ("<a>&QUOT;&LT;</a>", "<a>&quot;&lt;</a>"),
        ("<a>&#0;&#27;&#x1F;&#55296;&#99999999;x</a>", "<a>x</a>"),
        ("<a>&#146;&#x93;</a>", "<a>’“</a>"),
        ("<a>&#8217;&#x2019;</a>", "<a>&#8217;&#8217;</a>"),
        ("<a>\x00\x0b\x1bx\ufffe</a>", "<a>x</a>"),
        ("<a>1 < 2 and <3</a>", "<a>1 &lt; 2 and &lt;3</a>"),
        ("<a>]]></a>", "<a>]]&gt;</a>"),
        ("<a><![CDATA[x & <b>&nbsp;]]></a>", "<a><![CDATA[x & <b>&nbsp;]]></a>"),
        ("<a><!-- & < --><b/></a>", "<a><b/></a>"),
        ("<a><!-- open & <b/></a>", "<a>&lt;!-- open &amp; <b/></a>"),
        ("<a><?php echo ?>x</a>", "<a>x</a>"),
        ("<a><![CDATA[open </a>", "<a><![CDATA[open </a>]]>"),
        ("<a>x</a><script>1</script>", "<a>x</a>"),
        ("<a>x</a><item>y</item>", "<a>x</a><item>y</item>"),
    ],
)
def test_light_faults(text: str, expected: str) -> None:
    assert mended(text) == expected


def test_prefixes_are_declared_as_what_they_always_mean() -> None:
    text, faults = mend.lightly(mend.prolog("<rss><dc:date/><foo:x bar:y='1'/></rss>"))
    assert text.startswith(
        '<rss xmlns:bar="urn:undeclared:bar" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:foo="urn:undeclared:foo">'
    )
    assert faults == ["undeclared prefixes"]


def test_a_colon_in_text_is_no_prefix() -> None:
    assert mended("<rss>note: see http://x and a:b</rss>") == "<rss>note: see http://x and a:b</rss>"


def test_doctype_goes_and_its_plain_entities_stay() -> None:
    text = '<!DOCTYPE r [<!ENTITY a "A"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>\n<r>&a;&b;&c;</r>'
    prolog = mend.prolog(text)
    assert prolog.entities == (("a", "A"),)
    assert prolog.lines == 1
    assert mend.lightly(prolog)[0] == "<r>A&amp;b;&amp;c;</r>"


def test_own_entities_cannot_grow_without_end() -> None:
    text = f'<!DOCTYPE r [<!ENTITY a "{"x" * 200}">]><r>{"&a;" * 100_000}</r>'
    assert len(mended(text)) <= mend.GROWTH + 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<r><a>x</r>", "<r><a>x</a></r>"),
        ("<r>x</b></r>", "<r>x</r>"),
        ("<r><b><i>x</b></i></r>", "<r><b><i>x</i></b></r>"),
        ("<r>a<br>b<img src=x>c</r>", '<r>a<br/>b<img src="x"/>c</r>'),
        ("<R><Item>1</ITEM></R>", "<r><item>1</item></r>"),
        ("<r><item>1<item>2</r>", "<r><item>1</item><item>2</item></r>"),
        ("<r><item>1</item></r><item>2</item>", "<r><item>1</item><item>2</item></r>"),
        ("<r><a x=1 x='2' y='\"' z>t</a></r>", '<r><a x="1" y="&quot;" z="">t</a></r>'),
        ("<r><a>x <b", "<r><a>x &lt;b</a></r>"),
        ("junk<r>x", "<r>x</r>"),
    ],
)
def test_tags_are_made_to_match(text: str, expected: str) -> None:
    assert balance.balanced(text) == expected


def test_depth_is_bounded() -> None:
    even = balance.balanced("<a>" * 5000 + "x" + "</a>" * 5000)
    assert even.count("<a>") == balance.DEPTH
    assert even.count("</a>") == balance.DEPTH
    assert "x" in even
