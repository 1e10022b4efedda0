"""Clean text: the border that every stranger's string crosses once, on its way in.

Nothing that passes can act on a terminal (ECMA-48 control functions) or reorder what stands
beside it (UAX 9 bidirectional controls). Whole escape sequences go, with what they carry, so
that no payload stays behind as visible rubbish; then what is left of control characters.

Both functions return already clean text as it is, need time linear in the length, and are
idempotent: `line(line(x)) == line(x)`.
"""

from __future__ import annotations

import re

from feedreader.text import marks

LINE_LIMIT = 2_000
BLOCK_LIMIT = 2_000_000
ERROR_LIMIT = 300
TAB = 4

# What a string of ECMA-48 8.3.89 (OSC, DCS, SOS, PM, APC) may hold. Its end is BEL or ST, and CAN
# or SUB abort it. A further introducer also ends it, which keeps the time linear.
_BODY = "[^\x07\x18\x1a\x1b\x90\x98\x9c-\x9f]"
_END = "(?:\x07|\x1b\\\\|[\x18\x1a\x9c])"
# Without an end it is cut at the line break: a stray introducer must not swallow an article.
_STRING = f"(?:{_BODY}*+{_END}|[^\x07\x18\x1a\x1b\x90\x98\x9c-\x9f\r\n]*+)"
# UTF-8 that was once read as Latin-1 is full of C1 characters ("â\x80\x9d" is a closing quotation
# mark). Behind another such byte they introduce nothing, else they would swallow real text.
_NOT_MOJIBAKE = "(?<![\x80-\xbf\xc2-\xf4])"
_ESCAPE = re.compile(
    "(?:"
    f"\x1b[PX\\]^_]{_STRING}"
    f"|(?:{_NOT_MOJIBAKE}[\x90\x98\x9d-\x9f]|\x9d(?=[0-9]+;)){_STRING}"
    f"|(?:\x1b\\[|{_NOT_MOJIBAKE}\x9b|\x9b(?=[0-?]))[0-?]*+[ -/]*+[@-~]?"
    "|\x1b[ -/]*+[0-~]?"
    # Alone: all C0, DEL and C1 but those that count as white space.
    "|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
    ")+"
)

_REMOVED = (
    "\u00ad"  # soft hyphen: terminals disagree about its width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidi marks, embeddings, overrides, isolates
    "\u180e\u2060-\u2065\ufeff\ufff0-\ufffc"  # invisible: word joiner, operators, BOM, annotation
    "\ud800-\udfff"  # lone surrogates: cannot be written as UTF-8
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters, here and (below) at the end of every plane
)
_REMOVED_ASTRAL = (
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # format controls of shorthand and music
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags and the rest of the ignorable block
    + "".join(f"{chr(plane << 16 | 0xFFFE)}-{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15))
    # Planes 15 and 16: private characters. No font that a reader has shows them, and the program's own
    # pictures are written with them (kitty's placeholder is U+10EEEE). Icon fonts use U+E000 to U+F8FF.
    + "\U000f0000-\U0010ffff"
)
# A character class looks through its ranges above U+FFFF one by one, the rest is one table: so
# the two stay apart, and most text never meets the second.
_ASTRAL = "\U00010000-\U0010ffff"
_INVISIBLE = re.compile(f"[{_REMOVED}]+")
_INVISIBLE_ASTRAL = re.compile(f"[{_ASTRAL}](?<=[{_REMOVED_ASTRAL}])")

# One search tells clean text. White space but a single plain blank is looked at, and so is what
# needs its neighbours to be judged.
_CONTROL = "\x00-\x1f\x7f-\x9f\u2028\u2029"
_BLANK = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_SUSPECT = re.compile(f"[{_CONTROL}{_BLANK}{_REMOVED}{marks.ROUGH}{_ASTRAL}]|  ")
_BLOCK_SUSPECT = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{_REMOVED}{marks.ROUGH}{_ASTRAL}]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SEPARATOR = re.compile("[\x1c-\x1f]")


def line(text: str | None, limit: int = LINE_LIMIT) -> str:
    """One clean line: white space collapsed, at most `limit` characters, cut with "…".

    Combining marks stand at most four in a row and never first, where they would sit on a
    stranger. Joiners and variation selectors stay only where a script or an emoji needs them.
    """
    if not text:
        return ""
    if not (_plain(text) and "  " not in text) and _LINE_SUSPECT.search(text):
        text = _visible(text)
        text = marks.tidy(marks.without_leading(text))
        text = " ".join(text.split())
    else:
        text = text.strip(" ")
    return _cut(text, limit)


def block(text: str | None, limit: int = BLOCK_LIMIT) -> str:
    """Clean text with its lines: "\\n" and inner spaces stay, tabs become spaces (stops of 4),
    every other line break becomes "\\n". At most `limit` characters, cut with "…"."""
    if not text:
        return ""
    if not _plain(text) and _BLOCK_SUSPECT.search(text):
        text = _visible(text)
        text = _SEPARATOR.sub(" ", _BREAK.sub("\n", text))
        text = marks.tidy(text)[: limit + 1].expandtabs(TAB)
    return _cut(text, limit)


def error(problem: BaseException | str) -> str:
    """A message as one clean line of at most 300 characters; an exception without words gives
    its type's name."""
    text = line(str(problem), ERROR_LIMIT)
    if not text and isinstance(problem, BaseException):
        return type(problem).__name__
    return text


def _plain(text: str) -> bool:
    """Whether a text is nothing but printable ASCII: told in a tenth of a search's time."""
    return text.isascii() and text.isprintable()


def _visible(text: str) -> str:
    text = _INVISIBLE.sub("", _ESCAPE.sub("", text))
    return _INVISIBLE_ASTRAL.sub("", text)


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    return text[: marks.boundary(text, limit - 1)].rstrip() + "…"
