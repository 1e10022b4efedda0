"""JSON values as feeds write them: numbers for texts, objects for strings, and what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from feedreader.parse.refusal import NotAFeed

Record = dict[str, object]

_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.S)


def load(text: str) -> tuple[object, str]:
    """(the value in `text`, a warning or ""). Control characters inside strings, commas before
    a closing bracket and text behind the end are passed over. Raises NotAFeed."""
    text = text.lstrip("\ufeff \t\r\n\x00")
    decoder = json.JSONDecoder(strict=False)
    try:
        value, end = decoder.raw_decode(text)
    except RecursionError:
        raise NotAFeed("The JSON is nested too deeply to be read.") from None
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        try:
            value, end = decoder.raw_decode(_TRAILING_COMMA.sub(lambda m: m[1] or "", text))
        except (ValueError, RecursionError):
            raise NotAFeed(f"The JSON is broken near line {line}; nothing could be read.") from None
        return value, f"The JSON is broken near line {line}; it could be mended."
    if text[end:].strip("\x00 \t\r\n;"):
        return value, "There is text behind the feed's end; it was skipped."
    return value, ""


def record(value: object) -> Record:
    """`value` where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> Sequence[object]:
    """`value` where it is an array; a lone value as an array of one; nothing for null."""
    if isinstance(value, list):
        return value
    return () if value is None or value == "" else (value,)


def scalar(value: object) -> str:
    """A text or a number as text, else "". A float that is whole loses its ".0"."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        # Python refuses to write numbers of more than 4,300 digits.
        return str(value) if abs(value) < 10**40 else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e17 else repr(value)
    return ""


class Faults:
    """Collects what had the wrong type, each key once."""

    def __init__(self) -> None:
        self._keys: dict[str, None] = {}

    def text(self, source: Record, *keys: str) -> str:
        """The first of `keys` in `source` that holds a text or a number."""
        for key in keys:
            value = source.get(key)
            if value is None:
                continue
            found = scalar(value)
            if found:
                return found
            if not isinstance(value, str):
                self._keys.setdefault(key)
        return ""

    def note(self, key: str) -> None:
        """Remembers that `key` held something unusable."""
        self._keys.setdefault(key)

    def warnings(self) -> tuple[str, ...]:
        """One sentence, or nothing."""
        if not self._keys:
            return ()
        names = ", ".join(list(self._keys)[:8])
        return (f"Some fields of the feed hold the wrong kind of value and were left out: {names}.",)
