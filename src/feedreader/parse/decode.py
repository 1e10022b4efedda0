"""Bytes to text: which encoding a body is really in.

Byte order marks win (RFC 3629, XML 1.0 appendix F), then UTF-8 where the bytes are valid UTF-8,
then what the XML declaration says, then HTTP (RFC 7303 would have HTTP before the declaration,
but servers that add a default charset are the commoner fault), then a guess by language.
"""

from __future__ import annotations

import codecs
import re

_NAMES = re.compile(
    r"utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|(?:us-)?ascii|(?:iso[-_]?)?8859[-_]\d{1,2}|iso[-_]?8859[-_]?\d{1,2}"
    r"|latin[-_]?\d|(?:windows|cp|ibm)[-_]?\d{2,5}|koi8[-_]?[rut]|gbk|gb2312|gb18030|big5(?:-hkscs)?"
    r"|euc[-_](?:jp|kr|cn)|s(?:hift)?[-_]?jis|ms932|iso-2022-(?:jp|kr)(?:-\d)?|hz-gb-2312|hz"
    r"|ks_c_5601-1987|tis-?620|mac[-_]?\w{2,12}",
    re.I,
)
_WIDER = {
    # Browsers and feeds alike mean the superset (WHATWG Encoding Standard).
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
}
_BY_LANGUAGE = {
    "ru": "cp1251",
    "uk": "cp1251",
    "be": "cp1251",
    "bg": "cp1251",
    "sr": "cp1251",
    "mk": "cp1251",
    "pl": "cp1250",
    "cs": "cp1250",
    "sk": "cp1250",
    "hu": "cp1250",
    "hr": "cp1250",
    "sl": "cp1250",
    "ro": "cp1250",
    "el": "cp1253",
    "tr": "cp1254",
    "he": "cp1255",
    "ar": "cp1256",
    "fa": "cp1256",
    "th": "cp874",
    "ja": "cp932",
    "zh": "gb18030",
    "ko": "cp949",
}
_STATEFUL = ("iso2022", "hz")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_LANGUAGE = re.compile(rb"<(?:dc:)?language>\s*([a-z]{2})|xml:lang=[\"']([a-z]{2})", re.I)
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_FEW = 8
"""So few two-byte sequences can be valid UTF-8 by accident in a Chinese or Japanese encoding."""


def codec(name: str) -> str:
    """Python's name of the encoding called `name`, widened as browsers do, or "" when unknown.

    Only encodings of natural text pass: Python also knows `punycode` (quadratic), `idna` and
    `unicode_escape`, which no feed is written in."""
    plain = name.strip().lower().removeprefix("x-")
    if not _NAMES.fullmatch(plain):
        return ""
    plain = plain.replace("windows-", "cp").replace("ks_c_5601-1987", "cp949").replace("sjis", "shift_jis")
    try:
        found = codecs.lookup(plain).name
    except LookupError:
        return ""
    return _WIDER.get(found, found)


def text(body: bytes, content_type: str = "") -> tuple[str, str]:
    """(the text of `body`, a warning for the person or ""). Never fails: what cannot be read
    becomes U+FFFD."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), ""
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace"), ""
    xml, http = _DECLARED.search(body[:1024]), _CHARSET.search(content_type)
    said = xml[1].decode("latin-1") if xml else http[1] if http else ""
    declared = [name for name in (codec(m) for m in _said(xml, http)) if name]
    if body.isascii():
        stateful = bool(declared) and declared[0].startswith(_STATEFUL)
        return body.decode(declared[0] if stateful else "ascii", "replace"), ""
    try:
        found = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(body, declared, said)
    if not declared or declared[0] == "utf-8":
        return found, ""
    chosen = declared[0]
    if not chosen.startswith(("cp125", "iso8859")) and len(_MULTIBYTE.findall(body)) < _FEW:
        other = _strictly(body, chosen)
        if other is not None:
            return other, ""
    return found, f"The feed says that it is in {said} but is in UTF-8; it was read as UTF-8."


def _said(xml: re.Match[bytes] | None, http: re.Match[str] | None) -> list[str]:
    """Encodings named by the XML declaration and by HTTP, in that order."""
    return ([xml[1].decode("latin-1")] if xml else []) + ([http[1]] if http else [])


def _wide(body: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by the zero bytes around the first "<" or "{"."""
    head = body[:4]
    if len(head) < 4 or b"\x00" not in head:
        return ""
    if head[1:4] == b"\x00\x00\x00":
        return "utf-32-le"
    if head[:3] == b"\x00\x00\x00":
        return "utf-32-be"
    if head[1] == 0 and head[3] == 0:
        return "utf-16-le"
    return "utf-16-be" if head[0] == 0 and head[2] == 0 else ""


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _not_utf8(body: bytes, declared: list[str], said: str) -> tuple[str, str]:
    for name in declared:
        if name == "utf-8" or name.startswith(("utf-16", "utf-32")):
            continue
        found = _strictly(body, name)
        if found is None and name == "cp1252":
            # Five bytes have no character there; they are dirt, not another encoding.
            found = body.decode("cp1252", "replace")
        if found is not None:
            wrong = bool(said) and codec(said) != name
            return found, _misread(said, name) if wrong else ""
    mended = body.decode("utf-8", "replace")
    bad = mended.count("�")
    if bad * 4 <= len(_MULTIBYTE.findall(body)):
        return mended, f"{bad} characters are not valid UTF-8; they are shown as �."
    language = _LANGUAGE.search(body[:20_000])
    key = (language[1] or language[2]).decode("latin-1").lower() if language else ""
    for name in (_BY_LANGUAGE.get(key, ""), "cp1252"):
        guess = _strictly(body, name) if name else None
        if guess is not None:
            return guess, _misread(said, name)
    return body.decode("cp1252", "replace"), _misread(said, "cp1252")


def _misread(said: str, name: str) -> str:
    name = name.replace("cp125", "windows-125")
    if said:
        return f"The feed says that it is in {said} but is not; it was read as {name}."
    return f"The feed does not say its encoding; it was read as {name}."
