"""What a pattern of strftime may hold."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_DIRECTIVE = re.compile(r"%([-_0^#]?[A-Za-z%]?)")
_KNOWN = frozenset("aAbBcCdDeFfgGhHIjklmMpPrRsSTuUVwWxXyYzZ%")
"""Those that Python documents, and those that the C libraries add, as "%e" for a day without a zero;
"%n" and "%t" are none, for a date has to fit on one line."""
_SOME = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def wanted_pattern(pattern: str) -> str:
    """What a date's pattern must be; empty when it is that, and makes a date on this system."""
    found = [match[1] for match in _DIRECTIVE.finditer(pattern)]
    for each in found:
        if not _is_known(each):
            wrong = f"“%{each}”" if each else "a “%” that nothing follows"
            return f"made of strftime's directives ({wrong} is none)"
    if not any(each != "%" for each in found):
        return "made of strftime's directives, such as “%d %b %Y”"
    return ""


def _is_known(directive: str) -> bool:
    """A flag before the letter is the C library's affair: one that it does not know comes back as it is."""
    if directive[-1:] not in _KNOWN:
        return False
    try:
        return directive == "%" or "%" not in _SOME.strftime(f"%{directive}")
    except ValueError:
        return False
