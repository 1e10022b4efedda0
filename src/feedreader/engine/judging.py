"""What the library says of an article's wholeness: counted from what is stored, noted with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feedreader.model.article import Wholeness
from feedreader.normalise import wanted
from feedreader.normalise.teaser import is_teaser
from feedreader.normalise.wholeness import Inventory, Verdict, judge
from feedreader.store.whole_records import (
    OfflineState,
    PictureId,
    PicturePolicy,
    PictureRole,
    PictureState,
    StoredPicture,
    TextPolicy,
    TextSource,
)
from feedreader.text.urls import web

if TYPE_CHECKING:
    from datetime import datetime

    from feedreader.engine.options import Options
    from feedreader.model.article import ArticleId, StoredArticle
    from feedreader.model.feed import FeedId
    from feedreader.store import Store


SHOWN_IN = 20
"""Articles judged anew when a picture came that they show; a face may stand in hundreds."""


def text_policy(store: Store, feed: FeedId, options: Options) -> TextPolicy:
    """Whose text is wanted for a feed's articles: AUTO, FEED or PAGE."""
    own = store.offline.text_policy(feed)
    return TextPolicy(options.full_text) if own is TextPolicy.DEFAULT else own


def wants_pictures(store: Store, feed: FeedId, options: Options) -> bool:
    """Whether a feed's pictures are to be kept. ("ask" asks where each byte costs money; there a
    download does nothing unless it is told to.)"""
    own = store.offline.picture_policy(feed)
    return options.show_pictures != "off" if own is PicturePolicy.DEFAULT else own is PicturePolicy.ON


def wants_page(store: Store, stored: StoredArticle, options: Options) -> bool:
    """Whether the article's own page is wanted for its text by the feed's rule."""
    state = store.offline.get(stored.id)
    if not web(stored.article.url) or state.page_checked is not None:
        return False
    policy = text_policy(store, stored.feed_id, options)
    if policy is TextPolicy.FEED:
        return False
    return policy is TextPolicy.PAGE or state.source is TextSource.PAGE or is_teaser(stored.article)


def chosen_feed(state: OfflineState) -> bool:
    """Whether the person went back to the feed's text."""
    return state.source is TextSource.FEED and state.other


def note(store: Store, article: ArticleId, options: Options, now: datetime) -> Verdict:
    """Judges an article by what is stored now, and stores the verdict."""
    stored = store.articles.get(article)
    if stored is None:
        return Verdict(Wholeness.FEED)
    state = store.offline.get(article)
    whole = state.source is TextSource.PAGE or not wants_page(store, stored, options)
    if chosen_feed(state):
        return Verdict(state.wholeness, state.missing)
    if not whole:
        verdict = Verdict(Wholeness.FEED, state.missing)
    else:
        verdict = judge(True, _inventory(store, stored, options, now))
    store.offline.judge(article, verdict.wholeness, verdict.missing)
    return verdict


def note_shown(store: Store, picture: PictureId, options: Options, now: datetime) -> None:
    """Judges the articles anew that lacked a picture which is here now."""
    with store.write():
        for article in store.pictures.shown_in(picture, SHOWN_IN):
            note(store, article, options, now)


def _inventory(store: Store, stored: StoredArticle, options: Options, now: datetime) -> Inventory:
    needed = wanted.pictures(stored.article, [each.profile for each in stored.authors])
    store.pictures.want([each.url for each in needed], now)
    known = {each.url: each for each in store.pictures.several(each.url for each in needed)}
    found = [
        (each.role, known[address]) for each in needed if (address := each.url.partition("#")[0]) in known
    ]
    store.pictures.link(stored.id, [(one.id, PictureRole(role)) for role, one in found])
    seen = [one for _, one in found if not one.tracker]
    faces = [one for role, one in found if role is wanted.Role.AVATAR and not one.tracker]
    cards = wanted.related(stored.article)
    return Inventory(
        pictures=len(seen),
        kept=_kept(seen),
        untried=sum(1 for one in seen if one.state is PictureState.WANTED),
        reasons=_reasons(seen),
        faces=len(faces),
        faces_kept=_kept(faces),
        related=len(cards),
        here=sum(1 for url in cards if store.articles.by_url(url) is not None),
        off=not wants_pictures(store, stored.feed_id, options),
    )


def _kept(pictures: Sequence[StoredPicture]) -> int:
    return sum(1 for one in pictures if one.state is PictureState.KEPT)


def _reasons(pictures: Sequence[StoredPicture]) -> tuple[str, ...]:
    return tuple(each.sentence for each in pictures if each.state is not PictureState.KEPT)
