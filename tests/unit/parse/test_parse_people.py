"""Who wrote it."""

from __future__ import annotations

import pytest

from feedreader import parse
from feedreader.parse import people
from feedreader.parse.raw import RawPerson

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:podcast="https://podcastindex.org/namespace/1.0" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)


def of(inside: str) -> list[RawPerson]:
    body = f'<rss version="2.0" {SPACES}><channel><item>{inside}</item></channel></rss>'
    return list(parse.feed(body.encode()).entries[0].people)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eva Lind", RawPerson("Eva Lind")),
        ("eva@example.org (Eva Lind)", RawPerson("Eva Lind", email="eva@example.org")),
        ("Eva Lind <eva@example.org>", RawPerson("Eva Lind", email="eva@example.org")),
        ("Eva Lind (mailto:eva@example.org)", RawPerson("Eva Lind", email="eva@example.org")),
        ("eva@example.org", RawPerson(email="eva@example.org")),
        ("noreply@blogger.com (Eva Lind)", RawPerson("Eva Lind")),
        ("noreply@blogger.com", None),
        ("@eva@example.social", RawPerson("@eva@example.social")),
        ("  ", None),
    ],
)
def test_a_person_in_one_text(text: str, expected: RawPerson | None) -> None:
    assert people.from_text(text) == expected


def test_several_creators_stay_several() -> None:
    assert of("<dc:creator>A</dc:creator><dc:creator>B</dc:creator>") == [RawPerson("A"), RawPerson("B")]


def test_creator_takes_what_the_author_element_knows() -> None:
    found = of("<author>eva@example.org (Eva Lind)</author><dc:creator>Eva Lind</dc:creator>")
    assert found == [RawPerson("Eva Lind", email="eva@example.org")]


def test_author_mail_beside_other_creators_is_no_second_author() -> None:
    assert of("<author>desk@example.org (News)</author><dc:creator>Eva</dc:creator>") == [RawPerson("Eva")]


def test_same_person_twice_is_one() -> None:
    assert of("<dc:creator>A</dc:creator><dc:creator>A</dc:creator>") == [RawPerson("A")]


def test_weaker_sources_count_only_alone() -> None:
    assert of("<itunes:author>Show</itunes:author>") == [RawPerson("Show")]
    assert of("<itunes:author>Show</itunes:author><author>Eva</author>") == [RawPerson("Eva")]
    assert of("<media:credit role='author'>Cy</media:credit>") == [RawPerson("Cy")]
    assert of("<media:credit role='photographer'>Cy</media:credit>") == []


def test_podcast_persons_keep_role_and_picture() -> None:
    found = of('<podcast:person img="http://x/k.jpg" href="http://x/k" role="Guest">Kim</podcast:person>')
    assert found == [RawPerson("Kim", "http://x/k", "", "http://x/k.jpg", "guest")]


def test_atom_author_inside_rss() -> None:
    inside = "<atom:author><atom:name>Eva</atom:name><atom:uri>http://x/e</atom:uri></atom:author>"
    assert of(inside) == [RawPerson("Eva", "http://x/e")]


def test_contributors_are_told_apart() -> None:
    assert of("<dc:creator>A</dc:creator><dc:contributor>B</dc:contributor>") == [
        RawPerson("A"),
        RawPerson("B", role="contributor"),
    ]


def test_bloggers_empty_picture_is_none() -> None:
    inside = "<author><name>E</name><image src='https://img1.blogblog.com/img/b16-rounded.gif'/></author>"
    assert of(inside) == [RawPerson("E")]


def test_a_very_long_author_is_cut() -> None:
    assert len(of("<author>" + "a." * 20_000 + "</author>")[0].name) <= people.LIMIT


def test_a_webmaster_is_no_author() -> None:
    people = "<webMaster>x@example.org</webMaster><managingEditor>e@example.org (Ed)</managingEditor>"
    body = f"<rss><channel>{people}</channel></rss>".encode()
    assert parse.feed(body).people == (RawPerson("Ed", email="e@example.org"),)
