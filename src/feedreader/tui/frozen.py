"""Frozen order: a list that is being read takes newcomers in and loses nothing under the
person's eyes."""

from __future__ import annotations

from array import array


def merged(before: array[int], now: array[int]) -> array[int]:
    """`now` with what it lacks of `before` (articles read meanwhile in an unread list) left in
    its old neighbourhood. Pure; linear."""
    known = set(now)
    missing_after: dict[int, list[int]] = {}
    anchor = 0
    for article_id in before:
        if article_id in known:
            anchor = article_id
        else:
            missing_after.setdefault(anchor, []).append(article_id)
    if not missing_after:
        return now
    kept = array("q", missing_after.pop(0, []))
    old = set(before)
    # Newcomers on top stay on top of what was first before.
    result = array("q")
    started = False
    for article_id in now:
        if not started and article_id in old:
            result.extend(kept)
            started = True
        result.append(article_id)
        result.extend(missing_after.get(article_id, ()))
    if not started:
        result.extend(kept)
    return result
