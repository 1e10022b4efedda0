"""What a picture's bytes say they are, read without decoding anything. Standard library only.

The declared type and the name's ending are never asked: servers send every picture under every type.
"""

from __future__ import annotations

import re
import struct

# Pillow reads the ones in the middle; of the last, what is seen on the web is a photographer's slip.
_UNREAD = (
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"),
    (b"%!PS", "PostScript"),
)
_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"\0\0\1\0", "ico"),
)
_AVIF = (b"avif", b"avis")
_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title)\b", re.I | re.S
)
_SVG = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?svg[\s>/]")
_SVG_WITHIN = 4096
# A file that goes on for ever costs no more than this many frames.
_FRAMES = 100_000


def kind(data: bytes) -> str:
    """ "jpeg", "png", "gif", "webp", "avif", "bmp", "ico" or "svg"; "" for anything else."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if any(brand in _AVIF for brand in _brands(data)):
        return "avif"
    head = data[:_SVG_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and not _HTML.match(head) and _SVG.search(head):
        return "svg"
    return ""


def stranger(data: bytes) -> str:
    """What `kind` does not know, named for a person: "TIFF", "HEIC", "a web page", or ""."""
    for magic, name in _UNREAD:
        if data.startswith(magic):
            return name
    if any(brand in _HEIF for brand in _brands(data)):
        return "HEIC"
    return "a web page" if _HTML.match(data[:_SVG_WITHIN].lstrip(b"\xef\xbb\xbf")) else ""


def _brands(data: bytes) -> list[bytes]:
    """The brands of an ISO base media file (ISO 14496-12, 4.3): the major one and the compatible."""
    if data[4:8] != b"ftyp":
        return []
    end = min(int.from_bytes(data[:4]), 256, len(data))
    return [data[8:12], *(data[at : at + 4] for at in range(16, end, 4))]


def webp_size(data: bytes) -> tuple[int, int]:
    """Width and height of a WebP (RFC 9649), (0, 0) where they cannot be read. Pillow makes room
    for the whole canvas when it opens one, so that this one header must be read before."""
    chunk, body = data[12:16], data[20:30]
    if len(body) < 10:
        return 0, 0
    if chunk == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def gif_frames(data: bytes) -> int:
    """The number of pictures in a GIF (GIF89a, 20 and 23), from a walk over its blocks: Pillow
    would decode them all to tell. What is cut off is not counted."""
    if len(data) < 13:
        return 0
    at = 13 + _table(data[10])
    frames = 0
    while at < len(data) and frames < _FRAMES:
        if data[at] == 0x21:
            at = _after_blocks(data, at + 2)
        elif data[at] == 0x2C and at + 10 < len(data):
            frames += 1
            at = _after_blocks(data, at + 11 + _table(data[at + 9]))
        else:
            break
    return frames


def _table(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    end = len(data)
    while at < end and data[at]:
        at += data[at] + 1
    return at + 1


def ended(data: bytes, name: str) -> bool:
    """Whether the picture has its end, so that nothing is cut off. True where its kind has none."""
    tail = data[-64:]
    if name == "jpeg":
        return b"\xff\xd9" in tail
    if name == "png":
        return b"IEND" in tail
    if name == "gif":
        return b";" in tail
    if name == "webp":
        return len(data) >= int.from_bytes(data[4:8], "little")
    return name not in ("bmp", "ico", "avif")
