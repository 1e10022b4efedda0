"""Reads the newsroom's content (TOML and HTML fragments in the package) and dates it.

A story is a file `content/PAPER/SLUG.html`: TOML between two lines of `+++`, then the body.
Its `age` ("10m", "3h", "2d 4h") counts back from `now`, so that the newsroom is always fresh.
In bodies, `story:PAPER/SLUG` and `person:SLUG` stand for paths, and
`<!-- card PAPER/SLUG STYLE -->` for a related story's card.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from feedreader.demo import cards
from feedreader.demo.records import Attachment, Linking, Paper, Person, Picture, Shape, Story

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_AGE = re.compile(r"(\d+)([mhd])")
_STORY = re.compile(r"story:([a-z]+/[a-z0-9-]+)")
_PERSON = re.compile(r"person:([a-z-]+)")
_MIMES = {"csv": "text/csv", "wav": "audio/wav", "txt": "text/plain"}


def content() -> Traversable:
    """The folder of the newsroom's package data."""
    return files("feedreader.demo")


def age(text: str) -> timedelta:
    """ "2d 4h" as a duration. Raises ValueError for anything else."""
    parts = _AGE.findall(text)
    if not parts or "".join(n + u for n, u in parts) != text.replace(" ", ""):
        raise ValueError(f"not an age: {text!r}")
    return sum((timedelta(**{_UNITS[unit]: int(number)}) for number, unit in parts), timedelta())


class Newsroom:
    """All papers, people and stories as they stand at `now` (aware; the present by default)."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
        self.papers = tuple(_papers())
        self.people = tuple(_people())
        self._paper_of = {paper.key: paper for paper in self.papers}
        self._person_of = {person.slug: person for person in self.people}
        drafts = [self._story(key, head, body) for key, head, body in _texts(self.papers)]
        drafts.sort(key=lambda story: (story.order, story.key), reverse=True)
        plain = {story.key: story for story in drafts}
        self.stories = tuple(self._finish(story, plain) for story in drafts)
        self._story_of = {story.key: story for story in self.stories}

    def of(self, paper: Paper, *, later: bool = True) -> tuple[Story, ...]:
        """A paper's stories, newest first; without `later` as they stand at the first poll."""
        return tuple(s for s in self.stories if s.paper is paper and (later or not s.later))

    def by(self, person: Person) -> tuple[Story, ...]:
        """A person's stories that stand in a feed from the start, newest first."""
        return tuple(s for s in self.stories if person in s.authors and not s.later)

    def story(self, key: str) -> Story:
        """The story "PAPER/SLUG"; KeyError where there is none."""
        return self._story_of[key]

    def paper(self, key: str) -> Paper:
        """The paper of that key; KeyError where there is none."""
        return self._paper_of[key]

    def person(self, slug: str) -> Person:
        """The person of that slug; KeyError where there is none."""
        return self._person_of[slug]

    def _story(self, key: str, head: Mapping[str, Any], body: str) -> Story:
        paper = self._paper_of[key.partition("/")[0]]
        slug = key.partition("/")[2]
        came = self.now - age(head["age"])
        updated = self.now - age(head["updated"]) if "updated" in head else None
        return Story(
            key=key,
            paper=paper,
            slug=slug,
            path=paper.article.format(year=came.year, slug=slug),
            title=head.get("title", ""),
            standfirst=head.get("standfirst", ""),
            body=body,
            language=head.get("language", paper.language),
            authors=tuple(self._person_of[name] for name in head.get("authors", ())),
            tags=tuple(head.get("tags", ())),
            picture=_picture(head),
            order=came,
            published=came if head.get("dated", True) else None,
            updated=updated,
            attachments=tuple(_attachments(head)),
            later=head.get("later", False),
            correction=head.get("correction", ""),
            corrected_title=head.get("corrected_title", ""),
        )

    def _finish(self, story: Story, all_of: Mapping[str, Story]) -> Story:
        body = cards.expand(story.body, all_of)
        body = _STORY.sub(lambda found: all_of[found[1]].path, body)
        body = _PERSON.sub(lambda found: self._person_of[found[1]].path, body)
        return replace(story, body=body)


def _papers() -> Iterator[Paper]:
    text = (content() / "content" / "papers.toml").read_text("utf-8")
    for row in tomllib.loads(text)["paper"]:
        yield Paper(
            key=row["key"],
            title=row["title"],
            shape=Shape(row["shape"]),
            tagline=row["tagline"],
            feed=row["feed"],
            article=row["article"],
            folder=row["folder"],
            language=row.get("language", "en"),
            site=row["site"],
            linking=Linking(row["linking"]),
            page_size=row["page_size"],
        )


def _people() -> Iterator[Person]:
    text = (content() / "content" / "people.toml").read_text("utf-8")
    for row in tomllib.loads(text)["person"]:
        slug = row["slug"]
        picture = f"/pictures/people/{slug}.png" if row.get("picture", True) else ""
        yield Person(
            slug=slug,
            name=row["name"],
            role=row.get("role", ""),
            bio=" ".join(row.get("bio", "").split()),
            organisation=row["organisation"],
            email=row.get("email", ""),
            links=tuple(row.get("links", ())),
            picture=picture,
            is_person=row.get("person", True),
        )


def _texts(papers: tuple[Paper, ...]) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    for paper in papers:
        for file in (content() / "content" / paper.key).iterdir():
            if not file.name.endswith(".html"):
                continue
            text = file.read_text("utf-8")
            _, head, body = text.split("+++\n", 2)
            yield f"{paper.key}/{file.name[:-5]}", tomllib.loads(head), body.strip()


def _picture(head: Mapping[str, Any]) -> Picture | None:
    row = head.get("picture")
    if row is None:
        return None
    return Picture(
        path=f"/pictures/{row['file']}",
        alt=row["alt"],
        caption=row.get("caption", ""),
        credit=row.get("credit", ""),
    )


def _attachments(head: Mapping[str, Any]) -> Iterator[Attachment]:
    for row in head.get("attachment", ()):
        name = row["file"]
        size = len((content() / "files" / name).read_bytes())
        mime = _MIMES[name.rpartition(".")[2]]
        yield Attachment(f"/files/{name}", mime, size, row.get("title", ""), row.get("seconds", 0))
