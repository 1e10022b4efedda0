"""Host names: to their ASCII form (IDNA, UTS 46 as far as the standard library goes), and how
one is shown without deceiving anybody (UTS 39)."""

from __future__ import annotations

import re
import unicodedata

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?|-[a-z0-9_-]{0,62}|[a-z0-9_-]{1,62}-")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
# Dots that people and input methods type: ideographic, fullwidth, halfwidth ideographic.
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
# Mapped away by IDNA 2003, which the standard library knows, but letters of their own in IDNA
# 2008, which browsers follow: with them a label is encoded without that mapping.
_DEVIATIONS = re.compile("[\u00df\u03c2]")

# Scripts that are written together without deceit (UTS 39, highly restrictive).
_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)
# Cyrillic and Greek letters that pass for Latin ones.
_LOOKALIKES = frozenset("асԁеһіјӏорԛѕԝхуъьүґгвмнктзбϲοαυνρικτωѵ")


def split_port(place: str) -> tuple[str, int | None]:
    """Host and port of "host:port"; raises ValueError for a port that is none."""
    name, colon, port = place.rpartition(":")
    if not colon or place.endswith("]"):
        return place, None
    if not port:
        return name, None
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65_536):
        raise ValueError("port")
    return name, int(port)


def to_ascii(name: str) -> str:
    """A host as it goes into a request, or "" for what is none: lower case, international
    names in their "xn--" form, IPv4 in any spelling as four numbers, IPv6 in brackets."""
    if name.startswith("["):
        return _ipv6(name)
    if "%" in name:
        from urllib.parse import unquote

        name = unquote(name, errors="strict")
    if not name.isascii():
        name = ".".join(map(_encoded, name.translate(_DOTS).split(".")))
    name = name.lower()
    labels = name.removesuffix(".").split(".")
    if len(name) > 254 or not all(map(_LABEL.fullmatch, labels)):
        return ""
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(labels)
    return name


def shown(place: str) -> str:
    """A host (and port) for a person: international labels in their own script, unless the name
    mixes scripts, is made of letters that pass for Latin ones, or runs from right to left."""
    name, colon, port = place.partition(":")
    if "xn--" not in name or name.startswith("["):
        return place
    labels = name.split(".")
    readable = list(map(_decoded, labels))
    if any(map(_deceives, readable)) or _all_lookalikes(readable):
        return place
    return ".".join(readable) + colon + port


def right_to_left(text: str) -> bool:
    """Whether any character is written from right to left (UAX 9: R, AL, AN)."""
    return any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text)


def _encoded(label: str) -> str:
    if label.isascii():
        return label
    if _DEVIATIONS.search(label):
        label = unicodedata.normalize("NFKC", label.lower())
        return "xn--" + label.encode("punycode").decode("ascii")
    return label.encode("idna").decode("ascii")


def _decoded(label: str) -> str:
    """The label in its own script; as it was where that does not lead back to it."""
    if not label.startswith("xn--"):
        return label
    try:
        readable = label[4:].encode("ascii").decode("punycode")
        return readable if _encoded(readable) == label else label
    except ValueError:
        return label


def _deceives(label: str) -> bool:
    if label.isascii():
        return False
    if not all(char.isalnum() or unicodedata.category(char) in {"Mn", "Mc"} or char == "-" for char in label):
        return True
    if right_to_left(label):
        return True
    scripts = {unicodedata.name(char, "?").split()[0] for char in label if char.isalpha()}
    return len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER)


def _all_lookalikes(labels: list[str]) -> bool:
    """A whole label of look-alikes is read as Latin, unless the name's ending tells."""
    return labels[-1].isascii() and any(
        not label.isascii() and all(char in _LOOKALIKES or char in "-0123456789" for char in label)
        for label in labels
    )


def _ipv4(labels: list[str]) -> str:
    """One to four numbers, decimal, octal or hexadecimal, the last filling what is left."""
    if len(labels) > 4 or not all(map(_NUMBER.fullmatch, labels)):
        return ""
    numbers = [_number(label) for label in labels]
    room = 256 ** (5 - len(numbers))
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= room:
        return ""
    total = numbers[-1] + sum(number << 8 * (3 - index) for index, number in enumerate(numbers[:-1]))
    return ".".join(str(total >> shift & 255) for shift in (24, 16, 8, 0))


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8) if label.startswith("0") and len(label) > 1 else int(label)


def _ipv6(name: str) -> str:
    import ipaddress

    if not name.endswith("]") or "%" in name:
        return ""
    return f"[{ipaddress.IPv6Address(name[1:-1]).compressed}]"
