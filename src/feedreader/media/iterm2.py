"""Pictures by iTerm2's protocol (also WezTerm, mintty, VS Code, Konsole): the file itself, inline.

https://iterm2.com/documentation-images.html
"""

from __future__ import annotations

import base64

# tmux drops any sequence longer than 1 MiB, and old iTerm2s stumble over such too.
_PART = 200_000
_OSC, _END = b"\x1b]1337;", b"\x07"


def encode(data: bytes, columns: int, rows: int, *, multipart: bool = False) -> bytes:
    """Shows a kept JPEG or PNG over `columns` x `rows` cells from the cursor on, which stays where it
    is. `multipart` sends a large one in parts, which iTerm2 knows from 3.5 on, and no other terminal."""
    keys = f"inline=1;size={len(data)};width={columns};height={rows};preserveAspectRatio=0;doNotMoveCursor=1"
    payload = base64.standard_b64encode(data)
    if not multipart or len(payload) <= _PART:
        return _OSC + b"File=" + keys.encode() + b":" + payload + _END
    parts = [payload[at : at + _PART] for at in range(0, len(payload), _PART)]
    sent = b"".join(_OSC + b"FilePart=" + part + _END for part in parts)
    return _OSC + b"MultipartFile=" + keys.encode() + _END + sent + _OSC + b"FileEnd" + _END
