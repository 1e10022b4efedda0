"""Characters that live on their neighbours: combining marks, joiners, variation selectors.

Each is kept where writing needs it (Persian and Indic joiners, emoji families, Japanese variant
forms, Hebrew points) and dropped where it only hides or piles up.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MOST_IN_A_ROW = 4
"""Marks on one character. Hebrew with points and cantillation needs four."""

_ZWSP, _ZWNJ, _ZWJ = "\u200b", "\u200c", "\u200d"
_KEYCAP = "\u20e3"
_JOINERS = _ZWSP + _ZWNJ + _ZWJ
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Conjoining vowels and finals of old Korean have no width of their own and pile up like marks.
_JAMO = "\u1160-\u11ff\ud7b0-\ud7ff"

# Every script with marks up to U+FFFF, letters and all: only says that a look is needed.
ROUGH = (
    "\u0300-\u036f\u0483-\u0489\u0590-\u05cf\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0700-\u109f"
    "\u1160-\u11ff\u135d-\u135f\u1700-\u18af\u1920-\u1cff\u1dc0-\u1dff\u200b-\u200d\u20d0-\u20ff"
    "\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua6f1\ua800-\uabff\ufb1e"
    "\ud7b0-\ud7ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_ROUGH_ASTRAL = (
    "\U00010100-\U00011fff\U00016100-\U00016fff\U0001bc00-\U0001bcff\U0001cf00-\U0001d2ff"
    "\U0001da00-\U0001e94f\U000e0100-\U000e01ef"
)
_ROUGH_RUN = re.compile(f"[{ROUGH}{_JAMO}{_ROUGH_ASTRAL}]{{{MOST_IN_A_ROW + 1}}}")
_ASTRAL = re.compile(f"[{_ROUGH_ASTRAL}]")
_SPECIAL = re.compile(f"[{_JOINERS}{_SELECTORS}]")

# Scripts whose letters change form by a joiner: Arabic to N'Ko, the Indic scripts, Mongolian.
_JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1a20-\u1cff\ua800-\ua8ff\ua980-\uaaff"
    "\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
# Scripts without blanks between words, where U+200B says where a line may break.
_UNSPACED = "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\ua980-\uaadf"
_IDEOGRAPHS = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Characters that may stand in an emoji sequence (UTS 51), roughly: symbols, arrows, pictographs.
_PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2100-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030"
    "\u303d\u3297\u3299\U0001f000-\U0001faff"
)
# Where marks can stand, without the big blocks that have none; a scan of all planes takes 10 times longer.
_SCANNED = (
    range(0x300, 0x3100),
    range(0xA66F, 0xAC00),
    range(0xFB1E, 0xFB1F),
    range(0xFE00, 0xFE30),
    range(0x10100, 0x12000),
    range(0x16100, 0x17000),
    range(0x1BC00, 0x1BD00),
    range(0x1CF00, 0x1D300),
    range(0x1DA00, 0x1E950),
)
_SCANNED_ASTRAL = 5


def without_leading(text: str) -> str:
    """Without blanks, marks, joiners and selectors before the first real character."""
    text = text.lstrip()
    if text >= "\u0300":
        text = _leading(bool(_ASTRAL.search(text))).sub("", text)
    return text


def tidy(text: str) -> str:
    """Marks capped at four in a row, joiners and selectors only where they do something."""
    if _ROUGH_RUN.search(text):
        text = _pile(bool(_ASTRAL.search(text))).sub(r"\1", text)
    if _SPECIAL.search(text):
        text = _joiner().sub("", _selector().sub("", text))
    return text


def boundary(text: str, at: int) -> int:
    """The nearest place at or before `at` where `text` can be cut without tearing a character
    from its marks or an emoji from its family; gives up after 16 steps."""
    for place in range(at, max(at - 16, 0), -1):
        if not _hangs(text[place]) and text[place - 1] not in _JOINERS:
            return place
    while at and text[at - 1] in _JOINERS:
        at -= 1
    return at


def _hangs(char: str) -> bool:
    if char < "\u0300":
        return False
    return (
        unicodedata.category(char) in {"Mn", "Me"}
        or char in _JOINERS
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\u1160" <= char <= "\u11ff"
        or "\ud7b0" <= char <= "\ud7ff"
    )


@cache
def _members(astral: bool) -> str:
    """What hangs on a character, as the inside of a character class, above U+FFFF as ranges."""
    found: list[str] = []
    for codes in _SCANNED[: None if astral else -_SCANNED_ASTRAL]:
        marked = [code for code in codes if unicodedata.category(chr(code)) in {"Mn", "Me"}]
        for before, code in zip([0, *marked], marked, strict=False):
            if found and code == before + 1:
                found[-1] = found[-1][0] + "-" + chr(code)
            else:
                found.append(chr(code))
    return "".join(found) + _JAMO + _JOINERS + (_SELECTORS if astral else _SELECTORS[:3])


@cache
def _pile(astral: bool) -> re.Pattern[str]:
    """More than four that hang in a row; the first four are the group."""
    members = _members(astral)
    return re.compile(f"([{members}]{{{MOST_IN_A_ROW}}})[{members}]+")


@cache
def _leading(astral: bool) -> re.Pattern[str]:
    return re.compile(f"\\A[\\s{_members(astral)}]+")


@cache
def _selector() -> re.Pattern[str]:
    """Variation selectors behind what has no variants (compiled at need: 2 ms)."""
    return re.compile(
        f"(?<![{_PICTURES}])[\ufe0e\ufe0f](?!(?<=[0-9#*]\ufe0f){_KEYCAP})"
        f"|(?<![{_IDEOGRAPHS}\u1000-\u109f\u2190-\u22ff\ua840-\ua87f])[\ufe00-\ufe0d]"
        f"|(?<![{_IDEOGRAPHS}])[\U000e0100-\U000e01ef]"
    )


@cache
def _joiner() -> re.Pattern[str]:
    """Joiners between what they do not join."""
    return re.compile(
        f"{_ZWJ}(?<![{_JOINING}]{_ZWJ})(?!(?<=[{_PICTURES}\ufe0f]{_ZWJ})[{_PICTURES}])"
        f"|{_ZWNJ}(?<![{_JOINING}]{_ZWNJ})"
        f"|{_ZWSP}(?<![{_UNSPACED}]{_ZWSP})"
    )
