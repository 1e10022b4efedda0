"""The settings: their names, defaults and limits, and the strict reading of settings.toml."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

from feedreader.config.patterns import wanted_pattern
from feedreader.text import clean
from feedreader.text.counts import plural

_LARGEST = 64_000
"""Bytes; settings have a few hundred."""
_MOST_TOLD = 20
"""Problems of which each gets a sentence; one has mistyped a few, not thousands."""


class _UnreadError(Exception):
    """The file as a whole does not read; its text is a sentence."""


def _whole(default: int, least: int, most: int) -> int:
    """A whole number with its limits, both allowed."""
    return field(default=default, metadata={"least": least, "most": most})


def _choice(default: str, *others: str) -> str:
    """One of several words, the default first."""
    return field(default=default, metadata={"choices": (default, *others)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the person can set. The sentence under each is its documentation everywhere."""

    refresh_minutes: int = _whole(60, 0, 10_080)
    """Minutes between automatic refreshes while the reader is open; 0 turns them off."""
    measure: int = _whole(70, 40, 120)
    """Width of an article's text, in columns."""
    theme: str = _choice(
        "feedreader-dark", "feedreader-light", "feedreader-contrast", "ansi-dark", "ansi-light"
    )
    """The colours; the last two are the terminal's own."""
    browser: str = ""
    """Command that opens links; empty means the system's browser."""
    open_marks_read: bool = True
    """Opening an article marks it read."""
    date_format: str = field(default="%d %b %Y %H:%M", metadata={"wanted": wanted_pattern})
    """How dates are written, as in strftime."""
    relaxed_list: bool = True
    """Headlines on up to two lines with feed, author and age below; otherwise on one line."""
    mouse: bool = True
    """React to the mouse; without it the terminal's own selection works."""
    per_host: int = _whole(2, 1, 8)
    """Requests at the same time to one host."""
    connections: int = _whole(50, 1, 200)
    """Requests at the same time to all hosts."""
    timeout_seconds: int = _whole(20, 1, 300)
    """Seconds that a server may stay silent."""
    feed_cap_mb: int = _whole(32, 1, 512)
    """Largest feed that is read, in megabytes."""
    pictures: str = _choice("on", "off", "ask")
    """Pictures in articles: fetched and shown, never, or on metered lines only when asked for."""
    full_text: str = _choice("auto", "feed", "page")
    """Whose text is shown: the page's where the feed gives a teaser, always the feed's, or always the page's."""
    download: str = _choice("off", "starred", "unread", "all")
    """Articles that are made whole for reading offline after each refresh."""
    download_newest: int = _whole(50, 1, 10_000)
    """Of each feed, only so many of the newest articles are downloaded."""
    download_budget_mb: int = _whole(500, 10, 1_000_000)
    """Room for kept pictures, in megabytes; what was read goes first."""
    download_on_metered: bool = False
    """Download also where each byte costs money."""
    metered: str = _choice("auto", "yes", "no")
    """Whether the line is metered; "auto" asks NetworkManager where there is one."""
    user_agent_contact: str = ""
    """Address or e-mail that publishers are told in requests; empty tells none."""
    keys: tuple[tuple[str, str], ...] = ()
    """Keys of one's own: a table of an action's name and its keys."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings in force, and a sentence for everything in the file that is not."""

    settings: Settings = field(default_factory=Settings)
    problems: tuple[str, ...] = ()


def load(path: Path) -> Loaded:
    """The settings of a TOML file; the defaults where there is none.

    A value of the wrong kind or outside its limits leaves its setting at the default, a name that
    is no setting is passed over, and a file that does not read leaves all of them so; each is a
    sentence with the file, the line and what is allowed. All others stay in force."""
    try:
        text = _text(path)
        if text is None:
            return Loaded()
        return _chosen(_File(_named(path), text), _toml(path, text))
    except _UnreadError as error:
        return Loaded(problems=(f"{error} The defaults are used.",))


@dataclass(frozen=True, slots=True)
class _File:
    """What a sentence needs to say where something stands."""

    name: str
    text: str

    def at(self, key: str, table: str = "") -> str:
        """The file and, where it can be found, the line of a key: "settings.toml, line 3"."""
        here = ""
        for number, line in enumerate(self.text.splitlines(), 1):
            start = line.strip()
            if start.startswith("["):
                here = start.strip("[]").strip()
                if here == key and not table:
                    return f"{self.name}, line {number}"
            elif here == table and start.partition("=")[0].strip().strip("\"'") == key:
                return f"{self.name}, line {number}"
        return self.name


def _chosen(file: _File, table: dict[str, Any]) -> Loaded:
    known = {setting.name: setting for setting in fields(Settings)}
    values: dict[str, Any] = {}
    problems = _Problems()
    for name, value in table.items():
        if name not in known:
            problems.add(partial(_unknown, file, name, value, known))
        elif name == "keys":
            values[name] = _keys(file, value, problems)
        elif wanted := _wanted(known[name], value):
            problems.add(partial(_unfit, file, known[name], wanted, value))
        else:
            values[name] = value
    return Loaded(Settings(**values), problems.sentences(file))


class _Problems:
    """What is wrong, told as far as anybody reads it: finding a line and a near name takes time."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._more = 0

    def add(self, sentence: Callable[[], str]) -> None:
        if len(self._told) < _MOST_TOLD:
            self._told.append(sentence())
        else:
            self._more += 1

    def sentences(self, file: _File) -> tuple[str, ...]:
        more = f"{file.name} has {plural(self._more, 'more problem')}."
        return (*self._told, *([more] if self._more else []))


def _named(path: Path) -> str:
    return clean.line(str(path), 200)


def _text(path: Path) -> str | None:
    """The file's text, None where there is no file. What is no plain file (a pipe would keep us
    waiting) and what is too large for settings is refused unread."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        raise _UnreadError(f"{_named(path)} cannot be read: {reason}.") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _UnreadError(f"{_named(path)} cannot be read: it is no plain file.")
    with os.fdopen(handle, "rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise _UnreadError(f"{_named(path)} is larger than {_LARGEST // 1000} kB, so it was not read.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise _UnreadError(f"{_named(path)} is not UTF-8 text (line {row}): save it as UTF-8.") from error


def _toml(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _UnreadError(f"{_named(path)} is not valid TOML: {clean.error(error).rstrip('.')}.") from error
    except ValueError as error:
        raise _UnreadError(f"{_named(path)} is not valid TOML: a number in it is too long.") from error
    except RecursionError as error:
        raise _UnreadError(f"{_named(path)} is not valid TOML: it is nested too deeply.") from error


def _unknown(file: _File, name: str, value: object, known: dict[str, Field[Any]]) -> str:
    from difflib import get_close_matches

    sentence = f"{file.at(name)}: “{clean.line(name, 60)}” is not a setting"
    if isinstance(value, dict) and any(inner in known for inner in value):
        return f"{sentence}: settings stand at the top of the file, not in a table."
    near = get_close_matches(name[:100].lower().replace("-", "_"), known, n=1)
    return f"{sentence}; did you mean “{near[0]}”?" if near else f"{sentence}."


def _unfit(file: _File, setting: Field[Any], wanted: str, value: object) -> str:
    said = _wrong(setting.name, wanted, value)
    return f"{file.at(setting.name)}: {said}; {_shown(setting.default)} is used."


def _wanted(setting: Field[Any], value: object) -> str:
    """What a setting must be, empty when the value is just that."""
    wanted = type(setting.default)
    if type(value) is not wanted:  # not isinstance: true is an int in Python
        return {bool: "true or false", int: "a whole number", str: "text in quotation marks"}[wanted]
    if "choices" in setting.metadata and value not in setting.metadata["choices"]:
        named = [f"“{each}”" for each in setting.metadata["choices"]]
        return f"{', '.join(named[:-1])} or {named[-1]}"
    if "least" in setting.metadata:
        least, most = setting.metadata["least"], setting.metadata["most"]
        if not least <= value <= most:
            return f"between {least:,} and {most:,}"
    if isinstance(value, str):
        if clean.line(value) != value:
            return "one line of plain text"
        if not value and setting.default:
            return f"some text, such as “{setting.default}”"
        if "wanted" in setting.metadata:
            return str(setting.metadata["wanted"](value))
    return ""


def _keys(file: _File, value: object, problems: _Problems) -> tuple[tuple[str, str], ...]:
    """The keys that can be used; the others are added to `problems`."""
    if not isinstance(value, dict):
        problems.add(partial(_no_keys, file, value))
        return ()
    good: list[tuple[str, str]] = []
    for action, key in value.items():
        if type(key) is str and key.strip() and clean.line(key) == key and clean.line(action) == action:
            good.append((action, key))
        else:
            problems.add(partial(_no_key, file, action, key))
    return tuple(good)


def _no_keys(file: _File, value: object) -> str:
    wanted = 'a table of actions and their keys, such as refresh = "R"'
    return f"{file.at('keys')}: {_wrong('keys', wanted, value)}."


def _no_key(file: _File, action: str, key: object) -> str:
    wanted = 'one or more keys, such as "R" or "j,down"'
    return f"{file.at(action, 'keys')}: {_wrong(f'keys.{clean.line(action, 60)}', wanted, key)}."


def _wrong(name: str, wanted: str, value: object) -> str:
    return f"“{name}” must be {wanted}, not {_shown(value)}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    try:
        return clean.line(repr(value), 60)
    except ValueError:  # a number of more than 4,300 digits
        return "that"
