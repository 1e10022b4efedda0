"""Addresses: made absolute and safe, compared, and shown to a person.

Whatever leaves this module is printable ASCII (RFC 3986), so it can neither act on a terminal
nor reorder what stands beside it; only `shown` gives other letters, where they cannot deceive.
Reading follows the WHATWG URL standard where browsers and RFC 3986 differ, for the host that is
shown must be the host that a browser would open.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

from feedreader.errors import UsageError
from feedreader.text import clean, hosts, trackers

LONGEST = 16_384
"""Characters of an address; a longer one counts as malformed."""

_PORTS = {"http": 80, "https": 443}
_EDGES = "".join(map(chr, range(0x21)))
_BROKEN_OFF = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_HOST_AND_PORT = re.compile(r"(?:localhost|[^/:]+\.[^/:]+):\d{1,5}(?:[/?#]|$)")
_WEB = re.compile(r"(https?):[/\\]*", re.IGNORECASE)
_UNSAFE = re.compile(r"""[^!#-;=?-\[\]_a-z~]""")
_DOTS = re.compile(r"/(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
_CREDENTIALS = re.compile(r"[^!$&-.0-;=A-Z_a-z~%]")


def web(url: str | None, base: str = "") -> str:
    """The absolute, normalised http(s) address, or "" where there is none (also for an empty
    `url`, whatever the base). Never raises.

    Scheme and host in lower case, host in its ASCII form (IDNA), default port and dot segments
    gone, everything outside RFC 3986 percent-encoded. Credentials stay, for feeds that need
    them; `host` and `shown` leave them out.
    """
    try:
        return _web(url or "", base)
    except ValueError:  # what urllib.parse, int and the codecs raise, UnicodeError included
        return ""


def link(url: str | None, base: str = "") -> str:
    """As `web`, and mailto: addresses pass too."""
    trimmed = (url or "").strip(_EDGES)
    if trimmed[:7].lower() != "mailto:":
        return web(url, base)
    address = trimmed[7:].translate(_BROKEN_OFF)
    if "@" not in address or len(address) > LONGEST:
        return ""
    return "mailto:" + _quoted(address)


def host(url: str | None) -> str:
    """The host in its ASCII form, without port and credentials; "" where `web` gives ""."""
    address = web(url)
    return urlsplit(address).hostname or "" if address else ""


def without_credentials(url: str) -> str:
    """The address without user name and password: for output that goes elsewhere."""
    scheme, mark, rest = url.partition("://")
    place, slash, path = rest.partition("/")
    return f"{scheme}{mark}{place.rpartition('@')[2]}{slash}{path}" if mark else url


def shown(url: str | None) -> str:
    """How an address is shown to a person: the real host first, no credentials, no scheme.

    Hosts and paths stand in their own script where they cannot pass for something else: a host
    of mixed or look-alike scripts stays in its ASCII form (UTS 39), and whatever is written
    from right to left stays encoded, since it would move the parts of the address.
    """
    address = web(url)
    if not address:
        return clean.line(url, clean.ERROR_LIMIT)
    parts = urlsplit(address)
    name = hosts.shown(parts.netloc.rpartition("@")[2])
    rest = address.partition("://")[2].partition("/")[2]
    path = "/" + _readable(rest)
    return name + ("" if path == "/" else path)


def without_trackers(url: str) -> str:
    """The address without parameters that only say where a reader came from (utm_*, fbclid,
    xtor ...); the others keep their order and their spelling."""
    address, mark, fragment = url.partition("#")
    path, question, query = address.partition("?")
    if question:
        kept = "&".join(pair for pair in query.split("&") if not trackers.is_one(pair))
        address = f"{path}?{kept}" if kept or not query else path
    if mark and all(map(trackers.is_one, fragment.split("&"))):
        return address
    return address + mark + fragment


def same_page(a: str, b: str) -> bool:
    """Whether two addresses lead to one page: they differ at most in http or https, "www.", a
    slash at the end, the fragment and trackers. What is no web address is like nothing."""
    one = _page_key(a)
    return bool(one) and one == _page_key(b)


def browser_argument(url: str | None) -> str:
    """The address as an argument for a browser's command; it begins with "http".

    Raises UsageError where it is no web address."""
    address = web(url)
    if not address:
        raise UsageError(f"This address cannot be opened: {clean.line(url, 120) or 'it is empty'}.")
    return address


def typed(text: str | None) -> str:
    """The address that a person typed or pasted, as `web` gives it: "example.org/feed" gets
    https, and "feed:" in front (an old habit of feed links) goes."""
    trimmed = (text or "").strip(_EDGES).strip("<>")
    if trimmed[:5].lower() == "feed:":
        trimmed = trimmed[5:].removeprefix("//")
    if _WEB.match(trimmed):
        return web(trimmed)
    if _SCHEME.match(trimmed) and not _HOST_AND_PORT.match(trimmed):
        return ""
    return web("https://" + trimmed.lstrip("/\\"))


def _web(url: str, base: str) -> str:
    url = url.strip(_EDGES).translate(_BROKEN_OFF)
    if len(url) > LONGEST:
        return ""
    if not _WEB.match(url):
        if not url or _SCHEME.match(url):
            return ""
        if url.startswith(("//", "\\\\")):
            url = ("http:" if base[:5].lower() == "http:" else "https:") + url
        else:
            url = urljoin(web(base), _forward(url))
    elif base and (relative := re.match(r"https?:(?![/\\])", url, re.IGNORECASE)):
        # "http:page" is relative to a base of its own scheme, as browsers read it.
        url = urljoin(web(base), url[relative.end() :])
    match = _WEB.match(url)
    return _normal(match[1].lower(), _forward(url[match.end() :])) if match else ""


def _forward(url: str) -> str:
    """Backslashes before the query are slashes, as in browsers: else "good.org\\@bad.org" would
    be shown as one host and opened as the other."""
    end = re.search(r"[?#]", url)
    cut = end.start() if end else len(url)
    return url[:cut].replace("\\", "/") + url[cut:]


def _normal(scheme: str, rest: str) -> str:
    """`rest` is what stands behind "scheme://"."""
    address, mark, fragment = rest.partition("#")
    address, question, query = address.partition("?")
    place, slash, path = address.partition("/")
    credentials, at, place = place.rpartition("@")
    name, port = hosts.split_port(place)
    ascii_name = hosts.to_ascii(name)
    if not ascii_name:
        return ""
    if port is not None and port != _PORTS[scheme]:
        ascii_name += f":{port}"
    if at and credentials.strip(":"):
        ascii_name = f"{_percent(_CREDENTIALS, credentials)}@{ascii_name}"
    path = _without_dots("/" + path) if slash else "/"
    result = f"{scheme}://{ascii_name}{_quoted(path)}"
    if question:
        result += "?" + _quoted(query)
    return result + mark + _quoted(fragment)


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4, with the encoded dots of the WHATWG standard."""
    if not _DOTS.search(path):
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for index, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain not in {".", ".."}:
            kept.append(segment)
            continue
        if plain == ".." and kept:
            kept.pop()
        if index == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _quoted(part: str) -> str:
    return _percent(_UNSAFE, part)


def _percent(unsafe: re.Pattern[str], part: str) -> str:
    return unsafe.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), part
    )


def _readable(part: str) -> str:
    """Percent-encoded letters as letters, unless any of them is unsafe to show."""
    if "%" not in part:
        return part
    pieces = re.split(r"((?:%[89a-fA-F][0-9a-fA-F])+)", part)
    for index in range(1, len(pieces), 2):
        letters = unquote(pieces[index], errors="replace")
        if letters.isalnum() and not hosts.right_to_left(letters) and clean.line(letters) == letters:
            pieces[index] = letters
    return "".join(pieces)


def _page_key(url: str) -> str:
    address = without_trackers(web(url).partition("#")[0])
    place, slash, rest = address.partition("://")[2].partition("/")
    path, question, query = rest.partition("?")
    name = place.rpartition("@")[2].removeprefix("www.")
    return (name + slash + path).rstrip("/") + question + query
