"""What terminals answer, and what is made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedreader.media.detect import Ability, finished, parse_answers, query_bytes
from feedreader.media.records import CellSize, Protocol

KITTY, ITERM2, SIXEL = Protocol.KITTY, Protocol.ITERM2, Protocol.SIXEL
HALF = (Protocol.HALF_BLOCKS,)
QUADRANTS = (Protocol.QUADRANTS, *HALF)
SEXTANTS = (Protocol.SEXTANTS, *QUADRANTS)
OCTANTS = (Protocol.OCTANTS, *SEXTANTS)

TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
OK = b"\x1b_Gi=31;OK\x1b\\"
NO_SIXEL, WITH_SIXEL = b"\x1b[?62;22c", b"\x1b[?62;4;22c"
CELL = b"\x1b[6;20;10t"


def version(text: str) -> bytes:
    return b"\x1bP>|" + text.encode() + b"\x1b\\"


@pytest.mark.parametrize(
    ("answers", "environ", "expected"),
    [
        (OK + version("kitty(0.42.1)") + NO_SIXEL, {"TERM": "xterm-kitty"}, (KITTY, *OCTANTS)),
        (OK + version("kitty(0.35.2)") + NO_SIXEL, {"TERM": "xterm-kitty"}, (KITTY, *SEXTANTS)),
        (OK + version("kitty(0.26.0)") + NO_SIXEL, {"TERM": "xterm-kitty"}, SEXTANTS),
        (OK + NO_SIXEL, {"TERM": "xterm-kitty"}, (KITTY, *SEXTANTS)),
        (version("kitty(0.42.1)") + NO_SIXEL, {"TERM": "xterm-kitty"}, OCTANTS),
        (OK + version("ghostty 1.2.0") + NO_SIXEL, {"TERM_PROGRAM": "ghostty"}, (KITTY, *OCTANTS)),
        (OK + version("ghostty 1.1.3") + NO_SIXEL, {"TERM": "xterm-ghostty"}, (KITTY, *SEXTANTS)),
        # These answer kitty's question with yes, but show no placeholders.
        (
            OK + version("iTerm2 3.6.1") + WITH_SIXEL,
            {"TERM_PROGRAM": "iTerm.app"},
            (ITERM2, SIXEL, *QUADRANTS),
        ),
        (OK + version("WezTerm 20240203-110809") + WITH_SIXEL, {}, (ITERM2, SIXEL, *SEXTANTS)),
        (OK + version("Konsole 23.08.4") + WITH_SIXEL, {"KONSOLE_VERSION": "230804"}, (SIXEL, *QUADRANTS)),
        (version("foot(1.16.2)") + WITH_SIXEL, {"TERM": "foot"}, (SIXEL, *SEXTANTS)),
        (version("foot(1.22.0)") + WITH_SIXEL, {"TERM": "foot"}, (SIXEL, *OCTANTS)),
        (version("VTE(7600)") + NO_SIXEL, {"VTE_VERSION": "7600"}, SEXTANTS),
        (version("VTE(8000)") + NO_SIXEL, {"VTE_VERSION": "8000"}, OCTANTS),
        (NO_SIXEL, {"VTE_VERSION": "5202"}, QUADRANTS),
        (NO_SIXEL, {"VTE_VERSION": "7006"}, SEXTANTS),
        (NO_SIXEL, {"WT_SESSION": "{1}"}, QUADRANTS),
        (WITH_SIXEL, {"WT_SESSION": "{1}"}, (SIXEL, *QUADRANTS)),
        (version("XTerm(390)") + WITH_SIXEL, {"TERM": "xterm"}, (SIXEL, *QUADRANTS)),
        (version("mintty 3.7.0") + WITH_SIXEL, {"TERM_PROGRAM": "mintty"}, (ITERM2, SIXEL, *QUADRANTS)),
        (version("xterm.js(5.6.0)") + WITH_SIXEL, {"TERM_PROGRAM": "vscode"}, (ITERM2, SIXEL, *QUADRANTS)),
        (NO_SIXEL, {"TERM_PROGRAM": "vscode"}, QUADRANTS),
        (b"\x1b[?1;2c", {"TERM_PROGRAM": "Apple_Terminal"}, QUADRANTS),
        (NO_SIXEL, {"TERM": "alacritty"}, QUADRANTS),
        (b"\x1b[?6c", {"TERM": "linux"}, HALF),
        (b"", {"TERM_PROGRAM": "iTerm.app"}, QUADRANTS),
        (b"", {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, SEXTANTS),
        (b"", {"TERM": "dumb"}, (Protocol.NONE,)),
        (b"", {"TERM": ""}, (Protocol.NONE,)),
    ],
)
def test_terminals(answers: bytes, environ: dict[str, str], expected: tuple[Protocol, ...]) -> None:
    cell = CELL if SIXEL in expected else b""
    assert parse_answers(cell + answers, TRUE | environ) == Ability(expected, CellSize())


def test_sixels_need_to_know_the_cell() -> None:
    # xterm -ti vt340 says no word about sizes; the kernel knows them.
    answers = version("XTerm(379)") + b"\x1b[?63;1;2;4;6;9;15;16;22;28c"
    assert parse_answers(answers, TRUE).protocols == QUADRANTS
    ability = parse_answers(answers, TRUE, (8, 16))
    assert ability == Ability((SIXEL, *QUADRANTS), CellSize(8, 16))
    # The terminal's own word counts for more, whichever of the two it says.
    told = b"\x1b[6;18;9t" + answers
    assert parse_answers(told, TRUE, (8, 16)).cell == CellSize(9, 18)
    nothing = b"\x1b[6;0;0t" + answers
    assert parse_answers(nothing, TRUE, (8, 16)).cell == CellSize(8, 16)
    # tmux 3.3 tells rows and columns the wrong way round.
    swapped = b"\x1b[4;900;1440t\x1b[8;160;50t" + answers
    assert parse_answers(swapped, TRUE, (9, 18)).cell == CellSize(9, 18)
    # Windows Terminal scales sixels as if its cells were of 10 x 20; iTerm2's are counted in cells.
    assert parse_answers(WITH_SIXEL, TRUE | {"WT_SESSION": "{1}"}).protocols == (SIXEL, *QUADRANTS)
    assert parse_answers(version("xterm.js(6.0)") + WITH_SIXEL, TRUE).protocols == (ITERM2, *QUADRANTS)


@pytest.mark.parametrize(
    "environ",
    [{"TMUX": "/tmp/x,1,0", "TERM": "tmux-256color"}, {"STY": "1.x"}, {"TERM": "screen"}, {"ZELLIJ": "0"}],
)
def test_in_a_multiplexer_the_variables_are_not_believed(environ: dict[str, str]) -> None:
    outer = TRUE | {"KITTY_WINDOW_ID": "1", "TERM_PROGRAM": "kitty"} | environ
    assert parse_answers(OK + NO_SIXEL, outer) == Ability(QUADRANTS, CellSize())
    # tmux that was built with sixels keeps too few of them.
    assert parse_answers(CELL + version("tmux 3.5a") + WITH_SIXEL, outer).protocols == QUADRANTS
    assert parse_answers(CELL + version("Zellij(4200)") + WITH_SIXEL, outer).protocols == (SIXEL, *QUADRANTS)


def test_without_colours_no_graphics() -> None:
    answers = OK + version("kitty(0.42.1)") + WITH_SIXEL
    ability = parse_answers(answers, TRUE | {"TERM": "xterm-kitty", "NO_COLOR": "1"})
    assert ability == Ability(OCTANTS, CellSize(), grey=True)
    assert not parse_answers(answers, TRUE | {"NO_COLOR": ""}).grey


def test_placeholders_need_exact_colours() -> None:
    answers = OK + version("kitty(0.42.1)") + NO_SIXEL
    assert KITTY not in parse_answers(answers, {"TERM": "xterm-kitty"}).protocols
    assert KITTY in parse_answers(answers, {"TERM": "xterm-kitty", "COLORTERM": "24bit"}).protocols


@pytest.mark.parametrize(
    ("answers", "cell"),
    [
        (b"\x1b[6;18;9t", CellSize(9, 18)),
        (b"\x1b[4;900;1440t\x1b[8;50;160t", CellSize(9, 18)),
        (b"\x1b[6;18;9t\x1b[4;1;1t\x1b[8;50;160t", CellSize(9, 18)),
        (b"\x1b[6;0;0t\x1b[4;900;1440t\x1b[8;50;160t", CellSize(9, 18)),
        (b"\x1b[6;0;0t", CellSize()),
        (b"\x1b[4;900;1440t\x1b[8;0;0t", CellSize()),
        (b"\x1b[4;900;1440t", CellSize()),
        (b"\x1b[6;900;1440t", CellSize()),
        (b"\x1b[6;5;90t", CellSize()),
        (b"", CellSize()),
    ],
)
def test_the_size_of_a_cell(answers: bytes, cell: CellSize) -> None:
    assert parse_answers(answers + NO_SIXEL, TRUE).cell == cell


def test_the_question_ends_with_what_all_answer() -> None:
    asked = query_bytes()
    assert asked.endswith(b"\x1b[c")
    assert asked.startswith(b"\x1b_G")
    assert not finished(OK + version("kitty(0.42.1)"))
    assert finished(OK + NO_SIXEL)
    assert not finished(NO_SIXEL[:-1])


def test_what_a_person_types_meanwhile_does_no_harm() -> None:
    answers = b"jj" + OK + b"\x1b[A" + version("kitty(0.42.1)") + b"q" + NO_SIXEL + b"G"
    assert parse_answers(answers, TRUE).protocols == (KITTY, *OCTANTS)


@given(
    st.binary(max_size=200),
    st.dictionaries(st.sampled_from(["TERM", "TMUX", "VTE_VERSION", "COLORTERM"]), st.text()),
)
def test_any_answers(answers: bytes, environ: dict[str, str]) -> None:
    ability = parse_answers(answers, environ)
    assert ability.protocols
    assert ability == parse_answers(answers, environ)


@given(st.integers(0, len(OK + NO_SIXEL)))
def test_half_an_answer(end: int) -> None:
    ability = parse_answers((OK + version("kitty(0.42.1)") + NO_SIXEL)[:end], TRUE | {"TERM": "xterm-kitty"})
    assert ability.protocols[-1] is Protocol.HALF_BLOCKS
