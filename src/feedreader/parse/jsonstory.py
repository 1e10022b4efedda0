"""One story of a JSON API: which of its fields is what.

Names are compared without case, "_" and "-": `webPublicationDate`, `published_at`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedreader.parse import jsonnames
from feedreader.parse.jsonvalues import Record, listed, record, scalar
from feedreader.parse.people import from_text
from feedreader.parse.raw import RawEnclosure, RawEntry, RawImage, RawPerson, RawText
from feedreader.parse.texts import is_html

_WEB = re.compile(r"(?:https?:)?//[^\s<>\"]+|/[^\s<>\"]*", re.I)
_OUTER = frozenset((*jsonnames.URLS, *jsonnames.IDS))
_BY = re.compile(r"by\s+", re.I)


def _plain(key: str) -> str:
    # A leading "_" marks what is not the story's (Algolia's _tags, _highlightResult).
    return key if key.startswith("_") else key.lower().replace("_", "").replace("-", "")


def flattened(story: Record) -> Record:
    """The fields of `story` under plain names. Objects that wrap a story, or hold a part of its
    fields (Guardian, Reddit, JSON:API, GraphQL), are merged in."""
    flat = _fields(story)
    for key in jsonnames.INSIDE:
        inside = record(story.get(key))
        if not inside or (key == "content" and "rendered" in inside):
            continue
        if key in ("fields", "attributes") or not _text(flat, *jsonnames.TITLES):
            merged = _fields(inside)
            # What is nearer to the text wins, but for the story's own address and id.
            outer = {k: v for k, v in flat.items() if k not in merged or k in _OUTER}
            flat = merged | outer
    return flat


def _fields(source: Record) -> Record:
    return {_plain(key): value for key, value in source.items() if value is not None and value != ""}


def quality(story: Record) -> int:
    """How much a flattened object looks like a story: 0 for not at all, up to 7."""
    if not _text(story, *jsonnames.TITLES):
        return 0
    has_url, has_id = bool(_url(story)), bool(_text(story, *jsonnames.IDS))
    date = bool(_text(story, *jsonnames.PUBLISHED))
    text = bool(_body(story) or _text(story, *jsonnames.SUMMARIES))
    if not has_url and not (has_id and (date or text)):
        return 0
    image, author = any(k in story for k in jsonnames.IMAGES), any(k in story for k in jsonnames.AUTHORS)
    return 1 + 2 * date + text + has_url + image + author


def entry(story: Record) -> RawEntry:
    """The raw record of a flattened story."""
    title, summary = _text(story, *jsonnames.TITLES), _text(story, *jsonnames.SUMMARIES)
    body = _body(story)
    main = _text(story, "main")
    if main.startswith("<figure") and body:
        # The Guardian keeps the lead picture, with caption and credit, beside the body.
        body = main + body
    image = _image(story)
    return RawEntry(
        guid=_text(story, *jsonnames.IDS) or _url(story),
        link=_url(story),
        title=_kind(title),
        summary=_kind(summary, loose=True) if summary else None,
        content=_kind(body, loose=True) if body else None,
        published=_text(story, *jsonnames.PUBLISHED),
        updated=_text(story, *jsonnames.UPDATED),
        people=_people(story),
        tags=_tags(story),
        enclosures=_enclosures(story),
        image=image,
        language=_text(story, "language", "lang", "locale"),
        comments=_address(
            _text(story, "commentsurl", "discussionurl", *jsonnames.DISCUSSED[: "numcomments" in story])
        ),
    )


def _kind(text: str, *, loose: bool = False) -> RawText:
    return RawText(text, "html" if is_html(text, loose=loose) else "text")


def _words(value: object, deep: int = 0) -> str:
    """A text, or the text inside an object or array that stands for one."""
    found = scalar(value)
    if found or deep > 3:
        return found
    if isinstance(value, dict):
        keys = (
            "rendered",
            "value",
            "main",
            "html",
            "text",
            "original",
            "#text",
            "$t",
            "_",
            "content",
            "default",
            "en",
        )
        return next((t for k in keys if (t := _words(value.get(k), deep + 1))), "")
    if isinstance(value, list):
        pieces = [piece for piece in (_words(one, deep + 1) for one in value[:2000]) if piece]
        if len(pieces) > 1:
            return "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in pieces)
        return "".join(pieces)
    return ""


def _text(story: Record, *keys: str) -> str:
    return next((text for key in keys if key in story and (text := _words(story[key]))), "")


def _address(text: str) -> str:
    return text if _WEB.fullmatch(text) else ""


def _url(story: Record) -> str:
    for key in jsonnames.URLS:
        found = _address(_words(story[key])) if key in story else ""
        if found:
            return found
    links = record(story.get("links"))
    return next(
        (a for k in ("web", "canonical", "html", "self") if (a := _address(_words(links.get(k))))), ""
    )


def _body(story: Record) -> str:
    return _text(story, *jsonnames.BODIES)


def _people(story: Record) -> tuple[RawPerson, ...]:
    people: list[RawPerson] = []
    embedded = listed(record(story.get("_embedded")).get("author"))
    tagged = [t for t in map(record, listed(story.get("tags"))) if t.get("type") == "contributor"]
    for source in (embedded, tagged, *(listed(story.get(key)) for key in jsonnames.AUTHORS)):
        for one in source[:100]:
            found = _person(one)
            if found is not None:
                people.append(found)
        if people:
            break
    return tuple(dict.fromkeys(people))


def _person(value: object) -> RawPerson | None:
    if isinstance(value, str):
        return from_text(_BY.sub("", value, count=1) if _BY.match(value) else value)
    fields = flattened(record(value))
    name = _text(fields, "name", "webtitle", "displayname", "fullname", "original", "title", "username")
    if not name:
        name = f"{_text(fields, 'firstname')} {_text(fields, 'lastname')}".strip()
    if not name:
        return None
    name = _BY.sub("", name, count=1) if _BY.match(name) else name
    avatars = [scalar(url) for url in record(fields.get("avatarurls")).values()]
    picture = _text(
        fields, "avatar", "bylinelargeimageurl", "bylineimageurl", "profileimage", "avatarurl", "image"
    )
    return RawPerson(
        name=name,
        url=_url({k: v for k, v in fields.items() if k != "uri"}),
        email=_text(fields, "email") or _text(fields, "emailaddress"),
        avatar=_address(picture) or (avatars[-1] if avatars else ""),
        role=_text(fields, "role", "jobtitle"),
    )


def _tags(story: Record) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for key in jsonnames.TAGS:
        for one in listed(story.get(key))[:200]:
            if isinstance(one, dict):
                # The New York Times's keywords: name is the kind, value the subject.
                if one.get("type") != "contributor":
                    names = ("value", *jsonnames.NAMES) if "name" in one else jsonnames.NAMES
                    found.setdefault(_text(flattened(one), *names))
            elif isinstance(one, str):
                for tag in one.split(",") if key == "keywords" else (one,):
                    found.setdefault(tag.strip())
    found.pop("", None)
    return tuple(found)[:200]


def _pictures(story: Record) -> Iterator[object]:
    yield from listed(record(story.get("_embedded")).get("wp:featuredmedia"))[:1]
    for key in jsonnames.IMAGES:
        yield from listed(story.get(key))[:3]


def _image(story: Record) -> RawImage | None:
    for one in _pictures(story):
        fields = flattened(record(one))
        url = _text(fields, "sourceurl", "url", "src", "href", "large", "original") if fields else scalar(one)
        url = url if isinstance(url, str) else ""
        # Reddit writes "self" and "default" where there is no picture.
        if not _WEB.fullmatch(url):
            continue
        return RawImage(
            url,
            alt=_text(fields, "alttext", "alt"),
            caption=_text(fields, "caption", "description"),
            credit=_text(fields, "credit", "copyright", "byline", "photographer"),
            width=_text(fields, "width"),
            height=_text(fields, "height"),
        )
    return None


def _enclosures(story: Record) -> tuple[RawEnclosure, ...]:
    found: dict[str, RawEnclosure] = {}
    for key in ("enclosures", "enclosure", "attachments", "audiourl", "audio", "videourl"):
        for one in listed(story.get(key))[:200]:
            fields = flattened(record(one))
            url = _address(_text(fields, "url", "href", "src") if fields else scalar(one))
            if url:
                mime = _text(fields, "mimetype", "type")
                found.setdefault(url, RawEnclosure(url, mime, _text(fields, "sizeinbytes", "length", "size")))
    return tuple(found.values())
