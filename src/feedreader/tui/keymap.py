"""The person's own keys: checked before Textual sees them, which would drop what is wrong
without a word (an unknown id is ignored, a junk key disables its action, a clash drops one)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from textual.keys import Keys, _character_to_key

from feedreader.tui.actions import ACTIONS, BY_ID

_NAMED = {key.value for key in Keys}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
_MUST_STAY = ("app.quit", "app.help")


@dataclass(frozen=True, slots=True)
class Keymap:
    """Keys for each action id, comma-separated, and one sentence for each problem found."""

    keys: Mapping[str, str]
    problems: tuple[str, ...] = ()


def normal_key(key: str) -> str | None:
    """A key as the person wrote it ("/", "ctrl+d", "f5") as Textual's name, or None."""
    key = key.strip()
    if len(key) == 1:
        return _character_to_key(key)
    *modifiers, last = key.split("+")
    if any(modifier not in _MODIFIERS for modifier in modifiers) or not last:
        return None
    if len(last) == 1:
        last = _character_to_key(last)
    elif last not in _NAMED and not _is_character_name(last):
        return None
    return "+".join([*modifiers, last])


def _is_character_name(name: str) -> bool:
    return any(name == _character_to_key(chr(code)) for code in range(33, 127))


def build(overrides: Mapping[str, str]) -> Keymap:
    """The keymap with the person's overrides. What cannot be used keeps its default and is
    named in `problems`; quit and help always stay reachable."""
    keys = {action.id: action.keys for action in ACTIONS}
    problems: list[str] = []
    for action_id, wanted in overrides.items():
        if action_id not in BY_ID:
            near = get_close_matches(action_id, BY_ID, n=1)
            hint = f"; did you mean “{near[0]}”?" if near else "."
            problems.append(f"There is no action “{action_id}”{hint}")
            continue
        parsed = [normal_key(part) for part in wanted.split(",") if part.strip()]
        if not parsed or None in parsed:
            problems.append(f"“{wanted}” is no key for {action_id}; its default stays.")
            continue
        keys[action_id] = ",".join(part for part in parsed if part)
    problems += _settle_clashes(keys, overrides)
    return Keymap(keys, tuple(problems))


def _settle_clashes(keys: dict[str, str], overrides: Mapping[str, str]) -> list[str]:
    problems = []
    owner: dict[tuple[bool, str], str] = {}
    # The person's own keys come first and win over defaults, but never over quit and help.
    order = sorted(ACTIONS, key=lambda a: (a.id not in _MUST_STAY, a.id not in overrides))
    for action in order:
        mine = []
        for key in keys[action.id].split(","):
            taken = owner.get((True, key))
            if taken is None:
                owner[True, key] = action.id
                mine.append(key)
            else:
                problems.append(f"The key “{key}” of {action.id} is taken by {taken}.")
        keys[action.id] = ",".join(mine)
        if not mine:
            problems.append(f"{action.id} has no key now; it stays in the palette.")
    return problems
