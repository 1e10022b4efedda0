"""robots.txt (RFC 9309): which addresses of a server a program of our name may ask for. Pure."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

CAP = 512 * 1024
"""Bytes that are read; RFC 9309 wants at least 500 KiB."""
_MOST = 5_000
"""Rules that are kept of a file."""

Rules = tuple[str, ...]
"""Patterns of paths, each behind "+" (allowed) or "-" (not allowed)."""

NOTHING: Rules = ("-/",)
"""Rules that forbid all of a server."""


def address(url: str) -> str:
    """Where the server of an address keeps its robots.txt."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/robots.txt"


def rules(text: str, agent: str) -> Rules:
    """The rules of a file that hold for `agent` (a product's name, "feedreader"): those of the
    groups that name it, else of the groups for all."""
    own: list[str] = []
    general: list[str] = []
    into: list[list[str]] = []
    named = is_open = mine = False
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not is_open:
                into = []
            is_open = True
            name = value.partition("/")[0].strip().lower()
            mine = name == agent.lower()
            named = named or mine
            into += [own] if mine else [general] if name == "*" else []
        elif key in ("allow", "disallow"):
            is_open = False
            for group in into:
                if value and len(group) < _MOST:
                    group.append(("+" if key == "allow" else "-") + value)
    return tuple(own if named else general)


def allowed(known: Rules, url: str) -> bool:
    """Whether the rules let an address be asked for: the longest pattern that matches decides,
    "allow" where two are as long."""
    parts = urlsplit(url)
    path = unquote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    best, verdict = -1, True
    for rule in known:
        pattern, allows = unquote(rule[1:]), rule[0] == "+"
        if (len(pattern) > best or (len(pattern) == best and allows)) and _matches(pattern, path):
            best, verdict = len(pattern), allows
    return verdict


def _matches(pattern: str, path: str) -> bool:
    """ "*" stands for any text, "$" at the end for the path's end. One pass from the left: a
    hostile pattern of a thousand stars costs no more than a plain one."""
    ends = pattern.endswith("$")
    first, *rest = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not rest:
        return not ends or at == len(path)
    *middle, last = rest
    for part in middle:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    if ends:
        return len(path) - len(last) >= at and path.endswith(last)
    return path.find(last, at) >= 0
