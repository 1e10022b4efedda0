"""The settings: their names, defaults and limits, and the strict reading of settings.toml."""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from feedreader.errors import SettingsError
from feedreader.text import clean


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
    theme: str = "feedreader-dark"
    """Name of the theme."""
    browser: str = ""
    """Command that opens links; empty means the system's browser."""
    open_marks_read: bool = True
    """Opening an article marks it read."""
    date_format: str = "%d %b %Y %H:%M"
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


def load(path: Path) -> Settings:
    """The settings of a TOML file; the defaults where there is none.

    Raises SettingsError, with the file, the key and what to do, for a name that is no setting,
    for a value of the wrong kind or outside its limits, and for a file that is no TOML.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(
            f"{_named(path)} cannot be read: {(error.strerror or 'unknown').lower()}."
        ) from error
    table = _toml(path, data)
    known = {setting.name: setting for setting in fields(Settings)}
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise SettingsError(_unknown(path, name, value, known))
        values[name] = _checked(path, known[name], value)
    return Settings(**values)


def _named(path: Path) -> str:
    return clean.line(str(path), 200)


def _toml(path: Path, data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{_named(path)} is not UTF-8 text (line {row}): save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{_named(path)} is not valid TOML: {clean.error(error).rstrip('.')}.") from error
    except ValueError as error:
        raise SettingsError(f"{_named(path)} is not valid TOML: a number in it is too long.") from error
    except RecursionError as error:
        raise SettingsError(f"{_named(path)} is not valid TOML: it is nested too deeply.") from error


def _unknown(path: Path, name: str, value: object, known: dict[str, Field[Any]]) -> str:
    from difflib import get_close_matches

    shown = clean.line(name, 60)
    sentence = f"{_named(path)}: “{shown}” is not a setting"
    if isinstance(value, dict) and any(inner in known for inner in value):
        return f"{sentence}: settings stand at the top of the file, not in a table."
    near = get_close_matches(name.lower().replace("-", "_"), known, n=1)
    return f"{sentence}; did you mean “{near[0]}”?" if near else f"{sentence}."


def _checked(path: Path, setting: Field[Any], value: object) -> object:
    """The value as the setting holds it; raises SettingsError with a sentence."""
    if setting.name == "keys":
        return _keys(path, value)
    wanted = type(setting.default)
    if type(value) is not wanted:  # not isinstance: true is an int in Python
        kind = {bool: "true or false", int: "a whole number", str: "text in quotation marks"}[wanted]
        raise _wrong(path, setting.name, kind, value)
    if "choices" in setting.metadata and value not in setting.metadata["choices"]:
        named = [f"“{each}”" for each in setting.metadata["choices"]]
        raise _wrong(path, setting.name, f"{', '.join(named[:-1])} or {named[-1]}", value)
    if isinstance(value, int) and setting.metadata:
        least, most = setting.metadata["least"], setting.metadata["most"]
        if not least <= value <= most:
            raise _wrong(path, setting.name, f"between {least:,} and {most:,}", value)
    if isinstance(value, str):
        if clean.line(value) != value:
            raise _wrong(path, setting.name, "one line of plain text", value)
        if not value and setting.default:
            raise _wrong(path, setting.name, f"some text, such as “{setting.default}”", value)
    return value


def _keys(path: Path, value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise _wrong(path, "keys", 'a table of actions and their keys, such as refresh = "R"', value)
    for action, key in value.items():
        if type(key) is not str or not key.strip() or clean.line(key) != key or clean.line(action) != action:
            raise _wrong(
                path, f"keys.{clean.line(action, 60)}", 'one or more keys, such as "R" or "j,down"', key
            )
    return tuple(value.items())


def _wrong(path: Path, name: str, wanted: str, value: object) -> SettingsError:
    shown = {True: "true", False: "false"}[value] if isinstance(value, bool) else clean.line(repr(value), 60)
    return SettingsError(f"{_named(path)}: “{name}” must be {wanted}, not {shown}.")
