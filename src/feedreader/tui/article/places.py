"""What stands where on a laid-out page: links, cards, headings, words to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedreader.tui.article.author import OPEN
from feedreader.tui.article.lines import Line, Role


@dataclass(frozen=True, slots=True)
class Place:
    """A link or a card on lines `first` to `last`; `label` is its text."""

    first: int
    last: int
    url: str
    label: str
    card: bool = False


def links(lines: Sequence[Line]) -> list[Place]:
    """Every link and card in order, and the stories named below; one that goes over several lines
    is one place."""
    found: list[Place] = []
    for number, line in enumerate(lines):
        story = line.target if line.target.startswith(OPEN) else ""
        for url, text, card in [(story, line.text, True)] if story else _parts(line):
            last = found[-1] if found else None
            if last and last.url == url and number - last.last <= 1:
                label = f"{last.label} {text.strip()}".strip()
                found[-1] = Place(last.first, number, url, label, last.card or card)
            else:
                found.append(Place(number, number, url, text.strip(), card))
    return found


def _parts(line: Line) -> list[tuple[str, str, bool]]:
    card = line.target.startswith("http")
    return [(part.link, part.text, card or part.role is Role.CARD_TITLE) for part in line.parts if part.link]


def headings(lines: Sequence[Line]) -> list[tuple[int, int, str]]:
    """Line, level and text of every heading."""
    return [(number, line.anchor.level, line.anchor.text) for number, line in enumerate(lines) if line.anchor]


def occurrences(lines: Sequence[Line], text: str) -> list[int]:
    """The lines that hold `text`, without regard to case; also where it is broken over two."""
    wanted = " ".join(text.casefold().split())
    if not wanted:
        return []
    found = []
    for number, line in enumerate(lines):
        here = " ".join(line.text.casefold().split())
        if wanted in here:
            found.append(number)
        elif " " in wanted and number + 1 < len(lines):
            after = " ".join(lines[number + 1].text.casefold().split())
            both = f"{here} {after}"
            at = both.find(wanted)
            if 0 <= at < len(here) and at + len(wanted) > len(here):
                found.append(number)
    return found


ALPHABET = "asdfghjkl" + "qwertyuiopzxcvbnm"


def hint_labels(count: int) -> list[str]:
    """`count` short labels, none the beginning of another, the home row first."""
    if count <= len(ALPHABET):
        return list(ALPHABET[:count])
    # The last letters of the alphabet begin two-letter labels, as few as will do.
    for firsts in range(1, len(ALPHABET) + 1):
        singles = len(ALPHABET) - firsts
        if singles + firsts * len(ALPHABET) >= count:
            pairs = [first + second for first in ALPHABET[singles:] for second in ALPHABET]
            return [*ALPHABET[:singles], *pairs][:count]
    return [first + second for first in ALPHABET for second in ALPHABET][:count]
