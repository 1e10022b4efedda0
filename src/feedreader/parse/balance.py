"""Tags that do not match, made to match: the last mend, for XML whose structure is broken.

Linear in the text's length, however the tags are nested.
"""

from __future__ import annotations

import re

from feedreader.parse import mend

DEPTH = 200
"""Elements nested deeper are dissolved; libxml2 refuses more than 256."""

# Possessive: without a closing sign, backtracking would be quadratic.
_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.-]*+)([^<>]*+)>|<()(item|entry|channel)(\s[^<>]*+)(?=<)", re.I)
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w:.-]*+)(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?")
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "param", "wbr"))


def balanced(text: str) -> str:
    """`text` with matching tags: what is open closes where its parent closes or a new entry
    begins, and an end without a beginning goes. Names become lower case."""
    weaver = _Weaver()
    for raw, piece in mend.pieces(text):
        if raw:
            weaver.text(piece)
            continue
        at = 0
        for match in _TAG.finditer(piece):
            weaver.text(piece[at : match.start()].replace("<", "&lt;"))
            at = match.end()
            # The second form is a start tag that another tag cut short.
            name, rest = (match[2], match[3]) if match[2] else (match[5], match[6])
            weaver.tag(bool(match[1]), name.lower(), rest)
        weaver.text(piece[at:].replace("<", "&lt;"))
    return mend.declared(weaver.end())[0]


class _Weaver:
    """Writes tags so that they match. `stack` holds (name, whether it was written)."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.stack: list[tuple[str, bool]] = []
        self.open: dict[str, int] = {}

    def text(self, text: str) -> None:
        """Text, where there is an element to hold it."""
        if self.stack:
            self.out.append(text)

    def tag(self, closing: bool, name: str, rest: str) -> None:
        if closing:
            # The root stays open: whatever follows its end still has a place.
            if self.open.get(name) and (len(self.stack) > 1 and self.stack[0][0] != name):
                self._close(name)
            return
        if name in ("item", "entry") and self.open.get(name) and self.stack[0][0] != name:
            self._close(name)
        empty = rest.rstrip().endswith("/") or name in _VOID
        written = len(self.stack) < DEPTH
        if empty and not self.stack:
            return
        if written:
            self.out.append(f"<{name}{_attributes(rest)}{'/>' if empty else '>'}")
        if not empty:
            self.stack.append((name, written))
            self.open[name] = self.open.get(name, 0) + 1

    def _close(self, name: str) -> None:
        while self.stack:
            top, written = self.stack.pop()
            self.open[top] -= 1
            if written:
                self.out.append(f"</{top}>")
            if top == name:
                return

    def end(self) -> str:
        self.out += [f"</{name}>" for name, written in reversed(self.stack) if written]
        return "".join(self.out)


def _attributes(rest: str) -> str:
    """Attributes of a start tag, each once, quoted, and with at most one prefix."""
    if "=" not in rest:
        return ""
    seen: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        name, value = match[1], match[2] or match[3] or (match[4] or "").rstrip("/")
        if name.count(":") > 1 or name.endswith(":"):
            continue
        lower = name.lower()
        seen.setdefault(lower if lower.startswith("xmlns") else name, value.replace('"', "&quot;"))
    return "".join(f' {name}="{value}"' for name, value in seen.items())
