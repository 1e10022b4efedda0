"""What a terminal can show, from its answers and its environment. Pure: no I/O, nothing waits here.

Write `query_bytes()` while the first frame is already up, collect what comes back until `finished`
or until some 200 ms are over, and give it to `parse_answers`; with no answers at all the environment
alone decides, and graphics are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from feedreader.media.records import CellSize, Protocol

_QUERY_ID = 31
# kitty: may I send a picture of one pixel? Its answer names the number.
_KITTY_QUERY = f"\x1b_Gi={_QUERY_ID},s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\".encode()
# XTVERSION; the size of a cell, of the window and in cells (xterm, "Window manipulation"); DA1 last:
# every terminal answers it, and in order, so that it ends the wait.
_QUERIES = b"\x1b[>0q" + b"\x1b[16t" + b"\x1b[14t" + b"\x1b[18t" + b"\x1b[c"

_DA1 = re.compile(rb"\x1b\[\?([\d;]{1,99})c")
_KITTY_OK = re.compile(rb"\x1b_G(?:[^\x1b;]{0,99},)?i=%d(?:,[^\x1b;]{0,99})?;OK\x1b\\" % _QUERY_ID)
_VERSION = re.compile(rb"\x1bP>\|([^\x1b]{1,99})\x1b\\")
_SIZE = re.compile(rb"\x1b\[([468]);(\d{1,5});(\d{1,5})t")
_SIXEL = b"4"

# Under XTVERSION's name, lower-case, and from the environment. These draw the legacy computing
# symbols (sextants, diagonals) themselves, whatever the font has. Konsole leaves them to the font,
# and Alacritty draws the sextants without the diagonals.
_DRAWS_SEXTANTS = frozenset({"kitty", "ghostty", "wezterm", "foot", "contour", "vte"})
_DRAWS_OCTANTS = frozenset({"kitty", "ghostty", "foot", "vte"})
_OCTANTS_SINCE = {"kitty": (0, 40), "ghostty": (1, 2), "foot": (1, 21), "vte": (7800,)}
# VTE draws them since 0.61.90, which it writes as one number.
_SEXTANTS_SINCE = {"vte": (6190,), "foot": (1, 8), "contour": (0, 3)}
# Others answer kitty's query too (iTerm2, WezTerm, Konsole), but know no placeholders.
_PLACEHOLDERS_SINCE = {"kitty": (0, 28), "ghostty": (1, 0)}
_ITERM2 = frozenset({"iterm2", "wezterm", "mintty"})
_BY_PROGRAM = {
    "iterm.app": "iterm2",
    "wezterm": "wezterm",
    "ghostty": "ghostty",
    "vscode": "vscode",
    "mintty": "mintty",
    "apple_terminal": "apple",
    "kitty": "kitty",
}
_BY_VARIABLE = {
    "KITTY_WINDOW_ID": "kitty",
    "GHOSTTY_RESOURCES_DIR": "ghostty",
    "WEZTERM_PANE": "wezterm",
    "KONSOLE_VERSION": "konsole",
    "VTE_VERSION": "vte",
    "WT_SESSION": "windows",
    "ALACRITTY_WINDOW_ID": "alacritty",
}
_BY_TERM = {"xterm-kitty": "kitty", "xterm-ghostty": "ghostty", "foot": "foot", "foot-extra": "foot"}
_BY_TERM |= {"alacritty": "alacritty", "linux": "linux", "wezterm": "wezterm", "contour": "contour"}
_MULTIPLEXERS = ("TMUX", "STY", "ZELLIJ")


@dataclass(frozen=True, slots=True)
class Ability:
    """`protocols` best first, NONE alone for a terminal without any; `cell` in pixels; `grey`: no
    colours are wanted (NO_COLOR)."""

    protocols: tuple[Protocol, ...]
    cell: CellSize
    grey: bool = False


def query_bytes() -> bytes:
    """What to write to the terminal. It shows nothing, and all answers come on standard input."""
    return _KITTY_QUERY + _QUERIES


def finished(answers: bytes) -> bool:
    """Whether the last answer is there."""
    return _DA1.search(answers) is not None


def parse_answers(answers: bytes, environ: Mapping[str, str], kernels: tuple[int, int] = (0, 0)) -> Ability:
    """What `answers` (any bytes, also none or half of one) and the environment together allow.
    `kernels`: a cell as the kernel knows it (`window.cell`), for a terminal that does not tell;
    xterm keeps such answers to itself."""
    term = environ.get("TERM", "").lower()
    multiplexed = term.startswith(("screen", "tmux")) or any(environ.get(name) for name in _MULTIPLEXERS)
    grey = bool(environ.get("NO_COLOR"))
    name, version = _identity(answers, environ, multiplexed)
    cell = _cell(answers, kernels)
    if term in ("", "dumb"):
        protocols: tuple[Protocol, ...] = (Protocol.NONE,)
    else:
        # Colour is how placeholders carry a picture's number: without colours no graphics.
        graphics = () if grey else _graphics(answers, environ, name, version, multiplexed, cell)
        protocols = (*graphics, *_symbols(name, version))
    return Ability(protocols, cell or CellSize(), grey)


def _identity(answers: bytes, environ: Mapping[str, str], multiplexed: bool) -> tuple[str, tuple[int, ...]]:
    """The terminal's name and version, as far as they are known. In a multiplexer the variables
    tell of the terminal in which it was started, which need not be the one that shows it now."""
    found = _VERSION.search(answers)
    if found:
        text = found[1].decode("ascii", "replace").lower()
        name = re.split(r"[\s(]", text, maxsplit=1)[0]
        return name, _numbers(text[len(name) :])
    if multiplexed:
        return "", ()
    program = environ.get("TERM_PROGRAM", "").lower()
    if program in _BY_PROGRAM:
        return _BY_PROGRAM[program], _numbers(environ.get("TERM_PROGRAM_VERSION", ""))
    term = _BY_TERM.get(environ.get("TERM", "").lower(), "")
    for variable, name in _BY_VARIABLE.items():
        if environ.get(variable) and not term:
            return name, _variable_version(name, environ[variable])
    return term, ()


def _variable_version(name: str, text: str) -> tuple[int, ...]:
    return _numbers(text) if name == "vte" else ()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"[0-9]{1,9}", text)[:3])


def _since(table: Mapping[str, tuple[int, ...]], name: str, version: tuple[int, ...]) -> bool:
    """Whether a version, where one is told, is new enough. Where none is, it is taken to be."""
    return not version or name not in table or version >= table[name]


def _graphics(
    answers: bytes,
    environ: Mapping[str, str],
    name: str,
    version: tuple[int, ...],
    multiplexed: bool,
    cell: CellSize | None,
) -> tuple[Protocol, ...]:
    # Sixels are pixels: where nobody tells how many a cell has, they would lie over the neighbours.
    # Windows Terminal scales them from cells of 10 x 20, whatever its own are. tmux (3.4 on) keeps
    # only the last few pictures, and a picture here is as many as it has rows.
    primary = _DA1.search(answers)
    sixel = primary is not None and _SIXEL in primary[1].split(b";")[1:]
    found = []
    placeholders = name in _PLACEHOLDERS_SINCE and _since(_PLACEHOLDERS_SINCE, name, version)
    exact = environ.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    if placeholders and exact and not multiplexed and _KITTY_OK.search(answers):
        found.append(Protocol.KITTY)
    if primary and not multiplexed and (name in _ITERM2 or (name in ("vscode", "xterm.js") and sixel)):
        found.append(Protocol.ITERM2)
    if sixel and name != "tmux" and (cell or name == "windows"):
        found.append(Protocol.SIXEL)
    return tuple(found)


def _symbols(name: str, version: tuple[int, ...]) -> tuple[Protocol, ...]:
    if name == "linux":
        # The console's fonts have 256 or 512 characters: halves are among them, quarters are not.
        return (Protocol.HALF_BLOCKS,)
    found = [Protocol.QUADRANTS, Protocol.HALF_BLOCKS]
    if name in _DRAWS_SEXTANTS and _since(_SEXTANTS_SINCE, name, version):
        found.insert(0, Protocol.SEXTANTS)
        if name in _DRAWS_OCTANTS and version and _since(_OCTANTS_SINCE, name, version):
            found.insert(0, Protocol.OCTANTS)
    return tuple(found)


def _cell(answers: bytes, kernels: tuple[int, int]) -> CellSize | None:
    told = ((found[1], int(found[3]), int(found[2])) for found in _SIZE.finditer(answers))
    sizes = {what: (width, height) for what, width, height in told if width and height}
    width, height = sizes.get(b"6", kernels)
    if not width and b"4" in sizes and b"8" in sizes:
        width, height = sizes[b"4"][0] // sizes[b"8"][0], sizes[b"4"][1] // sizes[b"8"][1]
    return _believed(width, height)


def _believed(width: int, height: int) -> CellSize | None:
    # Some answer 0, and some in another order or unit: only what looks like a cell is believed.
    believed = 3 <= width <= 100 and 5 <= height <= 200 and width / 2 <= height <= width * 5
    return CellSize(width, height) if believed else None
